"""Finds the price of a resource in a list: by code where name and unit agree, else by name and unit, never by guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from harsat.catalogue.prices.book import PriceLine, grouped
from harsat.catalogue.prices.names import name_key, names_agree
from harsat.catalogue.prices.units import man_hour, price_unit_key, unit_same


class Wanted(NamedTuple):
    """A resource that wants a price; `satuan` "" where the file of analyses does not say it."""

    kode: str
    uraian: str
    satuan: str


class FoundBy(StrEnum):
    """What a price was found by; TURUNAN is a man-hour as a part of a man-day."""

    KODE = "kode"
    NAMA = "nama"
    TURUNAN = "turunan"


class Found(NamedTuple):
    """The price of a resource in rupiah per its unit; `kelompok` is the group the list puts it in."""

    harga: Decimal
    by: FoundBy
    kelompok: str = ""


class Missing(NamedTuple):
    """No price, and why: nothing like it, another unit, another name under the code, or several prices."""

    reason: str


class PriceSource(Protocol):
    """Anything that knows prices of resources."""

    def find(self, wanted: Wanted) -> Found | Missing:
        """The one price of a resource, or why there is none."""


class PriceTable:
    """Prices that were matched before, by (kode, satuan) as an edition prints them."""

    def __init__(self, prices: Mapping[tuple[str, str], Decimal]) -> None:
        self._prices = prices

    def find(self, wanted: Wanted) -> Found | Missing:
        """The price under this very code and unit."""
        harga = self._prices.get((wanted.kode, wanted.satuan))
        return Missing(_("belum ada harganya")) if harga is None else Found(harga, FoundBy.KODE)


class PriceIndex:
    """The sound lines of a price list, ready to be asked.

    `jam_per_hari` allows the price of a man-hour to be taken from the man-day: 100 000 per OH / 8 = 12 500 per OJ.
    """

    def __init__(self, lines: Iterable[PriceLine], *, jam_per_hari: Decimal | None = None) -> None:
        known = list(lines)
        self._codes = grouped((line.kode.lower(), line) for line in known if line.kode)
        self._names = grouped((name_key(name), line) for line in known for name in {line.nama, line.uraian})
        self._jam_per_hari = jam_per_hari

    def find(self, wanted: Wanted) -> Found | Missing:
        """The one price of a resource, or why there is none."""
        by_code = self._codes.get(wanted.kode.lower(), ()) if wanted.kode else ()
        by_name = self._names.get(name_key(wanted.uraian), ())
        named = [line for line in by_code if names_agree(wanted.uraian, line.nama)]
        return (
            self._chosen(wanted, named, FoundBy.KODE)
            or self._chosen(wanted, by_name, FoundBy.NAMA)
            or self._derived(wanted, [*named, *by_name])
            or Missing(_reason(wanted, by_code, named, by_name))
        )

    def _chosen(self, wanted: Wanted, lines: Sequence[PriceLine], by: FoundBy) -> Found | None:
        fitting = [line for line in lines if _unit_fits(wanted, line)]
        prices = {line.harga for line in fitting if line.harga is not None}
        if len(prices) != 1:
            return None
        return Found(prices.pop(), by, fitting[0].kelompok)

    def _derived(self, wanted: Wanted, lines: Sequence[PriceLine]) -> Found | None:
        if self._jam_per_hari is None or price_unit_key(wanted.satuan) != "OJ":
            return None
        days = self._chosen(wanted._replace(satuan="OH"), lines, FoundBy.TURUNAN)
        return days and days._replace(harga=man_hour(days.harga, self._jam_per_hari))


def _unit_fits(wanted: Wanted, line: PriceLine) -> bool:
    return not wanted.satuan or unit_same(line.satuan, wanted.satuan)


def _reason(
    wanted: Wanted, by_code: Sequence[PriceLine], named: Sequence[PriceLine], by_name: Sequence[PriceLine]
) -> str:
    near = [*named, *by_name]
    if len({line.harga for line in near if _unit_fits(wanted, line)}) > 1:
        return _("beberapa harga untuk nama ini")
    if near:
        units = ", ".join(dict.fromkeys(line.satuan for line in near))
        return _("hanya ada harga per %(units)s") % {"units": units}
    if by_code:
        return _("kode sama dipakai untuk %(name)s") % {"name": by_code[0].nama}
    return _("tidak ada dalam daftar")
