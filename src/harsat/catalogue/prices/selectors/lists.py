"""Price lists as curators see them: drafts as well, with what is held, and the held rows of one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from harsat.catalogue.models import HeldState, PriceHeld, PriceList, PriceListItem

PAGE = 100


class PriceListOverview(NamedTuple):
    """A list with its origin, how many prices it offers and how many rows wait for a decision."""

    id: int
    name: str
    status: str
    wilayah: str
    periode: str
    bidang: str
    source: str
    as_of: date
    items: int
    waiting: int


class HeldFace(NamedTuple):
    """A held row for the page: `findings` holds {kind, severity, reason, proposal}."""

    id: int
    row: int
    place: str
    kode: str
    uraian: str
    satuan: str
    harga_text: str
    harga: Decimal | None
    state: str
    findings: list[dict[str, str]]


def price_lists_overview() -> list[PriceListOverview]:
    """Every list, newest first. One query."""
    rows = _overviews().order_by("-as_of", "name").values_list(*_OVERVIEW)
    return [PriceListOverview(*row) for row in rows]


def price_list_overview(price_list_id: int) -> PriceListOverview | None:
    """One list, whatever its status, None where there is none. One query."""
    rows = _overviews().filter(pk=price_list_id).values_list(*_OVERVIEW)
    return next((PriceListOverview(*row) for row in rows), None)


def price_held_rows(
    price_list_id: int, *, kind: str = "", state: str = HeldState.TERBUKA, after: int = 0
) -> list[HeldFace]:
    """A hundred held rows in the order of the file, behind row `after`. One query."""
    rows = PriceHeld.objects.filter(price_list_id=price_list_id, state=state, row__gt=after).order_by("row")
    columns = ("id", "row", "place", "kode", "uraian", "satuan", "harga_text", "harga", "state", "findings")
    faces = (HeldFace(*row) for row in rows.values_list(*columns))
    # kinds stand inside JSON, which the two databases search differently; a list holds some hundred such rows
    return [face for face in faces if not kind or any(one["kind"] == kind for one in face.findings)][:PAGE]


def price_held_counts(price_list_id: int) -> dict[str, int]:
    """How many rows wait, by kind of finding. One query."""
    rows = PriceHeld.objects.filter(price_list_id=price_list_id, state=HeldState.TERBUKA)
    found = rows.values_list("findings", flat=True)
    return dict(Counter(kind for findings in found for kind in {one["kind"] for one in findings}))


_OVERVIEW = ("id", "name", "status", "wilayah", "periode", "bidang", "source", "as_of", "count", "waiting")


def _overviews() -> QuerySet[PriceList]:
    """Lists with their counts, each counted by itself: joined, ten thousand prices would meet a thousand held rows."""
    return PriceList.objects.annotate(
        count=_counted(PriceListItem.objects.all()),
        waiting=_counted(PriceHeld.objects.filter(state=HeldState.TERBUKA)),
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    of_list = rows.filter(price_list=OuterRef("pk")).order_by().values("price_list")
    return Coalesce(Subquery(of_list.annotate(count=Count("pk")).values("count")), 0)
