"""The work breakdown: Klasifikasi > Sub-klasifikasi > Pekerjaan, numbered I, A, 1 by their order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models import Analysis
from harsat.rab.models.base import Ordered, ProjectRow


class Source(models.TextChoices):
    """Where the analysis of a pekerjaan comes from; `ref` is read-only, `ref_modified` keeps the link to it."""

    REF = "ref", _("AHSP")
    REF_MODIFIED = "ref_modified", _("Modifikasi")
    CUSTOM = "custom", _("Buatan")


class StatusItem(models.TextChoices):
    """Only `utama` is summed."""

    UTAMA = "utama", _("utama")
    ALTERNATIF = "alternatif", _("alternatif")
    OPSIONAL = "opsional", _("opsional")


class Klasifikasi(ProjectRow, Ordered):
    """First level; legal while empty, since an outline is typed first."""

    nama = models.CharField(_("nama"), max_length=255)

    class Meta:
        verbose_name = _("klasifikasi")
        verbose_name_plural = _("klasifikasi")
        indexes = [models.Index(fields=["project", "order", "id"], name="klasifikasi_in_order")]

    def __str__(self) -> str:
        return self.nama


class SubKlasifikasi(ProjectRow, Ordered):
    """Second level; legal while empty."""

    klasifikasi = models.ForeignKey(Klasifikasi, on_delete=models.DO_NOTHING, related_name="+")
    nama = models.CharField(_("nama"), max_length=255)

    class Meta:
        verbose_name = _("sub-klasifikasi")
        verbose_name_plural = _("sub-klasifikasi")
        indexes = [models.Index(fields=["project", "order", "id"], name="sub_klasifikasi_in_order")]

    def __str__(self) -> str:
        return self.nama


class Pekerjaan(ProjectRow, Ordered):
    """A priced work item. `analysis` is the version it was copied from; it never follows the catalogue by itself.

    `langsung` prices it directly (ls, provisional sum, quotation) at `harga_langsung`, without analysis.
    """

    sub_klasifikasi = models.ForeignKey(SubKlasifikasi, on_delete=models.DO_NOTHING, related_name="+")
    source = models.CharField(_("sumber"), max_length=12, choices=Source.choices, default=Source.CUSTOM)
    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kode = models.CharField(_("kode"), max_length=60)
    uraian = models.CharField(_("uraian"), max_length=500)
    satuan = models.CharField(_("satuan"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=StatusItem.choices, default=StatusItem.UTAMA)
    langsung = models.BooleanField(_("harga langsung"), default=False)
    harga_langsung = models.DecimalField(_("harga satuan"), max_digits=15, decimal_places=2, null=True, blank=True)
    sumber_harga = models.CharField(_("sumber harga"), max_length=200, blank=True)
    buk_persen = models.DecimalField(_("BUK %"), max_digits=5, decimal_places=2, null=True, blank=True)
    kena_ppn = models.BooleanField(_("kena PPN"), default=True)
    mata_pembayaran = models.CharField(_("mata pembayaran"), max_length=60, blank=True)
    catatan = models.CharField(_("catatan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="pekerjaan_source_known"),
            models.CheckConstraint(condition=models.Q(status__in=StatusItem.values), name="pekerjaan_status_known"),
            models.CheckConstraint(
                condition=models.Q(harga_langsung__isnull=True) | models.Q(harga_langsung__gte=0),
                name="pekerjaan_harga_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(buk_persen__isnull=True)
                | (models.Q(buk_persen__gte=0) & models.Q(buk_persen__lte=100)),
                name="pekerjaan_buk_percent",
            ),
        ]
        indexes = [models.Index(fields=["project", "order", "id"], name="pekerjaan_in_order")]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"
