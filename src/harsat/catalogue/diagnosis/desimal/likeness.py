"""How likely a value is among the lines like it: from the whole kategori down to the resource in its own section."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harsat.catalogue.diagnosis.desimal.contexts import Group
from harsat.catalogue.diagnosis.desimal.rows import BINS, Row


class Level(NamedTuple):
    """How one level of groups is weighed.

    `blur`: how far a neighbour's size still speaks, in powers of ten. `same`: the share of its evidence that goes to
    exactly equal values. `doubt`: how many lines it takes before the level counts as much as the wider one.
    """

    blur: float
    same: float
    doubt: float


LEVELS = (
    Level(0.25, 0.0, 5.0),  # kategori
    Level(0.20, 0.0, 5.0),  # with the unit
    Level(0.20, 0.1, 5.0),  # in the chapter
    Level(0.20, 0.15, 5.0),  # resources that begin with the same word
    Level(0.20, 0.2, 4.0),  # the resource
    Level(0.15, 0.3, 3.0),  # kategori and unit in the section
    Level(0.12, 0.4, 3.0),  # the resource in its half chapter
    Level(0.10, 0.5, 2.0),  # the resource in its section
)
_ANYWHERE = 1 / 14
"""Density of a size nothing is known about: fourteen powers of ten, all alike."""
_NOTHING = 1e-4


def _kernel(blur: float) -> list[float]:
    """Half of a bell of that width on the steps of the size scale, its whole sum one per power of ten."""
    reach = math.ceil(3 * blur * BINS)
    half = [math.exp(-0.5 * (step / BINS / blur) ** 2) for step in range(reach + 1)]
    whole = (2 * sum(half) - half[0]) / BINS
    return [height / whole for height in half]


_KERNELS = [_kernel(level.blur) for level in LEVELS]


class Tally:
    """The sizes and exact values of one group of rows; `tied` keeps the share of rows with the same damaged digits."""

    __slots__ = ("bins", "kernel", "smooth", "tied", "total", "values")

    def __init__(self, kernel: Sequence[float]) -> None:
        self.kernel = kernel
        self.total = 0.0
        self.bins: dict[int, float] = {}
        self.values: dict[int, float] = {}
        self.tied: dict[int, list[float]] = {}
        self.smooth: dict[int, float] = {}

    def add(self, row: Row, shares: Sequence[tuple[int, int, int, float]], weight: float) -> None:
        """Count a row: index, bin, key and share of its readings, and their sum."""
        self.total += weight
        if self.smooth:
            self.smooth = {}
        bins, values = self.bins, self.values
        for _index, bin_, key, share in shares:
            bins[bin_] = bins.get(bin_, 0.0) + share
            values[key] = values.get(key, 0.0) + share
        if row.tied:
            tied = self.tied.setdefault(row.digits, [0.0] * len(row.readings))
            for index, _bin, _key, share in shares:
                tied[index] += share

    def near(self, bin_: int) -> float:
        """Rows per power of ten around the size."""
        found = self.smooth.get(bin_)
        if found is None:
            kernel, bins = self.kernel, self.bins
            reach = len(kernel)
            if len(bins) < reach:
                steps = ((abs(other - bin_), share) for other, share in bins.items())
                found = sum(kernel[step] * share for step, share in steps if step < reach)
            else:
                found = kernel[0] * bins.get(bin_, 0.0)
                for step in range(1, reach):
                    found += kernel[step] * (bins.get(bin_ + step, 0.0) + bins.get(bin_ - step, 0.0))
            self.smooth[bin_] = found
        return found


class Likeness:
    """Sizes and exact values of all rows by group, each row weighted by what is believed of it.

    A row never speaks for itself, and rows tied to it do not either: their share is taken out again on asking. Only
    groups that hold a doubted row are kept.
    """

    def __init__(self, rows: Iterable[Row], doubted: Iterable[Row]) -> None:
        tallies: dict[Group, Tally] = {}
        for row in doubted:
            for group, kernel in zip(row.contexts.likeness, _KERNELS, strict=True):
                if group not in tallies:
                    tallies[group] = Tally(kernel)
        self._resources = {row.contexts.resource: tallies[row.contexts.resource] for row in doubted}
        self._tallies = {id(row): [tallies[g] for g in row.contexts.likeness if g in tallies] for row in rows}

    def add(self, row: Row, weight: float) -> None:
        """Count the row with `weight` in all its groups; a negative weight takes it out."""
        readings, belief = row.readings, row.belief
        shares = [
            (i, r.bin, r.key, b * weight) for i, (r, b) in enumerate(zip(readings, belief, strict=True)) if b > _NOTHING
        ]
        for tally in self._tallies[id(row)]:
            tally.add(row, shares, weight)

    def mass(self, row: Row, index: int, cell: float) -> float:
        """Probability of exactly this value before the rest of the analysis is looked at.

        `cell`: how much of a power of ten belongs to one value with these digits, times the probability of its number
        of places. 1324 as 1.324 OH, three places in one of ten such numbers: 0.1 / (1324 x 2.3) = 0.00003.
        """
        _places, _size, bin_, _band, key, _whole = row.readings[index]
        own, own_all = row.belief[index], 1.0
        mass = _ANYWHERE * cell
        for tally, (_blur, same, doubt) in zip(self._tallies[id(row)], LEVELS, strict=True):
            if row.tied:
                tied = tally.tied[row.digits]
                own, own_all = tied[index], sum(tied)
            near = tally.near(bin_) - own * tally.kernel[0]
            equal = tally.values.get(key, 0.0) - own
            lines = tally.total - own_all
            # sums of many shares leave a trace below zero
            found = (same * equal if equal > 0 else 0.0) + ((1 - same) * cell * near if near > 0 else 0.0)
            mass = (found + doubt * mass) / ((lines if lines > 0 else 0.0) + doubt)
        return mass

    def equals(self, row: Row, index: int) -> float:
        """How many rows of the same resource have exactly this value, those tied to the row left out."""
        tally = self._resources[row.contexts.resource]
        own = tally.tied[row.digits][index] if row.tied else row.belief[index]
        return max(0.0, tally.values.get(row.readings[index].key, 0.0) - own)

    def coarse(self, row: Row, index: int) -> float:
        """Density of the size by kategori and unit alone, per power of ten."""
        density = _ANYWHERE
        for tally, level in zip(self._tallies[id(row)][:2], LEVELS[:2], strict=True):
            density = (tally.near(row.readings[index].bin) + level.doubt * density) / (tally.total + level.doubt)
        return density
