"""Rows of a price list as they are stored: their code, kategori and source, and how an old row is found again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from harsat.catalogue.models import NAME_MAX, PriceList, PriceListItem
from harsat.catalogue.prices.book import PriceLine
from harsat.catalogue.prices.kategori import kategori_of
from harsat.catalogue.prices.units import UnitKind, unit_kind
from harsat.engine.snapshot import Kategori

OWN_LETTER = "H"
_OWN = re.compile(rf"{OWN_LETTER}\d+\.(\d+)")


class ItemKey(NamedTuple):
    """What makes an item the same in the next import: its code and unit, without a code its name and unit."""

    kode: str
    uraian: str
    satuan: str


def own_kode(price_list_id: int, number: int) -> str:
    """The code of goods that have none: the 7th of list 3 is "H3.0007"."""
    return f"{OWN_LETTER}{price_list_id}.{number:04d}"


def own_number(kode: str) -> int:
    """The number inside an own code, 0 for any other."""
    match = _OWN.fullmatch(kode)
    return int(match.group(1)) if match else 0


def item_key(item: PriceListItem) -> ItemKey:
    """The key of a stored item."""
    if own_number(item.kode):
        return ItemKey("", item.uraian.lower(), item.satuan)
    return ItemKey(item.kode.lower(), "", item.satuan)


def line_key(line: PriceLine) -> ItemKey:
    """The key of a line of a file."""
    return ItemKey(line.kode.lower(), "" if line.kode else line.uraian.lower(), line.satuan)


def line_item(price_list: PriceList, line: PriceLine, *, kode: str, foreign: bool) -> PriceListItem:
    """An unsaved item; what is no resource of building works is of kategori LAIN, which matching passes over."""
    assert line.harga is not None
    kategori = Kategori.LAIN if foreign else _kategori(line)
    return PriceListItem(
        price_list=price_list,
        kode=kode,
        uraian=line.uraian,
        satuan=line.satuan,
        kategori=kategori.value if kategori else "",
        harga=line.harga,
        source=(line.sumber or price_list.source or price_list.name)[:NAME_MAX],
    )


class OwnCodes:
    """Gives own codes of a list, each once."""

    def __init__(self, price_list: PriceList, items: Iterable[PriceListItem]) -> None:
        self._list_id = price_list.pk
        self._next = 1 + max((own_number(item.kode) for item in items), default=0)

    def give(self) -> str:
        """The next one."""
        self._next += 1
        return own_kode(self._list_id, self._next - 1)


def _kategori(line: PriceLine) -> Kategori | None:
    if unit_kind(line.satuan) is UnitKind.TENAGA:
        return Kategori.TK
    return kategori_of(line.kelompok)
