"""How often the file loses a separator, by class: what is absent among the fractions shows what was lost.

Some programs take 1,324 for 1324 but leave 0,324 alone; then no fraction with three decimals above 1 is left in the
file, while those below 1 abound. Such a class is lost nearly always, the others nearly never.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from harsat.catalogue.diagnosis.desimal.contexts import Group
from harsat.catalogue.diagnosis.desimal.likeness import Likeness
from harsat.catalogue.diagnosis.desimal.rows import PLACES_MAX, Reading, Row, normal

Loss = tuple[int, bool]
_USUAL = 0.05
_LOG_ROUND = math.log(0.001)
"""Fractions are hardly ever written with a zero at their end, so 150 is hardly ever 1.50."""
_LOG_HALF = math.log(0.5)
_ABSENT = 2


class Losses:
    """The probability that a number of a class lost its separator, learned from survivors and beliefs."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._survivors: dict[Loss, float] = defaultdict(float)
        for row in rows:
            if not row.doubted and row.readings[0].places:
                self._survivors[row.readings[0].loss] += 1
        classes = [(places, whole) for places in range(1, PLACES_MAX + 1) for whole in (True, False)]
        self._logs = {loss: math.log(self._at_first(loss)) for loss in classes}

    def _at_first(self, loss: Loss) -> float:
        """One in twenty where the class survives, certain where nothing of it does: 0.05 + 0.95 / (1 + survivors)."""
        return _USUAL + (1 - _USUAL) / (1 + self._survivors[loss])

    def absent(self, reading: Reading) -> bool:
        """Whether next to nothing of its class is left in the file, so that it must be lost as a rule."""
        return self._survivors.get(reading.loss, 0.0) <= _ABSENT and self._logs[reading.loss] > _LOG_HALF

    def log_rate(self, row: Row, reading: Reading) -> float:
        """Log probability that this reading was damaged into the digits that stand there; 0 for the number itself."""
        if not reading.places:
            return 0.0
        return self._logs[reading.loss] + (_LOG_ROUND if row.digits % 10 == 0 else 0.0)

    def learn(self, rows: Iterable[Row]) -> None:
        """New rates from what is believed: lost / (lost + survivors), a little below where few are known."""
        lost: dict[Loss, float] = defaultdict(float)
        for row in rows:
            for reading, belief in zip(row.readings, row.belief, strict=True):
                if reading.places:
                    lost[reading.loss] += belief
        for loss in self._logs:
            self._logs[loss] = math.log((lost[loss] + 0.05) / (lost[loss] + self._survivors[loss] + 1))


def first_beliefs(
    doubted: Sequence[Row], witnesses: Iterable[Row], likeness: Likeness, losses: Losses
) -> list[tuple[Row, list[float]]]:
    """Beliefs to begin with, from kategori and unit alone; `likeness` has counted the witnesses and nothing else."""
    written = _Written(witnesses)
    known: dict[tuple[Group, int], list[float]] = {}
    for row in doubted:
        key = (row.contexts.likeness[1], row.digits)
        if key not in known:
            known[key] = normal(
                [
                    likeness.coarse(row, index) * written.share(reading) * math.exp(losses.log_rate(row, reading))
                    for index, reading in enumerate(row.readings)
                ]
            )
    return [(row, known[row.contexts.likeness[1], row.digits]) for row in doubted]


class _Written:
    """How many decimals numbers at least 1, and numbers below, are written with among the witnesses."""

    def __init__(self, witnesses: Iterable[Row]) -> None:
        self._counts: dict[Loss, float] = defaultdict(float)
        for row in witnesses:
            self._counts[row.readings[0].loss] += 1
        for places in range(1, PLACES_MAX + 1):
            # a class that is lost altogether still has its share, seen on the other side of 1
            both = self._counts[places, True] + self._counts[places, False]
            self._counts[places, True] = max(self._counts[places, True], both / 10)
        self._sides = {side: 1 + sum(n for (_p, s), n in self._counts.items() if s is side) for side in (True, False)}

    def share(self, reading: Reading) -> float:
        return (self._counts.get(reading.loss, 0.0) + 0.02) / self._sides[reading.whole]
