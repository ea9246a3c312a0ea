"""Reads delimited text as Excel writes it: `;` `,` or tab, with or without BOM, UTF-8 or cp1252."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Table, table_shape_check

SAMPLE_LINES = 20
DELIMITERS = ";\t,"


def csv_table_read(path: Path) -> Table:
    """All records; every cell is text. Broken quoting or a binary file is refused."""
    text = _decode(path.read_bytes(), path.name)
    delimiter = delimiter_guess(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileRefused(
            _("Berkas CSV tidak terbaca: %(error)s") % {"error": str(error)}, code="file_damaged"
        ) from error
    table_shape_check(len(rows), max(map(len, rows), default=0))
    return Table(path.stem, rows)


def delimiter_guess(text: str) -> str:
    """The most frequent delimiter of the first line that holds any; a tie goes to `;`, then tab."""
    for line in text.splitlines()[:SAMPLE_LINES]:
        counts = {mark: line.count(mark) for mark in DELIMITERS}
        if any(counts.values()):
            return max(DELIMITERS, key=lambda mark: counts[mark])
    return DELIMITERS[0]


def _decode(content: bytes, name: str) -> str:
    if b"\x00" in content[:4096]:
        raise FileRefused(_("Berkas %(name)s bukan teks CSV.") % {"name": name}, code="file_damaged")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
