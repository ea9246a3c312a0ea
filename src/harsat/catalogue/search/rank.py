"""Which analyses a query finds, in which order, and why: by code, then by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from harsat.catalogue.search.index import Entry, Index, code_plain
from harsat.catalogue.search.match import Match
from harsat.catalogue.search.query import slots_read
from harsat.catalogue.search.question import Question

Wanted = Callable[[Entry], bool]


class Ranked(NamedTuple):
    """An analysis by its number in the index, why it was found, and what was read as what to find it."""

    number: int
    match: Match
    padanan: tuple[str, ...] = ()


def ranked(query: str, index: Index, wanted: Wanted | None, limit: int) -> list[Ranked]:
    """At most `limit` analyses that are wanted, best first."""
    by_code = list(islice(_by_code(query, index, wanted), limit))
    known = {found.number for found in by_code}
    by_words = (found for found in _by_words(query, index, wanted, limit) if found.number not in known)
    return [*by_code, *islice(by_words, limit - len(by_code))]


def _by_code(query: str, index: Index, wanted: Wanted | None) -> Iterator[Ranked]:
    """The very code, in every edition that has it, then those that begin so as people count."""
    code = code_plain(query)
    if not any(letter.isdigit() for letter in code):
        return
    begun = [(other != code, number) for other, number in index.codes_from(code)]
    for longer, number in sorted(begun):
        if wanted is None or wanted(index.entries[number]):
            yield Ranked(number, Match.AWALAN_KODE if longer else Match.KODE)


def _by_words(query: str, index: Index, wanted: Wanted | None, limit: int) -> Iterator[Ranked]:
    """Those with all words; where they are fewer than `limit`, those with the weightier part of them as well."""
    question = Question(index, slots_read(query, index))
    whole = _kept(question.with_all(), index, wanted)
    for number, match in question.in_order(whole, limit):
        yield Ranked(number, match, question.padanan(number))
    if len(whole) < limit:
        part = _kept(question.with_part().difference(whole), index, wanted)
        for number, match in question.in_order(part, limit, Match.MEMUAT):
            yield Ranked(number, match, question.padanan(number))


def _kept(numbers: set[int], index: Index, wanted: Wanted | None) -> list[int]:
    return sorted(numbers if wanted is None else (one for one in numbers if wanted(index.entries[one])))
