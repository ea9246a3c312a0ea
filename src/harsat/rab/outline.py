"""The outline of a project in memory: who stands under whom and behind whom, and the order keys that say so.

Keys are integers with gaps of 1024, so that an insertion or a move touches the rows it is about; only where a gap is
used up are the siblings numbered afresh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Table = Literal["klasifikasi", "sub_klasifikasi", "pekerjaan"]
Ref = int | str
"""A stored row by its id, or a row added by the same command by its `temp`."""
Key = tuple[Table, Ref]

TABLES: tuple[Table, ...] = ("klasifikasi", "sub_klasifikasi", "pekerjaan")
PARENT_TABLES: dict[Table, Table] = {"sub_klasifikasi": "klasifikasi", "pekerjaan": "sub_klasifikasi"}
LAST = "last"
"""As `after`: behind all siblings. None is before all of them."""
STEP = 1024


@dataclass(slots=True)
class Node:
    """A row of the outline; `order` is None while its place is new. `kode` and `source` are those of a pekerjaan."""

    table: Table
    ref: Ref
    parent: Ref | None
    order: int | None
    kode: str = ""
    source: str = ""

    @property
    def key(self) -> Key:
        """What identifies it across the tables."""
        return self.table, self.ref


class NeighbourGone(Exception):
    """The row that another shall stand behind is not among the siblings."""


class Outline:
    """All rows of the struktur; changed in memory first, so that every conflict is known before anything is written."""

    def __init__(self, nodes: Iterable[Node] = (), *, kode_custom: int = 0, kode_modified: int = 0) -> None:
        self.nodes: dict[Key, Node] = {node.key: node for node in nodes}
        self.kode_custom = kode_custom
        self.kode_modified = kode_modified
        self._children: dict[tuple[Table, Ref | None], list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self._children[node.table, node.parent].append(node)
        for siblings in self._children.values():
            siblings.sort(key=lambda node: (node.order or 0, node.ref))
        self._touched: dict[tuple[Table, Ref | None], None] = {}

    def get(self, table: Table, ref: Ref) -> Node | None:
        """The row, if it is there."""
        return self.nodes.get((table, ref))

    def children(self, table: Table, parent: Ref | None) -> list[Node]:
        """The rows of `table` under `parent` in their order."""
        return self._children[table, parent]

    def inside(self, node: Node) -> list[Node]:
        """Everything under a row, outermost first."""
        inner = [table for table, parent in PARENT_TABLES.items() if parent == node.table]
        below = [child for table in inner for child in self._children[table, node.ref]]
        return below + [deeper for child in below for deeper in self.inside(child)]

    def add(self, node: Node, after: Ref | None) -> None:
        """Put a new row behind `after`."""
        self.nodes[node.key] = node
        self._insert(node, after)

    def move(self, node: Node, parent: Ref | None, after: Ref | None) -> None:
        """Put a row elsewhere; one that already stands there keeps its key."""
        siblings = self._children[node.table, node.parent]
        place = siblings.index(node)
        behind = siblings[place - 1].ref if place else None
        last = place == len(siblings) - 1
        if parent == node.parent and (after == behind or (after == LAST and last)):
            return
        siblings.remove(node)
        node.parent, node.order = parent, None
        self._insert(node, after)

    def remove(self, node: Node) -> None:
        """Take a row out, without what is inside it."""
        del self.nodes[node.key]
        self._children[node.table, node.parent].remove(node)

    def renumbered(self) -> Iterator[tuple[Node, int]]:
        """Every row whose order key is new or changed, with that key."""
        for place in self._touched:
            siblings = self._children[place]
            for node, order in zip(siblings, order_keys([node.order for node in siblings]), strict=True):
                if node.order != order:
                    yield node, order

    def _insert(self, node: Node, after: Ref | None) -> None:
        siblings = self._children[node.table, node.parent]
        siblings.insert(self._place(siblings, after), node)
        self._touched[node.table, node.parent] = None

    @staticmethod
    def _place(siblings: Sequence[Node], after: Ref | None) -> int:
        if after is None:
            return 0
        if after == LAST:
            return len(siblings)
        for place, node in enumerate(siblings, 1):
            if node.ref == after:
                return place
        raise NeighbourGone


def order_keys(orders: Sequence[int | None]) -> list[int]:
    """Keys for siblings in their final sequence; None is a row without one.

    [1024, None, 2048] gives [1024, 1536, 2048]; [1024, None, 1025] has no room left and gives [1024, 2048, 3072].
    """
    keys: list[int] = []
    for first, end in _runs(orders):
        low = keys[first - 1] if first else None
        high = orders[end] if end < len(orders) else None
        between = _between(low, high, end - first)
        if between is None:
            return [STEP * place for place in range(1, len(orders) + 1)]
        keys += between
        if high is not None:
            keys.append(high)
    return keys


def _runs(orders: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Stretches of rows without a key, empty ones too, each ending before a row that has one or at the end."""
    first = 0
    for place, order in enumerate(orders):
        if order is not None:
            yield first, place
            first = place + 1
    if first < len(orders):
        yield first, len(orders)


def _between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """`count` keys between two, none where there is no room."""
    if count == 0:
        return []
    if high is None:
        return [(low or 0) + STEP * place for place in range(1, count + 1)]
    if low is None:
        return [high - STEP * place for place in range(count, 0, -1)]
    step = (high - low) // (count + 1)
    return [low + step * place for place in range(1, count + 1)] if step else None
