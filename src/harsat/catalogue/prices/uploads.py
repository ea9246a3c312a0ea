"""Files of a price list between their upload and the moment somebody stores what was read: kept for a day, per user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from uuid import UUID, uuid4

from django.core.files import File
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models.batch import STORED_NAME_MAX, OriginalsStorage
from harsat.catalogue.reading.errors import FileRefused
from harsat.kernel.clock import now
from harsat.kernel.errors import NotFound, Refused

FILES_AT_MOST = 10
BYTES_AT_MOST = 50 * 1024 * 1024
KEPT = timedelta(days=1)


def upload_keep(*, files: Sequence[File[bytes]], by: User) -> UUID:
    """Keep the files under a key that only this user may open; uploads older than a day go.

    Raises:
        Refused: no file, too many, one of a name twice.
        FileRefused: an empty or too large one.
    """
    names = _names(files)
    _outdated_remove()
    key = uuid4()
    try:
        for name, file in zip(names, files, strict=True):
            OriginalsStorage().save(f"{_folder(key, by)}/{name}", file)
    except BaseException:
        upload_remove(key=key, by=by)
        raise
    return key


def upload_paths(*, key: UUID, by: User) -> list[Path]:
    """The files of an upload, by name.

    Raises:
        NotFound: another user's, outdated, or stored already.
    """
    folder = _place(_folder(key, by))
    if not folder.is_dir():
        raise NotFound(_("Unggahan ini sudah tidak ada; unggah berkasnya lagi."))
    return sorted(folder.iterdir())


def upload_remove(*, key: UUID, by: User) -> None:
    """Forget the files; nothing happens where they are gone already."""
    rmtree(_place(_folder(key, by)), ignore_errors=True)


def _names(files: Sequence[File[bytes]]) -> list[str]:
    if not 0 < len(files) <= FILES_AT_MOST:
        raise Refused(_("Pilih satu sampai %(most)d berkas.") % {"most": FILES_AT_MOST}, code="import_files")
    names = [_checked(file) for file in files]
    if len({name.lower() for name in names}) < len(names):
        raise Refused(_("Dua berkas bernama sama; ganti nama salah satunya."), code="import_files")
    return names


def _checked(file: File[bytes]) -> str:
    name = Path(file.name or "berkas").name
    if not file.size:
        raise FileRefused(_("Berkas %(name)s kosong.") % {"name": name}, code="file_empty")
    if file.size > BYTES_AT_MOST:
        most = BYTES_AT_MOST // 1024 // 1024
        raise FileRefused(
            _("Berkas %(name)s lebih besar dari %(most)d MB.") % {"name": name, "most": most}, code="file_size"
        )
    return get_valid_filename(name.lstrip(".") or "berkas")[-STORED_NAME_MAX:]


def _folder(key: UUID, by: User) -> str:
    return f"harga/{by.pk}/{key}"


def _place(name: str) -> Path:
    return Path(OriginalsStorage().path(name))


def _outdated_remove() -> None:
    oldest = (now() - KEPT).timestamp()
    for folder in _folders():
        if folder.stat().st_mtime < oldest:
            rmtree(folder, ignore_errors=True)


def _folders() -> Iterator[Path]:
    root = _place("harga")
    return (folder for folder in root.glob("*/*") if folder.is_dir())
