"""One normal form for texts that are compared letter by letter: names of resources, the stored text of an analysis."""

from __future__ import annotations

import re

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


def normalise(text: str) -> str:
    """Lower case, plain digits for m², one spelling for words with two, marks between words gone.

    "Pemasangan 1 m² Pondasi Batu Belah (1SP : 4PP)" -> "pemasangan 1 m2 fondasi batu belah 1sp 4pp".
    """
    plain = _SEPARATORS.sub(" ", text.lower().translate(_SUPERSCRIPTS))
    plain = _LOOSE_MARKS.sub(" ", plain)
    return " ".join(_SAME_WORD.get(word, word) for word in plain.split())
