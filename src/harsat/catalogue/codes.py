"""Codes of analyses as text: read leniently, repaired visibly, ordered as people count (1.9 before 1.10)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

OWN_LETTER = "X"
_TRAILING = re.compile(r"[.\s]+$")
_SHAPE = re.compile(
    r"""
    (?:[A-Z]{1,8}[-./_]?){0,3}                  # A. of 2016, T. P. B. of the general part, AHSP- of one's own
    \d+ [a-z]? (?:[.-] (?:\d+[a-z]?|[a-z]))*    # 2.2.1.3.3, 2.2.1.1.1a, 6.4.1.4.a, P.12.b.1.b.2
    (?:\.?\(\d+[a-z]?\))?                      # pay items 7.1.(5a)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COEFFICIENT = re.compile(r"0[.,]\d+")


class Code(NamedTuple):
    """A code as it is stored, and what was mended to get there (empty: nothing)."""

    kode: str
    repairs: tuple[str, ...]


@lru_cache(maxsize=16_384)
def code_read(text: str) -> Code:
    """The code without blanks, doubled dots and a trailing dot; each mend is named.

    "5.1.1.1..21" -> ("5.1.1.1.21", ("titik ganda",)); "8.3.1. 6" -> ("8.3.1.6", ("spasi",)).
    """
    repairs = []
    kode = text.strip()
    if re.search(r"\s", kode):
        repairs.append("spasi")
        kode = re.sub(r"\s+", "", kode)
    if ".." in kode:
        repairs.append("titik ganda")
        kode = re.sub(r"\.{2,}", ".", kode)
    if kode.endswith("."):
        repairs.append("titik di akhir")
        kode = _TRAILING.sub("", kode)
    return Code(kode, tuple(repairs))


def code_plausible(kode: str) -> bool:
    """Whether the text has the shape of a code: 1.6.1, 2.2.1.1.1a, A.2.3.1.1, T.06.a.1, 7.1.(5a), AHSP-001."""
    return _SHAPE.fullmatch(kode) is not None


def code_is_coefficient(kode: str) -> bool:
    """Whether a koefisien stands where the code should: no chapter is numbered 0, so 0.12705 counts something."""
    return _COEFFICIENT.fullmatch(kode) is not None


def code_sort_key(kode: str) -> str:
    """Text that sorts as people count: every number is padded to six digits.

    "1.10" -> "000001.000010", which stands after "000001.000009".
    """
    return re.sub(r"\d+", lambda number: number.group().zfill(6), kode.lower())


def code_own(edition_id: int, number: int) -> str:
    """The code of a resource that has no official one: the 7th of edition 3 is "X3.0007".

    The edition stands inside, for projects price by code and satuan: one code may not mean two things there.
    """
    return f"{OWN_LETTER}{edition_id}.{number:04d}"


def code_own_number(kode: str) -> int:
    """The number inside an own code, 0 for any other: "X3.0007" -> 7, "L.01" -> 0."""
    match = re.fullmatch(rf"{OWN_LETTER}\d+\.(\d+)", kode)
    return int(match.group(1)) if match else 0
