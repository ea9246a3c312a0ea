"""Routes of the price list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import money
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, CellsIn, ReceiptOut, TotalsOut
from harsat.engine.estimate import Estimate
from harsat.projects.access import Right
from harsat.rab.selectors.estimate import totals
from harsat.rab.selectors.harga import harga_rows
from harsat.rab.services.harga import harga_items_update

router = Router(tags=["harga"])


class HargaItemOut(Schema):
    """A resource of the project; `harga` null is "belum ada"; `dipakai` counts the pekerjaan that use it."""

    id: int
    kategori: str
    kode: str
    uraian: str
    satuan: str
    harga: str | None
    sumber: str
    dipakai: int


class HargaItemsOut(Schema):
    """The price list at one mark."""

    revision: int
    mark: str
    rows: list[HargaItemOut]
    can_edit: bool
    totals: TotalsOut


@router.get("harga-items/", response={200: HargaItemsOut, **READ_ERRORS}, operation_id="harga_items")
def harga_items(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The price list by kategori, then code."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        rows = [{**row._asdict(), "harga": money(row.harga)} for row in harga_rows(project_id, estimate)]
        return {"rows": rows, "can_edit": access.may(Right.EDIT), "totals": totals(estimate)}

    return conditional_read(request, access, "harga-items", make)


@router.post("harga-items/save/", response={200: ReceiptOut, **ERRORS}, operation_id="save_harga_items")
def harga_items_save(request: HttpRequest, project_id: Path[int], body: CellsIn) -> dict[str, Any]:
    """Set prices, sources and names of many items as one undoable command."""
    receipt = harga_items_update(
        access=project_access(request, project_id, Right.EDIT),
        cells=body.changes(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()
