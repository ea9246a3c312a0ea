"""The rows of a pekerjaan's analysis: resources with their koefisien, and bundles that point at another analysis."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models import Analysis
from harsat.rab.models.base import Ordered, ProjectRow
from harsat.rab.models.harga import HargaItem, KategoriItem
from harsat.rab.models.struktur import Pekerjaan

TARGETS = ("harga_item", "target_pekerjaan", "target_analysis")


def _exactly_one() -> models.Q:
    either = models.Q()
    for chosen in TARGETS:
        either |= models.Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return either


class Komponen(ProjectRow, Ordered):
    """`koefisien` units of one thing per unit of the pekerjaan: a resource, a pekerjaan or a catalogue analysis."""

    pekerjaan = models.ForeignKey(Pekerjaan, on_delete=models.DO_NOTHING, related_name="+")
    kategori = models.CharField(_("kategori"), max_length=4, choices=KategoriItem.choices)
    koefisien = models.DecimalField(_("koefisien"), max_digits=15, decimal_places=6)
    harga_item = models.ForeignKey(HargaItem, on_delete=models.DO_NOTHING, null=True, related_name="+")
    target_pekerjaan = models.ForeignKey(Pekerjaan, on_delete=models.DO_NOTHING, null=True, related_name="+")
    target_analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, null=True, related_name="+")
    catatan = models.CharField(_("catatan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("komponen")
        verbose_name_plural = _("komponen")
        constraints = [
            models.CheckConstraint(condition=models.Q(koefisien__gte=0), name="komponen_koefisien_not_negative"),
            models.CheckConstraint(condition=_exactly_one(), name="komponen_one_target"),
        ]
        indexes = [models.Index(fields=["project", "pekerjaan", "order", "id"], name="komponen_in_order")]

    def __str__(self) -> str:
        return f"{self.pekerjaan_id}: {self.koefisien}"
