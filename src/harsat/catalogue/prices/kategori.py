"""Which kategori a row of a price list belongs to, by the words of its group; a group that says nothing gives none."""

from __future__ import annotations

import re

from harsat.engine.snapshot import Kategori

_WORDS = {
    Kategori.TK: frozenset({"tk", "tenaga", "upah", "labor", "labour", "pekerja"}),
    Kategori.ALT: frozenset({"alt", "alat", "peralatan", "equipment"}),
    Kategori.BHN: frozenset({"bhn", "bahan", "material", "kelompok"}),
}


def kategori_of(kelompok: str) -> Kategori | None:
    """Whole words decide: "UPAH TENAGA KERJA" -> TK, "PERALATAN PENUNJANG" -> ALT, "SSH" -> None."""
    words = set(re.findall(r"[a-z]+", kelompok.lower()))
    return next((kategori for kategori, known in _WORDS.items() if words & known), None)
