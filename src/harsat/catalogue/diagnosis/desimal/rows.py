"""A line as the statistics see it: its digits, the readings they allow, and what is believed of each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.desimal.contexts import Contexts, Groups

PLACES_MAX = 6
"""Coefficients are stored with six decimals; no reading has more."""
BINS = 10
"""Steps of the size scale per power of ten."""
_SMALLEST = -5.5
_LARGEST_BAND = 3
_TIED_FROM = 100
_SETTLED = 0.8
_NOISE = 1e-9


class Reading(NamedTuple):
    """One value the digits may stand for.

    `places`: decimals it lost (0: none). `size`: log10 of the value, `bin` the same in steps, `band` its power of
    ten within -3..3. `key` names the exact value. `whole`: at least 1.
    """

    places: int
    size: float
    bin: int
    band: int
    key: int
    whole: bool

    @property
    def loss(self) -> tuple[int, bool]:
        """The class of numbers that lose their separator together: how many places, at least 1 or below."""
        return self.places, self.whole


class Row:
    """One line with its readings. A fraction, or a line of another edition, has one reading and is a witness.

    `analysis` keeps an analysis apart from the one another edition has under the same code. `belief[i]` is the
    probability of `readings[i]`, `best` the reading believed most, `settled` the same where it is believed enough.
    `tied`: equal digits elsewhere prove nothing about this row, because what damaged one damaged the others (small
    numbers meet by chance, so they are free). `copies` counts the tied rows of the same resource, this one included.
    """

    __slots__ = (
        "analysis",
        "belief",
        "best",
        "contexts",
        "copies",
        "digits",
        "doubted",
        "line",
        "readings",
        "settled",
        "tied",
    )

    def __init__(
        self, line: Line, contexts: Contexts, digits: int, readings: Sequence[Reading], *, doubted: bool, known: bool
    ) -> None:
        self.line = line
        self.analysis = f"edisi lain {line.kode}" if known else line.kode
        self.contexts = contexts
        self.digits = digits
        self.readings = readings
        self.doubted = doubted
        self.tied = doubted and digits >= _TIED_FROM
        self.copies = 1
        self.belief = [1.0] + [0.0] * (len(readings) - 1)
        self.best = readings[0]
        self.settled: Reading | None = readings[0]

    def believe(self, belief: list[float]) -> None:
        """Take over new probabilities; a reading held for four in five counts as settled."""
        self.belief = belief
        most = max(range(len(belief)), key=belief.__getitem__)
        self.best = self.readings[most]
        self.settled = self.best if belief[most] >= _SETTLED else None

    def value(self, places: int) -> Decimal:
        """The number read with that many places: digits 13125, four places -> 1.3125."""
        return Decimal(self.digits).scaleb(-places).normalize()


def rows_make(lines: Sequence[Line], groups: Groups, *, known: bool = False) -> Iterator[Row]:
    """A row per line with a positive koefisien; `known` lines, of other editions, are believed as they stand.

    A line with neither kategori nor unit is no component: rupiah and capacities of a worksheet are another fault.
    """
    for line in lines:
        if line.koefisien is None or line.koefisien <= 0:
            continue
        digits, places = number_split(line.koefisien)
        doubted = places == 0 and not known and bool(line.kategori or line.satuan)
        readings = _readings(digits, places, doubted)
        yield Row(line, groups.contexts(line), digits, readings, doubted=doubted, known=known)


def normal(weights: Sequence[float]) -> list[float]:
    """Weights as probabilities: [3, 1] -> [0.75, 0.25]."""
    total = sum(weights)
    return [weight / total for weight in weights]


@lru_cache(maxsize=16384)
def number_split(value: Decimal) -> tuple[int, int]:
    """The digits of a number without zeros at its end, and its decimals: 1.50 -> (15, 1); 200 -> (200, 0)."""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return int(plain.scaleb(places)), places


@lru_cache(maxsize=16384)
def _readings(digits: int, places: int, doubted: bool) -> tuple[Reading, ...]:  # noqa: FBT001 cached by position
    lost = range(PLACES_MAX + 1) if doubted else (places,)
    return tuple(reading for count in lost if (reading := _reading(digits, count)).size > _SMALLEST or count == places)


def _reading(digits: int, places: int) -> Reading:
    size = math.log10(digits) - places
    band = max(-_LARGEST_BAND, min(_LARGEST_BAND, math.floor(size + _NOISE)))
    return Reading(places, size, round(size * BINS), band, _key(digits, places), size > -_NOISE)


def _key(digits: int, places: int) -> int:
    """One number for one value: 150 with two places is 15 with one."""
    while places and digits % 10 == 0:
        digits //= 10
        places -= 1
    return digits * 16 + places
