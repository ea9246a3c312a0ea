"""Resources of an edition beside one price list as a page walks through them: the most used first, by what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count

from harsat.catalogue.models import AnalysisKomponen, MatchState, PriceListItem, PriceMatch, Resource
from harsat.catalogue.prices.selectors.coverage import prices_for
from harsat.engine.snapshot import Kategori

PAGE = 30
FOUND_AT_MOST = 12


class MatchPart(StrEnum):
    """Where a resource stands: with open proposals, with a price, with rejected proposals only, or with nothing."""

    DIUSULKAN = "diusulkan"
    DITERIMA = "diterima"
    DITOLAK = "ditolak"
    TANPA = "tanpa"


class NeedRow(NamedTuple):
    """One resource; `dipakai` counts the lines of analyses that name it."""

    id: int
    kode: str
    uraian: str
    satuan: str
    kategori: str
    dipakai: int
    part: MatchPart

    @property
    def order(self) -> tuple[int, str, str]:
        """The most used first."""
        return -self.dipakai, self.kode, self.satuan


class FoundItem(NamedTuple):
    """A price of the list that a person looked for."""

    id: int
    kode: str
    uraian: str
    satuan: str
    harga: Decimal


def match_rows(edition_id: int, price_list_id: int) -> list[NeedRow]:
    """Every resource of the edition with where it stands, the most used first. Eight queries.

    Raises:
        NotFound: no such edition or list.
    """
    priced = prices_for(edition_id, price_list_id)
    states = _states(edition_id, price_list_id)
    uses = _uses(edition_id)
    resources = Resource.objects.filter(edition_id=edition_id).values_list(*NeedRow._fields[:5])
    rows = (
        NeedRow(
            pk,
            kode,
            uraian,
            satuan,
            kategori,
            uses.get((kode, satuan), 0),
            _part(states.get(pk, ()), known=(kode, satuan) in priced),
        )
        for pk, kode, uraian, satuan, kategori in resources
    )
    return sorted(rows, key=lambda row: row.order)


def match_counts(rows: Iterable[NeedRow]) -> dict[MatchPart, int]:
    """How many resources stand where."""
    counted = Counter(row.part for row in rows)
    return {part: counted[part] for part in MatchPart}


def match_sifted(
    rows: Sequence[NeedRow], *, part: MatchPart, kategori: Kategori | None = None, query: str = ""
) -> list[NeedRow]:
    """The resources that a page asks for; each word of the query stands somewhere in code, name or unit."""
    words = query.lower().split()
    return [
        row
        for row in rows
        if row.part is part
        and kategori in {None, row.kategori}
        and all(word in f"{row.kode} {row.uraian} {row.satuan}".lower() for word in words)
    ]


def match_page(rows: Sequence[NeedRow], *, after: NeedRow | None) -> tuple[list[NeedRow], int | None]:
    """Thirty resources behind `after`, and the id behind which the next ones stand."""
    behind = [row for row in rows if after is None or row.order > after.order]
    page = behind[:PAGE]
    return page, page[-1].id if len(behind) > PAGE else None


def items_found(price_list_id: int, query: str) -> list[FoundItem]:
    """A dozen prices whose code or name holds every word, foreign goods among them. One query."""
    words = query.replace("\0", " ").split()
    rows = PriceListItem.objects.filter(price_list_id=price_list_id)
    for word in words:
        rows = rows.filter(uraian__icontains=word) | rows.filter(kode__icontains=word)
    found = rows.order_by("uraian", "satuan").values_list(*FoundItem._fields)[:FOUND_AT_MOST]
    return [FoundItem(*row) for row in found] if words else []


def _states(edition_id: int, price_list_id: int) -> Mapping[int, Collection[str]]:
    matches = PriceMatch.objects.filter(resource__edition_id=edition_id, item__price_list_id=price_list_id)
    states: dict[int, set[str]] = {}
    for resource_id, state in matches.values_list("resource_id", "state"):
        states.setdefault(resource_id, set()).add(state)
    return states


def _uses(edition_id: int) -> dict[tuple[str, str], int]:
    lines = AnalysisKomponen.objects.filter(analysis__edition_id=edition_id, target=None).order_by()
    counted = lines.values_list("kode", "satuan").annotate(count=Count("id"))
    return {(kode, satuan): count for kode, satuan, count in counted}


def _part(states: Collection[str], *, known: bool) -> MatchPart:
    if known:
        return MatchPart.DITERIMA
    if MatchState.DIUSULKAN in states:
        return MatchPart.DIUSULKAN
    return MatchPart.DITOLAK if states else MatchPart.TANPA
