"""Rows of a price list that nobody may use yet: doubtful as they stand, kept with their reasons until decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.price import PriceList, PriceListItem


class HeldState(models.TextChoices):
    """What a person decided: nothing yet, offered (as it stood or edited), or not to be used."""

    TERBUKA = "terbuka", _("Terbuka")
    DITERIMA = "diterima", _("Diterima")
    DITOLAK = "ditolak", _("Ditolak")


class PriceHeld(models.Model):
    """One doubtful row of a price list, as the file says it; `item` is what became of an accepted one.

    `row` is the row of the file and `place` its words where a workbook has several sheets. `findings` holds
    {kind, severity, reason, proposal} of each doubt. `harga` is empty where the text has no reading.
    """

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="held")
    row = models.PositiveIntegerField(_("baris"))
    place = models.CharField(max_length=200, blank=True)
    kode = models.TextField(_("kode"), blank=True)
    uraian = models.TextField(_("uraian"), blank=True)
    satuan = models.TextField(_("satuan"), blank=True)
    kelompok = models.TextField(_("kelompok"), blank=True)
    source = models.TextField(_("sumber"), blank=True)
    harga_text = models.TextField(_("harga di berkas"), blank=True)
    harga = models.DecimalField(_("harga satuan"), max_digits=15, decimal_places=2, null=True)
    findings = models.JSONField(default=list)
    state = models.CharField(_("keadaan"), max_length=10, choices=HeldState.choices, default=HeldState.TERBUKA)
    item = models.ForeignKey(PriceListItem, on_delete=models.SET_NULL, null=True, related_name="held")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("harga ditahan")
        verbose_name_plural = _("harga ditahan")
        constraints = [
            models.UniqueConstraint(fields=["price_list", "row"], name="price_held_row_once"),
            models.CheckConstraint(condition=models.Q(state__in=HeldState.values), name="price_held_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.uraian}"
