"""How the rows of a file are laid out: where each code stands, in which order roles follow, which crews are usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.peran import crew_class, is_labour

INTRUDERS = 3  # foreign rows that may stand inside a block without breaking it
DISORDER, PIECES = 0.2, 5  # from this share of codes in pieces (and this many) the order of the rows says nothing
SEEN = 5
OPPOSITE = 8
_KEPT = "_layout"

Shape = frozenset[str]


@dataclass(frozen=True)
class Layout:
    """`places` are positions in book.lines by kode, `orderly` whether positions mean anything in this file."""

    book: Book
    places: dict[str, list[int]]
    orderly: bool
    before: Counter[tuple[str | None, str | None]]
    shapes: Counter[tuple[str, Shape]]
    children: dict[str, list[str]]

    def restart(self, last: Line, now: Line) -> bool:
        """Whether `now` after `last` goes back in the order that this file keeps: Pekerja after Mandor, or after Bahan.

        Within a crew the roles are compared, otherwise the kategori.
        """
        crew = is_labour(last) and is_labour(now)
        keys = (crew_class(last), crew_class(now)) if crew else (last.kategori, now.kategori)
        there = self.before[keys[::-1]]
        return there >= SEEN and self.before[keys] * OPPOSITE <= there

    def shape_usual(self, kode: str, shape: Shape, own: Shape) -> bool:
        """Whether other analyses near this code have just this crew (`own` is the crew counted for the code itself)."""
        less = shape == own
        if self.shapes[kode_parent(kode), shape] > less:
            return True
        # one role alone is too little to go by the whole chapter: a stray row looks the same
        return len(shape) > 1 and self.shapes[f"{kode_chapter(kode)}*", shape] > 1 + less

    def siblings(self, kode: str) -> list[str]:
        """The other codes under the same parent, in order of the file."""
        return [other for other in self.children[kode_parent(kode)] if other != kode]

    def blocks(self, kode: str) -> list[list[int]]:
        """The positions of a code in pieces; a few intruders do not break a piece."""
        return _pieces(self.places[kode], INTRUDERS + 1)

    def runs(self, kode: str) -> list[list[int]]:
        """The positions of a code in stretches without any other row between."""
        return _pieces(self.places[kode], 1)


def layout_read(book: Book) -> Layout:
    """Everything the order of the rows tells, learned from the file itself; kept with the book, for six ask."""
    kept = vars(book)
    if _KEPT not in kept:
        kept[_KEPT] = _layout(book)
    layout: Layout = kept[_KEPT]
    return layout


def _layout(book: Book) -> Layout:
    places: dict[str, list[int]] = {}
    for position, line in enumerate(book.lines):
        places.setdefault(line.kode, []).append(position)
    broken = [spots[-1] - spots[0] >= len(spots) for spots in places.values() if len(spots) > 1]
    before: Counter[tuple[str | None, str | None]] = Counter()
    shapes: Counter[tuple[str, Shape]] = Counter()
    children: dict[str, list[str]] = {}
    for kode, lines in book.analyses.items():
        children.setdefault(kode_parent(kode), []).append(kode)
        before.update(combinations(dict.fromkeys(crew_class(line) for line in lines if is_labour(line)), 2))
        before.update(combinations(dict.fromkeys(line.kategori for line in lines), 2))
        shape = shape_of(lines)
        shapes[kode_parent(kode), shape] += 1
        shapes[f"{kode_chapter(kode)}*", shape] += 1
    orderly = sum(broken) <= max(PIECES, DISORDER * len(broken))
    return Layout(book, places, orderly, before, shapes, children)


def shape_of(lines: Sequence[Line]) -> Shape:
    """The crew of some rows by role: {"pekerja", "tukang", "mandor"}."""
    return frozenset(crew_class(line) for line in lines if is_labour(line))


def kode_parent(kode: str) -> str:
    """The code above: "2.2.1.3" -> "2.2.1"."""
    return kode.rpartition(".")[0]


def kode_chapter(kode: str) -> str:
    """The first member of a code: "2.2.1.3" -> "2"."""
    return kode.partition(".")[0]


def _pieces(positions: Sequence[int], reach: int) -> list[list[int]]:
    pieces: list[list[int]] = []
    for position in positions:
        if pieces and position - pieces[-1][-1] <= reach:
            pieces[-1].append(position)
        else:
            pieces.append([position])
    return pieces
