"""The project row with its identity, its ledger marks and its last computed summary."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PARTS: tuple[str, ...] = ("proyek", "struktur", "analisa", "harga", "volume", "jadwal")
"""The parts of a project, each with a mark of its own: `Project.mark_<part>`."""


class Project(models.Model):
    """One work to be estimated. Identity is logged as part `proyek`; revision and marks belong to the ledger alone.

    `mark` is `<revision>.<8 hex>`: the integer orders, the hex makes it unique after a restored backup, too.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="projects")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="projects_created")
    created_at = models.DateTimeField(auto_now_add=True)

    nama = models.CharField(_("nama proyek"), max_length=200)
    kode = models.CharField(_("kode"), max_length=30, blank=True)
    kategori = models.CharField(_("kategori"), max_length=100, blank=True)
    lokasi = models.CharField(_("lokasi"), max_length=255, blank=True)
    sumber_dana = models.CharField(_("sumber dana"), max_length=255, blank=True)
    pagu = models.DecimalField(
        _("pagu"), max_digits=15, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    tanggal_dokumen = models.DateField(_("tanggal dokumen"))
    tanggal_mulai = models.DateField(_("tanggal mulai"), null=True, blank=True)
    tanggal_selesai = models.DateField(_("tanggal selesai"), null=True, blank=True)
    keterangan_1 = models.CharField(_("keterangan 1"), max_length=255, blank=True)
    keterangan_2 = models.CharField(_("keterangan 2"), max_length=255, blank=True)
    deskripsi = models.TextField(_("deskripsi"), blank=True)

    pemilik_nama = models.CharField(_("nama pemilik pekerjaan"), max_length=255, blank=True)
    pemilik_jabatan = models.CharField(_("jabatan pemilik pekerjaan"), max_length=255, blank=True)
    pemilik_instansi = models.CharField(_("instansi pemilik pekerjaan"), max_length=255, blank=True)
    perencana_nama = models.CharField(_("nama konsultan perencana"), max_length=255, blank=True)
    perencana_instansi = models.CharField(_("instansi konsultan perencana"), max_length=255, blank=True)
    pengawas_nama = models.CharField(_("nama konsultan pengawas"), max_length=255, blank=True)
    pengawas_instansi = models.CharField(_("instansi konsultan pengawas"), max_length=255, blank=True)
    kontraktor_nama = models.CharField(_("nama kontraktor"), max_length=255, blank=True)
    kontraktor_instansi = models.CharField(_("instansi kontraktor"), max_length=255, blank=True)

    is_active = models.BooleanField(_("aktif"), default=True)
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    mark = models.CharField(max_length=32, editable=False, default="0.0")
    mark_proyek = models.CharField(max_length=32, editable=False, default="0.0")
    mark_struktur = models.CharField(max_length=32, editable=False, default="0.0")
    mark_analisa = models.CharField(max_length=32, editable=False, default="0.0")
    mark_harga = models.CharField(max_length=32, editable=False, default="0.0")
    mark_volume = models.CharField(max_length=32, editable=False, default="0.0")
    mark_jadwal = models.CharField(max_length=32, editable=False, default="0.0")
    locked_at = models.DateTimeField(null=True, editable=False)
    # The highest numbers ever given out in CUST-0001 and mod.1-: counters like ids, not logged, so that neither a
    # deletion nor an undo makes a code mean two things.
    kode_custom = models.PositiveIntegerField(default=0, editable=False)
    kode_modified = models.PositiveIntegerField(default=0, editable=False)

    IDENTITY: ClassVar[tuple[str, ...]] = (
        "nama",
        "kode",
        "kategori",
        "lokasi",
        "sumber_dana",
        "pagu",
        "tanggal_dokumen",
        "tanggal_mulai",
        "tanggal_selesai",
        "keterangan_1",
        "keterangan_2",
        "deskripsi",
        "pemilik_nama",
        "pemilik_jabatan",
        "pemilik_instansi",
        "perencana_nama",
        "perencana_instansi",
        "pengawas_nama",
        "pengawas_instansi",
        "kontraktor_nama",
        "kontraktor_instansi",
        "is_active",
    )
    """The columns that people edit and the ledger logs."""

    class Meta:
        verbose_name = _("proyek")
        verbose_name_plural = _("proyek")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pagu__isnull=True) | models.Q(pagu__gte=0),
                name="project_pagu_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(tanggal_selesai__isnull=True)
                | models.Q(tanggal_mulai__isnull=True)
                | models.Q(tanggal_selesai__gte=models.F("tanggal_mulai")),
                name="project_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="project_by_organisation")]

    def __str__(self) -> str:
        return self.nama


class ProjectSummary(models.Model):
    """The figures of a project as last computed, for lists that never compute.

    `total_text` is the figure; `total_sen` is the same in whole sen, for ordering and filters only. Where `mark` is not
    the project's mark the figure is old, and the list says so.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    mark = models.CharField(max_length=32)
    total_text = models.CharField(max_length=64)
    total_sen = models.BigIntegerField(null=True)
    pekerjaan_count = models.PositiveIntegerField(default=0)
    belum_lengkap = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ringkasan proyek")
        verbose_name_plural = _("ringkasan proyek")

    def __str__(self) -> str:
        return f"{self.project_id}: {self.total_text}"


class ProjectBirth(models.Model):
    """The request key that made a project: sending it twice gives one project."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    request_key = models.UUIDField(unique=True)
    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="birth")

    class Meta:
        verbose_name = _("kelahiran proyek")
        verbose_name_plural = _("kelahiran proyek")

    def __str__(self) -> str:
        return str(self.request_key)
