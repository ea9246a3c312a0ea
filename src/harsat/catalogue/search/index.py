"""The names of a catalogue turned round, in memory: which analyses hold a word, which words begin so or nearly so."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.search.affixes import ROOTS, root_of
from harsat.catalogue.search.terms import terms
from harsat.catalogue.search.words import COMPOUNDS, RELATED, SPELLINGS

TWO_SLIPS_FROM = 9
SLIP_FROM = 4
NEAR_AT_MOST = 8
_PARTS = re.compile(r"[^\s.,()]+")
_SUFFIX = re.compile(r"(?<=\d)\.(?=[a-z])")


class Entry(NamedTuple):
    """An analysis as it is shown."""

    id: int
    edition_id: int
    kode: str
    satuan: str
    uraian: str


def code_plain(text: str) -> str:
    """A code as it is compared: "2 2,1" -> "2.2.1", "2.2.1.1.1 a" -> "2.2.1.1.1a"; a dot typed at the end stays."""
    plain = ".".join(_PARTS.findall(text.lower()))
    plain = _SUFFIX.sub("", plain)
    return f"{plain}." if plain and text.rstrip().endswith((".", ",")) else plain


def _nearest(word: str, known: Sequence[str]) -> list[int]:
    """Where the words stand that are fewest slips away."""
    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=NEAR_AT_MOST)
    least = min((distance for _word, distance, _at in near), default=0)
    return [at for _word, distance, at in near if distance == least]


class Index:
    """Analyses in natural order of their codes, numbered 0, 1, ..., and for every word the numbers that hold it.

    10,000 names take about 14 MB. An index is never changed; a new one takes its place.
    """

    def __init__(self, rows: Iterable[tuple[int, int, str, str, str]]) -> None:
        """Rows are (id, edition id, kode, satuan, uraian), each code of an edition once, in any order."""
        ordered = sorted(rows, key=lambda row: (code_sort_key(row[2]), row[0]))
        self.entries = [Entry(*row) for row in ordered]
        self._codes = sorted((code_plain(row[2]), number) for number, row in enumerate(ordered))
        self.names: list[tuple[str, ...]] = []
        self.postings: dict[str, array[int]] = {}
        shared: dict[str, str] = {}
        for number, (_id, _edition, _kode, satuan, uraian) in enumerate(ordered):
            name = tuple(shared.setdefault(term, term) for term in terms(uraian))
            self.names.append(name)
            for term in {*name, *terms(satuan)}:
                self.postings.setdefault(term, array("l")).append(number)
        self.worth = {word: self.rarity(len(holders)) for word, holders in self.postings.items()}
        self.words = sorted(self.postings)
        self.forms: dict[str, list[str]] = {}
        for word in self.words:
            self.forms.setdefault(root_of(word), []).append(word)

    def rarity(self, holders: int) -> float:
        """How much a word says that so many analyses hold: 0.7 when all do, 9.2 for one of 10,000."""
        return log(1 + (len(self.entries) + 1) / (holders + 1))

    def codes_from(self, start: str) -> list[tuple[str, int]]:
        """The codes that begin so, in the form `code_plain` gives, each with the number of its analysis."""
        return self._codes[bisect_left(self._codes, (start,)) : bisect_left(self._codes, (start + "\uffff",))]

    def words_from(self, start: str) -> Sequence[str]:
        """The printed words that begin so; "15" begins 15mm and 15x20, but not 150."""
        found = self.words[bisect_left(self.words, start) : bisect_left(self.words, start + "\uffff")]
        if start[-1].isdigit() and start[0].isdigit():
            return [
                word for word in found if not word[len(start) :][:1].isdigit() and word[len(start) :][:1] not in ".:/"
            ]
        return found

    def known_from(self, start: str) -> list[str]:
        """The words that begin so among those printed or known to the trade."""
        return self._known[bisect_left(self._known, start) : bisect_left(self._known, start + "\uffff")]

    def known_near(self, word: str, *, begun: bool = False) -> list[str]:
        """The nearest known words, one slip away, two from nine letters on; `begun`: else those that begin nearly so.

        A slip is a letter too many, too few, wrong, or two that changed places: "bekisitng" -> "bekisting".
        """
        if len(word) < SLIP_FROM or not word.isalpha():
            return []
        near = _nearest(word, self._known)
        if begun and not near:
            near = _nearest(word, [known[: len(word)] for known in self._known])
        return sorted(self._known[at] for at in near)

    @cached_property
    def _known(self) -> list[str]:
        known = {*ROOTS, *SPELLINGS, *COMPOUNDS.values(), *(word for key in RELATED for word in key.split())}
        return sorted(word for word in known.union(self.words) if word.isalpha() and len(word) >= SLIP_FROM - 1)
