"""Beliefs in rounds: each row is judged by its likes, then with the others of its analysis, until they agree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.desimal.analyses import Case, judge
from harsat.catalogue.diagnosis.desimal.contexts import Groups
from harsat.catalogue.diagnosis.desimal.likeness import Likeness
from harsat.catalogue.diagnosis.desimal.losses import Losses, first_beliefs, normal
from harsat.catalogue.diagnosis.desimal.places import Places
from harsat.catalogue.diagnosis.desimal.ratios import Ratios
from harsat.catalogue.diagnosis.desimal.rows import Row, rows_make

PT,PU,DBG=1e-7,1e-7,0
_ROUNDS = 3
_ALIVE_TIED, _ALIVE = 14.0, 9.0
"""A reading this far (in nats) behind the best of its row is given up."""
_CERTAIN = 1e-3
_SAME = 1e-3
_DEAD = 1e-4


class Weighing:
    """All rows of a book with what is believed of them after the last round."""

    def __init__(self, book: Book) -> None:
        groups = Groups()
        self.rows = [*rows_make(book.lines, groups), *rows_make(book.known, groups, witness=True)]
        self.doubted = [row for row in self.rows if row.doubted]
        self.analyses: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            self.analyses[row.line.kode].append(row)
        _copies_count(self.doubted)
        self.losses = Losses(self.rows)
        self.likeness = Likeness({group for row in self.doubted for group in row.contexts.likeness})
        self.places = Places(self.rows)
        self.ratios = Ratios(self.analyses, self.doubted)
        self._alive: dict[int, list[int]] = {}

    def run(self) -> None:
        """First beliefs from the file as a whole, one round by likeness, the others with the analyses."""
        witnesses = [row for row in self.rows if not row.tied]
        self._count(witnesses, 1.0)
        beliefs = first_beliefs(self.doubted, witnesses, self.likeness, self.losses)
        self._count((row for row in self.rows if row.tied), 1.0)
        self._believe(beliefs)
        for row, belief in beliefs:
            self._alive[id(row)] = [i for i, b in enumerate(belief) if b > (PT if row.tied else PU)]
        if DBG: print('pruned', sum(map(len,self._alive.values())), sum(len(r.readings) for r in self.doubted))
        self._believe([(row, self._by_likeness(row)) for row in self.doubted])
        for number in range(_ROUNDS):
            self.ratios.learn(tied=number > 0)
            self._believe(list(self._by_analyses()))

    def _count(self, rows: Iterable[Row], weight: float) -> None:
        for row in rows:
            self.likeness.add(row, weight)
            self.places.add(row, weight)

    def _believe(self, beliefs: Iterable[tuple[Row, list[float]]]) -> None:
        changed = [
            (row, belief)
            for row, belief in beliefs
            if max(abs(new - old) for new, old in zip(belief, row.belief)) > _SAME
        ]
        self._count((row for row, _belief in changed), -1.0)
        for row, belief in changed:
            row.believe(belief)
        self._count((row for row, _belief in changed), 1.0)
        self.losses.learn(self.doubted)

    def _by_likeness(self, row: Row) -> list[float]:
        """Beliefs without the analysis; readings out of the question are given up, a certain small number settled."""
        case = self._case(row)
        scores = [case.likeness(index) for index in case.alive]
        best = max(scores)
        belief = case.belief({index: math.exp(score - best) for index, score in zip(case.alive, scores)})
        margin = _ALIVE_TIED if row.tied else _ALIVE
        alive = [index for index, score in zip(case.alive, scores) if score > best - margin]
        settled = not row.tied and max(belief) > 1 - _CERTAIN
        self._alive[id(row)] = [] if settled or len(alive) == 1 else alive
        return belief

    def _by_analyses(self) -> Iterator[tuple[Row, list[float]]]:
        for rows in self.analyses.values():
            cases = [self._case(row) for row in rows if row.doubted and self._alive[id(row)]]
            if cases:
                for row, belief in judge(self.ratios, rows, cases):
                    alive = [index for index in self._alive[id(row)] if belief[index] > _DEAD]
                    self._alive[id(row)] = alive if len(alive) > 1 else []
                    yield row, belief

    def _case(self, row: Row) -> Case:
        alive = self._alive[id(row)]
        masses, cells = [0.0] * len(row.readings), [0.0] * len(row.readings)
        for index in alive:
            habit = self.places.habit(row, index)
            cells[index] = habit / (row.digits * math.log(10))
            masses[index] = self.likeness.mass(row, index, cells[index])
        losses = [row.copies * self.losses.log_rate(row, reading) for reading in row.readings]
        return Case(row, list(alive), masses, cells, losses)


def _copies_count(doubted: Sequence[Row]) -> None:
    """Rows that carry the same digits for the same resource in one section were damaged together or not at all."""
    copies: dict[tuple[object, ...], int] = defaultdict(int)
    for row in doubted:
        copies[row.contexts.resource, row.contexts.section, row.digits] += 1
    for row in doubted:
        if row.tied:
            row.copies = copies[row.contexts.resource, row.contexts.section, row.digits]
