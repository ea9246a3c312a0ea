"""Price lists as curators see them: drafts as well, with what is held, and the held rows of one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q

from harsat.catalogue.models import HeldState, PriceHeld, PriceList

PAGE = 100


class PriceListOverview(NamedTuple):
    """A list with its origin, how many prices it offers and how many rows wait for a decision."""

    id: int
    name: str
    status: str
    wilayah: str
    periode: str
    bidang: str
    source: str
    as_of: date
    items: int
    waiting: int


class HeldFace(NamedTuple):
    """A held row for the page: `findings` holds {kind, severity, reason, proposal}."""

    id: int
    row: int
    place: str
    kode: str
    uraian: str
    satuan: str
    harga_text: str
    harga: Decimal | None
    state: str
    findings: list[dict[str, str]]


def price_lists_overview() -> list[PriceListOverview]:
    """Every list, newest first. One query."""
    waiting = Count("held", filter=Q(held__state=HeldState.TERBUKA), distinct=True)
    rows = PriceList.objects.annotate(count=Count("items", distinct=True), waiting=waiting)
    columns = ("id", "name", "status", "wilayah", "periode", "bidang", "source", "as_of", "count", "waiting")
    return [PriceListOverview(*row) for row in rows.order_by("-as_of", "name").values_list(*columns)]


def price_held_rows(
    price_list_id: int, *, kind: str = "", state: str = HeldState.TERBUKA, after: int = 0
) -> list[HeldFace]:
    """A hundred held rows in the order of the file, behind row `after`. One query."""
    rows = PriceHeld.objects.filter(price_list_id=price_list_id, state=state, row__gt=after).order_by("row")
    columns = ("id", "row", "place", "kode", "uraian", "satuan", "harga_text", "harga", "state", "findings")
    faces = (HeldFace(*row) for row in rows.values_list(*columns))
    # kinds stand inside JSON, which the two databases search differently; a list holds some hundred such rows
    return [face for face in faces if not kind or any(one["kind"] == kind for one in face.findings)][:PAGE]


def price_held_counts(price_list_id: int) -> dict[str, int]:
    """How many rows wait, by kind of finding. One query."""
    rows = PriceHeld.objects.filter(price_list_id=price_list_id, state=HeldState.TERBUKA)
    found = rows.values_list("findings", flat=True)
    return dict(Counter(kind for findings in found for kind in {one["kind"] for one in findings}))
