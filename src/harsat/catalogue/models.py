"""Editions of the national AHSP with their resources and analyses, and dated price lists.

An analysis belongs to an edition: the same kode in another edition is another analysis. A row of a published
edition is never changed; a correction is a new version beside it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Conflict

KODE_MAX = 50
URAIAN_MAX = 500
SATUAN_MAX = 20
KATEGORI_CHOICES = [
    (Kategori.TK.value, _("Tenaga kerja")),
    (Kategori.BHN.value, _("Bahan")),
    (Kategori.ALT.value, _("Peralatan")),
    (Kategori.LAIN.value, _("Lain-lain")),
]
KATEGORI_VALUES = [kategori.value for kategori in Kategori]


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


class EditionStatus(models.TextChoices):
    """Only a draft may be changed; a retired one stays for the projects that use it and is not offered."""

    DRAFT = "draft", _("Konsep")
    PUBLISHED = "published", _("Terbit")
    RETIRED = "retired", _("Ditarik")


class Edition(models.Model):
    """One published set of analyses, such as "AHSP Cipta Karya 2025".

    `content_mark` is the hash of the starter files an edition was loaded from, empty for any other.
    """

    name = models.CharField(_("nama"), max_length=200, unique=True)
    bidang = models.CharField(_("bidang"), max_length=20, choices=Bidang.choices, default=Bidang.CIPTA_KARYA)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=EditionStatus.choices, default=EditionStatus.DRAFT)
    as_of = models.DateField(_("per tanggal"))
    content_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("edisi AHSP")
        verbose_name_plural = _("edisi AHSP")
        constraints = [
            models.CheckConstraint(condition=models.Q(bidang__in=Bidang.values), name="edition_bidang_known"),
            models.CheckConstraint(condition=models.Q(status__in=EditionStatus.values), name="edition_status_known"),
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


class InsertOnly(models.QuerySet[Any]):
    """Rows that are inserted and never rewritten; they leave only with a draft."""

    edition_path: ClassVar[str]

    def update(self, **_kwargs: object) -> int:
        """Refused whatever the columns: a correction is a new version."""
        raise Published

    def bulk_update(self, *_args: object, **_kwargs: object) -> int:
        """Refused like `update`."""
        raise Published

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows of drafts; one row of a published or retired edition refuses the whole call."""
        if self.exclude(**{f"{self.edition_path}__status": EditionStatus.DRAFT}).exists():
            raise Published
        return super().delete()


class AnalysisRows(InsertOnly):
    """Rows of Analysis."""

    edition_path = "edition"


class KomponenRows(InsertOnly):
    """Rows of AnalysisKomponen."""

    edition_path = "analysis__edition"


class Analysis(models.Model):
    """One analysis of an edition in one version; the highest version of a kode is the one offered.

    `sort_key` orders 1.9 before 1.10; `search_text` is kode and uraian as `search.normalise` makes them.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="analyses")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    version = models.PositiveIntegerField(_("versi"), default=1)
    sort_key = models.CharField(max_length=120)
    divisi = models.CharField(_("divisi"), max_length=100, blank=True)
    search_text = models.TextField()

    objects = AnalysisRows.as_manager()

    class Meta:
        verbose_name = _("analisa")
        verbose_name_plural = _("analisa")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kode", "version"], name="analysis_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="analysis_version_from_one"),
            models.CheckConstraint(condition=~models.Q(kode=""), name="analysis_kode_present"),
        ]
        indexes = [models.Index(fields=["edition", "sort_key"], name="analysis_in_order")]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert, or refuse: a stored analysis is not rewritten."""
        if not self._state.adding:
            raise Published
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the analysis of a draft; refuse any other."""
        if self.edition.status != EditionStatus.DRAFT:
            raise Published
        return super().delete(*args, **kwargs)


class AnalysisKomponen(models.Model):
    """One line of an analysis: a resource, or (kategori LAIN) another analysis as a bundel.

    kode, uraian and satuan are as printed in this analysis; the resource may be named otherwise elsewhere.
    """

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="komponen")
    order = models.PositiveIntegerField()
    kategori = models.CharField(_("kategori"), max_length=4, choices=KATEGORI_CHOICES)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, related_name="komponen")
    target = models.ForeignKey(Analysis, on_delete=models.PROTECT, null=True, related_name="hosts")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    koefisien = models.DecimalField(_("koefisien"), max_digits=15, decimal_places=6)

    objects = KomponenRows.as_manager()

    class Meta:
        verbose_name = _("komponen analisa")
        verbose_name_plural = _("komponen analisa")
        constraints = [
            models.UniqueConstraint(fields=["analysis", "order"], name="analysis_komponen_order_once"),
            models.CheckConstraint(
                condition=models.Q(kategori__in=KATEGORI_VALUES), name="analysis_komponen_kategori_known"
            ),
            models.CheckConstraint(condition=models.Q(koefisien__gt=0), name="analysis_komponen_koefisien_positive"),
            models.CheckConstraint(
                condition=(
                    models.Q(resource__isnull=False, target__isnull=True)
                    | models.Q(kategori=Kategori.LAIN.value, resource__isnull=True, target__isnull=False)
                ),
                name="analysis_komponen_resource_or_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a line to an analysis of a draft; refuse a rewrite, and a line added to what is published."""
        if not self._state.adding or self.analysis.edition.status != EditionStatus.DRAFT:
            raise Published
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the line of a draft; refuse any other."""
        if self.analysis.edition.status != EditionStatus.DRAFT:
            raise Published
        return super().delete(*args, **kwargs)


class PriceList(models.Model):
    """A dated list of harga satuan dasar with its origin, from which a project may be filled."""

    name = models.CharField(_("nama"), max_length=200, unique=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    as_of = models.DateField(_("per tanggal"))
    content_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("daftar harga")
        verbose_name_plural = _("daftar harga")

    def __str__(self) -> str:
        return self.name


class PriceListItem(models.Model):
    """The price of one resource per satuan, in rupiah, with the source of this very figure."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="items")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    harga = models.DecimalField(_("harga satuan"), max_digits=15, decimal_places=2)
    source = models.CharField(_("sumber"), max_length=200)

    class Meta:
        verbose_name = _("harga satuan dasar")
        verbose_name_plural = _("harga satuan dasar")
        constraints = [
            models.UniqueConstraint(fields=["price_list", "kode", "satuan"], name="price_list_item_once"),
            models.CheckConstraint(condition=models.Q(harga__gt=0), name="price_list_item_harga_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.harga}"
