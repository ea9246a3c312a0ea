"""Reads delimited text as Excel writes it: `;` `,` or tab, UTF-8, cp1252, or UTF-16 with its mark ("Unicode text")."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from harsat.catalogue.reading import source
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Table, Weight, cell_length_check, table_shape_check

SAMPLE_LETTERS = 65_536
SAMPLE_RECORDS = 40
MAX_RECORD = 1_000_000
DELIMITERS = ";\t,"
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel reads it, shows it to nobody, and does not count it
_CHUNK = 1024 * 1024


def csv_table_read(path: Path) -> Table:
    """All records; every cell is text. Broken quoting or a binary file is refused."""
    encoding = encoding_read(path)
    errors = "replace" if encoding == "cp1252" else "strict"
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            sample = file.read(SAMPLE_LETTERS)
            hint = _HINT.match(sample)
            delimiter = hint[1] if hint and hint[1] in DELIMITERS else delimiter_guess(sample)
            file.seek(0)
            if hint:
                file.readline()
            return Table(path.stem, _records(file, delimiter))
    except UnicodeError as error:
        raise FileRefused(_("Berkas %(name)s bukan teks CSV.") % {"name": path.name}, code="file_damaged") from error


def encoding_read(path: Path) -> str:
    """The encoding by its mark; without one UTF-8 if every byte agrees, else cp1252."""
    with path.open("rb") as file:
        mark = file.read(3)
        if mark.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def delimiter_guess(text: str) -> str:
    """The mark that cuts most of the first records into the same number of cells; a tie goes to `;`, then tab."""
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> int:
    """Records of the commonest width, times that width: two rows of `1;a;0,5` are 6 by `;` and 4 by the comma."""
    widths: Counter[int] = Counter()
    try:
        for record, _number in zip(csv.reader(StringIO(text, newline=""), delimiter=mark), range(SAMPLE_RECORDS)):  # noqa: B905 the sample may be shorter
            widths[len(record)] += 1
    except csv.Error:
        pass  # what was read until here is the sample
    return max((width * count for width, count in widths.items() if width > 1), default=0)


class _Lines:
    """The lines of a file, refusing a record that never ends; `letters` counts those of the record being read."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.letters = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(MAX_RECORD):
            self.letters += len(line)
            if "\x00" in line:
                raise UnicodeError
            if self.letters >= MAX_RECORD:
                raise FileRefused(_("Berkas CSV tidak terbaca: satu baris tidak berakhir."), code="file_damaged")
            yield line


def _records(file: TextIO, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    weight = Weight()
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            lines.letters = 0
            while len(row) > source.MAX_COLUMNS and not row[-1]:
                row.pop()
            table_shape_check(len(rows) + 1, len(row))
            cell_length_check(len(rows) + 1, max(map(len, row), default=0))
            weight.add(row)
            rows.append(row)
    except csv.Error as error:
        raise FileRefused(
            _("Berkas CSV tidak terbaca di sekitar baris teks ke-%(line)d: tanda kutip atau pemisah tidak berpasangan.")
            % {"line": reader.line_num},
            code="file_damaged",
        ) from error
    return rows
