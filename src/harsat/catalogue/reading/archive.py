"""Looks into a zipped workbook before it is opened: how much it unpacks to, and how far out its cells stand.

Two cells at opposite corners of a sheet fill a file of a few kilobytes, yet a reader reserves the whole
rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import MAX_COLUMNS, MAX_ROWS, table_shape_check

MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 100
FREE_BYTES = 10 * 1024 * 1024  # small parts may compress extremely well without being a bomb
CHUNK = 1024 * 1024
_OVERLAP = 64
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_REPEATED_COLUMNS = "table:number-columns-repeated"
_REPEATED_ROWS = "table:number-rows-repeated"


def archive_check(path: Path) -> None:
    """Unpack into nothing, count, and look at the places of cells.

    Raises:
        FileRefused: damaged or encrypted, a compression bomb, or cells beyond the limits of rows and columns.
    """
    limit = min(MAX_UNPACKED, max(FREE_BYTES, path.stat().st_size * MAX_RATIO))
    try:
        with ZipFile(path) as archive:
            left = limit
            for member in archive.infolist():
                left -= _member_check(archive, member, left, limit)
    except (
        BadZipFile,
        ExpatError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise FileRefused(
            _("Berkas %(name)s rusak atau terkunci sandi.") % {"name": path.name}, code="file_damaged"
        ) from error


def _member_check(archive: ZipFile, member: ZipInfo, left: int, limit: int) -> int:
    """The unpacked size of one part. It is counted: the sizes a zip states of itself may lie."""
    chunks = _chunks(archive, member, left, limit)
    # a workbook may keep its sheets under any name, so every other part is looked at as one
    return _content_check(chunks) if member.filename == "content.xml" else _sheet_check(chunks)


def _chunks(archive: ZipFile, member: ZipInfo, left: int, limit: int) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileRefused(
                    _("Isi berkas membengkak tidak wajar saat dibuka (lebih dari %(most)d MB).")
                    % {"most": limit // 1024 // 1024},
                    code="file_bomb",
                )
            yield chunk


def _sheet_check(chunks: Iterator[bytes]) -> int:
    """A sheet of an xlsx: every cell states its place, such as r="XFD1048576"."""
    size, tail = 0, b""
    for chunk in chunks:
        size += len(chunk)
        text = tail + chunk
        for column, row in _CELL.findall(text):
            table_shape_check(int(row), _column_number(column))
        tail = text[-_OVERLAP:]
    return size


def _column_number(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _content_check(chunks: Iterator[bytes]) -> int:
    """The content of an ods: a filled cell or row may state that it repeats; empty ones may do so freely."""
    size, row_repeated = 0, 1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row_repeated
        if name == "table:table-row":
            row_repeated = int(attributes.get(_REPEATED_ROWS, "1"))
        elif name == "table:table-cell" and "office:value-type" in attributes:
            columns = int(attributes.get(_REPEATED_COLUMNS, "1"))
            table_shape_check(min(row_repeated, MAX_ROWS + 1), min(columns, MAX_COLUMNS + 1))

    parser = ParserCreate()
    parser.StartElementHandler = start
    for chunk in chunks:
        size += len(chunk)
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 expat takes "this was all" by position
    return size
