"""What curators taught the catalogue once, so that the next file need not ask again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.resource import SATUAN_MAX


class UnitSpelling(models.Model):
    """One spelling of a unit beyond the built-in ones: "zk" is printed "zak". `spelling` is in lower case."""

    spelling = models.CharField(_("ejaan"), max_length=50, unique=True)
    printed = models.CharField(_("dicetak"), max_length=SATUAN_MAX)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ejaan satuan")
        verbose_name_plural = _("ejaan satuan")
        constraints = [
            models.CheckConstraint(condition=~models.Q(spelling=""), name="unit_spelling_present"),
            models.CheckConstraint(condition=~models.Q(printed=""), name="unit_spelling_printed_present"),
        ]

    def __str__(self) -> str:
        return f"{self.spelling} = {self.printed}"


class MappingMemory(models.Model):
    """Which column of a file holds what, remembered for every file of the same shape.

    `shape` is the hash of sheet layout and column titles that reading makes; `mapping` its own JSON.
    """

    shape = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pemetaan kolom")
        verbose_name_plural = _("pemetaan kolom")

    def __str__(self) -> str:
        return self.shape
