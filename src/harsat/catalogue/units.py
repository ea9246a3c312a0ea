"""Units of measure: one printed form for the many spellings, so that m', M1 and m are one unit."""

from __future__ import annotations

import re

_SPELLINGS: dict[str, str] = {
    # printed form: every other spelling, compared in lower case without dots and doubled blanks
    "OH": "orang hari, org hari, orang-hari, org-hari, hok, mandays, man-day",
    "OJ": "orang jam, org jam, orang-jam, org-jam",
    "OB": "orang bulan, org bulan, orang-bulan, org-bulan",
    "jam": "jam, hour",
    "hari": "hari, hr",
    "minggu": "minggu, mgg",
    "bulan": "bulan, bln",
    "tahun": "tahun, thn",
    "sewa-hari": "sewa hari, sewa/hari",
    "sewa-jam": "sewa jam, sewa/jam",
    "unit-hari": "unit hari, unit/hari",
    "buah-hari": "buah hari, buah/hari, bh hari",
    "m'": "m, m1, m', m’, m`, meter, mtr, meter lari, meter panjang, m¹",
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
LABOUR_UNITS = frozenset({"OH", "OJ", "OB", "hari", "jam", "bulan"})


def unit_read(text: str) -> str | None:
    """The printed form of a unit, None when it is not known: "M1" -> "m'", "Bh" -> "buah", "" -> None."""
    plain = re.sub(r"\s+", " ", text.strip().lower()).replace(".", "")
    return _PRINTED.get(plain)


def unit_key(text: str) -> str:
    """What two spellings of the same unit share; an unknown unit is its own key in lower case."""
    return unit_read(text) or re.sub(r"\s+", " ", text.strip().lower())


def unit_changes(before: str, after: str) -> bool:
    """Whether a volume loses its meaning: "m3" and "M3" are one unit, "" had none to lose."""
    return bool(before) and unit_key(before) != unit_key(after)
