"""Tells by its first bytes what a file is: people rename files, and programs save a web page as .xls."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused

HEAD_BYTES = 65_536
MAX_MEMBERS = 2_000
_ZIP = b"PK\x03\x04"
_ZIP_ENTRY = b"PK\x01\x02"
_PLAIN_PACKING = frozenset({ZIP_STORED, ZIP_DEFLATED})
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)
_MARKUP = re.compile(rb"^\s*<(?:!doctype|html|table|head|body|meta|\?xml|!--)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Content(StrEnum):
    """What a readable file is inside."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "csv"


def content_read(path: Path) -> Content:
    """The kind of a file, whatever its name says.

    Raises:
        FileRefused: locked by a password, or something that is no table: PDF, picture, web page, program.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(_ZIP):
        return _zip_content(path)
    if head.startswith(_COMPOUND):
        return _compound_content(path)
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            raise _foreign(path, name)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(text):
        raise FileRefused(
            _(
                "Berkas %(name)s sebenarnya halaman web (HTML/XML), bukan buku kerja."
                " Buka di Excel, lalu simpan sebagai .xlsx."
            )
            % {"name": path.name},
            code="file_kind",
        )
    if not head.startswith(_UTF16) and _CONTROL.search(text):
        raise FileRefused(_("Berkas %(name)s bukan teks CSV.") % {"name": path.name}, code="file_damaged")
    return Content.TEXT


def _zip_content(path: Path) -> Content:
    # the directory of a zip is held in memory whole, so its entries are counted before it is opened
    if path.read_bytes().count(_ZIP_ENTRY) > MAX_MEMBERS:
        raise _damaged(path)
    try:
        with ZipFile(path) as archive:
            if any(member.compress_type not in _PLAIN_PACKING for member in archive.infolist()):
                raise _damaged(path)
            names = set(archive.namelist())
            manifest = b""
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as part:
                    manifest = part.read(HEAD_BYTES)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _damaged(path) from error
    if b"encryption-data" in manifest:
        raise _locked(path)
    if "xl/workbook.bin" in names:
        raise _foreign(path, "xlsb")
    if any(name.startswith("xl/") for name in names):
        return Content.XLSX
    if "content.xml" in names and "word/document.xml" not in names:
        return Content.ODS
    raise _foreign(path, "zip")


def _compound_content(path: Path) -> Content:
    # the old binary form holds xls, doc and msg alike; a locked xlsx hides inside it as a stream of this name
    if _ENCRYPTED in path.read_bytes():
        raise _locked(path)
    return Content.XLS


def _foreign(path: Path, name: str) -> FileRefused:
    return FileRefused(
        _("Berkas %(file)s berjenis %(kind)s. Gunakan xlsx, xls, ods, atau csv.") % {"file": path.name, "kind": name},
        code="file_kind",
    )


def _damaged(path: Path) -> FileRefused:
    return FileRefused(_("Berkas %(name)s rusak.") % {"name": path.name}, code="file_damaged")


def _locked(path: Path) -> FileRefused:
    return FileRefused(
        _("Berkas %(name)s terkunci kata sandi. Simpan salinan tanpa kata sandi.") % {"name": path.name},
        code="file_locked",
    )
