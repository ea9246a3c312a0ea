"""Workbook blocks as xlsx: formulas with their values, no macro, no link, no text that could start a formula."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from harsat.documents.sheets import Cell, Formula, Ground, Sheet, SheetRow, Style, Text, Workbook

_GROUNDS: dict[Ground, dict[str, Any]] = {
    Ground.PLAIN: {},
    Ground.INPUT: {"border": 4, "border_color": "#9AA5A8"},
    Ground.CALCULATED: {"bg_color": "#F1F4F4"},
    Ground.HEAD: {"bold": True, "top": 1, "bottom": 1, "text_wrap": True},
    Ground.LEVEL_1: {"bg_color": "#D9E0E0", "bold": True},
    Ground.LEVEL_2: {"bg_color": "#EAEFEF"},
}
_LINE = 15.0  # points
_LEADING = 1.4  # of the size of the letters
_MARGIN_BINDING, _MARGIN = 0.71, 0.55  # inches: 18 and 14 mm


def xlsx_write(workbook: Workbook) -> bytes:
    """Write all sheets; the program that opens the file recalculates it and comes to the same figures."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": workbook.title, "author": workbook.author})
        book.set_calc_mode("auto")
        formats = _Formats(book)
        for sheet in workbook.sheets:
            _sheet(book.add_worksheet(sheet.name), sheet, formats, workbook.foot)
        for name, address in workbook.names.items():
            book.define_name(name, f"={address}")
    return target.getvalue()


class _Formats:
    """One format of the library for each style, however many cells share it."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Style, Any] = {}

    def of(self, style: Style) -> Any:
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def _properties(style: Style) -> dict[str, Any]:
    properties: dict[str, Any] = {"font_name": "Arial", "font_size": style.size, "valign": "vcenter"}
    properties |= _GROUNDS[style.ground]
    given = {
        "num_format": style.number,
        "bold": style.bold,
        "align": style.align or ("left" if style.indent else ""),
        "text_wrap": style.wrap,
        "indent": style.indent,
        "top": int(style.rule_above),
        "font_color": "#5A6669" if style.muted else "",
    }
    return properties | {name: value for name, value in given.items() if value}


def _sheet(target: Any, sheet: Sheet, formats: _Formats, foot: str) -> None:
    for column, wide in enumerate(sheet.widths):
        target.set_column(column, column, wide)
    for row, cells in enumerate(sheet.rows):
        target.set_row(row, _height(cells, sheet.widths))
        for column, cell in enumerate(cells):
            _cell(target, row, column, cell, formats)
    _paper(target, sheet, foot)


def _height(cells: SheetRow, widths: tuple[int, ...]) -> float:
    """Points for the tallest cell: not every program finds the height of broken text by itself."""
    return max([_LINE, *map(_cell_height, cells, widths)])


def _cell_height(cell: Cell, wide: int) -> float:
    if cell is None:
        return 0
    text = cell.text if isinstance(cell, Text) else cell.value
    lines = len(wrap(text, wide)) if cell.style.wrap and isinstance(text, str) and len(text) > wide else 1
    return lines * cell.style.size * _LEADING


def _cell(target: Any, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    if cell is None:
        return
    style = formats.of(cell.style)
    if isinstance(cell, Text):
        _text(target, row, column, cell.text, style)
    elif isinstance(cell, Formula):
        target.write_formula(row, column, f"={cell.formula}", style, _cached(cell.value))
    elif cell.value is None:
        target.write_blank(row, column, None, style)
    else:
        target.write_number(row, column, _binary(cell.value), style)


def _text(target: Any, row: int, column: int, text: str, style: Any) -> None:
    if text:
        target.write_string(row, column, text, style)
    else:
        target.write_blank(row, column, None, style)


def _cached(value: Decimal | str | None) -> float | str:
    if value is None:
        return ""
    return value if isinstance(value, str) else float(value)


def _binary(value: Decimal) -> float:
    """A workbook holds binary figures; within 15 digits they come back as they went in."""
    return float(value)


def _paper(target: Any, sheet: Sheet, foot: str) -> None:
    target.hide_gridlines(2)
    target.set_default_row(_LINE)
    if sheet.head:
        target.freeze_panes(sheet.head if sheet.frozen else 0, 0)
        target.repeat_rows(sheet.first_repeated, sheet.head - 1)
    target.set_paper(9)
    if sheet.landscape:
        target.set_landscape()
    target.set_margins(_MARGIN_BINDING, _MARGIN, _MARGIN, 0.75)
    target.set_footer(f"&L&8{foot.replace('&', '&&')}&R&8Halaman &P dari &N")
    target.fit_to_pages(1, 0)
    target.print_area(0, 0, (sheet.printed or len(sheet.rows)) - 1, len(sheet.widths) - 1)
