"""A query put to an index: which analyses hold its words, and how well each answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from harsat.catalogue.search.affixes import root_of
from harsat.catalogue.search.index import Index
from harsat.catalogue.search.match import Match
from harsat.catalogue.search.query import Slot, Way
from harsat.catalogue.search.words import GENERAL_WORDS

LOOKED_AT = 100
PART_AT_LEAST = 0.4
COVER, HEAD, LENGTH = 0.25, 0.04, 0.01
STEPS = 50
GENERAL_SHARE = 0.15


class _Filled(NamedTuple):
    """A slot with the best way of each analysis that fills it, and how much that tells."""

    slot: Slot
    by: dict[int, Way]
    weight: float


class Question:
    """The slots of a query, each with the analyses that fill it."""

    def __init__(self, index: Index, slots: Iterable[Slot]) -> None:
        """Look every way of every slot up in the index."""
        self._index = index
        self._filled = [_filled(slot, index) for slot in slots]
        self._most = sum(one.weight for one in self._filled)

    def with_all(self) -> set[int]:
        """The analyses in which every word is met; words that name nearly every work may lack."""
        every = [one.by.keys() for one in self._filled]
        needed = [one.by.keys() for one in self._filled if not one.slot.general] or every
        return set(needed[0]).intersection(*needed[1:]) if needed else set()

    def with_part(self) -> set[int]:
        """The analyses that hold enough of the words, a rare word being worth several common ones."""
        return {number for number, score in self._scores.items() if score >= PART_AT_LEAST * self._most}

    def in_order(self, numbers: Sequence[int], limit: int, match: Match | None = None) -> list[tuple[int, Match]]:
        """The best of them by why they were found, unless one `match` holds for all, by how well, then by code."""
        at_most = max(limit, LOOKED_AT)
        if len(numbers) > at_most:
            numbers = self._promising(numbers, at_most)
        fine = sorted(
            (match or self._match(number), -round(self._finely(number) * STEPS), number) for number in numbers
        )
        return [(number, why) for why, _score, number in fine]

    def padanan(self, number: int) -> tuple[str, ...]:
        """What was read as what in this analysis: ("cor = beton",)."""
        pairs = ((one.slot.typed, way.read_as) for one, way in self._ways(number) if way.read_as)
        return tuple(dict.fromkeys(f"{typed} = {printed}" for typed, printed in pairs))

    def _ways(self, number: int) -> Iterator[tuple[_Filled, Way]]:
        for one in self._filled:
            way = one.by.get(number)
            if way is not None:
                yield one, way

    def _match(self, number: int) -> Match:
        return max(way.match for _one, way in self._ways(number))

    @cached_property
    def _scores(self) -> dict[int, float]:
        """What the words of each analysis are worth together."""
        scores: dict[int, float] = {}
        for one in self._filled:
            for number, way in one.by.items():
                scores[number] = scores.get(number, 0.0) + one.weight * way.quality
        return scores

    def _promising(self, numbers: Sequence[int], at_most: int) -> list[int]:
        """So many of them, those with the worthier words and the shorter names, else those of lower codes."""
        scores, names = self._scores, self._index.names
        rough = [scores[number] - LENGTH * len(names[number]) for number in numbers]
        least = sorted(rough)[-at_most]
        above = [number for number, score in zip(numbers, rough, strict=True) if score > least]
        level = (number for number, score in zip(numbers, rough, strict=True) if score == least)
        return [*above, *islice(level, at_most - len(above))]

    def _finely(self, number: int) -> float:
        """The better its words and the less else its name says, the higher; more where the work itself was named."""
        name = self._index.names[number]
        met = {term for _one, way in self._ways(number) for term in way.terms}
        head = next((term for term in name if root_of(term) not in GENERAL_WORDS), "")
        return self._scores[number] / self._most + COVER * self._cover(name, met) + HEAD * (head in met)

    def _cover(self, name: Sequence[str], met: set[str]) -> float:
        """How much of what a name says was asked for, 0..1; what it says first is the work and counts most."""
        worth = [self._index.worth[term] / place for place, term in enumerate(name, start=2)]
        told = sum(one for term, one in zip(name, worth, strict=True) if term in met)
        return told / sum(worth) if worth else 0.0


def _filled(slot: Slot, index: Index) -> _Filled:
    by: dict[int, Way] = {}
    for way in reversed(slot.ways):
        by.update(dict.fromkeys(_holders(way, index), way))
    # a word no name holds takes nothing away from the others
    weight = index.rarity(len(by)) if by else 0.0
    return _Filled(slot, by, weight * (GENERAL_SHARE if slot.general else 1))


def _holders(way: Way, index: Index) -> Iterable[int]:
    first, *rest = (index.postings[term] for term in way.terms)
    return set(first).intersection(*rest) if rest else first
