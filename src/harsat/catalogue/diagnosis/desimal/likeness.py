"""How likely a value is among the lines like it: from the whole kategori down to the series a line stands in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
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
    Level(0.20, 0.2, 4.0),  # the resource
    Level(0.15, 0.3, 3.0),  # kategori and unit in the section
    Level(0.12, 0.4, 3.0),  # the resource in its half chapter
    Level(0.10, 0.5, 2.0),  # the resource in its section
    Level(0.08, 0.5, 2.0),  # the resource in works of the same name but for the numbers
)
_BIN_SPAN = 4096
_ANYWHERE = 1 / 14
"""Density of a size nothing is known about: fourteen powers of ten, all alike."""


class Likeness:
    """Sizes and exact values of all rows by group, each row weighted by what is believed of it.

    A row never speaks for itself, and rows tied to it do not either: their share is taken out again on asking.
    """

    def __init__(self, wanted: Collection[Group]) -> None:
        self._wanted = wanted
        self._kernels = [_kernel(level.blur) for level in LEVELS]
        self._peaks = [kernel[0] for kernel in self._kernels]
        self._bins: dict[Group, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._values: dict[Group, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._totals: dict[Group, float] = defaultdict(float)
        self._tied: dict[tuple[Group, int], list[float]] = {}
        self._smooth: dict[int, float] = {}

    def add(self, row: Row, weight: float) -> None:
        """Count the row with `weight` in all its groups; a negative weight takes it out."""
        self._smooth.clear()
        shares = [(i, r.bin, r.key, b * weight) for i, (r, b) in enumerate(zip(row.readings, row.belief)) if b > 1e-4]
        for group in row.contexts.likeness:
            if group not in self._wanted:
                continue
            self._totals[group] += weight
            bins, values = self._bins[group], self._values[group]
            for _index, bin_, key, share in shares:
                bins[bin_] += share
                values[key] += share
            if row.tied:
                tied = self._tied.setdefault((group, row.digits), [0.0] * len(row.readings))
                for index, _bin, _key, share in shares:
                    tied[index] += share

    def mass(self, row: Row, index: int, cell: float) -> float:
        """Probability of exactly this value before the rest of the analysis is looked at.

        `cell`: how much of a power of ten belongs to one value with these digits, times the probability of its number
        of places. 1324 as 1.324 OH, three places in one of ten such numbers: 0.1 / (1324 x 2.3) = 0.00003.
        """
        reading = row.readings[index]
        own = row.belief[index]
        own_all = 1.0
        mass = _ANYWHERE * cell
        for number, group in enumerate(row.contexts.likeness):
            _blur, same, doubt = LEVELS[number]
            if row.tied:
                tied = self._tied[group, row.digits]
                own, own_all = tied[index], sum(tied)
            near = self._near(number, group, reading.bin) - own * self._peaks[number]
            equal = self._values[group].get(reading.key, 0.0) - own
            # sums of many shares leave a trace below zero
            found = (same * equal if equal > 0 else 0.0) + ((1 - same) * cell * near if near > 0 else 0.0)
            mass = (found + doubt * mass) / (max(0.0, self._totals[group] - own_all) + doubt)
        return mass

    def coarse(self, row: Row, index: int) -> float:
        """Density of the size by kategori and unit alone, per power of ten."""
        density = _ANYWHERE
        for number, (group, level) in enumerate(zip(row.contexts.likeness[:2], LEVELS)):
            near = self._near(number, group, row.readings[index].bin)
            density = (near + level.doubt * density) / (self._totals.get(group, 0.0) + level.doubt)
        return density

    def _near(self, number: int, group: Group, bin_: int) -> float:
        """Lines of the group per power of ten around the size."""
        key = group * _BIN_SPAN + bin_
        found = self._smooth.get(key)
        if found is None:
            kernel, bins = self._kernels[number], self._bins[group]
            reach = len(kernel)
            if len(bins) < reach:
                found = sum(kernel[abs(other - bin_)] * share for other, share in bins.items() if -reach < other - bin_ < reach)
            else:
                found = kernel[0] * bins.get(bin_, 0.0)
                for step in range(1, reach):
                    found += kernel[step] * (bins.get(bin_ + step, 0.0) + bins.get(bin_ - step, 0.0))
            self._smooth[key] = found
        return found


def _kernel(blur: float) -> list[float]:
    """Half of a bell of that width on the steps of the size scale, its whole sum one per power of ten."""
    reach = math.ceil(3 * blur * BINS)
    half = [math.exp(-0.5 * (step / BINS / blur) ** 2) for step in range(reach + 1)]
    whole = (2 * sum(half) - half[0]) / BINS
    return [height / whole for height in half]
