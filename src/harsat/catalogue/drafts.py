"""What an import or a starter file hands over for publication: analyses as plain values, not yet rows."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from harsat.engine.snapshot import Kategori


class KomponenDraft(NamedTuple):
    """One line: a resource (`kode` "" without official code) or, by `target_kode`, another analysis."""

    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    target_kode: str = ""


class AnalysisDraft(NamedTuple):
    """One analysis with its lines in printing order; satuan in printed form."""

    kode: str
    uraian: str
    satuan: str
    divisi: str
    komponen: tuple[KomponenDraft, ...]


class PriceDraft(NamedTuple):
    """One price in rupiah with its own source."""

    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    source: str
