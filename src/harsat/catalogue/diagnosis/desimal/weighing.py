"""Beliefs in rounds: each row is judged by its likes, then with the others of its analysis, until they agree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.desimal.analyses import Case, judge
from harsat.catalogue.diagnosis.desimal.contexts import Groups
from harsat.catalogue.diagnosis.desimal.likeness import Likeness
from harsat.catalogue.diagnosis.desimal.losses import Losses, first_beliefs
from harsat.catalogue.diagnosis.desimal.places import Places
from harsat.catalogue.diagnosis.desimal.ratios import LARGEST_ANALYSIS, Ratios
from harsat.catalogue.diagnosis.desimal.rows import Row, rows_make

_ROUNDS = 3
_IMPOSSIBLE = 1e-5
"""What the file as a whole holds for less likely than this is not looked at again; the number itself always is."""
_ALIVE_TIED, _ALIVE = 14.0, 9.0
"""Readings this far (in nats) behind the best by likeness are given up; large numbers may lean on wrong likes."""
_CERTAIN = 1e-3
"""A small number that its likes confirm so far is not judged again."""
_SAME = 1e-3
_DEAD = 1e-4

Beliefs = Iterable[tuple[Row, list[float]]]


class Weighing:
    """All rows of a book with what is believed of them after the last round."""

    def __init__(self, book: Book) -> None:
        groups = Groups()
        self.rows = [*rows_make(book.lines, groups), *rows_make(book.known, groups, known=True)]
        self.doubted = [row for row in self.rows if row.doubted]
        self.analyses: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            self.analyses[row.analysis].append(row)
        _copies_count(self.doubted)
        self.losses = Losses(self.rows)
        self.likeness = Likeness(self.rows, self.doubted)
        self.places = Places(self.rows)
        self.ratios = Ratios(self.analyses, self.doubted)
        self._alive: dict[int, list[int]] = {}

    def run(self) -> None:
        """First beliefs from the file as a whole, one round by likeness, the others with the analyses."""
        self._begin()
        self._believe([(row, self._by_likeness(row)) for row in self.doubted])
        for number in range(_ROUNDS):
            self.ratios.learn(tied=number > 0)
            self._believe(list(self._by_analyses()))

    def _begin(self) -> None:
        """Damaged neighbours confirm each other, so no large whole number speaks before it has been judged once."""
        witnesses = [row for row in self.rows if not row.tied]
        self._count(witnesses, 1.0)
        beliefs = first_beliefs(self.doubted, witnesses, self.likeness, self.losses)
        self._count((row for row in self.rows if row.tied), 1.0)
        self._believe(beliefs)
        for row, belief in beliefs:
            self._alive[id(row)] = [index for index, chance in enumerate(belief) if not index or chance > _IMPOSSIBLE]

    def _count(self, rows: Iterable[Row], weight: float) -> None:
        for row in rows:
            self.likeness.add(row, weight)
            self.places.add(row, weight)

    def _believe(self, beliefs: Beliefs) -> None:
        """Take over all at once, so that no row is judged by half of the new beliefs."""
        changed = [(row, belief) for row, belief in beliefs if _changes(row.belief, belief)]
        self._count((row for row, _belief in changed), -1.0)
        for row, belief in changed:
            row.believe(belief)
        self._count((row for row, _belief in changed), 1.0)
        self.losses.learn(self.doubted)

    def _by_likeness(self, row: Row) -> list[float]:
        """Beliefs without the analysis; readings out of the question are given up, a certain small number settled."""
        case = self._case(row)
        scores = {index: case.likeness(index) for index in case.alive}
        best = max(scores.values())
        margin = _ALIVE_TIED if row.tied else _ALIVE
        belief = case.belief({index: math.exp(score - best) for index, score in scores.items()})
        certain = not row.tied and max(belief) > 1 - _CERTAIN
        self._keep(row, [] if certain else [index for index, score in scores.items() if score > best - margin])
        return belief

    def _by_analyses(self) -> Iterator[tuple[Row, list[float]]]:
        for rows in self.analyses.values():
            open_ = [row for row in rows if row.doubted and self._alive[id(row)]]
            if len(rows) > LARGEST_ANALYSIS:
                yield from ((row, self._by_likeness(row)) for row in open_)
            elif open_:
                for row, belief in judge(self.ratios, rows, [self._case(row) for row in open_]):
                    self._keep(row, [index for index in self._alive[id(row)] if belief[index] > _DEAD])
                    yield row, belief

    def _keep(self, row: Row, alive: list[int]) -> None:
        """The readings to be judged again; a single one has won."""
        self._alive[id(row)] = alive if len(alive) > 1 else []

    def _case(self, row: Row) -> Case:
        alive = self._alive[id(row)]
        masses, cells = [0.0] * len(row.readings), [0.0] * len(row.readings)
        for index in alive:
            cells[index] = self.places.habit(row, index) / (row.digits * math.log(10))
            masses[index] = self.likeness.mass(row, index, cells[index])
        losses = [self._loss(row, index) for index in range(len(row.readings))]
        return Case(row, list(alive), masses, cells, losses)

    def _loss(self, row: Row, index: int) -> float:
        """Log probability of the damage that makes this reading what stands there; all copies share one fate.

        Four copies of 1333 beside 80 rows with 0.1333: all four were hit, 4 x log(0.05), but any four of 84 could
        have been, log(83! / 80! / 3!), so together -12.0 + 11.4.
        """
        copies = row.copies
        loss = copies * self.losses.log_rate(row, row.readings[index])
        if copies > 1:
            sound = self.likeness.equals(row, index)
            loss += math.lgamma(sound + copies) - math.lgamma(sound + 1) - math.lgamma(copies)
        return loss


def _changes(before: Sequence[float], after: Sequence[float]) -> bool:
    return max(abs(new - old) for new, old in zip(after, before, strict=True)) > _SAME


def _copies_count(doubted: Sequence[Row]) -> None:
    """Rows that carry the same digits for the same resource were damaged together or not at all."""
    copies: dict[tuple[int, int], int] = defaultdict(int)
    for row in doubted:
        copies[row.contexts.resource, row.digits] += 1
    for row in doubted:
        if row.tied:
            row.copies = copies[row.contexts.resource, row.digits]
