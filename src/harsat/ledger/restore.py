"""Going back to an earlier revision: its state beside that of now, and the difference as one change like any other."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from harsat.kernel.errors import Conflict, Refused
from harsat.ledger.apply import ops_apply
from harsat.ledger.ops import difference, touched
from harsat.ledger.replay import state_at, state_dump
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access


def restore_to(*, access: Access, revision: int, seen: str, request_key: UUID, request_hash: bytes) -> Receipt:
    """Make the project what it was at `revision`, rows with their ids; one undo brings back what this removes.

    `seen` is the mark of the state that the user decided to leave; where another is in force nothing is restored.
    Raises Conflict (`project_moved`), Refused (`revision_unknown`, `revision_too_old`).
    """
    if not 0 < revision <= access.revision:
        raise Refused(_("Revisi itu tidak ada."), code="revision_unknown")
    # History never changes, so it is read and folded before the lock is taken.
    target = state_at(access.project_id, revision)

    def body(write: Write) -> Answer:
        if write.mark_before != seen:
            raise Conflict(code="project_moved", mark=write.mark_before)
        ops = difference(state_dump(write.project_id), target)
        ops_apply(write, ops)
        return {"restored": revision, "changed": touched(ops)}

    return project_write(
        access=access,
        action="project_restore",
        page="history",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )
