"""Which analyses of an edition the browser shows: each kode once, in its highest version."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from harsat.catalogue.models import Analysis


def analyses_latest(edition_id: int, *, divisi: str = "", satuan: str = "") -> QuerySet[Analysis]:
    """The analyses of an edition as offered, optionally below one code and of one satuan, in order of kode."""
    newer = Analysis.objects.filter(
        edition_id=OuterRef("edition_id"), kode=OuterRef("kode"), version__gt=OuterRef("version")
    )
    rows = Analysis.objects.filter(~Exists(newer), edition_id=edition_id)
    if divisi:
        rows = rows.filter(Q(kode=divisi) | Q(kode__startswith=f"{divisi}."))
    if satuan:
        rows = rows.filter(satuan=satuan)
    return rows.order_by("sort_key", "id")


def inside(kode: str, divisi: str) -> bool:
    """Whether a code stands at or below another: 2.2.1.3 is inside 2.2, 2.20.1 is not."""
    return not divisi or kode == divisi or kode.startswith(f"{divisi}.")
