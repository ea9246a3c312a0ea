"""Units of measure: one printed form for the many spellings, so that m', M1 and m are one unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType

_SPELLINGS: dict[str, str] = {
    # printed form: every other spelling, compared in lower case without dots and doubled blanks
    "OH": "orang hari, org hari, orang-hari, org-hari, orang/hari, hok, mandays, man-day",
    "OJ": "orang jam, org jam, orang-jam, org-jam, orang/jam",
    "OB": "orang bulan, org bulan, orang-bulan, org-bulan, orang/bulan",
    "jam": "jam, hour",
    "hari": "hari, hr",
    "minggu": "minggu, mgg",
    "bulan": "bulan, bln",
    "tahun": "tahun, thn",
    "sewa-hari": "sewa hari, sewa/hari",
    "sewa-jam": "sewa jam, sewa/jam",
    "unit-hari": "unit hari, unit/hari",
    "unit-jam": "unit jam, unit/jam",
    "buah-hari": "buah hari, buah/hari, bh hari",
    "m'": "m, m1, m', m’, m‘, m´, m`, m′, meter, mtr, meter lari, meter panjang, m¹",
    "m2": "m2, m^2, m²,meter persegi, meter2",
    "m3": "m3, m^3, m³, meter kubik, meter3, kubik",
    "cm": "cm",
    "mm": "mm",
    "km": "km, kilometer",
    "ha": "ha, hektar, hektare",
    "kg": "kg, kilogram, kilo",
    "gram": "gram, gr, g",
    "ton": "ton, t",
    "kuintal": "kuintal, kwintal",
    "liter": "liter, ltr, lt, l, litre",
    "buah": "buah, bh, bj, biji, pcs, pc, piece, ea",
    "unit": "unit, unt",
    "set": "set, stel",
    "ls": "ls, lumpsum, lump sum, lump-sum, lsum",
    "lot": "lot",
    "titik": "titik, ttk",
    "batang": "batang, btg",
    "lembar": "lembar, lbr, lmbr, lembr",
    "zak": "zak, sak",
    "roll": "roll, rol",
    "gulung": "gulung",
    "dus": "dus, dos, doos, box, kotak",
    "tube": "tube, tub",
    "bungkus": "bungkus, bks, bgks",
    "kaleng": "kaleng, klg",
    "galon": "galon, gln",
    "botol": "botol, btl",
    "pohon": "pohon, phn",
    "ikat": "ikat",
    "daun": "daun",
    "polybag": "polybag",
    "rit": "rit, ritase",
    "kali": "kali",
    "tunggul": "tunggul",
    "pasang": "pasang, psg",
    "paket": "paket, pkt",
    "VA": "va",
    "watt": "watt, w",
    "%": "%, persen",
}
_PRINTED: dict[str, str] = {
    spelling.strip(): printed
    for printed, spellings in _SPELLINGS.items()
    for spelling in [printed.lower(), *spellings.split(",")]
}
_LONG_ENOUGH = 4  # below this a wrong letter makes another unit: kg and km, OH and OJ
_BLANKS = re.compile(r"\s+")
NOTHING_LEARNED: Mapping[str, str] = MappingProxyType({})
HIRE_UNITS = frozenset({"sewa-hari", "sewa-jam", "unit-hari", "unit-jam", "buah-hari"})
LABOUR_UNITS = frozenset({"OH", "OJ", "OB", "hari", "jam", "bulan"})


def unit_read(text: str, learned: Mapping[str, str] = NOTHING_LEARNED) -> str | None:
    """The printed form of a unit, None when it is not known: "M1" -> "m'", "Bh" -> "buah", "" -> None.

    `learned` are spellings a person has taught, as `unit_spelling` writes them, each with its printed form.
    """
    return _printed(text) or (learned.get(unit_spelling(text)) if learned else None)


def unit_spelling(text: str) -> str:
    """How spellings are compared: lower case, single blanks, no dots: " Bh. " -> "bh"."""
    return _BLANKS.sub(" ", text.strip().lower()).replace(".", "")


def unit_key(text: str, learned: Mapping[str, str] = NOTHING_LEARNED) -> str:
    """What two spellings of the same unit share; an unknown unit is its own key in lower case."""
    return unit_read(text, learned) or _BLANKS.sub(" ", text.strip().lower())


def unit_changes(before: str, after: str) -> bool:
    """Whether a volume loses its meaning: "m3" and "M3" are one unit, "" had none to lose."""
    return bool(before) and unit_key(before) != unit_key(after)


@lru_cache(maxsize=1024)
def unit_near(text: str) -> str | None:
    """The printed form of the one known spelling a letter or two away: "lembarr" -> "lembar", "kgg" -> None."""
    spelling = unit_spelling(text)
    if len(spelling) < _LONG_ENOUGH:
        return None
    near = {_PRINTED[found] for found in get_close_matches(spelling, _PRINTED, n=3, cutoff=0.8)}
    return near.pop() if len(near) == 1 else None


def labour_price_per_hour(price_per_day: Decimal, hours_per_day: Decimal) -> Decimal:
    """The price of an OJ from that of an OH, unrounded: 100000 per OH of 8 hours -> 12500 per OJ."""
    return price_per_day / hours_per_day


def labour_price_per_day(price_per_hour: Decimal, hours_per_day: Decimal) -> Decimal:
    """The price of an OH from that of an OJ: 12500 per OJ, 8 hours a day -> 100000 per OH."""
    return price_per_hour * hours_per_day


@lru_cache(maxsize=4096)
def _printed(text: str) -> str | None:
    return _PRINTED.get(unit_spelling(text))
