"""Names and queries as terms: sizes, ratios and grades in one spelling each, so that they can be told apart and met.

"Lantai Keramik Ukuran 40 cm x 40 cm (1SP : 2PP)" and "keramik 40x40" share the terms keramik and 40x40.
"""

from __future__ import annotations

import re
from functools import lru_cache

from harsat.catalogue.search.words import COMPOUNDS, SPELLINGS, STOP_WORDS

TEXTS_REMEMBERED = 20_000
_MARKS = str.maketrans(
    {
        "²": "2",
        "³": "3",
        "¹": "1",
        "’": "'",
        "‘": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "″": '"',
        "×": "x",
        "*": "x",
        "–": "-",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "ø": " diameter ",
        "∅": " diameter ",
        "⌀": " diameter ",
        "φ": " diameter ",
        "ϕ": " diameter ",
    }
)
_DECIMAL = re.compile(r"(?<=\d),(?:\s(?=\d+\s?mpa))?(?=\d)")
_WORK_UNIT = re.compile(
    r"^((?:[a-z]+ ){0,6}?)1 ?(?:m2|m3|m'|m1|m|buah|bh|unit|kg|set|ton|ha|batang|btg)(?![a-z0-9])"
    r"|^((?:[a-z]+ ){0,6}?)1 (?=titik )"
)
_SIZE = re.compile(
    r"""
    \b(?:
      (?P<n>\d+(?:\.\d+)?(?:/\d+)?)
      (?:
        (?: [\s-]+ (?P<part>\d/\d) )? \s? (?:"|''|inch\w*|inci\b|dim\b) (?P<inch>)
      | \s? (?:sp|pc|ps|semen)? \s? : \s? (?P<to>\d+) (?: \s? (?:pp|psr|ps|pasir|kp)\b )? (?P<ratio>)
      | \s? (?:sp|pc) \s? (?P<to_>\d+) \s? (?:pp|psr|ps|kp)\b (?P<ratio_>)
      | \s? (?:cm|mm|meter|m)? \s? x \s? (?P<b>\d+(?:\.\d+)?) \)?
        (?: \s? (?:cm|mm|meter|m)? \s? x \s? (?P<c>\d+(?:\.\d+)?) )?
        (?: \s? (?:cm|mm|meter|m) 2? \b )? (?P<by>)
      | \s? (?:batu|bata)\b (?P<wall>)
      | \s? (?P<unit>cm|mm|meter|m)\b (?!') (?P<long>)
      )
    | setengah \s (?:batu|bata)\b (?P<half>)
    | f (?:c3(?=\s)|3c(?=\s)|'?\s?c'?) \s? [=<>≥≤]* \s? (?P<mpa>\d+(?:\.\d+)?) (?:\s?mpa\b)? (?P<grade>)
    | k \s? -? \s? (?P<kg>\d{3})\b (?P<cube>)
    | (?:dia|diam|dn|d) [\s.-]* (?=\d) (?P<diameter>)
    | s [./] \s? d\b \.? (?P<until>)
    )
    """,
    re.VERBOSE,
)
_WALLS = {"1/2": "1/2batu", "1": "1batu"}


def _shaped(found: re.Match[str]) -> str:
    """One size in its one spelling, with blanks around."""
    kind = (found.lastgroup or "").rstrip("_")
    part = found.group
    match kind:
        case "inch":
            shape = f"{part('n')}-{part('part')}inch" if part("part") else f"{part('n')}inch"
        case "ratio":
            shape = f"{part('n')}:{part('to') or part('to_')}"
        case "by":
            shape = "x".join(side for side in part("n", "b", "c") if side)
        case "wall":
            shape = _WALLS.get(part("n"), found.group())
        case "long":
            shape = f"{part('n')}{part('unit')[:2].replace('me', 'm')}"
        case _:
            shape = _SIGNS[kind].format(part("mpa") or part("kg"))
    return f" {shape} "


_SIGNS = {"half": "1/2batu", "grade": "fc{}", "cube": "k{}", "diameter": "diameter", "until": ""}
_TERM = re.compile(r"\d[\d./:x-]*[a-z%]*|[a-z]+(?:\d+(?:\.\d+)?)?")


@lru_cache(maxsize=TEXTS_REMEMBERED)
def terms(text: str) -> tuple[str, ...]:
    """The words of a name in order, stop words and repetitions left out, sizes glued: "tebal 15 mm" -> tebal, 15mm.

    "Plesteran 1 SP : 4 PP tebal 15mm" -> ("plesteran", "1:4", "tebal", "15mm"); f'c 20 MPa -> "fc20"; 3" -> "3inch".
    """
    return tuple(dict.fromkeys(term for term, _typed in terms_typed(text)))


def terms_typed(text: str) -> list[tuple[str, str]]:
    """The terms, each beside the word it was spelt as: "pondasi" -> [("fondasi", "pondasi")]."""
    plain = " ".join(text.lower().translate(_MARKS).split())
    if "," in plain:
        plain = _DECIMAL.sub(".", plain)
    plain = _SIZE.sub(_shaped, _WORK_UNIT.sub(r"\1\2 ", plain))
    words = _joined([word if word[0].isalpha() else word.rstrip("./:x-") for word in _TERM.findall(plain)])
    read: list[tuple[str, str]] = []
    for word in words:
        if word in SPELLINGS:
            read += [(part, word) for part in SPELLINGS[word].split()]
        elif word not in STOP_WORDS:
            read.append((word, word))
    return read or [(word, word) for word in words]


def _joined(words: list[str]) -> list[str]:
    """Two words that are printed as one, such as "water proofing", as that one."""
    found: list[str] = []
    before = ""
    for word in words:
        whole = COMPOUNDS.get((before, word))
        if whole is None:
            found.append(word)
        else:
            found[-1] = whole
        before = word
    return found
