"""Labour, material and equipment as each edition names them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.division import KODE_MAX, URAIAN_MAX
from harsat.catalogue.models.edition import Edition
from harsat.engine.snapshot import Kategori

SATUAN_MAX = 20
KATEGORI_CHOICES = [
    (Kategori.TK.value, _("Tenaga kerja")),
    (Kategori.BHN.value, _("Bahan")),
    (Kategori.ALT.value, _("Peralatan")),
    (Kategori.LAIN.value, _("Lain-lain")),
]
KATEGORI_VALUES = [kategori.value for kategori in Kategori]


class Resource(models.Model):
    """Labour, material or equipment as an edition names it; most materials have no official code.

    A resource without an official code carries one of the edition's own, `X3.0001`, `X3.0002`, ... in edition 3: the
    letter X is used by no official list, the number counts within the edition and is never given twice.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="resources")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    kategori = models.CharField(_("kategori"), max_length=4, choices=KATEGORI_CHOICES)

    class Meta:
        verbose_name = _("sumber daya")
        verbose_name_plural = _("sumber daya")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kode", "satuan"], name="resource_kode_satuan_once"),
            models.CheckConstraint(condition=~models.Q(kode=""), name="resource_kode_present"),
            models.CheckConstraint(condition=models.Q(kategori__in=KATEGORI_VALUES), name="resource_kategori_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian} ({self.satuan})"
