"""Words as estimators type them against names as editions print them: one normal form, then a ranking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from rapidfuzz import fuzz, process

WORD_CUTOFF = 75
SCORE_STEP = 10

_SUPERSCRIPTS = str.maketrans(
    {"²": "2", "³": "3", "¹": "1", "’": "'", "‘": "'", "×": "x", "½": "1/2", "¼": "1/4", "¾": "3/4"}
)
_SEPARATORS = re.compile(r"(?<!\d)/|/(?!\d)|[^0-9a-z.,'%/]+")
_LOOSE_MARKS = re.compile(r"(?<![0-9a-z])[.,]+|[.,]+(?![0-9a-z])")
# the left word is found where the right one is printed, and the other way round
_SAME_WORD = {
    "pondasi": "fondasi",
    "urugan": "urukan",
    "urug": "uruk",
    "begisting": "bekisting",
    "bekesting": "bekisting",
    "plafond": "plafon",
    "kosen": "kusen",
    "closet": "kloset",
    "gipsum": "gypsum",
    "alumunium": "aluminium",
    "aluminum": "aluminium",
    "sloop": "sloof",
    "waterproof": "waterproofing",
    "m1": "m'",
    "fc'": "f'c",
    "bh": "buah",
    "btg": "batang",
    "ttk": "titik",
}


class Match(IntEnum):
    """How a hit was found, best first."""

    KODE = 0
    AWALAN_KODE = 1
    SEMUA_KATA = 2
    KATA_MIRIP = 3


def normalise(text: str) -> str:
    """Lower case, plain digits for m², one spelling for words with two, marks between words gone.

    "Pemasangan 1 m² Pondasi Batu Belah (1SP : 4PP)" -> "pemasangan 1 m2 fondasi batu belah 1sp 4pp".
    """
    plain = _SEPARATORS.sub(" ", text.lower().translate(_SUPERSCRIPTS))
    plain = _LOOSE_MARKS.sub(" ", plain)
    return " ".join(_SAME_WORD.get(word, word) for word in plain.split())


def match_find(query: str, kode: str, search_text: str) -> Match | None:
    """How a normalised query meets an analysis: by kode, by its beginning, or by all words in any order."""
    code = kode.lower()
    if query == code:
        return Match.KODE
    if code.startswith(query):
        return Match.AWALAN_KODE
    return Match.SEMUA_KATA if all(word in search_text for word in query.split()) else None


def distance(query: str, search_text: str) -> tuple[int, int]:
    """How far the name is: query words found only inside others, then 0..10 for what else it says.

    In steps, so that close calls stay in order of kode.
    """
    printed = set(search_text.split())
    inside = sum(word not in printed for word in query.split())
    return inside, round(SCORE_STEP - fuzz.token_sort_ratio(query, search_text) / SCORE_STEP)


def words_correct(query: str, texts: Iterable[str]) -> str | None:
    """The query with each word replaced by the nearest printed one: "bekisitng kolom" -> "bekisting kolom".

    None when a word is near to nothing.
    """
    vocabulary = sorted({word for text in texts for word in text.split()})
    corrected = [_nearest(word, vocabulary) for word in query.split()]
    return None if None in corrected else " ".join(word for word in corrected if word)


def _nearest(word: str, vocabulary: Sequence[str]) -> str | None:
    found = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=WORD_CUTOFF)
    return found[0] if found else None
