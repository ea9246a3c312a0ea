"""Reads a column of koefisien: native numbers as they are, text by the one decimal mark the column proves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Cell

SCALE = Decimal("0.000001")
LIMIT = Decimal(10) ** 9
LOST_FROM = 1000
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


class Reading(NamedTuple):
    """What a cell says: a value, or why it has none. `rounded`: more than six decimals were cut half-up."""

    value: Decimal | None
    problem: str = ""
    rounded: bool = False


class Column(NamedTuple):
    """The decimal mark of the column ("" when no cell proves one), and whether fractions stand as text."""

    mark: str
    text_fractions: bool


def column_read(cells: Iterable[tuple[int, Cell]]) -> Column:
    """What all cells (row number, cell) say together: 0.6 proves the point, 1,25 or 1.234,5 the comma.

    Raises:
        FileRefused: two cells prove different marks; both are named.
    """
    proofs: dict[str, tuple[int, str]] = {}
    for row, cell in cells:
        if isinstance(cell, str) and (mark := _proof(cell.strip())):
            proofs.setdefault(mark, (row, cell.strip()))
    if len(proofs) > 1:
        raise FileRefused(
            _(
                "Kolom koefisien memakai dua tanda desimal: baris %(point_row)d %(point)s,"
                " baris %(comma_row)d %(comma)s. Samakan dahulu."
            )
            % {
                "point_row": proofs["."][0],
                "point": proofs["."][1],
                "comma_row": proofs[","][0],
                "comma": proofs[","][1],
            },
            code="file_decimal_marks",
        )
    return Column(next(iter(proofs), ""), bool(proofs))


def koefisien_read(cell: Cell, column: Column) -> Reading:
    """One cell as Decimal at six decimals, or the reason in a stable word.

    Words: kosong, bukan_angka, dua_bacaan, hilang_desimal, nol, negatif, terlalu_besar.
    A native number among text fractions, and a whole number from 1000, may have lost its decimal mark: 13125
    for 1,3125 or 13,125.
    """
    if isinstance(cell, str):
        return _text_read(cell.strip(), column)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return Reading(None, "bukan_angka")
    value = Decimal(repr(cell))
    if column.text_fractions or (value == value.to_integral_value() and value >= LOST_FROM):
        return Reading(None, "hilang_desimal")
    return _fit(value)


def _text_read(text: str, column: Column) -> Reading:
    if not text:
        return Reading(None, "kosong")
    if not _NUMBER.fullmatch(text):
        return Reading(None, "bukan_angka")
    if text.lstrip("-").isdigit():
        return Reading(None, "hilang_desimal") if abs(int(text)) >= LOST_FROM else _fit(Decimal(text))
    if not column.mark:
        # only lone marks with three digits: 1.250 is 1250 or 1,25, and no other cell tells
        return Reading(None, "dua_bacaan")
    group = "," if column.mark == "." else "."
    whole, _mark, fraction = text.partition(column.mark)
    if column.mark in fraction or group in fraction or not _grouped(whole.lstrip("-"), group):
        return Reading(None, "bukan_angka")
    return _fit(Decimal(f"{whole.replace(group, '')}.{fraction or 0}"))


def _grouped(whole: str, group: str) -> bool:
    return whole.isdigit() or re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole) is not None


def _proof(text: str) -> str:
    """The decimal mark this text proves, "" when it has none or may be read twice."""
    if not _NUMBER.fullmatch(text):
        return ""
    marks = re.findall(r"[.,]", text)
    if len(set(marks)) > 1:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) != 1:
        return ""
    whole, fraction = re.split(r"[.,]", text.lstrip("-"))
    grouping = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")  # noqa: PLR2004 a group of three
    return "" if grouping else marks[0]


def _fit(value: Decimal) -> Reading:
    if value == 0:
        return Reading(None, "nol")
    if value < 0:
        return Reading(None, "negatif")
    if value >= LIMIT:
        return Reading(None, "terlalu_besar")
    fitted = value.quantize(SCALE, ROUND_HALF_UP)
    if fitted == 0:
        return Reading(None, "nol")
    return Reading(fitted, rounded=fitted != value)
