"""Editions as the browser lists them: published and retired ones for everybody, drafts for those who curate."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count

from harsat.catalogue.models import Bidang, Edition, EditionStatus


class EditionFace(NamedTuple):
    """One edition with how many kodes it holds; `bidang` and `status` are stored values, the labels are printed."""

    id: int
    name: str
    bidang: str
    source: str
    as_of: date
    status: str
    analyses: int

    @property
    def short(self) -> str:
        """The name for narrow places, without what all of them say: "Cipta Karya 2025"."""
        return self.name.removeprefix("AHSP ")

    @property
    def bidang_label(self) -> str:
        """The bidang as printed: "Cipta Karya"."""
        return str(Bidang(self.bidang).label)

    @property
    def status_label(self) -> str:
        """The status as printed: "Terbit"."""
        return str(EditionStatus(self.status).label)

    @property
    def published(self) -> bool:
        """Whether projects may take analyses from it."""
        return self.status == EditionStatus.PUBLISHED


_ORDER = {EditionStatus.PUBLISHED: 0, EditionStatus.DRAFT: 1, EditionStatus.RETIRED: 2}


def editions_listed(*, drafts: bool) -> list[EditionFace]:
    """Published editions first, newest first; then drafts if asked for, then retired ones. One query."""
    rows = Edition.objects.annotate(analyses_count=Count("analyses__kode", distinct=True))
    if not drafts:
        rows = rows.exclude(status=EditionStatus.DRAFT)
    found = rows.order_by("-as_of", "name").values_list(
        "id", "name", "bidang", "source", "as_of", "status", "analyses_count"
    )
    faces = [EditionFace(*row) for row in found]
    return sorted(faces, key=lambda face: _ORDER[EditionStatus(face.status)])
