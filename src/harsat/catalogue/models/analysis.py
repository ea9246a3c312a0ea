"""Analyses of an edition with their lines: inserted, never rewritten; a correction is a new version beside it.

An analysis belongs to an edition: the same kode in another edition is another analysis.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.models.division import KODE_MAX, SORT_KEY_MAX, URAIAN_MAX, Division
from harsat.catalogue.models.edition import Edition, EditionStatus, Published
from harsat.catalogue.models.resource import KATEGORI_CHOICES, KATEGORI_VALUES, SATUAN_MAX, Resource
from harsat.engine.snapshot import Kategori

DIVISI_MAX = 100


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

    `sort_key` orders 1.9 before 1.10. `divisi` is the chapter in the words of its source, `division` the one its code
    stands in.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="analyses")
    kode = models.CharField(_("kode"), max_length=KODE_MAX)
    uraian = models.CharField(_("uraian"), max_length=URAIAN_MAX)
    satuan = models.CharField(_("satuan"), max_length=SATUAN_MAX)
    version = models.PositiveIntegerField(_("versi"), default=1)
    sort_key = models.CharField(max_length=SORT_KEY_MAX)
    divisi = models.CharField(_("divisi"), max_length=DIVISI_MAX, blank=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, related_name="analyses")

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
