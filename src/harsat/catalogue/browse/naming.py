"""What a division without a printed name is about, in the words that its analyses share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

SHARED = 0.6
"""The share of the analyses that must say a word before it stands for all of them."""
WORDS = 4
LISTED = 3
SPARSE = 0.12
_NUMBERED = re.compile(r"divisi\s+[\w.]+", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:pekerjaan|pemasangan|pasangan|pembuatan|pengerjaan|pengadaan|penyediaan|dan|/)\s+)*"
    r"(?:(?:per\s+)?\d+(?:[.,]\d+)?\s*(?:m[123²³]?'?|kg|buah|bh|unit|titik|batang|lembar|set|ls|ha|ton)\s+)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w'’/-])[^\W\d_]{3,}(?:-[^\W\d_]{3,})*(?![\w'’])")
_SMALL_WORDS = """
dan atau dengan untuk yang dari pada cara secara manual semi mekanis semi-mekanis per tipe setara tebal tinggi ukuran
diameter volume jarak buah unit titik batang lembar biaya sampai atas bawah dalam luar tiap setiap set mpa kpa
pekerjaan pemasangan pasang pembuatan biasa lebar panjang sedalam menggunakan kap lain
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def division_named(divisi: str) -> str:
    """The name printed in the file, or nothing where it only repeats the number: "Divisi 5" names nothing."""
    return "" if _NUMBERED.fullmatch(divisi.strip()) else divisi.strip()


def words_shared(names: Sequence[str]) -> str:
    """A short name for a group of analyses.

    Words that most of them share, in the order of the first that says them: "Fondasi Batu Belah Mortar". Where nothing
    is shared, the most frequent ones with commas: "Kabel, Lampu, Saklar".
    """
    spoken = [_words(name) for name in names]
    counts = Counter(word.lower() for words in spoken for word in dict.fromkeys(words))
    shared = {word for word, count in counts.items() if count >= max(SHARED * len(names), 1)}
    if shared:
        best = max(spoken, key=lambda words: sum(word.lower() in shared for word in words))
        kept = {word.lower(): word for word in reversed(best) if word.lower() in shared}
        return _capital(" ".join(list(reversed(kept.values()))[:WORDS]))
    frequent = [word for word, count in counts.most_common(LISTED) if count >= SPARSE * len(names)]
    return _capital(", ".join(frequent))


def _words(name: str) -> list[str]:
    plain = _OPENING.sub("", " ".join(name.split()))
    return [word for word in _WORD.findall(plain) if word.lower() not in _SMALL]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
