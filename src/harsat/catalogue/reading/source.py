"""Opens an untrusted file under guards and gives its cells; formulas and links are never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 100

Cell = str | float | int | bool | date | datetime | time | timedelta
WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})


class Table(NamedTuple):
    """One sheet: its name and rows of cells; row n of the sheet is `rows[n - 1]`."""

    name: str
    rows: Sequence[Sequence[Cell]]


def table_read(path: Path) -> Table:
    """The first sheet of a workbook, or a CSV file.

    Raises:
        FileRefused: missing, empty, too large, of an unknown kind, damaged, or a compression bomb.
    """
    from harsat.catalogue.reading.csv_text import csv_table_read
    from harsat.catalogue.reading.workbook import workbook_table_read

    _size_check(path)
    kind = path.suffix.lower()
    if kind in WORKBOOKS:
        table = workbook_table_read(path)
    elif kind in TEXTS:
        table = csv_table_read(path)
    else:
        raise FileRefused(
            _("Jenis berkas %(kind)s tidak dikenal. Gunakan xlsx, xls, ods, atau csv.") % {"kind": kind or path.name},
            code="file_kind",
        )
    table_shape_check(len(table.rows), max(map(len, table.rows), default=0))
    return table


def table_shape_check(rows: int, columns: int) -> None:
    """Refuse more than 100.000 rows or 100 columns, and a table without a single row."""
    if rows == 0:
        raise FileRefused(_("Berkas tidak berisi baris apa pun."), code="file_empty")
    if rows > MAX_ROWS:
        raise FileRefused(
            _("Berkas berisi %(rows)d baris; paling banyak %(most)d.") % {"rows": rows, "most": MAX_ROWS},
            code="file_rows",
        )
    if columns > MAX_COLUMNS:
        raise FileRefused(
            _("Berkas berisi %(columns)d kolom; paling banyak %(most)d.") % {"columns": columns, "most": MAX_COLUMNS},
            code="file_columns",
        )


def _size_check(path: Path) -> None:
    if not path.is_file():
        raise FileRefused(_("Berkas %(name)s tidak ditemukan.") % {"name": path.name}, code="file_missing")
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(_("Berkas %(name)s kosong.") % {"name": path.name}, code="file_empty")
    if size > MAX_BYTES:
        raise FileRefused(
            _("Berkas berukuran %(size)d MB; paling besar %(most)d MB.")
            % {"size": size // 1024 // 1024, "most": MAX_BYTES // 1024 // 1024},
            code="file_size",
        )
