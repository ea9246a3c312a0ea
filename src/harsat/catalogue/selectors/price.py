"""Reads of price lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.models import PriceList, PriceListItem, PriceListStatus


class PriceRow(NamedTuple):
    """One price of a list, in rupiah, with its own source."""

    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    source: str


def price_lists() -> list[tuple[int, str, str, date]]:
    """(id, name, source, as_of) of every published price list, newest first."""
    rows = PriceList.objects.filter(status=PriceListStatus.PUBLISHED).order_by("-as_of", "name")
    return list(rows.values_list("id", "name", "source", "as_of"))


def price_list_rows(price_list_id: int) -> dict[tuple[str, str], PriceRow]:
    """Prices of one list by (kode, satuan); a price of another satuan is another price, never converted."""
    rows = PriceListItem.objects.filter(price_list_id=price_list_id).order_by("kode", "satuan")
    prices = [PriceRow(*row) for row in rows.values_list("kode", "uraian", "satuan", "harga", "source")]
    return {(price.kode, price.satuan): price for price in prices}
