"""Opens an untrusted file under guards and gives its cells; formulas and links are never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from sys import getsizeof
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_CELL = 100_000
MAX_WEIGHT = 160 * 1024 * 1024

Cell = str | float | int | bool | date | datetime | time | timedelta


class Table(NamedTuple):
    """One sheet: its name and rows of cells; row n of the sheet is `rows[n - 1]`, blank cells at its end may lack."""

    name: str
    rows: Sequence[Sequence[Cell]]
    visible: bool = True


def tables_read(path: Path) -> list[Table]:
    """Every sheet with any cell; a CSV file is one sheet. What the bytes are decides, not the name.

    Raises:
        FileRefused: missing, empty, too large, of an unknown kind, damaged, locked, or a compression bomb.
    """
    from harsat.catalogue.reading.content import Content, content_read
    from harsat.catalogue.reading.csv_text import csv_table_read
    from harsat.catalogue.reading.workbook import workbook_tables_read

    _size_check(path)
    content = content_read(path)
    tables = [csv_table_read(path)] if content is Content.TEXT else workbook_tables_read(path, content)
    for table in tables:
        table_shape_check(len(table.rows), max(map(len, table.rows), default=0))
    return tables


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


def cell_length_check(row: int, length: int, most: int = MAX_CELL) -> None:
    """Refuse a single cell that holds more text than any table has reason to."""
    if length > most:
        raise FileRefused(
            _("Sel di baris %(row)d berisi %(length)d huruf; paling banyak %(most)d.")
            % {"row": row, "length": length, "most": most},
            code="file_cell",
        )


class Weight:
    """What a table takes in memory so far; refuses before it takes more than a server can spare."""

    def __init__(self) -> None:
        self.bytes = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """Count one row."""
        self.bytes += getsizeof(cells) + sum(map(getsizeof, cells))
        if self.bytes > MAX_WEIGHT:
            raise FileRefused(weight_message(), code="file_weight")


def weight_message() -> str:
    """What is said of a file that is small enough but holds too much."""
    return _("Isi berkas terlalu banyak untuk satu kali impor. Bagi menjadi beberapa berkas.")


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
