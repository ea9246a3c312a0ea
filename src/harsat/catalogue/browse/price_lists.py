"""Price lists as pages print them: which there are, and the items of one, searched and paged by keyset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q

from harsat.catalogue.models import PriceList, PriceListItem, PriceListStatus

PAGE = 100
SPLIT = "\t"


class PriceListFace(NamedTuple):
    """A list with its origin and how many prices it holds."""

    id: int
    name: str
    source: str
    as_of: date
    wilayah: str
    periode: str
    items: int


class PriceItem(NamedTuple):
    """One price in rupiah with its own source."""

    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class PricePage:
    """A hundred prices, how many match in all, and behind which the next ones stand ("" at the end)."""

    rows: list[PriceItem]
    total: int
    after: str


def price_lists_listed() -> list[PriceListFace]:
    """Every published list, newest first. One query."""
    rows = PriceList.objects.filter(status=PriceListStatus.PUBLISHED).annotate(count=Count("items"))
    columns = ("id", "name", "source", "as_of", "wilayah", "periode", "count")
    return [PriceListFace(*row) for row in rows.order_by("-as_of", "name").values_list(*columns)]


def price_items(price_list_id: int, *, query: str = "", after: str = "") -> PricePage:
    """Items in order of code, each word of the query somewhere in code, name or unit. Two queries."""
    rows = PriceListItem.objects.filter(price_list_id=price_list_id)
    # PostgreSQL takes no NUL, not even to look for it.
    for word in query.replace("\0", " ").split():
        rows = rows.filter(Q(kode__icontains=word) | Q(uraian__icontains=word) | Q(satuan__iexact=word))
    total = rows.count()
    kode, _split, satuan = after.partition(SPLIT)
    if after:
        rows = rows.filter(Q(kode__gt=kode) | Q(kode=kode, satuan__gt=satuan))
    page = rows.order_by("kode", "satuan").values_list("kode", "uraian", "satuan", "harga", "source")[: PAGE + 1]
    return _page([PriceItem(*row) for row in page], total)


def _page(found: Sequence[PriceItem], total: int) -> PricePage:
    rows = list(found[:PAGE])
    more = len(found) > PAGE
    return PricePage(rows, total, f"{rows[-1].kode}{SPLIT}{rows[-1].satuan}" if more else "")
