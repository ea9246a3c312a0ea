"""Analyses enter an edition wholly or not at all; what differs becomes a new version beside the old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import Analysis, AnalysisKomponen, Edition, EditionStatus, Resource
from harsat.catalogue.selectors.drafts import StoredDraft, edition_drafts
from harsat.catalogue.services.bundel import bundel_check
from harsat.catalogue.services.division import divisions_store
from harsat.catalogue.services.resource import Key, resource_key, resources_store
from harsat.kernel.errors import Refused

BATCH = 2000


class PublishedCount(NamedTuple):
    """What a publication did: kodes new to the edition, new versions of known ones, kodes left alone."""

    created: int
    versioned: int
    unchanged: int


@transaction.atomic
def analyses_publish(*, edition: Edition, drafts: Sequence[AnalysisDraft]) -> PublishedCount:
    """Store the drafts that differ from the edition as new rows, in one transaction.

    A kode new to the edition gets version 1, a changed one the next version; what is equal is left alone, so
    a second run does nothing. A bundel points at the highest version of its target now, and stays there.

    Raises:
        Refused: the edition is retired, a kode twice among the drafts, a bundel without target or in a circle (with
            its path), or a resource whose kategori is another in this edition.
    """
    _open_check(edition)
    stored = edition_drafts(edition)
    _once_check(drafts)
    fresh = [draft for draft in drafts if draft.kode not in stored or stored[draft.kode].draft != draft]
    bundel_check({kode: row.draft for kode, row in stored.items()} | {draft.kode: draft for draft in fresh}, fresh)
    resources = resources_store(edition, [line for draft in fresh for line in draft.komponen if not line.target_kode])
    divisions = divisions_store(edition, fresh)
    analyses = Analysis.objects.bulk_create(
        [_analysis(edition, draft, stored.get(draft.kode), divisions) for draft in fresh], batch_size=BATCH
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


def _open_check(edition: Edition) -> None:
    if edition.status == EditionStatus.RETIRED:
        raise Refused(_("Edisi %(name)s sudah ditarik.") % {"name": edition.name}, code="edition_retired")


def _once_check(drafts: Sequence[AnalysisDraft]) -> None:
    seen: set[str] = set()
    for draft in drafts:
        if draft.kode in seen:
            raise Refused(_("Kode %(kode)s muncul dua kali.") % {"kode": draft.kode}, code="kode_twice")
        seen.add(draft.kode)


def _analysis(
    edition: Edition, draft: AnalysisDraft, before: StoredDraft | None, divisions: Mapping[str, int | None]
) -> Analysis:
    return Analysis(
        edition=edition,
        kode=draft.kode,
        uraian=draft.uraian,
        satuan=draft.satuan,
        divisi=draft.divisi,
        division_id=divisions[draft.kode],
        version=before.version + 1 if before else 1,
        sort_key=code_sort_key(draft.kode),
    )


def _komponen(
    analysis_id: int,
    order: int,
    line: KomponenDraft,
    resources: Mapping[Key, Resource],
    analyses: Mapping[str, int],
) -> AnalysisKomponen:
    resource = None if line.target_kode else resources[resource_key(line)]
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
