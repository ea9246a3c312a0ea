"""Price lists of a region and period, and which resource of an edition each price belongs to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.division import KODE_MAX, URAIAN_MAX
from harsat.catalogue.models.edition import NAME_MAX, Bidang
from harsat.catalogue.models.resource import KATEGORI_CHOICES, KATEGORI_VALUES, SATUAN_MAX, Resource


class PriceListStatus(models.TextChoices):
    """A draft is still being read and matched; a published one is offered to projects."""

    DRAFT = "draft", _("Konsep")
    PUBLISHED = "published", _("Terbit")


class PriceList(models.Model):
    """A dated list of harga satuan dasar with its origin, from which a project may be filled.

    `wilayah` and `periode` are as the source names them ("Kabupaten Pangandaran", "2023 semester I"); an empty
    `bidang` serves all of them.
    """

    name = models.CharField(_("nama"), max_length=NAME_MAX, unique=True)
    source = models.CharField(_("sumber"), max_length=NAME_MAX, blank=True)
    as_of = models.DateField(_("per tanggal"))
    wilayah = models.CharField(_("wilayah"), max_length=100, blank=True)
    periode = models.CharField(_("periode"), max_length=50, blank=True)
    bidang = models.CharField(_("bidang"), max_length=20, choices=Bidang.choices, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=PriceListStatus.choices, default=PriceListStatus.DRAFT
    )
    content_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("daftar harga")
        verbose_name_plural = _("daftar harga")
        constraints = [
            models.CheckConstraint(condition=models.Q(bidang__in=["", *Bidang.values]), name="price_list_bidang_known"),
            models.CheckConstraint(
                condition=models.Q(status__in=PriceListStatus.values), name="price_list_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PriceListItem(models.Model):
    """The price of one resource per satuan, in rupiah, with the source of this very figure.

    An item without an official code carries one of the list's own, `H7.0001` in list 7; `kategori` is empty where the
    source does not say it.
    """

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="items")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    kategori = models.CharField(_("kategori"), max_length=4, choices=KATEGORI_CHOICES, blank=True)
    harga = models.DecimalField(_("harga satuan"), max_digits=15, decimal_places=2)
    source = models.CharField(_("sumber"), max_length=NAME_MAX)

    class Meta:
        verbose_name = _("harga satuan dasar")
        verbose_name_plural = _("harga satuan dasar")
        constraints = [
            models.UniqueConstraint(fields=["price_list", "kode", "satuan"], name="price_list_item_once"),
            models.CheckConstraint(condition=models.Q(harga__gt=0), name="price_list_item_harga_positive"),
            models.CheckConstraint(
                condition=models.Q(kategori__in=["", *KATEGORI_VALUES]), name="price_list_item_kategori_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.harga}"


class MatchState(models.TextChoices):
    """A match is proposed by the machine and accepted or rejected by a person."""

    DIUSULKAN = "diusulkan", _("Diusulkan")
    DITERIMA = "diterima", _("Diterima")
    DITOLAK = "ditolak", _("Ditolak")


class MatchReason(models.TextChoices):
    """What the two have in common; by code is certain, by name and unit wants a look."""

    KODE = "kode", _("Kode dan satuan sama")
    NAMA = "nama", _("Nama dan satuan sama")
    MIRIP = "mirip", _("Nama mirip, satuan sama")
    MANUAL = "manual", _("Dipilih sendiri")


class PriceMatch(models.Model):
    """This price is, may be, or is not the price of that resource. `score` is the likeness in percent."""

    item = models.ForeignKey(PriceListItem, on_delete=models.CASCADE, related_name="matches")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="matches")
    reason = models.CharField(_("alasan"), max_length=10, choices=MatchReason.choices)
    score = models.PositiveSmallIntegerField(_("kemiripan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=MatchState.choices, default=MatchState.DIUSULKAN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("padanan harga")
        verbose_name_plural = _("padanan harga")
        constraints = [
            models.UniqueConstraint(fields=["item", "resource"], name="price_match_once"),
            models.CheckConstraint(condition=models.Q(state__in=MatchState.values), name="price_match_state_known"),
            models.CheckConstraint(condition=models.Q(reason__in=MatchReason.values), name="price_match_reason_known"),
            models.CheckConstraint(condition=models.Q(score__lte=100), name="price_match_score_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.state} {self.resource_id}"
