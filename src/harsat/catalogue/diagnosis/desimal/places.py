"""How many decimals the lines of a place are written with: labour here with four, pieces there with none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from harsat.catalogue.diagnosis.desimal.contexts import Group
from harsat.catalogue.diagnosis.desimal.rows import PLACES_MAX, Row

_DOUBT = (20.0, 8.0, 5.0, 3.0, 3.0)
"""How many lines of the same size it takes before a level counts as much as the wider one."""
_FILE: Group = -1
_BANDS = 16
_NOTHING = 1e-4


class Places:
    """Counts of decimals by power of ten and group, each row weighted by what is believed of it."""

    def __init__(self, rows: Iterable[Row]) -> None:
        written: dict[int, float] = defaultdict(lambda: 0.5)
        for row in rows:
            written[row.readings[0].places] += 1
        total = sum(written.values()) + 0.5 * (PLACES_MAX + 2 - len(written))
        self._written = {places: written[places] / total for places in range(PLACES_MAX + 1)}
        self._counts: dict[int, float] = defaultdict(float)
        self._totals: dict[int, float] = defaultdict(float)

    def add(self, row: Row, weight: float) -> None:
        """Count the row with `weight`; a negative weight takes it out."""
        for reading, belief in zip(row.readings, row.belief, strict=True):
            if belief > _NOTHING:
                share = belief * weight
                for group in (_FILE, *row.contexts.habit):
                    total = group * _BANDS + reading.band
                    self._totals[total] += share
                    self._counts[total * _BANDS + reading.places] += share

    def habit(self, row: Row, index: int) -> float:
        """Probability that a number of this size stands here with this many decimals."""
        reading = row.readings[index]
        own = row.belief[index]
        habit = self._written[reading.places]
        for group, doubt in zip((_FILE, *row.contexts.habit), _DOUBT, strict=True):
            total = group * _BANDS + reading.band
            count = self._counts.get(total * _BANDS + reading.places, 0.0) - own
            lines = self._totals.get(total, 0.0) - own
            habit = ((count if count > 0 else 0.0) + doubt * habit) / ((lines if lines > 0 else 0.0) + doubt)
        return habit
