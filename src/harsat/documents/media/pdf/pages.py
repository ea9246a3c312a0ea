"""Items put on pages: what belongs together stays together, and a table's head stands again on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from harsat.documents.media.pdf.pen import HEIGHT, TOP, Pen

Draw = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a height that is never split; `draw` gets the y of its top edge.

    `keeps_next` ties it to the item after it; `head` is drawn first when it begins a page; `gap` is the space
    above it, which a page's top swallows.
    """

    height: float
    draw: Draw
    keeps_next: bool = False
    head: Item | None = None
    gap: float = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and the y of its top edge."""

    item: Item
    y: float


class _Pages:
    """The pages so far and how far down the last one is filled."""

    def __init__(self) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._filled = 0.0

    def add(self, chunk: Sequence[Item]) -> None:
        """Place a chunk on this page if it fits, else on the next; one that fits no page is broken between items."""
        if self._filled and self._filled + height_of(chunk) > HEIGHT:
            self._turn(chunk[0])
        for item in chunk:
            if self._filled and self._filled + item.gap + item.height > HEIGHT:
                self._turn(item)
            self._place(item)

    def _turn(self, item: Item) -> None:
        self.pages.append([])
        self._filled = 0.0
        if item.head is not None:
            self._place(item.head)

    def _place(self, item: Item) -> None:
        if self._filled:
            self._filled += item.gap
        self.pages[-1].append(Placed(item, TOP + self._filled))
        self._filled += item.height


def pages_of(items: Iterable[Item]) -> list[list[Placed]]:
    """Lay the items out in one pass."""
    pages = _Pages()
    for chunk in _chunks(items):
        pages.add(chunk)
    return pages.pages


def height_of(items: Sequence[Item]) -> float:
    """Points that the items take below one another."""
    return sum(item.gap + item.height for item in items)


def tied(items: Sequence[Item], *, least: int) -> list[Item]:
    """The items as one unbreakable block when a page can hold it, else with the last `least` tied to what follows."""
    first = 0 if height_of(items) <= HEIGHT else len(items) - least
    return [replace(item, keeps_next=True) if position >= first else item for position, item in enumerate(items)]


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if not item.keeps_next:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
