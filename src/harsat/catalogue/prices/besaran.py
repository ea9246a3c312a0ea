"""Prices of an impossible size: figures that overflowed or fill a gap, and goods far from all their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.prices.asing import foreign_group
from harsat.catalogue.prices.book import PriceBook, PriceFinding, PriceLine, grouped
from harsat.catalogue.prices.cleaning import Place, finding
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.names import name_read
from harsat.catalogue.prices.units import UnitKind, price_unit_key, unit_kind
from harsat.engine.numbers import canonical

FILLER_FROM = Decimal(10) ** 8
LIMITS = frozenset({2**31 - 1, 2**32 - 1, 2**31, 2**32})  # where whole numbers of machines end
_NINES = re.compile(r"9{6,}$")
_MEASURED = frozenset({UnitKind.PANJANG, UnitKind.LUAS, UnitKind.ISI, UnitKind.BERAT})
NARROW, WIDE = 5, 30  # lines that make a family of names, and of a unit
FAMILY_FACTOR, UNIT_FACTOR = 1.5, 2.5  # powers of ten from the middle
APART, TELLING = 20, 2  # times, and words that say what a thing is
BAG_LEAST, BAG_MOST = 30, 60
SPREADS, LEAST_SPREAD, SPREAD_OF_MAD = 5.0, 0.2, 1.4826


def find(book: PriceBook) -> list[PriceFinding]:
    """Overflowed figures first; what they explain is not called an outlier as well."""
    priced = [line for line in book.lines if line.harga is not None]
    overflowed = list(_overflowed(priced))
    explained = {row for one in overflowed for row in one.rows}
    left = [line for line in priced if line.row not in explained and not foreign_group(line)]
    families = grouped(((" ".join(line.nama.lower().split()[:2]), price_unit_key(line.satuan)), line) for line in left)
    units = grouped((price_unit_key(line.satuan), line) for line in left if unit_kind(line.satuan) in _MEASURED)
    outliers: dict[int, PriceFinding] = {one.rows[0]: one for one in _apart(left)}
    for least, factor, groups in ((NARROW, FAMILY_FACTOR, families.values()), (WIDE, UNIT_FACTOR, units.values())):
        for lines in groups:
            for line, middle in _far(lines, least, factor):
                outliers.setdefault(line.row, _outlier(line, middle, len(lines)))
    return [*overflowed, *outliers.values()]


def _overflowed(lines: Sequence[PriceLine]) -> Iterator[PriceFinding]:
    for harga, same in grouped((line.harga, line) for line in lines).items():
        if harga is None or not _filler(harga, same):
            continue
        figure = canonical(harga, None)
        names = len({line.uraian.lower() for line in same})
        reason = (
            _("Harga %(harga)s berdiri untuk %(count)d barang yang berlainan: angka pengisi atau meluap, bukan harga.")
            % {"harga": figure, "count": names}
            if names > 1
            else _("Harga %(harga)s adalah batas angka atau deret sembilan, bukan harga.") % {"harga": figure}
        )
        for line in same:
            yield finding(
                PriceKind.HARGA_MELUAP,
                Severity.DANGER,
                Place([line.row], "harga", line.price_words),
                reason,
                holds=True,
            )


def _filler(harga: Decimal, same: Sequence[PriceLine]) -> bool:
    """10 199 999 999 for twelve things; 2 147 483 647 for one."""
    whole = int(harga)
    if whole in LIMITS:
        return True
    if harga < FILLER_FROM or _NINES.search(str(whole)) is None:
        return False
    return len({line.uraian.lower() for line in same}) > 1 or set(str(whole)) == {"9"} or whole >= 10 * FILLER_FROM


def _far(lines: Sequence[PriceLine], least: int, factor: float) -> Iterator[tuple[PriceLine, Decimal]]:
    """Lines more than `factor` powers of ten from the middle, where the others stand close together."""
    if len(lines) < least:
        return
    sizes = [log10(line.harga) for line in lines if line.harga is not None]
    middle = median(sizes)
    spread = max(LEAST_SPREAD, SPREAD_OF_MAD * median(abs(size - middle) for size in sizes))
    for line, size in zip(lines, sizes, strict=True):
        if abs(size - middle) > max(factor, SPREADS * spread):
            yield line, Decimal(round(10**middle))


def _apart(lines: Sequence[PriceLine]) -> Iterator[PriceFinding]:
    """Lines that name the same thing in other words, at prices an order of magnitude and more apart.

    Semen PC at 1 744 and at 78 000 per kg: the second is the price of a zak.
    """
    for same in grouped((key, line) for line in lines if (key := _thing(line))).values():
        ordered = sorted(same, key=lambda line: line.harga or 0)
        low, high = ordered[0], ordered[-1]
        if low.harga and high.harga and high.harga >= APART * low.harga:
            yield _apart_finding(low, high)


def _thing(line: PriceLine) -> tuple[frozenset[str], frozenset[str], str] | None:
    name = name_read(line.uraian)
    return (name.words, name.sizes, price_unit_key(line.satuan)) if len(name.words) >= TELLING else None


def _apart_finding(low: PriceLine, high: PriceLine) -> PriceFinding:
    assert low.harga is not None
    assert high.harga is not None
    ratio = high.harga / low.harga
    bag = price_unit_key(high.satuan) == "kg" and BAG_LEAST <= ratio <= BAG_MOST
    return finding(
        PriceKind.HARGA_LUAR_BIASA,
        Severity.DANGER,
        Place([low.row, high.row], "harga", f"{low.price_words} | {high.price_words}"),
        _(
            "%(low)s (%(low_row)s) dan %(high)s (%(high_row)s) menyebut barang yang sama, tetapi harganya"
            " %(ratio)d kali.%(bag)s"
        )
        % {
            "low": low.uraian,
            "low_row": low.where,
            "high": high.uraian,
            "high_row": high.where,
            "ratio": int(ratio),
            "bag": _(" Yang mahal seperti harga satu zak.") if bag else "",
        },
        holds=True,
    )


def _outlier(line: PriceLine, middle: Decimal, count: int) -> PriceFinding:
    assert line.harga is not None
    ratio = line.harga / middle if line.harga > middle else middle / line.harga
    words = _("lebih mahal") if line.harga > middle else _("lebih murah")
    return finding(
        PriceKind.HARGA_LUAR_BIASA,
        Severity.DANGER,
        Place([line.row], "harga", line.price_words),
        _("%(ratio)d kali %(words)s daripada harga tengah %(count)d barang sejenis (%(middle)s per %(satuan)s).")
        % {
            "ratio": int(ratio),
            "words": words,
            "count": count,
            "middle": canonical(middle, 0),
            "satuan": line.satuan,
        },
        holds=True,
    )
