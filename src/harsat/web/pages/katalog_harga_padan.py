"""A resource beside its candidate prices as a person reads them: how alike, why, at what sum, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from harsat.catalogue.models import MatchState
from harsat.catalogue.prices.selectors import ReviewCandidate, ReviewRow
from harsat.catalogue.prices.selectors.match_walk import FoundItem, MatchPart, NeedRow
from harsat.catalogue.prices.units import unit_same
from harsat.engine.numbers import canonical
from harsat.engine.snapshot import Kategori

LIKELY = 85
_KATEGORI = {Kategori.TK: "TK", Kategori.BHN: "BHN", Kategori.ALT: "ALT", Kategori.LAIN: "LAIN"}


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One candidate; `asks` wants to know how many units of the resource one unit of the price holds."""

    match_id: int
    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    score: int
    likely: bool
    reasons: Sequence[str]
    converted: Decimal | None
    asks: bool
    choices: Sequence[str]
    accepted: bool
    rejected: bool
    sum: str
    """The conversion that a derived price was made by."""


@dataclass(frozen=True, slots=True)
class NeedView:
    """One resource with its candidates; `settled` has a price, by a match or by its very code."""

    id: int
    kode: str
    uraian: str
    satuan: str
    kategori: str
    dipakai: int
    settled: bool
    by_code: bool
    candidates: Sequence[CandidateView]


@dataclass(frozen=True, slots=True)
class FoundView:
    """A price that somebody looked for; another unit is taken only with a stated content."""

    item_id: int
    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    asks: bool


def need_views(rows: Sequence[NeedRow], reviews: Iterable[ReviewRow]) -> list[NeedView]:
    """The resources in their order; of one with a price the accepted candidate alone, and what was rejected."""
    by_id = {review.resource_id: review for review in reviews}
    return [_need(row, by_id[row.id].candidates if row.id in by_id else ()) for row in rows]


def found_views(items: Iterable[FoundItem], need: ReviewRow) -> list[FoundView]:
    """Prices looked for, as they may be taken for one resource."""
    return [FoundView(*item, asks=not unit_same(item.satuan, need.satuan)) for item in items]


def _need(row: NeedRow, candidates: Sequence[ReviewCandidate]) -> NeedView:
    accepted = any(one.state == MatchState.DITERIMA for one in candidates)
    settled = row.part is MatchPart.DITERIMA
    shown = [one for one in candidates if not settled or one.state != MatchState.DIUSULKAN]
    return NeedView(
        row.id,
        row.kode,
        row.uraian,
        row.satuan,
        _KATEGORI[Kategori(row.kategori)],
        row.dipakai,
        settled,
        settled and not accepted,
        [_candidate(one) for one in shown],
    )


def _candidate(one: ReviewCandidate) -> CandidateView:
    accepted = one.state == MatchState.DITERIMA
    derived, _semicolon, _source = one.source.partition(";")
    return CandidateView(
        one.match_id,
        one.kode,
        one.uraian,
        one.satuan,
        one.harga,
        one.score,
        one.score >= LIKELY,
        one.reasons,
        one.harga_turunan,
        one.converts and one.harga_turunan is None,
        [canonical(choice, None) for choice in one.choices],
        accepted,
        one.state == MatchState.DITOLAK,
        derived if accepted and " = " in derived else "",
    )
