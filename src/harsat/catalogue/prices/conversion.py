"""Conversions between the unit of a price and the unit of a resource: few, stated, and never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.prices.units import ZAK_KG, content_kg, price_per_part, price_unit_key
from harsat.engine.numbers import canonical


class Conversion(NamedTuple):
    """One unit of the price is `parts` units of the resource; `harga` is per unit of the resource.

    Both are None while a person has to say how much it is; `choices` are the usual answers then.
    """

    parts: Decimal | None
    harga: Decimal | None
    words: str
    choices: tuple[Decimal, ...] = ()


def conversion_find(
    satuan: str, satuan_harga: str, harga: Decimal, uraian_harga: str, jam_per_hari: Decimal
) -> Conversion | None:
    """The conversion from the price's unit to the resource's, None where there is none.

    OH to OJ: 100 000 / 8 = 12 500. Zak to kg: by the content that the name states (50 kg: 65 000 / 50 = 1 300), else
    it asks. Ton to kg: 1000.
    """
    match price_unit_key(satuan_harga), price_unit_key(satuan):
        case "OH", "OJ":
            return _stated(harga, jam_per_hari, satuan_harga, satuan)
        case "zak", "kg":
            content = content_kg(uraian_harga)
            return _asks(satuan_harga, satuan) if content is None else _stated(harga, content, satuan_harga, satuan)
        case "ton", "kg":
            return _stated(harga, Decimal(1000), satuan_harga, satuan)
        case _:
            return None


def conversion_stated(harga: Decimal, parts: Decimal, satuan_harga: str, satuan: str) -> Conversion:
    """The conversion a person stated: a zak holds 40 kg, 60 000 / 40 = 1 500."""
    return _stated(harga, parts, satuan_harga, satuan)


def _stated(harga: Decimal, parts: Decimal, satuan_harga: str, satuan: str) -> Conversion:
    derived = price_per_part(harga, parts)
    words = _("1 %(from)s = %(parts)s %(to)s: %(harga)s / %(parts)s = %(derived)s") % {
        "from": satuan_harga,
        "to": satuan,
        "parts": canonical(parts, None),
        "harga": canonical(harga, None),
        "derived": canonical(derived, None),
    }
    return Conversion(parts, derived, words)


def _asks(satuan_harga: str, satuan: str) -> Conversion:
    words = _("satuan berbeda: isi satu %(from)s dalam %(to)s harus dinyatakan") % {"from": satuan_harga, "to": satuan}
    return Conversion(None, None, words, ZAK_KG)
