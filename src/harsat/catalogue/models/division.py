"""The chapters of an edition as a tree, named by the codes that their analyses begin with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.edition import Edition

KODE_MAX = 50
SORT_KEY_MAX = 120
URAIAN_MAX = 500


class Division(models.Model):
    """One chapter, such as 2.2.1; `uraian` is empty where no source names it.

    `parent` is the chapter one segment above; `sort_key` orders 1.9 before 1.10.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="divisions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX, blank=True)
    sort_key = models.CharField(max_length=SORT_KEY_MAX)

    class Meta:
        verbose_name = _("divisi")
        verbose_name_plural = _("divisi")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kode"], name="division_once"),
            models.CheckConstraint(condition=~models.Q(kode=""), name="division_kode_present"),
        ]
        indexes = [models.Index(fields=["edition", "sort_key"], name="division_in_order")]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}".strip()
