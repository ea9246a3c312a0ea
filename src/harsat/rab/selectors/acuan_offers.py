"""Which references of a project have a newer version in the catalogue: the offers, before anything is compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from harsat.catalogue.models import Analysis, EditionStatus
from harsat.engine.estimate import Estimate
from harsat.rab.models import Pekerjaan, Source


class Jenis(StrEnum):
    """What points at a version: a pekerjaan that was copied from it, or a bundel row."""

    PEKERJAAN = "pekerjaan"
    BUNDEL = "bundel"


class Cara(StrEnum):
    """How an offer is taken: the newer lines come in, only the link moves, or nothing can be done here."""

    PAKAI = "pakai"
    TAUTKAN = "tautkan"
    LIHAT = "lihat"


class Offer(NamedTuple):
    """A pekerjaan or a komponen by `id` that points at `now_id` while `newest_id` is the version on offer."""

    jenis: Jenis
    id: int
    pekerjaan_id: int
    source: str
    now_id: int
    newest_id: int


def acuan_offers(project_id: int, estimate: Estimate) -> list[Offer]:
    """The offers in printing order, a pekerjaan before its bundels.

    One query; where catalogue analyses are bundled one more, and a third where one of those is old. A reference of a
    retired edition is left alone. Nor are bundels inside a reference offered: its lines are those of its version.
    """
    copied = {offer.pekerjaan_id: offer for offer in _copied(project_id)}
    bundled: dict[int, list[Offer]] = {}
    for offer in _bundled(project_id, estimate):
        bundled.setdefault(offer.pekerjaan_id, []).append(offer)
    offers: list[Offer] = []
    for row in estimate.snapshot.pekerjaan:
        if row.id in copied:
            offers.append(copied[row.id])
        offers += bundled.get(row.id, ())
    return offers


def newest_of(analysis_ids: Collection[int]) -> dict[int, int]:
    """The newest version by id, of those that have a newer one and whose edition is published. One query."""
    rows = Analysis.objects.filter(id__in=analysis_ids, edition__status=EditionStatus.PUBLISHED)
    return dict(rows.annotate(newest=_newest("")).filter(newest__isnull=False).values_list("id", "newest"))


def _copied(project_id: int) -> Iterator[Offer]:
    rows = Pekerjaan.objects.filter(
        project_id=project_id,
        source__in=(Source.REF, Source.REF_MODIFIED),
        analysis__edition__status=EditionStatus.PUBLISHED,
    )
    outdated = rows.annotate(newest=_newest("analysis__")).filter(newest__isnull=False)
    for pekerjaan_id, source, now_id, newest_id in outdated.values_list("id", "source", "analysis_id", "newest"):
        yield Offer(Jenis.PEKERJAAN, pekerjaan_id, pekerjaan_id, source, now_id, newest_id)


def _newest(path: str) -> Subquery:
    newer = Analysis.objects.filter(
        edition_id=OuterRef(f"{path}edition_id"),
        kode=OuterRef(f"{path}kode"),
        version__gt=OuterRef(f"{path}version"),
    )
    return Subquery(newer.order_by("-version").values("id")[:1])


def _bundled(project_id: int, estimate: Estimate) -> Iterator[Offer]:
    snapshot = estimate.snapshot
    if not snapshot.acuan:
        return
    rows = [
        (pekerjaan_id, row.id, row.target_analysis_id)
        for pekerjaan_id, komponen in snapshot.komponen.items()
        for row in komponen
        if row.target_analysis_id is not None
    ]
    newest = newest_of({target for _pekerjaan, _row, target in rows})
    hosts = {pekerjaan_id for pekerjaan_id, _row, target in rows if target in newest}
    if not hosts:
        return
    editable = Pekerjaan.objects.filter(project_id=project_id, id__in=hosts).exclude(source=Source.REF)
    sources = dict(editable.values_list("id", "source"))
    for pekerjaan_id, row_id, target in rows:
        if target in newest and pekerjaan_id in sources:
            yield Offer(Jenis.BUNDEL, row_id, pekerjaan_id, sources[pekerjaan_id], target, newest[target])
