"""An import under way: the files as they came, what was found in them, and every decision about it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.edition import NAME_MAX, Bidang, Edition

STORED_NAME_MAX = 100
FINDING_KODE_MAX = 200
"""A code of a broken file may be any text; beyond this it is cut for the index, the lines keep it whole."""


class OriginalsStorage(FileSystemStorage):
    """The folder `media` of the home folder, readable by its owner alone and served by nobody."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """Asked at each use, so that another home is another folder."""
        return str(Path(settings.HARSAT_HOME) / "media")

    @property
    def location(self) -> str:
        """The same folder, absolute."""
        return str(Path(self.base_location).absolute())


class BatchStatus(models.TextChoices):
    """How far an import has come. A committed one may still be decided on and committed again."""

    UPLOADED = "uploaded", _("Diunggah")
    MAPPED = "mapped", _("Dipetakan")
    DIAGNOSED = "diagnosed", _("Diperiksa")
    COMMITTED = "committed", _("Disimpan")
    REJECTED = "rejected", _("Ditolak")


class ImportBatch(models.Model):
    """One set of related files on its way into one edition.

    `mapping` is how each file is read, as reading stores it, `notes` what the reader had to say. `lines` are the lines
    as read, packed (`quarantine.packing`); they never change, decisions are applied on top. `revision` counts
    decisions, so that two curators notice each other. `ready` and `committed` count analyses.
    """

    edition_name = models.CharField(_("edisi"), max_length=NAME_MAX)
    bidang = models.CharField(_("bidang"), max_length=20, choices=Bidang.choices, default=Bidang.CIPTA_KARYA)
    as_of = models.DateField(_("per tanggal"))
    source = models.CharField(_("sumber"), max_length=NAME_MAX, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, related_name="batches")
    status = models.CharField(_("status"), max_length=10, choices=BatchStatus.choices, default=BatchStatus.UPLOADED)
    shape = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(null=True)
    notes = models.JSONField(default=list)
    lines = models.BinaryField(default=bytes)
    rows = models.PositiveIntegerField(_("baris"), default=0)
    analyses = models.PositiveIntegerField(_("analisa"), default=0)
    ready = models.PositiveIntegerField(_("siap"), default=0)
    committed = models.PositiveIntegerField(_("disimpan"), default=0)
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    diagnosed_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        constraints = [
            models.CheckConstraint(condition=models.Q(bidang__in=Bidang.values), name="import_batch_bidang_known"),
            models.CheckConstraint(condition=models.Q(status__in=BatchStatus.values), name="import_batch_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.edition_name}"


def original_path(file: ImportFile, _name: str) -> str:
    """Under its batch and content; of what a visitor typed only a harmless file name is left."""
    plain = get_valid_filename(Path(file.name).name.lstrip(".") or "berkas")
    return f"impor/{file.batch_id}/{file.sha256[:12]}/{plain[-STORED_NAME_MAX:]}"


class ImportFile(models.Model):
    """One file as it came, byte for byte."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("nama"), max_length=255)
    size = models.PositiveBigIntegerField(_("ukuran"))
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to=original_path, storage=OriginalsStorage(), max_length=200)

    class Meta:
        verbose_name = _("berkas impor")
        verbose_name_plural = _("berkas impor")
        constraints = [models.UniqueConstraint(fields=["batch", "sha256"], name="import_file_once")]

    def __str__(self) -> str:
        return self.name


class FindingState(models.TextChoices):
    """What a person decided: the proposal, something else, or to keep what stands."""

    TERBUKA = "terbuka", _("Terbuka")
    DITERIMA = "diterima", _("Diterima")
    DIUBAH = "diubah", _("Diubah")
    DITOLAK = "ditolak", _("Ditolak")


class ImportFinding(models.Model):
    """One finding of the diagnosis and what was decided about it.

    `kind`, `severity` and `certainty` are words of `diagnosis.kinds`. `rows` are rows of the file, `changes` the cell
    edits of the proposal as [row, field, value]. `nama` and `item` are those of its first row, for the page and its
    search. `decided_changes` stand where the state is diubah.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    kode = models.CharField(max_length=FINDING_KODE_MAX)
    nama = models.TextField(blank=True)
    item = models.TextField(blank=True)
    rows = models.JSONField(default=list)
    column = models.CharField(max_length=30, blank=True)
    original = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    reason = models.TextField()
    changes = models.JSONField(default=list)
    certainty = models.CharField(max_length=20)
    chance = models.PositiveSmallIntegerField(null=True)
    repaired = models.BooleanField(default=False)
    blocking = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.TERBUKA)
    decided_value = models.TextField(blank=True)
    decided_changes = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("temuan")
        verbose_name_plural = _("temuan")
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="import_finding_order_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=FindingState.values), name="import_finding_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "kind", "order"], name="import_finding_of_kind"),
            models.Index(fields=["batch", "kode"], name="import_finding_of_kode"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.kode}"


class DecisionAction(models.TextChoices):
    """What was done to a set of findings at once."""

    TERIMA = "terima", _("Terima usulan")
    UBAH = "ubah", _("Ubah")
    TOLAK = "tolak", _("Pertahankan")
    BUANG_BARIS = "buang_baris", _("Buang baris")
    BUANG_ANALISA = "buang_analisa", _("Buang analisa")
    BUKA = "buka", _("Buka lagi")


class ImportDecision(models.Model):
    """One act of one curator, undone last in, first out.

    `before` holds [finding, state, value, changes] of each finding as it stood; `value` and `changes` are what the
    act set, so that a redo is the act again.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="decisions")
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=20, choices=DecisionAction.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    request_key = models.UUIDField()
    value = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    before = models.JSONField(default=list)
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints = [
            models.UniqueConstraint(fields=["batch", "sequence"], name="import_decision_sequence_once"),
            models.UniqueConstraint(fields=["batch", "request_key"], name="import_decision_request_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.sequence} {self.action}"
