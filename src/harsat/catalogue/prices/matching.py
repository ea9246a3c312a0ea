"""Ranks which prices of a list may belong to which resources, with score and reasons; a person decides.

By code where unit and name agree, else by the whole name, else by at least two telling words. One shared word is no
match, and another unit is none without a conversion that is stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import log
from typing import NamedTuple

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.prices.conversion import Conversion, conversion_find
from harsat.catalogue.prices.names import Name, name_read
from harsat.catalogue.prices.units import unit_same
from harsat.engine.snapshot import Kategori

LIMIT = 5
LEAST_WORDS = 2
LEAST_SCORE = 60
LIKELY_SCORE, LIKELY_GAP = 85, 8
CODE_SCORE, CODE_ONLY_SCORE, NAME_SCORE, WORDS_SCORE, CONVERTED_LESS = 100, 40, 98, 92, 10
SIZES_EQUAL, SIZES_ABSENT, SIZES_DIFFER = 6, -6, -30
OWN_SHARE = 0.65  # how much the words of the resource weigh against those of the price
TYPO_FROM, TYPO_RATIO = 5, 86
COMMON = 400  # a word that stands in more prices than this is too common to lead anywhere alone


class Need(NamedTuple):
    """A resource that wants a price."""

    id: int
    kode: str
    uraian: str
    satuan: str
    kategori: Kategori | None = None


class Offer(NamedTuple):
    """A price of a list; `kategori` None where the list does not say it."""

    id: int
    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    kategori: Kategori | None = None


class Candidate(NamedTuple):
    """An offer that may be the price of a need.

    `by` is "kode", "nama" or "mirip"; `score` 0..100; `conversion` is set where the units differ, and has no `harga`
    while it asks how much a bag holds.
    """

    need: Need
    offer: Offer
    by: str
    score: int
    certainty: Certainty
    reasons: tuple[str, ...]
    conversion: Conversion | None = None


class Matcher:
    """The offers of one list, indexed by code, name and word.

    `same_codes`: whether list and edition are of one bidang, so that a code means the same in both.
    `jam_per_hari`: hours of a man-day, for a man-hour taken from it.
    """

    def __init__(self, offers: Sequence[Offer], *, same_codes: bool, jam_per_hari: Decimal) -> None:
        self._offers = offers
        self._same_codes = same_codes
        self._jam_per_hari = jam_per_hari
        self._names = [name_read(offer.uraian) for offer in offers]
        self._codes = _index((offer.kode.lower(), at) for at, offer in enumerate(offers) if offer.kode)
        self._texts = _index((name.text, at) for at, name in enumerate(self._names))
        self._words = _index((word, at) for at, name in enumerate(self._names) for word in name.words)
        self._vocabulary = [word for word in self._words if len(word) >= TYPO_FROM]
        self._near: dict[str, tuple[str, ...]] = {}

    def rank(self, need: Need, *, limit: int = LIMIT) -> list[Candidate]:
        """The best candidates of one resource, best first."""
        name = name_read(need.uraian)
        found: dict[int, Candidate] = {}
        for candidate in (*self._by_code(need, name), *self._by_name(need, name), *self._by_words(need, name)):
            found.setdefault(candidate.offer.id, candidate)
        ranked = sorted(found.values(), key=lambda one: (-one.score, one.offer.uraian, one.offer.id))[:limit]
        return _settled(ranked)

    def _by_code(self, need: Need, name: Name) -> Iterable[Candidate]:
        if not self._same_codes or not need.kode:
            return
        for at in self._codes.get(need.kode.lower(), ()):
            if self._agrees(name, at):
                yield from self._candidate(need, at, "kode", CODE_SCORE, (_("kode sama"), _("nama sejalan")))
            else:
                other = (_("kode sama, tetapi nama berlainan: %(name)s") % {"name": self._offers[at].uraian},)
                yield from self._candidate(need, at, "kode", CODE_ONLY_SCORE, other)

    def _by_name(self, need: Need, name: Name) -> Iterable[Candidate]:
        for at in self._texts.get(name.text, ()):
            yield from self._candidate(need, at, "nama", NAME_SCORE, (_("nama sama"),))
        # other marks or silent words around the same words and sizes: "Upah Mandor" is "Mandor"
        for at in self._sharing(name, len(name.words)):
            other = self._names[at]
            if name.words and other.words == name.words and other.sizes == name.sizes:
                yield from self._candidate(need, at, "mirip", WORDS_SCORE, (_("semua kata pokok sama"),))

    def _by_words(self, need: Need, name: Name) -> Iterable[Candidate]:
        for at in self._sharing(name, LEAST_WORDS):
            score, reasons = self._likeness(name, self._names[at])
            if score >= LEAST_SCORE:
                yield from self._candidate(need, at, "mirip", score, reasons)

    def _candidate(self, need: Need, at: int, by: str, score: int, reasons: tuple[str, ...]) -> Iterable[Candidate]:
        """None when kategori or unit forbid it; with its conversion where the units differ."""
        offer = self._offers[at]
        if need.kategori and offer.kategori and need.kategori is not offer.kategori:
            return
        if unit_same(need.satuan, offer.satuan):
            yield Candidate(need, offer, by, score, Certainty.NONE, (*reasons, _("satuan sama")))
            return
        conversion = conversion_find(need.satuan, offer.satuan, offer.harga, offer.uraian, self._jam_per_hari)
        if conversion is not None:
            less = max(0, score - CONVERTED_LESS)
            yield Candidate(need, offer, by, less, Certainty.NONE, (*reasons, conversion.words), conversion)

    def _agrees(self, name: Name, at: int) -> bool:
        other = self._names[at]
        return name.text == other.text or bool(name.words & other.words) or not other.words

    def _sharing(self, name: Name, least: int) -> list[int]:
        """Offers that share at least so many telling words, typing errors forgiven."""
        counts: dict[int, int] = {}
        for word in name.words:
            for at in {at for spelled in self._spelled(word) for at in self._words.get(spelled, ())}:
                counts[at] = counts.get(at, 0) + 1
        return [at for at, count in counts.items() if count >= max(1, least)]

    def _spelled(self, word: str) -> tuple[str, ...]:
        """A word and the printed words a typing error away from it."""
        if word not in self._near:
            near: tuple[str, ...] = ()
            if len(word) >= TYPO_FROM and word not in self._words:
                hits = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_RATIO, limit=3)
                near = tuple(hit[0] for hit in hits)
            self._near[word] = (word, *near)
        return self._near[word]

    def _likeness(self, name: Name, other: Name) -> tuple[int, tuple[str, ...]]:
        """Words of both weighed by how rare they are, then what the sizes say."""
        pairs = {word: next((near for near in self._spelled(word) if near in other.words), "") for word in name.words}
        shared = {word for word, near in pairs.items() if near}
        own = self._weight(shared) / self._weight(name.words)
        back = self._weight({pairs[word] for word in shared}) / self._weight(other.words)
        score = 100 * (OWN_SHARE * own + (1 - OWN_SHARE) * back)
        reasons = [
            _("%(count)d kata pokok sama: %(words)s") % {"count": len(shared), "words": ", ".join(sorted(shared))}
        ]
        change, words = _sizes(name, other)
        if words:
            reasons.append(words)
        return max(0, min(NAME_SCORE - 1, round(score) + change)), tuple(reasons)

    def _weight(self, words: Iterable[str]) -> float:
        total = len(self._offers) + 1
        return sum(log(1 + total / (1 + len(self._words.get(word, ())))) for word in words)


def matches_rank(needs: Sequence[Need], matcher: Matcher, *, limit: int = LIMIT) -> dict[int, list[Candidate]]:
    """Candidates by resource; a resource without any has an empty list."""
    return {need.id: matcher.rank(need, limit=limit) for need in needs}


def _index(pairs: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, at in pairs:
        found.setdefault(key, []).append(at)
    return found


def _sizes(name: Name, other: Name) -> tuple[int, str]:
    if name.sizes == other.sizes:
        return (SIZES_EQUAL, _("ukuran sama")) if name.sizes else (0, "")
    if not name.sizes or not other.sizes:
        return SIZES_ABSENT, _("ukuran hanya disebut satu pihak")
    if name.sizes < other.sizes or name.sizes > other.sizes:
        return 0, _("ukuran sebagian sama")
    words = {"own": ", ".join(sorted(name.sizes)), "other": ", ".join(sorted(other.sizes))}
    return SIZES_DIFFER, _("ukuran berlainan: %(own)s dan %(other)s") % words


def _settled(ranked: Sequence[Candidate]) -> list[Candidate]:
    """What each candidate may be trusted for, seen beside the next one."""
    return [one._replace(certainty=_certainty(one, ranked)) for one in ranked]


def _certainty(one: Candidate, ranked: Sequence[Candidate]) -> Certainty:
    if one.score <= CODE_ONLY_SCORE or (one.conversion is not None and one.conversion.harga is None):
        return Certainty.NONE
    rivals = [other for other in ranked if other is not one and other.offer.harga != one.offer.harga]
    if one.by in {"kode", "nama"} and one.conversion is None:
        return Certainty.TWO_READINGS if any(other.score >= one.score for other in rivals) else Certainty.SURE
    close = any(other.score > one.score - LIKELY_GAP for other in rivals)
    if one.score >= LIKELY_SCORE - (CONVERTED_LESS if one.conversion else 0) and not close:
        return Certainty.LIKELY
    return Certainty.TWO_READINGS
