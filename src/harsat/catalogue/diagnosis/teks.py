"""Texts as they should read: repairs with one answer are made and reported, what remains damaged is said."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.diagnosis.kinds import Kind

_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_MIS_ENCODED = re.compile("[\u00c2\u00c3\u00ce\u00cf\u00e2\u00ef][\u0080-\u00bf\u0152-\u2122]")
_LEGAL = re.compile(r"\s*\(\s*Lihat\s+(?:Peraturan|Permen|Lampiran|SE)\b.*$", re.IGNORECASE)
_CONCRETE = re.compile(r"\b(?:f3c|fc3)\b")
_CONCRETE_PRINTED = {"f3c": "f'c", "fc3": "fc'"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffd]")
_UNUSED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
# cp1252 leaves five bytes without a letter; readers pass them on as control characters of the same number
_CP1252 = {ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in _UNUSED}


class Mended(NamedTuple):
    """A text as it is stored, the kinds of repair that led there, and whether damage remains."""

    text: str
    repairs: tuple[Kind, ...]
    damaged: bool


@lru_cache(maxsize=16_384)
def text_mend(text: str) -> Mended:
    """The text with every repair that has only one answer; each repair is named.

    "Pelat  baja mÂ²" -> ("Pelat baja m²", (TEKS_RUSAK, SPASI_GANDA), False).
    """
    repairs = []
    decoded = _decode_again(text)
    plain = unicodedata.normalize("NFC", _BLANKS.sub(" ", decoded).strip())
    referenced = _LEGAL.sub("", plain)
    mended = _CONCRETE.sub(lambda match: _CONCRETE_PRINTED[match.group()], referenced)
    if decoded != text or mended != referenced:
        repairs.append(Kind.TEKS_RUSAK)
    if plain != decoded:
        repairs.append(Kind.SPASI_GANDA)
    if referenced != plain:
        repairs.append(Kind.RUJUKAN_PERATURAN)
    return Mended(mended, tuple(repairs), text_damaged(mended))


def text_damaged(text: str) -> bool:
    """Whether mis-encoded letters, control characters or replacement marks remain."""
    return bool(_MIS_ENCODED.search(text) or _CONTROL.search(text))


def _decode_again(text: str) -> str:
    """UTF-8 that was read as cp1252 becomes what it was; at most twice, and only when every letter agrees."""
    for _round in range(2):
        if not _MIS_ENCODED.search(text):
            return text
        try:
            text = text.translate(_CP1252).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text
    return text
