"""Who last touched a cell, for the side-by-side view of a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from harsat.kernel.clock import JAKARTA
from harsat.ledger.models import Change
from harsat.ledger.ops import Op, ops_unpack

LOOK_BACK = 50
"""A conflict is with somebody who writes now; further back nobody is named."""


class Author(NamedTuple):
    """The name to show and the moment, ISO 8601 in Asia/Jakarta."""

    by: str
    at: str


def last_authors(project_id: int, table: str, cells: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Author]:
    """The author of the newest change to each cell (row id, column), in one query.

    An insert and a delete touch every cell of their row; the column "" is the row itself.
    """
    wanted = set(cells)
    found: dict[tuple[int, str], Author] = {}
    changes = Change.objects.filter(project_id=project_id).select_related("by").order_by("-revision")[:LOOK_BACK]
    for change in changes:
        ops = {op.id: op for op in ops_unpack(change.ops) if op.table == table}
        who = Author(str(change.by) if change.by else "sistem", change.at.astimezone(JAKARTA).isoformat())
        touched = [cell for cell in wanted if cell[0] in ops and _touches(ops[cell[0]], cell[1])]
        found.update(dict.fromkeys(touched, who))
        wanted.difference_update(touched)
    return found


def _touches(op: Op, column: str) -> bool:
    return op.kind != "u" or not column or column in (op.after or {})
