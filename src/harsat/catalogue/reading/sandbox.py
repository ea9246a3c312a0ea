"""Opens one workbook in a process of its own, with little memory and little time, and prints its cells.

Run by its path, never imported: `python -I sandbox.py FILE MEMORY SECONDS ROWS COLUMNS CELL WEIGHT`. A workbook of a
few kilobytes may stand for gigabytes of cells, or lead the reader astray; here it can only end this process. Each line
printed is JSON: `{"sheet": name, "visible": bool}`, then arrays of rows, at last `{"end": true}` or
`{"refused": code, ...}`. A date is `{"date": "2025-01-02"}`. It imports nothing of ours, so that it starts at once.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

BATCH = 50
ROW_BYTES = 120
CELL_BYTES = 80


class Limits(NamedTuple):
    """How far a workbook may go: bytes, seconds of the processor, rows, columns, letters a cell, bytes of cells."""

    memory: int
    seconds: int
    rows: int
    columns: int
    cell: int
    weight: int


class Refusal(Exception):
    """A limit is passed; `args[0]` is what is printed."""


def main(path: str, limits: Limits) -> None:
    """Print the workbook, or why it is refused."""
    _confine(limits)
    try:
        weight = 0
        workbook = CalamineWorkbook.from_path(path)
        for index, metadata in enumerate(workbook.sheets_metadata):
            visible = metadata.visible == SheetVisibleEnum.Visible
            if metadata.typ != SheetTypeEnum.WorkSheet:
                continue  # a chart or a macro sheet holds no cells
            sheet = workbook.get_sheet_by_index(index)
            if sheet.height and sheet.end:
                _say({"sheet": sheet.name, "visible": visible})
                weight = _sheet_print(sheet, limits, weight)
        _say({"end": True})
    except Refusal as refusal:
        _say(refusal.args[0])
    except PasswordError:
        _say({"refused": "file_locked"})


def _confine(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
    ):
        with suppress(OSError, ValueError):  # not every system knows each of them
            resource.setrlimit(kind, (most, most))


def _sheet_print(sheet: CalamineSheet, limits: Limits, weight: int) -> int:
    _shape_check(sheet, limits)
    left = [""] * (sheet.start or (0, 0))[1]
    rows = enumerate(sheet.iter_rows(), start=1)
    while batch := list(islice(rows, BATCH)):
        lines = []
        for _number, row in batch:
            cells = left + row if left else row
            del cells[_filled(cells) :]
            lines.append(cells)
        text = _encoder.encode(lines)
        if len(text) > limits.cell:
            _lengths_check(batch[0][0], lines, limits)
        # what the cells will take: their letters are never fewer in JSON, and each is an object of its own
        weight += len(text) + CELL_BYTES * sum(map(len, lines)) + ROW_BYTES * len(lines)
        if weight > limits.weight:
            raise Refusal({"refused": "file_weight"})
        _write(text)
    return weight


def _shape_check(sheet: CalamineSheet, limits: Limits) -> None:
    rows, columns = (sheet.end or (0, 0))[0] + 1, (sheet.end or (0, 0))[1] + 1
    if rows > limits.rows:
        raise Refusal({"refused": "file_rows", "rows": rows})
    if columns > limits.columns:
        raise Refusal({"refused": "file_columns", "columns": columns})


def _filled(cells: list[Any]) -> int:
    """The length of the row without the blank cells at its end."""
    length = len(cells)
    while length and cells[length - 1] == "":
        length -= 1
    return length


def _lengths_check(first: int, lines: list[list[Any]], limits: Limits) -> None:
    for number, cells in enumerate(lines, start=first):
        for cell in cells:
            if isinstance(cell, str) and len(cell) > limits.cell:
                raise Refusal({"refused": "file_cell", "row": number, "length": len(cell)})


def _say(line: object) -> None:
    _write(_encoder.encode(line))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.write("\n")


def _encode(cell: object) -> dict[str, str | float]:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    raise TypeError(cell)


_encoder = json.JSONEncoder(default=_encode)

if __name__ == "__main__":
    main(sys.argv[1], Limits(*map(int, sys.argv[2:])))
