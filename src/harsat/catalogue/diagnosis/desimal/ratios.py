"""What two resources of one analysis are to each other: a crew keeps its ratio, a mix its proportions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from harsat.catalogue.diagnosis.desimal.contexts import Group
from harsat.catalogue.diagnosis.desimal.experts import Expert
from harsat.catalogue.diagnosis.desimal.rows import Reading, Row

Pair = tuple[Group, Group]
_WITNESSES = 6
"""More ratios than this add no weight."""
_SAMPLE = 12
_SECTION_ENOUGH = 3
LARGEST_ANALYSIS = 25
"""Kits of many parts have no proportions worth learning."""


class _Seen(NamedTuple):
    """A ratio as log10, where it was seen, and the digits of the row if it is tied."""

    ratio: float
    analysis: str
    tied: int


_Ratios = dict[Pair, dict[str, list[_Seen]]]


class Ratios:
    """Ratios (log10) of every pair of resources that a doubted row needs, from rows that are settled."""

    def __init__(self, analyses: Mapping[str, Sequence[Row]], doubted: Iterable[Row]) -> None:
        wanted = {_pair(row, other) for row in doubted for other in analyses[row.analysis][:LARGEST_ANALYSIS]}
        self._fixed: _Ratios = defaultdict(lambda: defaultdict(list))
        self._open: list[tuple[Row, Row, Pair]] = []
        for rows in analyses.values():
            if len(rows) <= LARGEST_ANALYSIS:
                self._collect(rows, wanted)
        self._learned: _Ratios = {}
        self._memo: dict[tuple[Pair, str, str, int], list[float]] = {}

    def _collect(self, rows: Sequence[Row], wanted: Collection[Pair]) -> None:
        for row in rows:
            for other in rows:
                pair = _pair(row, other)
                if pair not in wanted or pair[0] == pair[1]:
                    continue
                if row.doubted or other.doubted:
                    self._open.append((row, other, pair))
                else:
                    self._fixed[pair][row.contexts.section].append(_seen(row, other))

    def learn(self, *, tied: bool) -> None:
        """Every ratio between settled rows of one analysis; at first without the `tied` ones, which err together."""
        self._memo.clear()
        self._learned = defaultdict(lambda: defaultdict(list))
        for row, other, pair in self._open:
            if row.settled and other.settled and (tied or not (row.tied or other.tied)):
                self._learned[pair][row.contexts.section].append(_seen(row, other))

    def expert(self, row: Row, other: Row, reading: Reading) -> Expert | None:
        """What `other`, read so, says of the row: 10 pekerja per mandor, 0.15 mandor -> 1.5; None: nothing."""
        ratios = self._ratios(row, other)
        if not ratios:
            return None
        return Expert([ratio + reading.size for ratio in ratios], min(len(ratios), _WITNESSES))

    def _ratios(self, row: Row, other: Row) -> list[float]:
        key = (_pair(row, other), row.contexts.section, row.analysis, row.digits if row.tied else 0)
        if key not in self._memo:
            self._memo[key] = self._sample(*key)
        return self._memo[key]

    def _sample(self, pair: Pair, section: str, analysis: str, tied: int) -> list[float]:
        """Ratios of the section, or of everywhere where the section has too few.

        At most twelve, evenly over their order, so that the order of the rows decides nothing. Neither rows of the
        same analysis are heard nor those with the same damage.
        """
        sources = self._fixed.get(pair, {}), self._learned.get(pair, {})
        near = [one for source in sources for one in source.get(section, ())]
        found = [one.ratio for one in near if one.analysis != analysis and not (tied and one.tied == tied)]
        if len(found) < _SECTION_ENOUGH:
            far = [one for source in sources for name, seen in source.items() if name != section for one in seen]
            found += [one.ratio for one in far if not (tied and one.tied == tied)]
        found.sort()
        step = max(1, math.ceil(len(found) / _SAMPLE))
        return found[step // 2 :: step]


def _pair(row: Row, other: Row) -> Pair:
    return row.contexts.resource, other.contexts.resource


def _seen(row: Row, other: Row) -> _Seen:
    return _Seen(row.best.size - other.best.size, row.analysis, row.digits if row.tied else 0)
