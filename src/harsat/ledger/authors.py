"""Who last touched a cell, for the side-by-side view of a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from harsat.kernel.clock import JAKARTA
from harsat.ledger.canonical import unpack
from harsat.ledger.models import Change
from harsat.ledger.ops import Op

LOOK_BACK = 50
"""A conflict is with somebody who writes now; further back nobody is named."""


class Author(NamedTuple):
    """The name to show and the moment, ISO 8601 in Asia/Jakarta."""

    by: str
    at: str


def last_authors(project_id: int, table: str, cells: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Author]:
    """The author of the newest change to each cell (row id, column), in one query; a deleted row counts for its cells."""
    wanted = set(cells)
    found: dict[tuple[int, str], Author] = {}
    changes = Change.objects.filter(project_id=project_id).select_related("by").order_by("-revision")[:LOOK_BACK]
    for change in changes:
        ops = [Op(*op) for op in unpack(change.ops)]
        for row_id, column in wanted - found.keys():
            if any(_touches(op, table, row_id, column) for op in ops):
                who = str(change.by) if change.by else "sistem"
                found[(row_id, column)] = Author(who, change.at.astimezone(JAKARTA).isoformat())
    return found


def _touches(op: Op, table: str, row_id: int, column: str) -> bool:
    if (op.table, op.id) != (table, row_id):
        return False
    return op.kind != "u" or column in (op.after or {})
