"""Repairs of text that have one answer: mis-encoded letters, doubled blanks, trailing legal references."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_MIS_ENCODED = re.compile("[\u00c2\u00c3\u00ce\u00cf\u00e2\u00ef][\u0080-\u00bf\u0152-\u2122]")
_LEGAL = re.compile(r"\s*\(\s*Lihat\s+(?:Peraturan|Permen|Lampiran|SE)\b.*$", re.IGNORECASE)
_CONCRETE = (("f3c", "f'c"), ("fc3", "fc'"))


class Mended(NamedTuple):
    """A text as it is stored, what was mended, and whether damage remains."""

    text: str
    repairs: frozenset[str]
    damaged: bool


@lru_cache(maxsize=8192)
def text_mend(text: str) -> Mended:
    """The text with every repair that has only one answer; each repair is named.

    "Pelat  baja mÂ²" -> ("Pelat baja m²", {"salah sandi", "spasi ganda"}, False).
    """
    repairs = set()
    decoded = _decode_again(text)
    if decoded != text:
        repairs.add("salah sandi")
    plain = unicodedata.normalize("NFC", _BLANKS.sub(" ", decoded).strip())
    if plain != decoded:
        repairs.add("spasi ganda")
    referenced = _LEGAL.sub("", plain)
    if referenced != plain:
        repairs.add("rujukan peraturan")
    mended = referenced
    for misread, printed in _CONCRETE:
        mended = re.sub(rf"\b{misread}\b", printed, mended)
    if mended != referenced:
        repairs.add("f'c terbaca fc3")
    return Mended(mended, frozenset(repairs), text_damaged(mended))


def text_damaged(text: str) -> bool:
    """Whether mis-encoded letters, control characters or replacement marks remain."""
    return bool(
        _MIS_ENCODED.search(text) or "\ufffd" in text or any(unicodedata.category(letter) == "Cc" for letter in text)
    )


def _decode_again(text: str) -> str:
    """UTF-8 that was read as cp1252 becomes what it was; at most twice, and only when every letter agrees."""
    for _round in range(2):
        if not _MIS_ENCODED.search(text):
            return text
        try:
            text = b"".join(map(_byte, text)).decode("utf-8")
        except UnicodeError:
            return text
    return text


def _byte(letter: str) -> bytes:
    # cp1252 leaves five bytes without a letter; readers pass them on as control characters of the same number
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")
