"""An import from its upload to its findings: files kept as they came, read, diagnosed, and everything stored at once.

A file that cannot be read leaves nothing behind; one whose columns are unknown waits for a person to name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import BatchStatus, Bidang, Edition, ImportBatch, ImportFile
from harsat.catalogue.quarantine.packing import lines_pack
from harsat.catalogue.quarantine.source import MAPPING_WANTED, Readout, batch_read
from harsat.catalogue.quarantine.state import standing_of
from harsat.catalogue.quarantine.storing import findings_store
from harsat.catalogue.quarantine.verdict import Verdict, rows_judge
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.mapping import Mapping
from harsat.catalogue.selectors.known import known_lines
from harsat.catalogue.selectors.learned import unit_spellings
from harsat.catalogue.services.edition import edition_bidang_check
from harsat.catalogue.services.learned import mapping_remember
from harsat.catalogue.services.log import log_add
from harsat.kernel.clock import now
from harsat.kernel.errors import NotFound, Refused
from harsat.kernel.ids import ids_possible
from harsat.kernel.transaction import write_transaction

FILES_AT_MOST = 10
BYTES_AT_MOST = 50 * 1024 * 1024
NAME_MAX = 255


def batch_make(
    *,
    files: Sequence[File[bytes]],
    edition_name: str,
    as_of: date,
    bidang: Bidang = Bidang.CIPTA_KARYA,
    source: str = "",
    by: User | None = None,
) -> ImportBatch:
    """Keep the files and open an import for them; nothing is read yet.

    Raises:
        Refused: no name, no file, too many or too large ones, the same file twice, or an edition that takes none.
    """
    edition_name = edition_name.strip()
    _files_check(files)
    _edition_check(edition_name, bidang)
    batch = ImportBatch(
        edition_name=edition_name, bidang=bidang, as_of=as_of, source=source, created_by=by, created_at=now()
    )
    try:
        with write_transaction():
            batch.save()
            for file in files:
                _file_keep(batch, file)
            _log(batch, by, "unggah", {"berkas": [Path(file.name or "").name for file in files]})
    except BaseException:
        _originals_remove(batch)
        raise
    return batch


def batch_same(*, files: Sequence[File[bytes]], edition_name: str, bidang: Bidang) -> ImportBatch | None:
    """The newest import of exactly these files into this edition that was diagnosed and not turned away."""
    marks = sorted(_mark(file) for file in files)
    done = ImportBatch.objects.filter(
        edition_name=edition_name.strip(),
        bidang=bidang,
        status__in=[BatchStatus.DIAGNOSED, BatchStatus.COMMITTED],
    )
    for batch in done.prefetch_related("files").order_by("-id"):
        if sorted(file.sha256 for file in batch.files.all()) == marks:
            return batch
    return None


def batch_map(*, batch_id: int, mapping: Mapping, by: User | None = None) -> ImportBatch:
    """Read the files by these columns from now on, and remember them for every later file of the same shape."""
    with write_transaction():
        batch = _batch_open(batch_id)
        batch.mapping, batch.shape = mapping.to_json(), mapping.shape
        batch.status = BatchStatus.MAPPED
        batch.save(update_fields=["mapping", "shape", "status"])
        if mapping.shape:
            mapping_remember(shape=mapping.shape, mapping=mapping.to_json(), by=by)
    return batch


def batch_diagnose(*, batch_id: int, by: User | None = None) -> ImportBatch:
    """Read and judge the files, and store lines and findings; again as long as nothing was decided.

    Raises:
        FileRefused: unreadable, hostile, or no table of analyses. With `file_columns_missing` the import stays and
            waits for `batch_map`; otherwise it is removed with its files.
    """
    batch = _batch_open(batch_id)
    try:
        readout = batch_read(batch)
        verdict = rows_judge(
            readout.rows,
            known=known_lines(bidang=batch.bidang, without=batch.edition_name),
            learned=unit_spellings(),
            standing=standing_of(Edition.objects.filter(name=batch.edition_name).first()),
        )
    except FileRefused as refusal:
        if refusal.code not in MAPPING_WANTED:
            batch_remove(batch_id=batch_id, by=by, reason=refusal.message)
        raise
    return _diagnosis_store(batch, readout, verdict, by)


def batch_reject(*, batch_id: int, by: User | None = None) -> ImportBatch:
    """Turn the import away: findings and files go, the entry stays as a record.

    Raises:
        Refused: analyses of it are in the catalogue already.
    """
    with write_transaction():
        batch = _batch_locked(batch_id)
        if batch.status == BatchStatus.COMMITTED:
            raise Refused(_("Sebagian impor ini sudah disimpan; tidak dapat ditolak."), code="import_status")
        batch.findings.all().delete()
        batch.decisions.all().delete()
        batch.files.all().delete()
        batch.status, batch.lines, batch.ready = BatchStatus.REJECTED, b"", 0
        batch.save(update_fields=["status", "lines", "ready"])
        _log(batch, by, "tolak", {})
    _originals_remove(batch)
    return batch


def batch_remove(*, batch_id: int, by: User | None = None, reason: str = "") -> None:
    """Remove an import of which nothing was stored, with its files; only the log remembers it."""
    with write_transaction():
        batch = _batch_open(batch_id)
        _log(batch, by, "hapus", {"sebab": reason})
        gone = ImportBatch(pk=batch.pk)
        batch.delete()
    _originals_remove(gone)


def _diagnosis_store(batch: ImportBatch, readout: Readout, verdict: Verdict, by: User | None) -> ImportBatch:
    with write_transaction():
        batch = _batch_open(batch.pk)
        batch.findings.all().delete()
        findings_store(batch, verdict.diagnosis)
        places = {row.number: row.place for row in readout.rows if row.place}
        batch.lines = lines_pack(verdict.diagnosis.book.lines, places)
        batch.mapping, batch.notes, batch.shape = readout.mapping, readout.notes, readout.shape
        batch.status, batch.diagnosed_at = BatchStatus.DIAGNOSED, now()
        batch.rows, batch.analyses = len(readout.rows), verdict.readiness.analyses
        batch.ready = len(verdict.readiness.ready)
        batch.save()
        _log(batch, by, "periksa", {"baris": batch.rows, "analisa": batch.analyses, "siap": batch.ready})
    return batch


def _batch_locked(batch_id: int) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().filter(pk__in=ids_possible([batch_id])).first()
    if batch is None:
        raise NotFound(_("Impor tidak ditemukan."))
    return batch


def _batch_open(batch_id: int) -> ImportBatch:
    """An import that may still be read anew: nothing of it was decided, stored or turned away."""
    batch = ImportBatch.objects.filter(pk__in=ids_possible([batch_id])).first()
    if batch is None:
        raise NotFound(_("Impor tidak ditemukan."))
    if batch.status in {BatchStatus.COMMITTED, BatchStatus.REJECTED} or batch.decisions.exists():
        raise Refused(_("Impor ini sudah diputuskan; unggah berkasnya lagi."), code="import_status")
    return batch


def _files_check(files: Sequence[File[bytes]]) -> None:
    if not 0 < len(files) <= FILES_AT_MOST:
        raise Refused(_("Pilih satu sampai %(most)d berkas.") % {"most": FILES_AT_MOST}, code="import_files")
    for file in files:
        if not file.size:
            raise FileRefused(_("Berkas %(name)s kosong.") % {"name": _name(file)}, code="file_empty")
        if file.size > BYTES_AT_MOST:
            raise FileRefused(
                _("Berkas %(name)s lebih besar dari %(most)d MB.")
                % {"name": _name(file), "most": BYTES_AT_MOST // 1024 // 1024},
                code="file_size",
            )


def _edition_check(name: str, bidang: Bidang) -> None:
    if not name:
        raise Refused(_("Isi nama edisi tujuan."), code="edition_name")
    edition = Edition.objects.filter(name=name).first()
    if edition:
        edition_bidang_check(edition, bidang)


def _file_keep(batch: ImportBatch, file: File[bytes]) -> None:
    mark = _mark(file)
    if batch.files.filter(sha256=mark).exists():
        raise Refused(_("Berkas %(name)s terpilih dua kali.") % {"name": _name(file)}, code="import_files")
    stored = ImportFile(batch=batch, name=_name(file), size=file.size, sha256=mark)
    stored.content.save(stored.name, file, save=False)
    stored.save()


def _mark(file: File[bytes]) -> str:
    mark = sha256()
    for chunk in file.chunks():
        mark.update(chunk)
    file.seek(0)
    return mark.hexdigest()


def _name(file: File[bytes]) -> str:
    return Path(file.name or "berkas").name[-NAME_MAX:]


def _originals_remove(batch: ImportBatch) -> None:
    """The whole folder of the import, with what a failed upload left in it."""
    if batch.pk is None:
        return
    storage = ImportFile._meta.get_field("content").storage
    folder = Path(storage.path(f"impor/{batch.pk}"))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
    if folder.is_dir():
        folder.rmdir()


def _log(batch: ImportBatch, by: User | None, verb: str, details: dict[str, object]) -> None:
    log_add(by=by, verb=verb, noun="impor", object_id=batch.pk, name=batch.edition_name, details=details)
