"""Reads the cells of a price column: native numbers as they are, text by the rules of money and of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.source import Cell
from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import HARGA, Locale, canonical, field_fit, number_read, paste_locale

GROUP = 3
_POINT_DECIMALS = re.compile(r"\d{4,}\.\d+|\d+\.\d{1,2}|\d{1,3}(?:,\d{3})+\.\d+")
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ERROR = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)")


class PriceColumn(NamedTuple):
    """What all texts of a column say together: the locale they prove, whether decimals are written with a point."""

    locale: Locale | None
    point_decimals: bool


class Price(NamedTuple):
    """What a cell says: rupiah per unit, or None with the kind and sentence of what is wrong."""

    value: Decimal | None
    kind: PriceKind | None = None
    reason: str = ""
    proposal: str = ""


def column_read(cells: Iterable[Cell]) -> PriceColumn:
    """The locale of a column; texts that contradict each other prove none, so that each is read alone."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    try:
        locale = paste_locale(texts, HARGA)
    except NumberRefused:
        locale = None
    return PriceColumn(locale, any(_POINT_DECIMALS.fullmatch(text.strip()) for text in texts))


def price_read(cell: Cell, column: PriceColumn) -> Price:
    """One cell in rupiah to the sen: "Rp 1.234.500,00", "1,234,500.00" and "1.234" (1234) are read."""
    text = cell_text(cell)
    if not text:
        return Price(None, PriceKind.HARGA_KOSONG, _("Tidak ada harga; kosong bukan nol."))
    if _ERROR.fullmatch(text):
        return Price(None, PriceKind.HARGA_TAK_TERBACA, _("Rumus di berkas bergalat (%(text)s).") % {"text": text})
    try:
        return _judged(*_read(cell, text, column))
    except NumberRefused as refusal:
        return _refused(refusal)


def _read(cell: Cell, text: str, column: PriceColumn) -> tuple[Decimal, bool, bool]:
    """The value, whether it was rounded, whether its text has another reading in this column."""
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        raise NumberRefused("number_unreadable", _("Harga “%(text)s” bukan angka.") % {"text": text})
    if not isinstance(cell, str):
        return *field_fit(Decimal(repr(cell)), HARGA), False
    reading = number_read(text, HARGA, origin="pasted", locale=column.locale)
    other = column.locale is None and column.point_decimals and _TWO_READINGS.fullmatch(text) is not None
    return reading.value, reading.rounded, other


def _judged(value: Decimal, rounded: bool, two_readings: bool) -> Price:  # noqa: FBT001 the parts of one reading
    if value <= 0:
        return Price(None, PriceKind.HARGA_NOL, _("Harga nol bukan harga; isi harga yang benar atau kosongkan."))
    figure = canonical(value, None)
    if two_readings:
        return Price(
            None,
            PriceKind.HARGA_DUA_BACAAN,
            _("Kolom ini menulis desimal dengan titik, jadi harga ini dapat berarti %(grouped)s atau %(decimal)s.")
            % {"grouped": figure, "decimal": canonical(value.scaleb(-GROUP), None)},
            figure,
        )
    if rounded:
        return Price(value, PriceKind.HARGA_DIBULATKAN, _("Lebih dari dua desimal; dibulatkan ke sen."), figure)
    return Price(value)


def _refused(refusal: NumberRefused) -> Price:
    if refusal.code == "number_ambiguous":
        return Price(None, PriceKind.HARGA_DUA_BACAAN, refusal.message, canonical(Decimal(refusal.readings[-1]), None))
    kind = PriceKind.HARGA_NOL if refusal.code == "number_negative" else PriceKind.HARGA_TAK_TERBACA
    return Price(None, kind, refusal.message)
