"""Writes to an analysis: koefisien, new rows, moves and deletions as one command, and the BUK of one pekerjaan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.numbers import HARGA, KOEFISIEN
from harsat.kernel.errors import CellConflicts, CellRefusals, Refused
from harsat.ledger.canonical import Row
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import HargaItem, Komponen, Pekerjaan, Source
from harsat.rab.services.analisa_adds import AddsJudged, adds_judge, adds_rows
from harsat.rab.services.analisa_command import AnalisaCommand
from harsat.rab.services.analisa_rows import AnalisaRows, analisa_rows_read
from harsat.rab.services.bundel import bundel_graph, bundel_refuse
from harsat.rab.services.cells import (
    CellChange,
    Judge,
    buk_judge,
    cells_judge,
    cells_update,
    number_judge,
    text_judge,
)

KOMPONEN_JUDGES: dict[str, Judge] = {
    "koefisien": number_judge(KOEFISIEN, empty=False),
    "catatan": text_judge(gettext_lazy("Catatan"), length=300),
}
HARGA_JUDGES: dict[str, Judge] = {"harga": number_judge(HARGA)}

BUK_USUAL_MAX = 15


def analisa_save(
    *, access: Access, pekerjaan_id: int, command: AnalisaCommand, request_key: UUID, request_hash: bytes
) -> Receipt:
    """Save everything one act did to the analysis of a pekerjaan, wholly or not at all.

    The answer tells `ids` (temp to row id), `items` (resources made) and `warnings`. A resource of a known code and
    unit is the known one, whatever it is called here. A koefisien of 0 is kept, with a warning.

    Raises:
        NotFound: no such pekerjaan in this project.
        Refused: analysis_read_only on a reference; the bundel_* codes with their path.
        CellRefusals: every bad cell and row at once.
        CellConflicts: every row that is gone or stands elsewhere, every cell that somebody else changed.
    """

    def body(write: Write) -> Answer:
        rows = analisa_rows_read(write, pekerjaan_id)
        _refuse_read_only(rows, command)
        judged = _judged(write, rows, command)
        _refuse_conflicts(rows, command)
        after = rows.after(command)
        if command.adds or command.deletes:
            _refuse_bundles(write, rows, after, judged)
        changed = cells_update(write, Komponen, command.cells, KOMPONEN_JUDGES) if command.cells else {}
        if command.harga:
            changed |= cells_update(write, HargaItem, command.harga, HARGA_JUDGES)
        if command.deletes:
            write.delete(Komponen, [row.id for row in command.deletes])
        items, ids = adds_rows(write, pekerjaan_id, judged, after.orders)
        moved: dict[int, Row] = {row: {"order": order} for row, order in after.orders.items() if isinstance(row, int)}
        if moved:
            write.update(Komponen, moved)
        return {
            "changed": {**changed, "deleted": [row.id for row in command.deletes], "order": sorted(moved)},
            "ids": ids,
            "items": items,
            "warnings": [*_zero_warnings(command), *judged.warnings],
        }

    return project_write(
        access=access,
        action="analisa_save",
        page="detail-ahsp",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def analisa_pekerjaan_update(*, access: Access, cell: CellChange, request_key: UUID, request_hash: bytes) -> Receipt:
    """Set the BUK of one pekerjaan, which overrides the project's; empty follows the project again, 0 is 0 %."""

    def body(write: Write) -> Answer:
        changed = cells_update(write, Pekerjaan, [cell], {"buk_persen": buk_judge})
        return {"changed": changed, "warnings": _buk_warnings(cell.after)}

    return project_write(
        access=access,
        action="analisa_pekerjaan_update",
        page="detail-ahsp",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _refuse_read_only(rows: AnalisaRows, command: AnalisaCommand) -> None:
    if rows.source == Source.REF and command.touches_analysis:
        message = _("Analisa acuan hanya dapat dibaca. Pilih “Ubah menjadi modifikasi” dahulu.")
        raise Refused(message, code="analysis_read_only")
    if rows.langsung and command.adds:
        message = _("%(kode)s memakai harga langsung; hapus harga langsungnya sebelum menyusun analisa.")
        raise Refused(message % {"kode": rows.kode}, code="analysis_direct")


def _judged(write: Write, rows: AnalisaRows, command: AnalisaCommand) -> AddsJudged:
    """Cells and new rows judged together, so that every refusal is told at once."""
    refusals = [*_cells_refused(command.cells, KOMPONEN_JUDGES), *_cells_refused(command.harga, HARGA_JUDGES)]
    judged = adds_judge(write, rows, command)
    refusals += judged.refusals
    if refusals:
        raise CellRefusals(refusals)
    return judged


def _cells_refused(cells: Sequence[CellChange], judges: Mapping[str, Judge]) -> list[dict[str, Any]]:
    try:
        cells_judge(cells, judges)
    except CellRefusals as no:
        return list(no.extra["cells"])
    return []


def _refuse_conflicts(rows: AnalisaRows, command: AnalisaCommand) -> None:
    conflicts = rows.conflicts(command)
    if conflicts:
        raise CellConflicts(conflicts)


def _refuse_bundles(write: Write, rows: AnalisaRows, after: AnalisaRows, judged: AddsJudged) -> None:
    """No cycle, nothing missing, nothing empty, for this analysis and for all that bundle it."""
    if judged.graph is None and not (rows.targets or rows.is_target):
        return
    graph = judged.graph or bundel_graph(write)
    host = Node(NodeKind.PEKERJAAN, rows.pekerjaan_id)
    bundel_refuse(graph.with_host(host, after.node_rows()), host)


def _zero_warnings(command: AnalisaCommand) -> list[str]:
    zero = [cell for cell in command.cells if cell.col == "koefisien" and Decimal(cell.after or 1) == 0]
    count = len(zero) + sum(Decimal(add.koefisien or 1) == 0 for add in command.adds)
    return [_("%(count)d koefisien bernilai 0; baris itu tidak menambah harga.") % {"count": count}] if count else []


def _buk_warnings(after: str | None) -> list[str]:
    if after is None or after == "" or Decimal(after) <= BUK_USUAL_MAX:
        return []
    return [_("BUK di atas 15 % melampaui batas yang lazim (10–15 %).")]
