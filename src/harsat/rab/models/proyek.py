"""Pricing of a project: markup, rounding and PPN, there from its birth, so that reading never creates anything."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.projects.models import Project


class Rounding(models.TextChoices):
    """How the harga satuan pekerjaan is rounded before it meets the volume."""

    SEN = "sen", _("dua desimal (sen)")
    RUPIAH_BAWAH = "rupiah_bawah", _("rupiah ke bawah (lembar kerja resmi)")
    RUPIAH = "rupiah", _("rupiah terdekat")
    TANPA = "tanpa", _("tidak dibulatkan")


class PembulatanCara(models.TextChoices):
    """How the grand total is rounded to its unit."""

    TURUN = "turun", _("ke bawah")
    SETENGAH_NAIK = "setengah_naik", _("terdekat")
    NAIK = "naik", _("ke atas")


PEMBULATAN_SATUAN = (1, 10, 100, 1_000, 10_000, 100_000)


class PricingPolicy(models.Model):
    """Policies printed on the reports; PPN follows the dated table unless `ppn_persen` overrides it, with a reason."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, primary_key=True, related_name="pricing")
    buk_persen = models.DecimalField(_("BUK %"), max_digits=5, decimal_places=2, default=10)
    rounding = models.CharField(max_length=12, choices=Rounding.choices, default=Rounding.SEN)
    bulatkan_baris = models.BooleanField(_("bulatkan tiap baris analisa"), default=True)
    pembulatan_satuan = models.PositiveIntegerField(_("pembulatan total"), default=1000)
    pembulatan_cara = models.CharField(
        max_length=13, choices=PembulatanCara.choices, default=PembulatanCara.SETENGAH_NAIK
    )
    ppn_persen = models.DecimalField(_("PPN %"), max_digits=5, decimal_places=2, null=True, blank=True)
    ppn_pembilang = models.PositiveSmallIntegerField(default=1)
    ppn_penyebut = models.PositiveSmallIntegerField(default=1)
    ppn_alasan = models.CharField(_("alasan PPN khusus"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kebijakan harga")
        verbose_name_plural = _("kebijakan harga")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(buk_persen__gte=0) & models.Q(buk_persen__lte=100),
                name="pricing_buk_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(ppn_persen__isnull=True)
                | (models.Q(ppn_persen__gte=0) & models.Q(ppn_persen__lte=100)),
                name="pricing_ppn_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(pembulatan_satuan__in=PEMBULATAN_SATUAN), name="pricing_pembulatan_known"
            ),
            models.CheckConstraint(condition=models.Q(ppn_penyebut__gt=0), name="pricing_ppn_factor"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: BUK {self.buk_persen} %"
