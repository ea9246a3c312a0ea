"""Reads a column of koefisien: native numbers as they are, text by the one decimal mark the column proves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused

SCALE = Decimal("0.000001")
LIMIT = Decimal(10) ** 9
NOISE = Decimal("0.000000001")  # what binary fractions add to a figure, and nobody ever wrote
STRAY_SHARE = 0.01
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*")
_PLAIN = re.compile(r"-?\d+")
_SCIENTIFIC = re.compile(r"-?\d+(?:[.,]\d+)?[eE][-+]?\d{1,3}")
_FORMULA = re.compile(r"#(?:NAME\?|REF!|DIV/0!|VALUE!|N/A|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|=.+", re.IGNORECASE)


class Reading(NamedTuple):
    """What a cell says: its value, or two values, or neither; and the figure as canonical text where there is one.

    `rounded`: more than six decimals were cut half-up.
    """

    value: Decimal | None
    text: str
    other: Decimal | None = None
    rounded: bool = False


def canonical(value: Decimal) -> str:
    """Plain digits, no exponent, no trailing zeros: Decimal("1.250000") -> "1.25", Decimal("-0") -> "0"."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def formula_broken(text: str) -> bool:
    """Whether the text is an error of a spreadsheet (#REF!) or a formula that was never calculated (=A1*2)."""
    return _FORMULA.fullmatch(text) is not None


class Marks(NamedTuple):
    """The decimal mark of a column, "" when no cell proves one; `stray`: a few cells prove the other one."""

    decimal: str
    stray: bool = False


def marks_find(cells: Iterable[tuple[int, object]]) -> Marks:
    """The decimal mark all cells (row number, cell) prove together: 0.6 the point, 1,25 the comma.

    One stray cell in a hundred is left for a person to decide; more of them leave the column without a mark.

    Raises:
        FileRefused: cells prove different marks; the first of each is named.
    """
    proofs: dict[str, list[tuple[int, str]]] = {".": [], ",": []}
    for row, cell in cells:
        if isinstance(cell, str) and (mark := _proof(cell.strip())):
            proofs[mark].append((row, cell.strip()))
    fewer, more = sorted(proofs, key=lambda mark: len(proofs[mark]))
    if len(proofs[fewer]) > STRAY_SHARE * len(proofs[more]):
        raise FileRefused(_contradiction(proofs["."][0], proofs[","][0]), code="file_decimal_marks")
    return Marks(more if proofs[more] else "", bool(proofs[fewer]))


def _contradiction(point: tuple[int, str], comma: tuple[int, str]) -> str:
    return _(
        "Kolom koefisien memakai dua tanda desimal: baris %(point_row)d %(point)s,"
        " baris %(comma_row)d %(comma)s. Samakan dahulu."
    ) % {"point_row": point[0], "point": point[1], "comma_row": comma[0], "comma": comma[1]}


def number_read(cell: object, marks: Marks) -> Reading:
    """One cell at six decimals. Native numbers never pass the text parser; both forms of 13125 read alike.

    "1.250,5" under "," -> 1250.5; "1.250" under "." -> 1.25, under "" -> 1.25 or 1250; "abc" -> no value.
    """
    if isinstance(cell, str):
        return _text_read(cell.strip(), marks)
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        return Reading(None, str(cell))
    value = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    return _fit(value) if value.is_finite() else Reading(None, str(cell))


@lru_cache(maxsize=16_384)
def _text_read(text: str, marks: Marks) -> Reading:
    text = text.replace("−", "-")
    if _PLAIN.fullmatch(text):
        return _fit(Decimal(text))
    if _SCIENTIFIC.fullmatch(text):
        return _fit(Decimal(text.replace(",", ".")))
    if not _NUMBER.fullmatch(text):
        return Reading(None, text)
    group = "," if marks.decimal == "." else "."
    if not marks.decimal or (marks.stray and group in text and marks.decimal not in text):
        return _two_readings(text)
    return _marked_read(text, marks.decimal, group)


def _marked_read(text: str, mark: str, group: str) -> Reading:
    whole, _mark, fraction = text.partition(mark)
    if mark in fraction or group in fraction or not _grouped(whole.lstrip("-"), group):
        return Reading(None, text)
    return _fit(Decimal(f"{whole.replace(group, '')}.{fraction or 0}"))


def _two_readings(text: str) -> Reading:
    """A mark nobody can vouch for: "1.250" is 1.25 or 1250, and "1,0" among points is 1 or 10."""
    plain = re.sub(r"[.,]", "", text)
    if len(text) - len(plain) > 1:
        return _fit(Decimal(plain)) if len(set(re.findall(r"[.,]", text))) == 1 else Reading(None, text)
    return Reading(None, canonical(Decimal(text.replace(",", "."))), Decimal(plain))


def _grouped(whole: str, group: str) -> bool:
    return whole.isdigit() or re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole) is not None


@lru_cache(maxsize=16_384)
def _proof(text: str) -> str:
    """The decimal mark this text proves, "" when it has none or may be read twice."""
    if not _NUMBER.fullmatch(text):
        return ""
    marks = re.findall(r"[.,]", text)
    if len(set(marks)) > 1:
        return str(marks[-1]) if marks.count(marks[-1]) == 1 else ""
    if len(marks) != 1:
        return ""
    whole, fraction = re.split(r"[.,]", text.lstrip("-−"))
    grouping = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")  # noqa: PLR2004 a group of three
    return "" if grouping else str(marks[0])


def _fit(value: Decimal) -> Reading:
    if abs(value) >= LIMIT:
        return Reading(value, canonical(value))
    fitted = value.quantize(SCALE, ROUND_HALF_UP)
    return Reading(fitted, canonical(fitted), rounded=abs(fitted - value) > NOISE)
