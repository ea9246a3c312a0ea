"""The doubted rows of one analysis judged together: each combination of their readings is scored as a whole."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from harsat.catalogue.diagnosis.desimal.experts import Opinion, Opinions, opinion, opinions_begin
from harsat.catalogue.diagnosis.desimal.geometry import geometry_experts
from harsat.catalogue.diagnosis.desimal.ratios import Ratios
from harsat.catalogue.diagnosis.desimal.rows import Row, normal

_COMBINATIONS = 64


class Case:
    """One doubted row in one round: likeness and loss of its readings, and which of them are still alive."""

    __slots__ = ("alive", "begun", "cells", "losses", "masses", "row")

    def __init__(
        self, row: Row, alive: list[int], masses: list[float], cells: list[float], losses: list[float]
    ) -> None:
        self.row = row
        self.alive = alive
        self.masses = masses
        self.cells = cells
        self.losses = losses
        self.begun: dict[int, Opinions] = {}

    def likeness(self, index: int) -> float:
        """Log score without the analysis."""
        return math.log(self.masses[index]) + self.losses[index]

    def belief(self, weights: Mapping[int, float]) -> list[float]:
        """Weights of the readings alive as probabilities of all readings."""
        return normal([weights.get(index, 0.0) for index in range(len(self.row.readings))])


def judge(ratios: Ratios, rows: Sequence[Row], cases: Sequence[Case]) -> Iterator[tuple[Row, list[float]]]:
    """New beliefs of the cases, which all belong to the analysis of `rows`.

    The first case is heard with the rows that are settled, the second with these and the first, and so on, so that a
    mistake common to all of them still shows against the settled ones.
    """
    for batch in _batches(sorted(cases, key=lambda case: -max(case.row.belief))):
        _begin(ratios, rows, batch)
        yield from _beliefs(batch, list(_combinations(ratios, batch)))


def _batches(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Cases in groups whose combinations can be counted; the others of a kit lend what is believed of them so far."""
    batch: list[Case] = []
    for case in cases:
        if batch and math.prod(len(one.alive) for one in batch) * len(case.alive) > _COMBINATIONS:
            yield batch
            batch = []
        batch.append(case)
    yield batch


def _beliefs(
    cases: Sequence[Case], scored: Sequence[tuple[float, tuple[int, ...]]]
) -> Iterator[tuple[Row, list[float]]]:
    """The share of all combinations in which a row has a reading is what is believed of it."""
    best = max(score for score, _chosen in scored)
    sums: list[dict[int, float]] = [defaultdict(float) for _case in cases]
    for score, chosen in scored:
        for place, index in enumerate(chosen):
            sums[place][index] += math.exp(score - best)
    for case, weights in zip(cases, sums, strict=True):
        yield case.row, case.belief(weights)


def _begin(ratios: Ratios, rows: Sequence[Row], cases: Sequence[Case]) -> None:
    """What geometry and the settled rows say of each reading, once for all combinations."""
    judged = {id(case.row) for case in cases}
    settled = [(row, row.best) for row in rows if id(row) not in judged]
    for case in cases:
        experts = geometry_experts(case.row, rows)
        experts += [found for row, best in settled if (found := ratios.expert(case.row, row, best))]
        for index in case.alive:
            heard = opinions_begin(case.masses[index])
            size = case.row.readings[index].size
            for expert in experts:
                heard = heard.plus(opinion(expert, size, case.masses[index], case.cells[index]))
            case.begun[index] = heard


def _combinations(ratios: Ratios, cases: Sequence[Case]) -> Iterator[tuple[float, tuple[int, ...]]]:
    heard: dict[tuple[int, int, int, int], Opinion | None] = {}
    for chosen in product(*(case.alive for case in cases)):
        score = 0.0
        for place, (case, index) in enumerate(zip(cases, chosen, strict=True)):
            opinions = case.begun[index]
            for before in range(place):
                key = (place, index, before, chosen[before])
                if key not in heard:
                    heard[key] = _heard(ratios, case, index, cases[before].row, chosen[before])
                if said := heard[key]:
                    opinions = opinions.plus(said)
            score += opinions.score + case.losses[index]
        yield score, chosen


def _heard(ratios: Ratios, case: Case, index: int, other: Row, chosen: int) -> Opinion | None:
    expert = ratios.expert(case.row, other, other.readings[chosen])
    if expert is None:
        return None
    return opinion(expert, case.row.readings[index].size, case.masses[index], case.cells[index])
