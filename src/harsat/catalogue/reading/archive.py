"""Looks into a zipped workbook before it is opened: how much it unpacks to, and how far out its cells stand.

Two cells at opposite corners of a sheet fill a file of a few kilobytes, yet a reader reserves the whole
rectangle. The sandbox would stop it too; here it can be said in words that name the stray cell's place.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import table_shape_check

MAX_UNPACKED = 250 * 1024 * 1024
MAX_RATIO = 100
FREE_BYTES = 10 * 1024 * 1024  # small parts may compress extremely well without being a bomb
CHUNK = 1024 * 1024
_OVERLAP = 64
# places that may lie too far out, three letters or from column CA, or a row of six digits; a blank cell that only
# carries a format is closed at once and may stand anywhere
_FAR_CELL = re.compile(rb"""[ ]r=["']([A-Z]{3}|[C-Z][A-Z]|[A-Z]{1,2}(?=\d{6}))(\d{1,7})["'][^<>]*(?<!/)>""")


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
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise FileRefused(
            _("Berkas %(name)s rusak atau terkunci kata sandi.") % {"name": path.name}, code="file_damaged"
        ) from error


def _member_check(archive: ZipFile, member: ZipInfo, left: int, limit: int) -> int:
    """The unpacked size of one part. It is counted: the sizes a zip states of itself may lie."""
    size, tail = 0, b""
    sheet = member.filename.endswith(".xml") and member.filename != "content.xml"
    for chunk in _chunks(archive, member, left, limit):
        size += len(chunk)
        # a workbook may keep its sheets under any name, so every part is looked at as one
        if sheet:
            text = tail + chunk
            _places_check(text)
            tail = text[-_OVERLAP:]
    return size


def _chunks(archive: ZipFile, member: ZipInfo, left: int, limit: int) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _bomb(limit)
            yield chunk


def _places_check(text: bytes) -> None:
    """Every cell of an xlsx states its place, such as r="XFD1048576"."""
    for column, row in _FAR_CELL.findall(text):
        table_shape_check(int(row) or 1, _column_number(column))


def _column_number(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _bomb(limit: int) -> FileRefused:
    return FileRefused(
        _("Isi berkas membengkak tidak wajar saat dibuka (lebih dari %(most)d MB).") % {"most": limit // 1024 // 1024},
        code="file_bomb",
    )
