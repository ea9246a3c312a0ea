"""Resources of an edition, found by official code and satuan, or by name where there is no code."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_own, code_own_number
from harsat.catalogue.drafts import KomponenDraft
from harsat.catalogue.models import Edition, Resource
from harsat.kernel.errors import Refused

BATCH = 2000
Key = tuple[str, ...]


def resource_key(line: KomponenDraft) -> Key:
    """With an official code the code and satuan decide, without one the name does as well."""
    if line.kode:
        return (line.kode, line.satuan)
    return (line.kategori.value, line.uraian.lower(), line.satuan)


def resources_store(edition: Edition, lines: Sequence[KomponenDraft]) -> dict[Key, Resource]:
    """Every resource the lines need, by key; new ones are inserted, those without code under an own one.

    Raises:
        Refused: a resource has another kategori in this edition.
    """
    rows = list(Resource.objects.filter(edition=edition))
    known = {_stored_key(row): row for row in rows}
    next_own = 1 + max((code_own_number(row.kode) for row in rows), default=0)
    fresh: list[Resource] = []
    for line in lines:
        key = resource_key(line)
        if key not in known:
            known[key] = _resource(edition, line, line.kode or code_own(edition.pk, next_own))
            next_own += not line.kode
            fresh.append(known[key])
        _kategori_check(known[key], line)
    Resource.objects.bulk_create(fresh, batch_size=BATCH)
    return known


def _stored_key(row: Resource) -> Key:
    official = "" if code_own_number(row.kode) else row.kode
    return (official, row.satuan) if official else (row.kategori, row.uraian.lower(), row.satuan)


def _resource(edition: Edition, line: KomponenDraft, kode: str) -> Resource:
    return Resource(edition=edition, kode=kode, uraian=line.uraian, satuan=line.satuan, kategori=line.kategori.value)


def _kategori_check(resource: Resource, line: KomponenDraft) -> None:
    if resource.kategori != line.kategori.value:
        raise Refused(
            _("Sumber daya %(kode)s tercatat sebagai %(known)s, di sini %(stated)s.")
            % {"kode": resource.kode, "known": resource.kategori, "stated": line.kategori.value},
            code="resource_kategori",
        )
