"""The looks and heads that the sheets of the budget share."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from harsat.documents.reports.rab import RabReport
from harsat.documents.sheets import Cell, Figure, Formula, Ground, Sheet, Style, Text
from harsat.engine.snapshot import RoundingPolicy

MONEY = "#,##0.00"
WHOLE = "#,##0"
KOEFISIEN = "#,##0.000000"
KOEFISIEN_LONG = "#,##0.000000#########"
VOLUME = "#,##0.0000"
EXACT = "#,##0.00####"
PERCENT = "#,##0.00"
SIGNED = "+#,##0.00;-#,##0.00;0.00"

TITLE = Style(bold=True, size=14)
SUBTITLE = Style(muted=True)
HEAD = Style(ground=Ground.HEAD)
HEAD_AFTER = Style(ground=Ground.HEAD, indent=1)
HEAD_RIGHT = Style(ground=Ground.HEAD, align="right")
WORDS = Style(wrap=True)
PLAIN = Style()
MUTED = Style(muted=True, wrap=True)
MUTED_AFTER = Style(muted=True, wrap=True, indent=1)
BOLD = Style(bold=True)
DRAFT = Style(bold=True, size=12)
LEVEL_1 = Style(ground=Ground.LEVEL_1, bold=True)
LEVEL_2 = Style(ground=Ground.LEVEL_2)
AFTER = Style(indent=1)
CHOICE = Style(ground=Ground.INPUT, indent=1)
CALCULATED = Style(ground=Ground.CALCULATED, indent=1)
SUM_LABEL = Style(bold=True, align="right", rule_above=True)
SUM_EMPTY = Style(rule_above=True)


def money_format(rounding: RoundingPolicy) -> str:
    """The number format of an amount under a policy."""
    return EXACT if rounding == RoundingPolicy.TANPA else MONEY


def harga_satuan_format(rounding: RoundingPolicy) -> str:
    """The number format of F under a policy: what is shown is what is multiplied."""
    if rounding in {RoundingPolicy.RUPIAH, RoundingPolicy.RUPIAH_BAWAH}:
        return WHOLE
    return money_format(rounding)


@cache
def calculated(number: str) -> Style:
    """A figure that a formula gives."""
    return Style(number, Ground.CALCULATED, align="right")


@cache
def typed(number: str) -> Style:
    """A figure that people give."""
    return Style(number, Ground.INPUT, align="right")


@cache
def summed(number: str) -> Style:
    """A sum under its lines."""
    return Style(number, Ground.CALCULATED, bold=True, align="right", rule_above=True)


def head_rows(sheet: Sheet, title: str, report: RabReport, *columns: Cell) -> None:
    """The title, the project, the draft's mark, and the head of the columns, which stays in sight."""
    sheet.add(Text(title, TITLE))
    sheet.add(Text(report.nama, SUBTITLE))
    sheet.add(Text(report.watermark, DRAFT) if report.watermark else None)
    sheet.head = sheet.add(*columns)
    sheet.first_repeated = sheet.head - 1


def head(*words: str) -> tuple[Cell, ...]:
    """Heads of columns: "Volume|" stands over figures, "|Status" over words that follow figures."""
    return tuple(Text(word.strip("|"), _head_style(word)) for word in words)


def _head_style(word: str) -> Style:
    if word.endswith("|"):
        return HEAD_RIGHT
    return HEAD_AFTER if word.startswith("|") else HEAD


def reference(cell: str, value: Decimal | None, style: Style) -> Formula:
    """A cell that shows another one, empty while that one is."""
    return Formula(f'IF({cell}="","",{cell})', value, style)


def given(value: Decimal | None, number: str) -> Figure:
    """A figure to type over."""
    return Figure(value, typed(number))
