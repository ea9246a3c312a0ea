"""Writes of the catalogue: analyses and price lists are published wholly or not at all, and only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_own, code_own_number, code_sort_key
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft, PriceDraft
from harsat.catalogue.models import (
    Analysis,
    AnalysisKomponen,
    Bidang,
    Edition,
    EditionStatus,
    PriceList,
    PriceListItem,
    Resource,
)
from harsat.catalogue.search import normalise
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Refused

BATCH = 2000


class PublishedCount(NamedTuple):
    """What a publication did: kodes new to the edition, new versions of known ones, kodes left alone."""

    created: int
    versioned: int
    unchanged: int


class _Stored(NamedTuple):
    """The highest version of a kode as it stands in the edition, comparable with a draft."""

    id: int
    version: int
    draft: AnalysisDraft


def edition_publish(*, name: str, as_of: date, bidang: Bidang = Bidang.CIPTA_KARYA, source: str = "") -> Edition:
    """The published edition of this name, made when there is none.

    Raises:
        Refused: the edition is retired; it takes no more analyses.
    """
    edition, _made = Edition.objects.get_or_create(
        name=name,
        defaults={"as_of": as_of, "bidang": bidang, "source": source, "status": EditionStatus.PUBLISHED},
    )
    if edition.status == EditionStatus.RETIRED:
        raise Refused(_("Edisi %(name)s sudah ditarik.") % {"name": name}, code="edition_retired")
    if edition.status == EditionStatus.DRAFT:
        edition.status = EditionStatus.PUBLISHED
        edition.save(update_fields=["status"])
    return edition


@transaction.atomic
def analyses_publish(*, edition: Edition, drafts: Sequence[AnalysisDraft]) -> PublishedCount:
    """Store the drafts that differ from the edition as new rows, in one transaction.

    A kode new to the edition gets version 1, a changed one the next version; what is equal is left alone, so
    a second run does nothing. A bundel points at the highest version of its target now, and stays there.

    Raises:
        Refused: a kode twice among the drafts, a bundel without target or in a circle (with its path), or a
            resource whose kategori is another in this edition.
    """
    stored = _stored(edition)
    _once_check(drafts)
    fresh = [draft for draft in drafts if draft.kode not in stored or stored[draft.kode].draft != draft]
    _bundel_check({kode: row.draft for kode, row in stored.items()} | {draft.kode: draft for draft in fresh}, fresh)
    resources = _resources_store(edition, [line for draft in fresh for line in draft.komponen if not line.target_kode])
    analyses = Analysis.objects.bulk_create(
        [_analysis(edition, draft, stored.get(draft.kode)) for draft in fresh], batch_size=BATCH
    )
    ids = {kode: row.id for kode, row in stored.items()} | {row.kode: row.pk for row in analyses}
    AnalysisKomponen.objects.bulk_create(
        [
            _komponen(analysis.pk, order, line, resources, ids)
            for analysis, draft in zip(analyses, fresh, strict=True)
            for order, line in enumerate(draft.komponen, start=1)
        ],
        batch_size=BATCH,
    )
    created = sum(draft.kode not in stored for draft in fresh)
    return PublishedCount(created, len(fresh) - created, len(drafts) - len(fresh))


@transaction.atomic
def price_list_publish(*, name: str, source: str, as_of: date, prices: Iterable[PriceDraft]) -> PriceList:
    """The price list of this name, holding exactly these prices."""
    price_list, _made = PriceList.objects.update_or_create(name=name, defaults={"source": source, "as_of": as_of})
    price_list.items.all().delete()
    PriceListItem.objects.bulk_create([_price(price_list, price) for price in prices], batch_size=BATCH)
    return price_list


def _price(price_list: PriceList, price: PriceDraft) -> PriceListItem:
    return PriceListItem(
        price_list=price_list,
        kode=price.kode,
        uraian=price.uraian,
        satuan=price.satuan,
        harga=price.harga,
        source=price.source,
    )


def _stored(edition: Edition) -> dict[str, _Stored]:
    lines: dict[int, list[KomponenDraft]] = {}
    rows = AnalysisKomponen.objects.filter(analysis__edition=edition).order_by("analysis_id", "order")
    for analysis_id, kategori, kode, uraian, satuan, koefisien, target_kode in rows.values_list(
        "analysis_id", "kategori", "kode", "uraian", "satuan", "koefisien", "target__kode"
    ):
        official = "" if target_kode or code_own_number(kode) else kode
        line = KomponenDraft(Kategori(kategori), official, uraian, satuan, koefisien, target_kode or "")
        lines.setdefault(analysis_id, []).append(line)
    heads = Analysis.objects.filter(edition=edition).order_by("version")
    return {
        kode: _Stored(pk, version, AnalysisDraft(kode, uraian, satuan, divisi, tuple(lines.get(pk, ()))))
        for pk, version, kode, uraian, satuan, divisi in heads.values_list(
            "id", "version", "kode", "uraian", "satuan", "divisi"
        )
    }


def _once_check(drafts: Sequence[AnalysisDraft]) -> None:
    seen: set[str] = set()
    for draft in drafts:
        if draft.kode in seen:
            raise Refused(_("Kode %(kode)s muncul dua kali.") % {"kode": draft.kode}, code="kode_twice")
        seen.add(draft.kode)


def _bundel_check(drafts: Mapping[str, AnalysisDraft], fresh: Iterable[AnalysisDraft]) -> None:
    sound: set[str] = set()
    for draft in fresh:
        _bundel_walk(drafts, (draft.kode,), sound)


def _bundel_walk(drafts: Mapping[str, AnalysisDraft], path: tuple[str, ...], sound: set[str]) -> None:
    """Go down every bundel below the end of `path`; what proved sound once is not walked again."""
    for line in drafts[path[-1]].komponen:
        if not line.target_kode or line.target_kode in sound:
            continue
        here = (*path, line.target_kode)
        names = {"path": " → ".join(here)}
        if line.target_kode in path:
            raise Refused(_("Analisa saling memuat: %(path)s.") % names, code="bundel_cycle", path=here)
        if line.target_kode not in drafts:
            raise Refused(_("Analisa yang dimuat tidak ada: %(path)s.") % names, code="bundel_missing", path=here)
        _bundel_walk(drafts, here, sound)
    sound.add(path[-1])


def _resource_key(line: KomponenDraft) -> tuple[str, ...]:
    """With an official code the code and satuan decide, without one the name does as well."""
    if line.kode:
        return (line.kode, line.satuan)
    return (line.kategori.value, line.uraian.lower(), line.satuan)


def _resources_store(edition: Edition, lines: Sequence[KomponenDraft]) -> dict[tuple[str, ...], Resource]:
    """Every resource the lines need, by key; new ones are inserted, those without code under an own one."""
    rows = Resource.objects.filter(edition=edition)
    known = {_stored_key(row): row for row in rows}
    next_own = 1 + max((code_own_number(row.kode) for row in rows), default=0)
    fresh: list[Resource] = []
    for line in lines:
        key = _resource_key(line)
        if key not in known:
            known[key] = _resource(edition, line, line.kode or code_own(edition.pk, next_own))
            next_own += not line.kode
            fresh.append(known[key])
        _kategori_check(known[key], line)
    Resource.objects.bulk_create(fresh, batch_size=BATCH)
    return known


def _stored_key(row: Resource) -> tuple[str, ...]:
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


def _analysis(edition: Edition, draft: AnalysisDraft, before: _Stored | None) -> Analysis:
    return Analysis(
        edition=edition,
        kode=draft.kode,
        uraian=draft.uraian,
        satuan=draft.satuan,
        divisi=draft.divisi,
        version=before.version + 1 if before else 1,
        sort_key=code_sort_key(draft.kode),
        search_text=normalise(f"{draft.kode} {draft.uraian}"),
    )


def _komponen(
    analysis_id: int,
    order: int,
    line: KomponenDraft,
    resources: Mapping[tuple[str, ...], Resource],
    analyses: Mapping[str, int],
) -> AnalysisKomponen:
    resource = None if line.target_kode else resources[_resource_key(line)]
    return AnalysisKomponen(
        analysis_id=analysis_id,
        order=order,
        kategori=line.kategori.value,
        resource=resource,
        target_id=analyses[line.target_kode] if line.target_kode else None,
        kode=resource.kode if resource else line.target_kode,
        uraian=line.uraian,
        satuan=line.satuan,
        koefisien=line.koefisien,
    )
