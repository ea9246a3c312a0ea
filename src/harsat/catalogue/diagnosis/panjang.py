"""Lengths in the name of a work whose prime was read as 3: a fence is not 1,8 m3 high."""

from __future__ import annotations

import re

_LENGTH = re.compile(
    r"(?:\b(?:jarak|beda tinggi|tinggi|setinggi|kenaikan|kedalaman|sedalam|dalam|lebar|panjang|pjg)\b|\b[THL]\s?=)"
    r"(?:(?!volume|untuk|kapasitas|;|\bm\b).){0,25}?\d\s?m3\b",
    re.IGNORECASE,
)
_CUBIC = re.compile(r"(?<=\d)(\s?)m3\b", re.IGNORECASE)


def lengths_mend(nama: str) -> str:
    """The name with its lengths in metres: "tinggi pagar 1,8 m3" -> "tinggi pagar 1,8 m"."""
    if "m3" not in nama.lower():
        return nama
    return _LENGTH.sub(lambda match: _CUBIC.sub(r"\1m", match.group()), nama)
