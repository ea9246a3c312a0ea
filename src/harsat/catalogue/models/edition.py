"""Editions of the national AHSP: drafts that may change, published ones that may only grow, retired ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.kernel.errors import Conflict

NAME_MAX = 200
HOURS_OF_A_DAY = 24


class Published(Conflict):
    """Something tried to change or remove a row of a published edition."""

    code = "analysis_published"
    default_message = _("Analisa yang sudah terbit tidak dapat diubah; buat versi baru.")


class Bidang(models.TextChoices):
    """The field of public works; codes of one bidang mean nothing in another."""

    CIPTA_KARYA = "cipta_karya", _("Cipta Karya")
    SDA = "sda", _("Sumber Daya Air")
    BINA_MARGA = "bina_marga", _("Bina Marga")
    LAIN = "lain", _("Lain")


JAM_PER_HARI: dict[Bidang, Decimal] = {Bidang.BINA_MARGA: Decimal(7)}
"""Effective hours of a man-day where a bidang counts others than 8."""


class EditionStatus(models.TextChoices):
    """Only a draft may be changed; a retired one stays for the projects that use it and is not offered."""

    DRAFT = "draft", _("Konsep")
    PUBLISHED = "published", _("Terbit")
    RETIRED = "retired", _("Ditarik")


class Edition(models.Model):
    """One set of analyses of one bidang, such as "AHSP Cipta Karya 2025".

    `jam_per_hari` turns a man-hour into a man-day: OJ = OH / jam_per_hari. `content_mark` is the hash of the starter
    files an edition was loaded from, empty for any other.
    """

    name = models.CharField(_("nama"), max_length=NAME_MAX, unique=True)
    bidang = models.CharField(_("bidang"), max_length=20, choices=Bidang.choices, default=Bidang.CIPTA_KARYA)
    source = models.CharField(_("sumber"), max_length=NAME_MAX, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=EditionStatus.choices, default=EditionStatus.DRAFT)
    as_of = models.DateField(_("per tanggal"))
    jam_per_hari = models.DecimalField(_("jam per hari"), max_digits=4, decimal_places=2, default=Decimal(8))
    content_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("edisi AHSP")
        verbose_name_plural = _("edisi AHSP")
        constraints = [
            models.CheckConstraint(condition=models.Q(bidang__in=Bidang.values), name="edition_bidang_known"),
            models.CheckConstraint(condition=models.Q(status__in=EditionStatus.values), name="edition_status_known"),
            models.CheckConstraint(
                condition=models.Q(jam_per_hari__gt=0, jam_per_hari__lte=HOURS_OF_A_DAY),
                name="edition_jam_per_hari_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the edition; one that was published never becomes a draft again."""
        if self.pk and self.status == EditionStatus.DRAFT:
            left_draft = type(self).objects.filter(pk=self.pk).exclude(status=EditionStatus.DRAFT)
            if left_draft.exists():
                raise Published
        super().save(*args, **kwargs)
