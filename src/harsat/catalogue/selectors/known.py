"""What other editions of a bidang say, as lines that a diagnosis compares with."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from harsat.catalogue.codes import code_own_number
from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.models import Analysis, AnalysisKomponen, Edition, EditionStatus
from harsat.engine.snapshot import Kategori

EDITIONS_AT_MOST = 3
_FIELDS = (
    "analysis__kode",
    "analysis__uraian",
    "analysis__satuan",
    "analysis__divisi",
    "kategori",
    "kode",
    "uraian",
    "satuan",
    "koefisien",
    "target__kode",
)


def known_lines(*, bidang: str, without: str) -> list[Line]:
    """The lines of the newest three published editions of the bidang but the one named; `row` is 0 in all.

    Two statements. Codes of one bidang mean nothing in another, so nothing else is looked at.
    """
    editions = Edition.objects.filter(status=EditionStatus.PUBLISHED, bidang=bidang).exclude(name=without)
    newest = list(editions.order_by("-as_of", "name").values_list("id", flat=True)[:EDITIONS_AT_MOST])
    newer = Analysis.objects.filter(
        edition_id=OuterRef("analysis__edition_id"),
        kode=OuterRef("analysis__kode"),
        version__gt=OuterRef("analysis__version"),
    )
    rows = AnalysisKomponen.objects.filter(~Exists(newer), analysis__edition__in=newest)
    ordered = rows.order_by("analysis__edition_id", "analysis__sort_key", "order")
    return [_line(row) for row in ordered.values_list(*_FIELDS)]


def _line(row: tuple[Any, ...]) -> Line:
    kode, nama, satuan_pekerjaan, divisi, kategori, kode_item, item, satuan, koefisien, target = row
    official = "" if target or code_own_number(kode_item) else kode_item
    return Line(
        0,
        kode,
        nama,
        satuan_pekerjaan,
        divisi,
        Kategori(kategori),
        official,
        item,
        satuan,
        koefisien,
        canonical(koefisien),
        target or "",
    )
