"""Routes of volumes and their take-off sheets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure, koefisien
from harsat.api.v2.encode import volume as volume_figure
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, CellIn, CellsIn, ReceiptOut, TotalsOut
from harsat.engine.estimate import Estimate
from harsat.engine.penomoran import numbers_full
from harsat.kernel.errors import NotFound
from harsat.projects.access import Right
from harsat.rab.selectors.estimate import totals
from harsat.rab.selectors.volume import (
    SheetLine,
    VolumeRow,
    parameter_values,
    sheet_lines,
    volume_rows,
    volume_stored,
)
from harsat.rab.services.volume import volume_update
from harsat.rab.services.volume_sheet import SheetAdd, SheetCommand, SheetMove, sheet_save

router = Router(tags=["volume"])

LINES_AT_MOST = 5_000


class VolumeRowOut(Schema):
    """A line of the tree; `volume` null is "belum ada", "0.0000" is a value. `formula` is as typed, after "="."""

    key: str
    table: str
    id: int
    level: int
    parent: str | None
    no: str
    uraian: str
    satuan: str
    jenis: str
    volume: str | None
    formula: str | None
    harga_satuan: str | None
    jumlah: str | None
    baris: int
    dijumlah: bool


class VolumesOut(Schema):
    """The page Volume at one mark; `parameters` are the values that formulas use."""

    revision: int
    mark: str
    rows: list[VolumeRowOut]
    parameters: dict[str, str]
    can_edit: bool
    totals: TotalsOut


class VolumeFilledOut(Schema):
    """A volume as it was stored."""

    id: int
    jenis: str
    nilai: str | None
    formula: str


class VolumesSavedOut(ReceiptOut):
    """The receipt, with every volume as stored and the ids of those whose decimals had to be rounded."""

    volumes: list[VolumeFilledOut] = Field(default_factory=list)
    rounded: list[int] = Field(default_factory=list)


class VolumesIn(CellsIn):
    """Cells of column `volume` by pekerjaan: null, a number in machine form, or a formula after "="."""

    replace_sheet: bool = False


@router.get("volume-pekerjaan/", response={200: VolumesOut, **READ_ERRORS}, operation_id="volume_pekerjaan")
def volume_pekerjaan(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The tree with every volume, how it came about, and what it comes to in money."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        return {
            "rows": [_row(row) for row in volume_rows(project_id, estimate)],
            "parameters": {name: volume_figure(value) for name, value in parameter_values(project_id).items()},
            "can_edit": access.may(Right.EDIT),
            "totals": totals(estimate),
        }

    return conditional_read(request, access, "volume-pekerjaan", make)


def _row(row: VolumeRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "volume": volume_figure(row.volume),
        "harga_satuan": figure(row.harga_satuan),
        "jumlah": figure(row.jumlah),
    }


@router.post("volume-pekerjaan/save/", response={200: VolumesSavedOut, **ERRORS}, operation_id="save_volume_pekerjaan")
def volume_pekerjaan_save(request: HttpRequest, project_id: Path[int], body: VolumesIn) -> dict[str, Any]:
    """Fill many volumes as one undoable command; formulas are computed here."""
    receipt = volume_update(
        access=project_access(request, project_id, Right.EDIT),
        cells=body.changes(),
        replace_sheet=body.replace_sheet,
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


# ------------------------------------------------------------------------------------------------- the sheet


class SheetLineOut(Schema):
    """A measured line; `jumlah` is exact, negative for a deduction, null for a heading without figures."""

    id: int
    uraian: str
    n: str | None
    p: str | None
    l: str | None  # noqa: E741  the form's letter
    t: str | None
    faktor: str | None
    pengurang: bool
    jumlah: str | None


class SheetOut(Schema):
    """The take-off sheet of one pekerjaan, and the volume in force, which is its sum when `jenis` is lembar."""

    revision: int
    mark: str
    id: int
    no: str
    uraian: str
    satuan: str
    jenis: str
    volume: str | None
    formula: str
    rows: list[SheetLineOut]
    can_edit: bool
    totals: TotalsOut


class SheetAddIn(Schema):
    """A new line behind `after`: an id, the key of another new line, or null for the head of the sheet."""

    key: str = Field(max_length=40)
    after: int | str | None = None
    values: dict[str, str | None] = Field(default_factory=dict)


class SheetMoveIn(Schema):
    """An existing line, set behind `after`."""

    id: int
    after: int | str | None = None


class SheetIn(Schema):
    """One act on a sheet; `seen` are the ids of its lines in order, needed when lines come, go or move."""

    seen: list[int] = Field([], max_length=LINES_AT_MOST)
    cells: list[CellIn] = Field([], max_length=5 * LINES_AT_MOST)
    adds: list[SheetAddIn] = Field([], max_length=LINES_AT_MOST)
    moves: list[SheetMoveIn] = Field([], max_length=LINES_AT_MOST)
    deletes: list[int] = Field([], max_length=LINES_AT_MOST)
    replace_volume: bool = False

    def command(self) -> SheetCommand:
        """As the service takes it."""
        return SheetCommand(
            seen=self.seen,
            cells=[cell.change() for cell in self.cells],
            adds=[SheetAdd(add.key, add.after, add.values) for add in self.adds],
            moves=[SheetMove(move.id, move.after) for move in self.moves],
            deletes=self.deletes,
            replace_volume=self.replace_volume,
        )


class SheetSavedOut(VolumesSavedOut):
    """The receipt, with the ids of the new lines by their keys."""

    added: dict[str, int] = Field(default_factory=dict)


@router.get(
    "volume-pekerjaan/{int:pekerjaan_id}/sheet/",
    response={200: SheetOut, **READ_ERRORS},
    operation_id="volume_sheet",
)
def volume_sheet(request: HttpRequest, project_id: Path[int], pekerjaan_id: int) -> HttpResponse:
    """The measured lines of one pekerjaan, in order."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        head = next((row for row in estimate.snapshot.pekerjaan if row.id == pekerjaan_id), None)
        if head is None:
            raise NotFound(_("Pekerjaan ini tidak ada lagi."))
        volume = volume_stored(project_id, pekerjaan_id)
        return {
            "id": pekerjaan_id,
            "no": numbers_full(estimate.snapshot)[pekerjaan_id],
            "uraian": head.uraian,
            "satuan": head.satuan,
            "jenis": volume.jenis,
            "volume": volume_figure(volume.nilai),
            "formula": volume.formula,
            "rows": [_line(line) for line in sheet_lines(project_id, pekerjaan_id)],
            "can_edit": access.may(Right.EDIT),
            "totals": totals(estimate),
        }

    return conditional_read(request, access, "volume-sheet", make, str(pekerjaan_id))


def _line(line: SheetLine) -> dict[str, Any]:
    sides = {side: volume_figure(getattr(line, side)) for side in ("n", "p", "l", "t")}
    return {**line._asdict(), **sides, "faktor": koefisien(line.faktor), "jumlah": figure(line.jumlah)}


@router.post(
    "volume-pekerjaan/{int:pekerjaan_id}/sheet/save/",
    response={200: SheetSavedOut, **ERRORS},
    operation_id="save_volume_sheet",
)
def volume_sheet_save(request: HttpRequest, project_id: Path[int], pekerjaan_id: int, body: SheetIn) -> dict[str, Any]:
    """Save one act on a sheet; its sum becomes the volume."""
    receipt = sheet_save(
        access=project_access(request, project_id, Right.EDIT),
        pekerjaan_id=pekerjaan_id,
        command=body.command(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()
