"""The price list of a project: every resource its analyses use, and those kept for later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.rab.models.base import ProjectRow


class KategoriItem(models.TextChoices):
    """The block of the official form a resource stands in."""

    TK = "TK", _("Tenaga kerja")
    BHN = "BHN", _("Bahan")
    ALT = "ALT", _("Peralatan")
    LAIN = "LAIN", _("Lain-lain")


class HargaItem(ProjectRow):
    """A resource and its harga satuan dasar; null is "belum ada", which is not 0.

    Identified by code and unit together: L.01 per OH and L.01 per OJ are two prices. `kategori` never changes.
    """

    kategori = models.CharField(_("kategori"), max_length=4, choices=KategoriItem.choices)
    kode = models.CharField(_("kode"), max_length=60)
    uraian = models.CharField(_("uraian"), max_length=500)
    satuan = models.CharField(_("satuan"), max_length=20)
    harga = models.DecimalField(_("harga satuan"), max_digits=15, decimal_places=2, null=True, blank=True)
    sumber = models.CharField(_("sumber"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("harga item")
        verbose_name_plural = _("harga item")
        constraints = [
            models.UniqueConstraint(fields=["project", "kode", "satuan"], name="harga_item_code_and_unit"),
            models.CheckConstraint(
                condition=models.Q(harga__isnull=True) | models.Q(harga__gte=0),
                name="harga_item_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(kategori__in=KategoriItem.values), name="harga_item_kategori_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"
