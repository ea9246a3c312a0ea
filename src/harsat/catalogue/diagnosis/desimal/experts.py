"""An opinion on the size of one number, from a companion in its analysis or from geometry, and how opinions add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

_NEAR, _WIDE = 0.04, 0.20
_STEPS = 200
_DOUBT = 3.0
_ANYWHERE = 0.25
_WRONG = 0.1
"""Share of cases in which an expert is wrong altogether."""


def _bell(distance: float, width: float) -> float:
    return math.exp(-0.5 * (distance / width) ** 2) / (width * math.sqrt(2 * math.pi))


_HEIGHT = [0.6 * _bell(step / _STEPS, _NEAR) + 0.3 * _bell(step / _STEPS, _WIDE) for step in range(_STEPS)]
"""Density at a distance of up to one power of ten: mostly within 10 %, some within a factor of two."""


class Expert(NamedTuple):
    """The log10 sizes it expects, and how many witnesses stand behind it."""

    centres: Sequence[float]
    weight: float

    def density(self, size: float) -> float:
        """Expected density per power of ten at that size."""
        total, last = 0.0, len(_HEIGHT)
        for centre in self.centres:
            step = int(abs(size - centre) * _STEPS)
            if step < last:
                total += _HEIGHT[step]
        return total / len(self.centres)


class Opinion(NamedTuple):
    """What an expert says of one reading: its share of the mass, its weight, and its log vote."""

    mass: float
    weight: float
    vote: float


class Opinions(NamedTuple):
    """Opinions on one reading added up, together with the row's own likeness; `heard` counts the experts."""

    mass: float
    weight: float
    vote: float
    heard: int

    def plus(self, said: Opinion) -> Opinions:
        """With one opinion more."""
        return Opinions(self.mass + said.mass, self.weight + said.weight, self.vote + said.vote, self.heard + 1)

    @property
    def score(self) -> float:
        """Log score: the mean of what all hold possible, and their votes.

        Experts of one analysis share their witnesses, so four that agree count as two.
        """
        return math.log(self.mass / self.weight) + (self.vote / math.sqrt(self.heard) if self.heard else 0.0)


def opinions_begin(mass: float) -> Opinions:
    """The row's own likeness, which counts as three witnesses."""
    return Opinions(_DOUBT * mass, _DOUBT, 0.0, 0)


def opinion(expert: Expert, size: float, mass: float, cell: float) -> Opinion:
    """What the expert says of a reading of that size; `mass` is its likeness, `cell` the size of one value.

    The share in which the expert is wrong goes back to the likeness.
    """
    density = expert.density(size)
    return Opinion(
        expert.weight * (density * cell + _WRONG * mass),
        expert.weight,
        math.log((expert.weight * density + _DOUBT * _ANYWHERE) / (expert.weight + _DOUBT)),
    )
