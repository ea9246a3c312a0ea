"""A query as slots, each with everything that may fill it: the word, its other forms, its synonyms, its mended slip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from harsat.catalogue.search.affixes import root_of
from harsat.catalogue.search.index import Index
from harsat.catalogue.search.match import Match
from harsat.catalogue.search.terms import terms_typed
from harsat.catalogue.search.words import GENERAL_WORDS, PHRASE_LENGTH, RELATED, SPELLINGS

AS_TYPED, OTHER_FORM, BEGINS_SO = 1.0, 0.97, 0.9
SYNONYM, SLIP = 0.85, 0.7
REACH = 2000
KNOWN_AT_MOST = 8


class Way(NamedTuple):
    """One way to fill a slot: all `terms` printed, worth `quality`; `read_as` says which synonym, "" for none."""

    terms: tuple[str, ...]
    quality: float
    match: Match
    read_as: str = ""


class Slot(NamedTuple):
    """A word or phrase of the query as typed, and the ways to fill it, best first."""

    typed: str
    ways: tuple[Way, ...]
    general: bool


def slots_read(query: str, index: Index) -> list[Slot]:
    """The slots of a query; several words that mean one thing, such as "lantai kerja", are one."""
    read = terms_typed(query)
    found: list[Slot] = []
    at = 0
    while at < len(read):
        length = _phrase_length([root_of(term) for term, _typed in read[at : at + PHRASE_LENGTH]])
        part = read[at : at + length]
        found.append(_slot(part, index, last=at + length >= len(read)))
        at += length
    return list({slot.typed: slot for slot in found}.values())


def _phrase_length(roots: list[str]) -> int:
    for length in range(len(roots), 1, -1):
        if " ".join(roots[:length]) in RELATED:
            return length
    return 1


def _slot(part: list[tuple[str, str]], index: Index, *, last: bool) -> Slot:
    words = [term for term, _typed in part]
    typed = " ".join(dict.fromkeys(word for _term, word in part))
    spelt = " ".join(words)
    note = "" if typed == spelt else spelt
    if len(words) > 1:
        ways = [Way(way, AS_TYPED, Match.SEMUA_KATA) for way in _printed(words, index)]
        ways += _synonyms(words, index)
    else:
        ways = [*_word_ways(words[0], index, note, last=last)]
        ways = ways or ([*_begun_ways(words[0], index)] if last else [])
        ways = ways or [*_mended_ways(words[0], index, last=last)]
    best = sorted(ways, key=lambda way: -way.quality)
    return Slot(typed, tuple(best), all(root_of(word) in GENERAL_WORDS for word in words))


def _word_ways(word: str, index: Index, note: str = "", *, last: bool = False) -> Iterator[Way]:
    exact = word in index.postings
    if exact:
        yield Way((word,), AS_TYPED, Match.SEMUA_KATA, note)
    forms = [form for form in index.forms.get(root_of(word), ()) if form != word]
    for form in forms:
        yield Way((form,), OTHER_FORM, Match.SEMUA_KATA, note)
    if last or word[0].isdigit() or not (exact or forms):
        for longer in _longer(word, {word, *forms}, index):
            yield Way((longer,), BEGINS_SO, Match.SEMUA_KATA, note)
    yield from _synonyms([word], index)


def _longer(start: str, known: set[str], index: Index) -> list[str]:
    """The words that begin so, telling ones first, as many as a hand could mean that typed but a letter or two."""
    found = [word for word in index.words_from(start) if word not in known]
    telling = [word for word in found if root_of(word) not in GENERAL_WORDS] or found
    reach = accumulate(len(index.postings[word]) for word in telling)
    return [word for word, holders in zip(telling, reach, strict=True) if word == telling[0] or holders <= REACH]


def _synonyms(words: list[str], index: Index) -> Iterator[Way]:
    for other in RELATED.get(" ".join(root_of(word) for word in words), ()):
        for printed in _printed(other.split(), index):
            yield Way(printed, SYNONYM, Match.PADANAN, " ".join(map(_shown, printed)))


def _shown(term: str) -> str:
    """A term as a person reads it: "fc20" -> "f'c 20"."""
    return f"f'c {term[2:]}" if term[:2] == "fc" and term[2:3].isdigit() else term


def _begun_ways(word: str, index: Index) -> Iterator[Way]:
    """By words of the trade that begin so and are printed otherwise: "pond" by pondasi, printed fondasi."""
    for known in index.known_from(word)[:KNOWN_AT_MOST]:
        for way in _known_ways(known, index):
            yield way._replace(quality=way.quality * BEGINS_SO, read_as=way.read_as or " ".join(way.terms))


def _mended_ways(word: str, index: Index, *, last: bool) -> Iterator[Way]:
    for near in index.known_near(word, begun=last):
        for way in _known_ways(near, index):
            yield Way(way.terms, way.quality * SLIP, Match.KATA_MIRIP, way.read_as or " ".join(way.terms))


def _known_ways(known: str, index: Index) -> Iterator[Way]:
    words = SPELLINGS.get(known, known).split()
    if len(words) == 1:
        return _word_ways(words[0], index)
    return (Way(printed, AS_TYPED, Match.SEMUA_KATA) for printed in _printed(words, index))


def _printed(words: list[str], index: Index) -> list[tuple[str, ...]]:
    """Every way these words may stand in a name, in whichever form of theirs."""
    found: list[tuple[str, ...]] = [()]
    for word in words:
        forms = dict.fromkeys([*([word] if word in index.postings else []), *index.forms.get(root_of(word), ())])
        found = [(*before, form) for before in found for form in forms]
    return found
