"""An opinion on the size of one number, from a companion in its analysis or from geometry, and how opinions add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

_NEAR, _WIDE = 0.04, 0.20
_STEP = 200
_REACH = 1.0
_DOUBT = 3.0
_ANYWHERE = 0.25
_OPEN = 0.1


def _bell(distance: float, width: float) -> float:
    return math.exp(-0.5 * (distance / width) ** 2) / (width * 2.5066)


_HEIGHT = [0.6 * _bell(step / _STEP, _NEAR) + 0.3 * _bell(step / _STEP, _WIDE) for step in range(int(_REACH * _STEP))]
"""Density at a distance: mostly within 10 %, some within a factor of two. What is missing to one is `_OPEN`."""


class Expert(NamedTuple):
    """The log10 sizes it expects, and how many witnesses stand behind it."""

    centres: Sequence[float]
    weight: float

    def density(self, size: float) -> float:
        """Expected density per power of ten at that size."""
        total, last = 0.0, len(_HEIGHT)
        for centre in self.centres:
            step = int(abs(size - centre) * _STEP)
            if step < last:
                total += _HEIGHT[step]
        return total / len(self.centres)


class Opinion(NamedTuple):
    """What an expert says of one reading: its share of the mass, its weight, and its log vote."""

    mass: float
    weight: float
    vote: float


class Opinions(NamedTuple):
    """Opinions on one reading added up, together with the row's own likeness."""

    mass: float
    weight: float
    vote: float
    count: int

    def plus(self, opinion: Opinion) -> Opinions:
        """With one opinion more."""
        return Opinions(self.mass + opinion.mass, self.weight + opinion.weight, self.vote + opinion.vote, self.count + 1)

    @property
    def score(self) -> float:
        """Log score: the mean of what all hold possible, and their votes; agreeing experts share their witnesses, so
        four of them count as two.
        """
        return math.log(self.mass / self.weight) + (self.vote / math.sqrt(self.count) if self.count else 0.0)


def opinions_begin(mass: float) -> Opinions:
    """The row's own likeness counts as three witnesses."""
    return Opinions(_DOUBT * mass, _DOUBT, 0.0, 0)


def opinion(expert: Expert, size: float, mass: float, cell: float) -> Opinion:
    """What the expert says of a reading of that size; `mass` is its likeness, `cell` the size of one value.

    Where the expert is wrong altogether a tenth of its say goes back to the likeness.
    """
    density = expert.density(size)
    return Opinion(
        expert.weight * (density * cell + _OPEN * mass),
        expert.weight,
        math.log((expert.weight * density + _DOUBT * _ANYWHERE) / (expert.weight + _DOUBT)),
    )
