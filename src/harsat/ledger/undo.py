"""Undo and redo on the server: the inverse of a change, checked against what is there now, as a change of its own.

A chain is in force while its length is odd. Undo takes back the newest tip among the user's odd chains; redo takes back
the newest tip among the even ones, if it is newer than the user's newest original: new work ends redo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from harsat.kernel.errors import CellConflicts, Conflict, Refused
from harsat.ledger.canonical import unpack
from harsat.ledger.models import Change
from harsat.ledger.ops import Op
from harsat.ledger.preflight import preflight
from harsat.ledger.registry import registry
from harsat.ledger.schema import SCHEMA
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access


def change_undo(*, access: Access, request_key: UUID, request_hash: bytes) -> Receipt:
    """Take back the newest change of this user that is in force."""
    return _inverse_write(access, "undo", undo_tip, request_key, request_hash)


def change_redo(*, access: Access, request_key: UUID, request_hash: bytes) -> Receipt:
    """Bring back what this user took back last, unless new work has been done since."""
    return _inverse_write(access, "redo", redo_tip, request_key, request_hash)


def undo_tip(access: Access) -> Change | None:
    """The change that an undo would take back."""
    return _tips(access).annotate(odd=F("chain") % 2).filter(odd=1).first()


def redo_tip(access: Access) -> Change | None:
    """The change that a redo would take back."""
    tip = _tips(access).annotate(odd=F("chain") % 2).filter(odd=0).first()
    if tip is None:
        return None
    newer = _mine(access).filter(root=None, undoable=True, revision__gt=tip.revision)
    return None if newer.exists() else tip


def _mine(access: Access) -> QuerySet[Change]:
    return Change.objects.filter(project_id=access.project_id, by_id=access.user_id).order_by("-revision")


def _tips(access: Access) -> QuerySet[Change]:
    return _mine(access).filter(undone_by=None, undoable=True, schema=SCHEMA)


def _inverse_write(
    access: Access,
    action: str,
    tip_of: Callable[[Access], Change | None],
    request_key: UUID,
    request_hash: bytes,
) -> Receipt:
    # The tip is found before the lock and checked by unique(undoes) and the preflight under it: a race is a 409.
    tip = tip_of(access)

    def body(write: Write) -> Answer:
        if tip is None:
            words = _("Tidak ada yang dapat diurungkan.") if action == "undo" else _("Tidak ada yang dapat diulang.")
            raise Refused(words, code=f"nothing_to_{action}")
        ops = [op.inverted() for op in ops_of(tip)]
        conflicts = preflight(write, ops)
        if conflicts:
            raise CellConflicts(conflicts, _("Baris ini sudah diubah lagi; tidak ada yang diurungkan."))
        ops_apply(write, ops)
        return {"action": tip.action, "page": tip.page, "changed": _touched(ops)}

    if tip is not None and Change.objects.filter(undoes=tip).exists():
        raise Conflict(code="undone_already")
    return project_write(
        access=access,
        action=action,
        page=tip.page if tip else "",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
        undoes=tip,
    )


def ops_of(change: Change) -> list[Op]:
    """The unpacked ops of a change."""
    return [Op(*op) for op in unpack(change.ops)]


def ops_apply(write: Write, ops: Sequence[Op]) -> None:
    """Deletes, then updates, then inserts: keys are deferred on both databases, so the final state decides.

    Unique columns are updated in two phases, or two rows that swap their codes would collide on the way.
    """
    for table_name in sorted({op.table for op in ops}):
        table = registry.by_name[table_name]
        of_table = [op for op in ops if op.table == table_name]
        deletes = [op.id for op in of_table if op.kind == "d"]
        updates = {op.id: op.after or {} for op in of_table if op.kind == "u"}
        inserts = [op for op in of_table if op.kind == "i"]
        if deletes:
            write.delete(table.model, deletes)
        if updates:
            write.update_in_two_phases(table.model, updates)
        if inserts:
            write.insert(table.model, [op.after or {} for op in inserts], ids=[op.id for op in inserts])


def _touched(ops: Sequence[Op]) -> dict[str, list[int]]:
    touched: dict[str, Any] = {}
    for op in ops:
        touched.setdefault(op.table, []).append(op.id)
    return touched
