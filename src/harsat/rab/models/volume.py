"""Volumes as they were come to: a number, a formula, or a sheet of measured lines; and the parameters formulas use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.rab.models.base import Ordered, ProjectRow
from harsat.rab.models.struktur import Pekerjaan


class JenisVolume(models.TextChoices):
    """The three ways to fill a volume."""

    ANGKA = "angka", _("angka")
    FORMULA = "formula", _("formula")
    LEMBAR = "lembar", _("lembar ukur")


class Volume(ProjectRow):
    """The volume of one pekerjaan. `nilai` is the volume in force, at four decimals; no row or null is "belum ada"."""

    pekerjaan = models.OneToOneField(Pekerjaan, on_delete=models.DO_NOTHING, related_name="+")
    jenis = models.CharField(_("dihitung dari"), max_length=7, choices=JenisVolume.choices, default=JenisVolume.ANGKA)
    nilai = models.DecimalField(_("volume"), max_digits=15, decimal_places=4, null=True, blank=True)
    formula = models.CharField(_("formula"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("volume")
        verbose_name_plural = _("volume")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nilai__isnull=True) | models.Q(nilai__gte=0), name="volume_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(jenis__in=JenisVolume.values), name="volume_jenis_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pekerjaan_id}: {self.nilai}"


class BarisVolume(ProjectRow, Ordered):
    """A measured line: n x p x l x t x faktor, absent sides left out, a deduction subtracted."""

    pekerjaan = models.ForeignKey(Pekerjaan, on_delete=models.DO_NOTHING, related_name="+")
    uraian = models.CharField(_("uraian"), max_length=300, blank=True)
    n = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    p = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    l = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)  # noqa: E741  the form's letter
    t = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    faktor = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    pengurang = models.BooleanField(_("pengurang"), default=False)

    class Meta:
        verbose_name = _("baris volume")
        verbose_name_plural = _("baris volume")
        indexes = [models.Index(fields=["project", "pekerjaan", "order", "id"], name="baris_volume_in_order")]

    def __str__(self) -> str:
        return self.uraian


class Parameter(ProjectRow, Ordered):
    """A named figure for formulas: a number, or a formula of other parameters; `nilai` is what it comes to."""

    nama = models.CharField(_("nama"), max_length=60)
    label = models.CharField(_("keterangan"), max_length=200, blank=True)
    satuan = models.CharField(_("satuan"), max_length=20, blank=True)
    formula = models.CharField(_("isi"), max_length=500)
    nilai = models.DecimalField(_("nilai"), max_digits=15, decimal_places=4)

    class Meta:
        verbose_name = _("parameter")
        verbose_name_plural = _("parameter")
        constraints = [models.UniqueConstraint(fields=["project", "nama"], name="parameter_name_once")]

    def __str__(self) -> str:
        return self.nama
