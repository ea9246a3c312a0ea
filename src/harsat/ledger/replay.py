"""Replay: the state of a project folded from its log, to restore any revision and to prove that the log is whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from harsat.kernel.errors import Refused
from harsat.ledger.canonical import pack, unpack
from harsat.ledger.marks import marks_get
from harsat.ledger.models import Change, Checkpoint
from harsat.ledger.ops import State, fold, ops_unpack
from harsat.ledger.registry import registry
from harsat.ledger.schema import SCHEMA
from harsat.ledger.snapshot_read import read_snapshot
from harsat.ledger.sql import rows_select

T = TypeVar("T")
Packed = bytes | memoryview

EVERY = 500
"""A checkpoint is taken after so many changes, so that a replay never folds more."""


def state_dump(project_id: int) -> State:
    """Every logged row of a project as the tables hold it now."""
    return {
        name: rows for name, table in sorted(registry.by_name.items()) if (rows := rows_select(table, project_id, None))
    }


def state_at(project_id: int, revision: int) -> State:
    """The state at a revision: the nearest checkpoint before it, and the ops since.

    Raises Refused (`revision_too_old`) where rows had another shape then: old ops are not translated.
    """
    checkpoint = Checkpoint.objects.filter(project_id=project_id, revision__lte=revision).order_by("-revision").first()
    since = checkpoint.revision if checkpoint else 0
    changes = Change.objects.filter(project_id=project_id, revision__gt=since, revision__lte=revision)
    state = _of_this_schema(checkpoint.state, checkpoint.schema, state_unpack) if checkpoint else {}
    for ops, schema in changes.order_by("revision").values_list("ops", "schema"):
        fold(state, _of_this_schema(ops, schema, ops_unpack))
    return {name: rows for name, rows in state.items() if rows}


def _of_this_schema(data: Packed, schema: int, unpack_as: Callable[[Packed], T]) -> T:
    if schema != SCHEMA:
        raise Refused(_("Revisi itu dari bentuk data yang lama; tidak dapat dibaca lagi."), code="revision_too_old")
    return unpack_as(data)


def checkpoint_take(project_id: int) -> Checkpoint:
    """Write the state of this moment down, marks and rows of one read snapshot."""
    with read_snapshot():
        marks = marks_get(project_id)
        state = state_dump(project_id)
    checkpoint, _made = Checkpoint.objects.get_or_create(
        project_id=project_id,
        revision=marks.revision,
        defaults={"mark": marks.mark, "schema": SCHEMA, "state": pack(state)},
    )
    return checkpoint


def checkpoint_due(revision: int) -> bool:
    """Whether this revision asks for a checkpoint."""
    return revision % EVERY == 0


def state_unpack(data: bytes | memoryview) -> State:
    """JSON knows only text keys; ids are numbers again after this."""
    return {name: {int(row_id): row for row_id, row in rows.items()} for name, rows in unpack(data).items()}
