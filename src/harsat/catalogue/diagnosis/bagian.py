"""Cuts the rows of one code into the analyses they once were, by the cheapest explanation of their order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.peran import crew_class, is_labour, resource_key
from harsat.catalogue.diagnosis.susunan import Layout, Shape, shape_of

# What a reader would rather not believe of one analysis, in units of "there is one more analysis here". The scale
# is set by two cases: a whole crew that starts again pays for a part, a single stray row does not.
ANOTHER_PART = 1.0
LABOUR_TWICE = 3.0
THING_TWICE, THINGS_TWICE_MOST = 0.8, 4.0
RESTART_OF_KATEGORI, RESTART_OF_CREW = 1.5, 0.6
CREW_UNUSUAL = 0.8
ONE_ROW = 1.5
LABOUR_NOT_FIRST = 1.0
NAME_MORE = 1.5
LONGEST = 300  # rows; beyond that no person meant one code
CREW_LEAST = 2


@dataclass(frozen=True)
class Parts:
    """The parts in order, and the rows that belong to none of them."""

    whole: tuple[tuple[Line, ...], ...]
    stray: tuple[Line, ...]


def parts_find(layout: Layout, kode: str) -> Parts:
    """The rows of a code in parts: one part for a sound analysis.

    Displaced rows are left aside while the main block is cut, then given to the part that lacks their role. A piece
    of one row is no analysis where such are unusual: it comes back as stray.
    """
    lines = layout.book.lines
    blocks = sorted(layout.blocks(kode), key=len, reverse=True)
    main = [lines[position] for position in blocks[0]]
    aside = [[lines[position] for position in block] for block in blocks[1:]]
    own = shape_of(layout.book.analyses[kode])
    cut = _cut(layout, kode, own, main)
    pieces = [
        _Piece(layout, kode, own, part, last[-1] if last else None) for last, part in zip([(), *cut], cut, strict=False)
    ]
    pieces += [_Piece(layout, kode, own, block) for block in aside if _complete(layout, kode, own, block, main)]
    pieces.sort(key=lambda piece: piece.lines[0].row)
    whole = [list(piece.lines) for piece in pieces if piece.stands(pieces)]
    if not whole:
        return Parts((tuple(main),), tuple(line for block in aside for line in block))
    stray = [line for piece in pieces if not piece.stands(pieces) for line in piece.lines]
    taken = {line.row for part in whole for line in part} | {line.row for line in stray}
    for line in (line for block in aside for line in block if line.row not in taken):
        part = _home(line, whole)
        (stray if part is None else part).append(line)
    ordered = (tuple(sorted(part, key=_row)) for part in whole)
    return Parts(tuple(ordered), tuple(sorted(stray, key=_row)))


@dataclass(frozen=True)
class _Piece:
    """One piece of the main block, `after` the row before it (None for the first and for far blocks)."""

    layout: Layout
    kode: str
    own: Shape
    lines: Sequence[Line]
    after: Line | None = None

    def stands(self, among: Sequence[_Piece]) -> bool:
        """Whether this piece can be an analysis: enough rows, and a crew that is usual or starts it."""
        if len(among) == 1:
            return True
        shape = shape_of(self.lines)
        if len(self.lines) == 1:
            return False
        if not shape:
            return not any(shape_of(piece.lines) for piece in among)
        return self._whole_crew(shape) or self.layout.shape_usual(self.kode, shape, self.own)

    def _whole_crew(self, shape: Shape) -> bool:
        """Several roles that begin anew after materials, or begin the code, whatever crew they make."""
        fresh = self.after is None or not is_labour(self.after)
        return fresh and is_labour(self.lines[0]) and len(self.lines) > CREW_LEAST and len(shape) >= CREW_LEAST


def _complete(layout: Layout, kode: str, own: Shape, block: Sequence[Line], main: Sequence[Line]) -> bool:
    """Whether a far block is an analysis of its own and no displaced rows: a crew that the main block has already."""
    shape = shape_of(block)
    roles = {resource_key(line) for line in main}
    doubled = sum(resource_key(line) in roles for line in block if is_labour(line))
    return len(block) > 1 and doubled > 1 and layout.shape_usual(kode, shape, own)


def _home(line: Line, parts: Sequence[list[Line]]) -> list[Line] | None:
    """The part that lacks the resource: for labour the one whose crew fits the amount best, else the shortest."""
    key = resource_key(line)
    lacking = [part for part in parts if all(resource_key(other) != key for other in part)]
    if is_labour(line):
        cls = crew_class(line)
        vacant = [part for part in lacking if cls not in shape_of(part)] or lacking
        return min(vacant, key=lambda part: _misfit(line, part, parts), default=None)
    return min(lacking, key=len, default=None)


def _misfit(line: Line, part: Sequence[Line], parts: Sequence[Sequence[Line]]) -> float:
    """How far the ratio of this row to its crew is from the ratio in the parts that are whole, in decades."""
    wanted = [_ratio(other, whole) for whole in parts for other in whole if resource_key(other) == resource_key(line)]
    known = sorted(ratio for ratio in wanted if ratio is not None)
    ratio = _ratio(line, part)
    if ratio is None or not known:
        return 0.0
    return abs(ratio - known[len(known) // 2])


def _ratio(line: Line, part: Sequence[Line]) -> float | None:
    others = [float(other.koefisien) for other in part if is_labour(other) and other is not line and other.koefisien]
    if not line.koefisien or not others:
        return None
    return math.log10(float(line.koefisien)) - math.log10(min(others))


def _cut(layout: Layout, kode: str, own: Shape, lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The cheapest division of consecutive rows into parts."""
    if len(lines) > LONGEST or not layout.orderly:
        return [lines]
    starts = [0, *_cuts(layout, lines), len(lines)]
    judge = _Judge(layout, kode, own, any(map(is_labour, lines)))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(starts)):
        cheapest = (math.inf, 0)
        for start in reversed(range(end)):
            part = lines[starts[start] : starts[end]]
            cost = judge.cost(part, most=cheapest[0])
            if cost > cheapest[0]:
                break  # a longer part repeats the same rows and more
            cheapest = min(cheapest, (best[start][0] + cost, start))
        best.append(cheapest)
    return _parts_of(lines, starts, best)


def _parts_of(lines: Sequence[Line], starts: Sequence[int], best: Sequence[tuple[float, int]]) -> list[Sequence[Line]]:
    parts: list[Sequence[Line]] = []
    end = len(starts) - 1
    while end:
        start = best[end][1]
        parts.insert(0, lines[starts[start] : starts[end]])
        end = start
    return parts


def _cuts(layout: Layout, lines: Sequence[Line]) -> list[int]:
    """Where a part may begin: at a restart of the usual order, at a row seen before, at another name."""
    seen: set[str] = set()
    cuts = []
    for index, line in enumerate(lines):
        key = resource_key(line)
        last = lines[index - 1]
        if index and (key in seen or line.nama != last.nama or layout.restart(last, line)):
            cuts.append(index)
        seen.add(key)
    return cuts


@dataclass(frozen=True)
class _Judge:
    """What one part costs; `labour` says whether the code has labour at all."""

    layout: Layout
    kode: str
    own: Shape
    labour: bool

    def cost(self, part: Sequence[Line], *, most: float) -> float:
        """The sum of everything odd about the part, or only of its repeated rows when those exceed `most`."""
        repeated = _twice(part)
        if repeated > most:
            return repeated
        shape = shape_of(part)
        return (
            ANOTHER_PART
            + repeated
            + _restarts(self.layout, part)
            + CREW_UNUSUAL * (not self.layout.shape_usual(self.kode, shape, self.own))
            + ONE_ROW * (len(part) == 1)
            + LABOUR_NOT_FIRST * (self.labour and not is_labour(part[0]))
            + NAME_MORE * (len({line.nama for line in part}) - 1)
        )


def _twice(part: Sequence[Line]) -> float:
    workers = [resource_key(line) for line in part if is_labour(line)]
    things = [resource_key(line) for line in part if not is_labour(line)]
    things_twice = len(things) - len(set(things))
    return LABOUR_TWICE * (len(workers) - len(set(workers))) + min(THINGS_TWICE_MOST, THING_TWICE * things_twice)


def _restarts(layout: Layout, part: Sequence[Line]) -> float:
    cost = 0.0
    for last, now in pairwise(part):
        if layout.restart(last, now):
            cost += RESTART_OF_CREW if is_labour(last) else RESTART_OF_KATEGORI if is_labour(now) else 0
    return cost


def _row(line: Line) -> int:
    return line.row
