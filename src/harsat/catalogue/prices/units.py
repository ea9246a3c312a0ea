"""Units of prices: how lists spell them, what kind each is of, and which conversions may be stated."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from harsat.catalogue.units import unit_key, unit_read
from harsat.engine.numbers import engine_context, quantize

SEN = 2
ZAK_KG = (Decimal(50), Decimal(40))
_CONTENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*kg\b", re.IGNORECASE)
_PERSON = re.compile(r"^(?:org|orang|o)\s*[/-]?\s*(hari|hr|jam|bulan|bln)$")
_PERSON_UNITS = {"hari": "OH", "hr": "OH", "jam": "OJ", "bulan": "OB", "bln": "OB"}


class UnitKind(StrEnum):
    """What a unit measures; two kinds are never the same unit, two units of one kind may be."""

    PANJANG = "panjang"
    LUAS = "luas"
    ISI = "isi"
    BERAT = "berat"
    TENAGA = "tenaga"
    SEWA = "sewa"
    CACAH = "cacah"
    KEMASAN = "kemasan"
    LAIN = "lain"


_KINDS = {
    UnitKind.PANJANG: "m' cm mm km",
    UnitKind.LUAS: "m2 ha",
    UnitKind.ISI: "m3 liter",
    UnitKind.BERAT: "kg gram ton kuintal",
    UnitKind.TENAGA: "OH OJ OB",
    UnitKind.SEWA: "jam hari minggu bulan tahun sewa-hari sewa-jam unit-hari buah-hari",
    UnitKind.CACAH: "buah unit set titik batang lembar pohon daun pasang ls lot paket",
    UnitKind.KEMASAN: "zak roll gulung dus tube kaleng galon botol ikat polybag rit",
}
_KIND_OF = {unit: kind for kind, units in _KINDS.items() for unit in units.split()}


@lru_cache(maxsize=4096)
def unit_printed(text: str) -> str:
    """The unit as it is stored: the known form, or the words of the file: "Orang / Hari" -> "OH", "Pcs" -> "buah"."""
    plain = " ".join(text.lower().split())
    if person := _PERSON.fullmatch(plain):
        return _PERSON_UNITS[person.group(1)]
    return unit_read(text) or " ".join(text.split())


def unit_same(first: str, second: str) -> bool:
    """Whether two spellings are one unit: "M1" and "m'", "Orang/Hari" and "OH"."""
    return price_unit_key(first) == price_unit_key(second)


def price_unit_key(text: str) -> str:
    """What two spellings of one unit share in a price list."""
    return unit_key(unit_printed(text))


def unit_known(text: str) -> bool:
    """Whether the unit has a known form."""
    return unit_read(unit_printed(text)) is not None


def unit_kind(text: str) -> UnitKind:
    """What the unit measures: "Meter" -> panjang, "Tablet" -> lain."""
    return _KIND_OF.get(price_unit_key(text), UnitKind.LAIN)


def man_hour(harga: Decimal, jam_per_hari: Decimal) -> Decimal:
    """The price of a man-hour: 100 000 per OH / 8 = 12 500 per OJ, to the sen."""
    return price_per_part(harga, jam_per_hari)


def price_per_part(harga: Decimal, parts: Decimal) -> Decimal:
    """The price of one of `parts` equal parts: a zak of 50 kg at 65 000 is 1 300 per kg, to the sen."""
    with engine_context():
        return quantize(harga / parts, SEN)


def content_kg(text: str) -> Decimal | None:
    """The one content in kg that a name states: "Semen PC @ 50 kg" -> 50; None for none or several."""
    found = {Decimal(number.replace(",", ".")) for number in _CONTENT.findall(text)}
    return found.pop() if len(found) == 1 else None
