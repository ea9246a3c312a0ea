"""Reads of editions: those on offer, and the chapters of one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from harsat.catalogue.models import Edition, EditionStatus


class EditionRow(NamedTuple):
    """A published edition as the catalogue page lists it."""

    id: int
    name: str
    bidang: str
    source: str
    as_of: date


def editions_published() -> list[EditionRow]:
    """Editions on offer, newest first; drafts and retired ones are not."""
    rows = Edition.objects.filter(status=EditionStatus.PUBLISHED).order_by("-as_of", "name")
    return [EditionRow(*row) for row in rows.values_list("id", "name", "bidang", "source", "as_of")]
