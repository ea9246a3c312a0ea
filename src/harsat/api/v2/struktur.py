"""Routes of the List Pekerjaan: the tree, its one command, and what a change of source would do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure, koefisien, money, percent
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, ErrorOut
from harsat.api.v2.struktur_schemas import (
    SourcePreviewOut,
    StrukturIn,
    StrukturReceiptOut,
    StrukturTreeOut,
)
from harsat.engine.estimate import Estimate
from harsat.projects.access import Right
from harsat.rab.selectors.estimate import estimate_at, totals
from harsat.rab.selectors.source import source_preview
from harsat.rab.selectors.struktur import StrukturRow, struktur_rows
from harsat.rab.services.struktur import struktur_save

router = Router(tags=["struktur"])


@router.get("list-pekerjaan/tree/", response={200: StrukturTreeOut, **READ_ERRORS}, operation_id="list_pekerjaan_tree")
def tree(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The outline in printing order, numbered I, A, 1."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        rows = [_row(row) for row in struktur_rows(project_id, estimate)]
        return {"rows": rows, "can_edit": access.may(Right.EDIT), "totals": totals(estimate)}

    return conditional_read(request, access, "list-pekerjaan/tree", make)


def _row(row: StrukturRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "jumlah": figure(row.jumlah),
        "harga_langsung": money(row.harga_langsung),
        "buk_persen": percent(row.buk_persen),
        "lengkap": row.lengkap._asdict() if row.lengkap else None,
    }


@router.post("list-pekerjaan/save/", response={200: StrukturReceiptOut, **ERRORS}, operation_id="save_list_pekerjaan")
def save(request: HttpRequest, project_id: Path[int], body: StrukturIn) -> dict[str, Any]:
    """Cells, new rows, moves, deletions and changes of source as one undoable command."""
    receipt = struktur_save(
        access=project_access(request, project_id, Right.EDIT),
        command=body.command(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.get(
    "list-pekerjaan/{int:pekerjaan_id}/source-preview/",
    response={200: SourcePreviewOut, **READ_ERRORS, 422: ErrorOut},
    operation_id="pekerjaan_source_preview",
)
def preview(
    request: HttpRequest, project_id: Path[int], pekerjaan_id: int, source: str, analysis_id: int | None = None
) -> dict[str, Any]:
    """What the pekerjaan would lose and become; nothing is written."""
    access = project_access(request, project_id)
    estimate = estimate_at(project_id, access.mark)
    found = source_preview(project_id, estimate, pekerjaan_id, source=source, analysis_id=analysis_id)
    komponen = [
        {**line._asdict(), "before": koefisien(line.before), "after": koefisien(line.after)} for line in found.komponen
    ]
    return {**found._asdict(), "komponen": komponen}
