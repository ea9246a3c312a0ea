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
_SAMPLE = 24
_SECTION_ENOUGH = 3
_LARGEST_ANALYSIS = 25
"""Kits of many parts have no proportions worth learning."""


class _Seen(NamedTuple):
    ratio: float
    kode: str
    tied: int


_Ratios = dict[Pair, dict[str, list[_Seen]]]


class Ratios:
    """Ratios (log10) of every pair of resources that a doubted row needs, from rows that are settled."""

    def __init__(self, analyses: Mapping[str, Sequence[Row]], doubted: Iterable[Row]) -> None:
        wanted = {
            (row.contexts.resource, other.contexts.resource)
            for row in doubted
            for other in analyses[row.line.kode][:_LARGEST_ANALYSIS]
        }
        self._fixed: _Ratios = defaultdict(lambda: defaultdict(list))
        self._open: list[tuple[Row, Row, Pair]] = []
        for rows in analyses.values():
            if 1 < len(rows) <= _LARGEST_ANALYSIS:
                self._collect(rows, wanted)
        self._seen = self._fixed
        self._memo: dict[tuple[Pair, str, str, int], list[float]] = {}

    def _collect(self, rows: Sequence[Row], wanted: Collection[Pair]) -> None:
        for row in rows:
            for other in rows:
                pair = (row.contexts.resource, other.contexts.resource)
                if pair in wanted and pair[0] != pair[1]:
                    if row.doubted or other.doubted:
                        self._open.append((row, other, pair))
                    else:
                        self._fixed[pair][row.contexts.section].append(_seen(row, other))

    def learn(self, *, tied: bool) -> None:
        """Every ratio between settled rows of one analysis; at first without the `tied` ones, which err together."""
        self._memo.clear()
        self._seen = defaultdict(lambda: defaultdict(list))
        for pair, sections in self._fixed.items():
            for section, seen in sections.items():
                self._seen[pair][section] = list(seen)
        for row, other, pair in self._open:
            if row.settled and other.settled and (tied or not (row.tied or other.tied)):
                self._seen[pair][row.contexts.section].append(_seen(row, other))

    def expert(self, row: Row, other: Row, reading: Reading) -> Expert | None:
        """What `other`, read so, says of the row: 1 mandor per 10 pekerja, 0.15 mandor -> 1.5 pekerja; None: nothing."""
        ratios = self._ratios(row, other)
        if not ratios:
            return None
        return Expert([ratio + reading.size for ratio in ratios], min(len(ratios), _WITNESSES))

    def _ratios(self, row: Row, other: Row) -> list[float]:
        pair = (row.contexts.resource, other.contexts.resource)
        if pair[0] == pair[1] or pair not in self._seen:
            return []
        key = (pair, row.contexts.section, row.line.kode, row.digits if row.tied else 0)
        if key not in self._memo:
            self._memo[key] = self._sample(*key)
        return self._memo[key]

    def _sample(self, pair: Pair, section: str, kode: str, tied: int) -> list[float]:
        """Ratios of the section, or of everywhere where the section has too few, spread evenly over their range."""
        seen = self._seen[pair]
        found = [one.ratio for one in seen.get(section, ()) if one.kode != kode and not (tied and one.tied == tied)]
        if len(found) < _SECTION_ENOUGH:
            for name, others in seen.items():
                if name != section:
                    found += [one.ratio for one in others if not (tied and one.tied == tied)]
        found.sort()
        step = max(1, math.ceil(len(found) / _SAMPLE))
        return found[step // 2 :: step]


def _seen(row: Row, other: Row) -> _Seen:
    return _Seen(row.best.size - other.best.size, row.line.kode, row.digits if row.tied else 0)
