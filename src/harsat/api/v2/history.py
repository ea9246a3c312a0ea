"""Undo, redo and restore on the server: one id of one change, whoever typed it and whatever page it came from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.schemas import ERRORS, ReceiptOut
from harsat.ledger.restore import restore_to
from harsat.ledger.undo import change_redo, change_undo
from harsat.projects.access import Right

router = Router(tags=["riwayat"])


class UndoneOut(ReceiptOut):
    """The receipt of an undo, with the action that was taken back and the page it came from."""

    action: str
    page: str


class RestoreIn(Schema):
    """The revision to go back to, and the mark of the state that is left: another's work since is not overwritten."""

    revision: int
    mark: str


class RestoredOut(ReceiptOut):
    """The receipt of a restore, with the revision that is in force again."""

    restored: int


@router.post("undo/", response={200: UndoneOut, **ERRORS}, operation_id="undo")
def undo(request: HttpRequest, project_id: Path[int]) -> dict[str, Any]:
    """Take back the newest change of the signed-in user that is in force."""
    receipt = change_undo(
        access=project_access(request, project_id, Right.PROGRESS),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.post("redo/", response={200: UndoneOut, **ERRORS}, operation_id="redo")
def redo(request: HttpRequest, project_id: Path[int]) -> dict[str, Any]:
    """Bring back what was taken back last, unless new work has been done since."""
    receipt = change_redo(
        access=project_access(request, project_id, Right.PROGRESS),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.post("restore/", response={200: RestoredOut, **ERRORS}, operation_id="restore")
def restore(request: HttpRequest, project_id: Path[int], body: RestoreIn) -> dict[str, Any]:
    """Make the project what it was at a revision, as one change that can be undone."""
    receipt = restore_to(
        access=project_access(request, project_id, Right.EDIT),
        revision=body.revision,
        seen=body.mark,
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()
