"""The graph of bundels: which analysis points at which, and one walk over it for opening and for checking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from harsat.engine.errors import BundelCycle, BundelTargetMissing, EngineError
from harsat.engine.numbers import id_text
from harsat.engine.snapshot import Komponen

# Lines are kept per path, so a ladder of doubled bundels doubles them on every rung: one save must stay cheap.
LINES_MAX = 10_000


class NodeKind(StrEnum):
    """What a bundel may point at."""

    PEKERJAAN = "pekerjaan"
    ACUAN = "acuan"


class Node(NamedTuple):
    """The address of one analysis; the ids of both kinds overlap."""

    kind: NodeKind
    id: int


class BundelTooLarge(EngineError):
    """A bundel opens into more lines than one analysis may have."""

    def __init__(self, kode: str) -> None:
        limit = id_text(Decimal(LINES_MAX), 0)
        super().__init__("bundel_too_large", f"Analisa {kode} terurai menjadi lebih dari {limit} baris.", path=(kode,))


def target_of(row: Komponen) -> Node | None:
    """Where a row points, None for a row that is a resource."""
    if row.target_pekerjaan_id is not None:
        return Node(NodeKind.PEKERJAAN, row.target_pekerjaan_id)
    if row.target_analysis_id is not None:
        return Node(NodeKind.ACUAN, row.target_analysis_id)
    return None


def targets_of(rows: Iterable[Komponen]) -> tuple[Node, ...]:
    """Where the bundel rows of an analysis point, in row order; a target bundled twice stands twice."""
    return tuple(target for target in map(target_of, rows) if target is not None)


def walk(top: Node, targets: Callable[[Node], tuple[Node, ...] | None], kode: Callable[[Node], str]) -> Iterator[Node]:
    """Yield all below `top`, targets before their hosts, `top` last; its own stack, so that no depth is too deep."""
    path = [top]
    waiting = [iter(_targets_known(path, targets, kode))]
    done: set[Node] = set()
    while path:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            done.add(path[-1])
            yield path.pop()
        elif child in path:
            raise BundelCycle([kode(node) for node in (*path[path.index(child) :], child)])
        elif child not in done:
            path.append(child)
            waiting.append(iter(_targets_known(path, targets, kode)))


def _targets_known(
    path: Sequence[Node], targets: Callable[[Node], tuple[Node, ...] | None], kode: Callable[[Node], str]
) -> tuple[Node, ...]:
    found = targets(path[-1])
    if found is None:
        raise BundelTargetMissing([kode(node) for node in path])
    return found
