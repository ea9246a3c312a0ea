"""Undo and redo on the server: the inverse of a change, checked against what is there now, as a change of its own.

A chain is in force while its length is odd. Undo takes back the newest tip among the user's odd chains; redo takes back
the newest tip among the even ones, if it is newer than the user's newest original: new work ends redo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.kernel.errors import CellConflicts, Refused
from harsat.ledger.apply import ops_apply
from harsat.ledger.models import Change
from harsat.ledger.ops import ops_unpack, touched
from harsat.ledger.preflight import preflight
from harsat.ledger.registry import registry
from harsat.ledger.schema import SCHEMA
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access, Right

TipOf = Callable[[Access], Change | None]

NOTHING_TO: dict[str, str | Promise] = {
    "undo": gettext_lazy("Tidak ada yang dapat diurungkan."),
    "redo": gettext_lazy("Tidak ada yang dapat diulang."),
}


def change_undo(*, access: Access, request_key: UUID, request_hash: bytes) -> Receipt:
    """Take back the newest change of this user that is in force.

    Raises Refused (`nothing_to_undo`, or what a judge of the aggregate refuses), CellConflicts with every row that has
    moved on.
    """
    return _inverse_write(access, "undo", undo_tip, request_key, request_hash)


def change_redo(*, access: Access, request_key: UUID, request_hash: bytes) -> Receipt:
    """Bring back what this user took back last, unless new work has been done since; raises as `change_undo`."""
    return _inverse_write(access, "redo", redo_tip, request_key, request_hash)


def undo_tip(access: Access) -> Change | None:
    """The change that an undo would take back."""
    return _tips(access, 1).first()


def redo_tip(access: Access) -> Change | None:
    """The change that a redo would take back."""
    tip = _tips(access, 0).first()
    if tip is None:
        return None
    newer = _mine(access).filter(root=None, undoable=True, revision__gt=tip.revision)
    return None if newer.exists() else tip


def _mine(access: Access) -> QuerySet[Change]:
    return Change.objects.filter(project_id=access.project_id, by_id=access.user_id).order_by("-revision")


def _tips(access: Access, odd: int) -> QuerySet[Change]:
    tips = _mine(access).filter(undone_by=None, undoable=True, schema=SCHEMA)
    return tips.annotate(odd=F("chain") % 2).filter(odd=odd)


def _inverse_write(access: Access, action: str, tip_of: TipOf, request_key: UUID, request_hash: bytes) -> Receipt:
    def body(write: Write) -> Answer:
        # Found under the lock: two tabs that undo at once take back two changes, never one change twice.
        tip = tip_of(access)
        if tip is None:
            raise Refused(str(NOTHING_TO[action]), code=f"nothing_to_{action}")
        write.seat.require(right_of(tip))
        ops = [op.inverted() for op in ops_unpack(tip.ops)]
        conflicts = preflight(write, ops)
        if conflicts:
            raise CellConflicts(conflicts, _("Baris ini sudah diubah lagi; tidak ada yang diurungkan."))
        ops_apply(write, ops)
        for judge in registry.undo_judges:
            judge(write, ops)
        write.undoes = tip
        return {"action": tip.action, "page": tip.page, "changed": touched(ops)}

    receipt = project_write(
        access=access,
        action=action,
        page="",
        request_key=request_key,
        request_hash=request_hash,
        right=Right.PROGRESS,
        body=body,
    )
    return replace(receipt, can_undo=undo_tip(access) is not None, can_redo=redo_tip(access) is not None)


def right_of(change: Change) -> Right:
    """The right that taking back `change` needs: what a pelaksana may write a pelaksana may undo."""
    return Right.PROGRESS if change.parts == "jadwal" else Right.EDIT
