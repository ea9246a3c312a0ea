"""Reads xlsx, xls and ods by python-calamine in a process of its own, so that a hostile workbook can only end that."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Timer
from typing import Any

from django.utils.translation import gettext as _

from harsat.catalogue.reading import source
from harsat.catalogue.reading.archive import archive_check
from harsat.catalogue.reading.content import Content
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Cell, Table, cell_length_check, table_shape_check, weight_message

MEMORY = 320 * 1024 * 1024
PROCESSOR_SECONDS = 3
WALL_SECONDS = 30
EXCEL_CELL = 32_767

_DECODERS: dict[str, Callable[[Any], Cell]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def workbook_tables_read(path: Path, content: Content) -> list[Table]:
    """Every sheet with any cell; numbers stay numbers, text stays text, an error cell is its text.

    Raises:
        FileRefused: not a readable workbook, a locked one, or one that would fill the memory.
    """
    command = [
        sys.executable,
        "-I",
        str(Path(__file__).with_name("sandbox.py")),
        str(path.resolve()),
        *map(str, (MEMORY, PROCESSOR_SECONDS, source.MAX_ROWS, source.MAX_COLUMNS, EXCEL_CELL, source.MAX_WEIGHT)),
    ]
    # the command is ours, the file is one argument of it, and no shell stands between
    with subprocess.Popen(  # noqa: S603 as said above
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        timer = Timer(WALL_SECONDS, child.kill)
        timer.start()
        try:
            if content is not Content.XLS:
                archive_check(path)  # meanwhile the child opens the file, within its limits
            tables, ended = _tables(child.stdout)
        finally:
            timer.cancel()
            child.kill()
    if not ended:
        raise _unfinished(path, child.returncode)
    if not tables:
        raise FileRefused(_("Buku kerja tidak berisi lembar yang terisi."), code="file_empty")
    return tables


def _tables(lines: Iterable[bytes]) -> tuple[list[Table], bool]:
    """The tables printed so far, and whether the print came to its end."""
    tables: list[Table] = []
    rows: list[list[Cell]] = []
    for line in lines:
        if not line.endswith(b"\n"):
            return tables, False
        spoken = json.loads(line)
        if isinstance(spoken, list):
            rows.extend(map(_cells, spoken) if b"{" in line else spoken)
        elif "sheet" in spoken:
            rows = []
            tables.append(Table(spoken["sheet"], rows, visible=spoken["visible"]))
        elif "refused" in spoken:
            raise _refusal(spoken)
        else:
            return tables, True
    return tables, False


def _cells(spoken: list[Any]) -> list[Cell]:
    return [_decode(cell) if isinstance(cell, dict) else cell for cell in spoken]


def _decode(cell: Mapping[str, Any]) -> Cell:
    [(kind, value)] = cell.items()
    return _DECODERS[kind](value)


def _refusal(spoken: Mapping[str, Any]) -> FileRefused:
    """The refusal in words; the limits that were checked there are checked here once more to say it."""
    try:
        table_shape_check(spoken.get("rows", 1), spoken.get("columns", 1))
        cell_length_check(spoken.get("row", 0), spoken.get("length", 0), EXCEL_CELL)
    except FileRefused as refusal:
        return refusal
    if spoken["refused"] == "file_locked":
        return FileRefused(_("Buku kerja terkunci kata sandi. Simpan salinan tanpa kata sandi."), code="file_locked")
    return FileRefused(weight_message(), code="file_weight")


def _unfinished(path: Path, returncode: int) -> FileRefused:
    """A positive code is an error the reader could name; a signal ended what took too much memory or time."""
    if returncode > 0:
        return FileRefused(
            _("Berkas %(name)s tidak terbaca sebagai buku kerja; mungkin rusak.") % {"name": path.name},
            code="file_damaged",
        )
    return FileRefused(
        _("Berkas %(name)s memakan terlalu banyak memori atau waktu saat dibuka.") % {"name": path.name},
        code="file_bomb",
    )
