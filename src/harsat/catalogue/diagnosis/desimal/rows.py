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

    `belief[i]` is the probability of `readings[i]`. `tied`: equal digits elsewhere prove nothing about this row,
    because what damaged one damaged the others (small numbers meet by chance, so they are free). `copies` counts the
    tied rows of the same resource in the same sub-chapter.
    """

    __slots__ = ("belief", "best", "contexts", "copies", "digits", "doubted", "line", "readings", "settled", "tied")

    def __init__(self, line: Line, contexts: Contexts, digits: int, readings: Sequence[Reading], *, doubted: bool) -> None:
        self.line = line
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
        """Take over new probabilities; from four in five on a reading counts as settled."""
        self.belief = belief
        most = max(range(len(belief)), key=belief.__getitem__)
        self.best = self.readings[most]
        self.settled = self.best if belief[most] >= _SETTLED else None

    def value(self, places: int) -> Decimal:
        """The number read with that many places: digits 13125, four places -> 1.3125."""
        return Decimal(self.digits).scaleb(-places).normalize()


def rows_make(lines: Sequence[Line], groups: Groups, *, witness: bool = False) -> Iterator[Row]:
    """A row per line with a positive koefisien; `witness` lines are believed as they stand."""
    for line in lines:
        if line.koefisien is None or line.koefisien <= 0:
            continue
        digits, places = number_split(line.koefisien)
        doubted = places == 0 and not witness
        yield Row(line, groups.contexts(line), digits, _readings(digits, places, doubted), doubted=doubted)


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
    band = max(-_LARGEST_BAND, min(_LARGEST_BAND, math.floor(size + 1e-9)))
    return Reading(places, size, round(size * BINS), band, _key(digits, places), size > -1e-9)


def _key(digits: int, places: int) -> int:
    while places and digits % 10 == 0:
        digits //= 10
        places -= 1
    return digits * 16 + places
