"""Shapes of the List Pekerjaan: its rows out, its one command in."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

from harsat.api.v2.schemas import CellIn, ReceiptOut, TotalsOut
from harsat.rab.outline import LAST
from harsat.rab.services.struktur_command import (
    RowAdd,
    RowDelete,
    RowMove,
    SourceChange,
    StrukturCommand,
    TableCell,
)

TableName = Literal["klasifikasi", "sub_klasifikasi", "pekerjaan"]
Tingkat = Literal["penuh", "sebagian", "kosong"]
Temp = Annotated[str, Field(max_length=40)]
RefIn = int | Temp | None
Text = Annotated[str, Field(max_length=2000)]

ROWS_AT_MOST = 5000


class TableCellIn(CellIn):
    """A cell with the table it stands in."""

    table: TableName


class RowAddIn(Schema):
    """A new row. `parent` and `after` are ids, or the `temp` of a row added before it; `after` null is the first."""

    table: TableName
    temp: Temp
    parent: RefIn = None
    after: RefIn = LAST
    values: dict[Temp, Text | None] = Field(default_factory=dict)
    source: Temp = ""
    analysis_id: int | None = None


class RowMoveIn(Schema):
    """A row to another place; `from_parent` is where the writer saw it."""

    table: TableName
    id: int
    from_parent: int | None = None
    to_parent: RefIn = None
    after: RefIn = LAST


class RowDeleteIn(Schema):
    """A row to go with all inside it; `inside` is how many rows the writer saw in it."""

    table: TableName
    id: int
    inside: int | None = None


class SourceIn(Schema):
    """A pekerjaan to take another source."""

    id: int
    before: Temp = Field(alias="from")
    after: Temp = Field(alias="to")
    analysis_id: int | None = None


class StrukturIn(Schema):
    """One act on the outline. A row that is not named stays as it is: what is missing is never a deletion."""

    cells: list[TableCellIn] = Field(default_factory=list, max_length=4 * ROWS_AT_MOST)
    adds: list[RowAddIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    moves: list[RowMoveIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    deletes: list[RowDeleteIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    sources: list[SourceIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)

    def command(self) -> StrukturCommand:
        """As the service takes it."""
        return StrukturCommand(
            cells=[TableCell(cell.table, cell.change()) for cell in self.cells],
            adds=[RowAdd(**add.dict()) for add in self.adds],
            moves=[RowMove(**move.dict()) for move in self.moves],
            deletes=[RowDelete(**delete.dict()) for delete in self.deletes],
            sources=[SourceChange(one.id, one.before, one.after, one.analysis_id) for one in self.sources],
        )


class StrukturReceiptOut(ReceiptOut):
    """The receipt, with the id of every new row by its `temp`."""

    ids: dict[str, int] = Field(default_factory=dict)


class LengkapOut(Schema):
    """What a pekerjaan has of analysis, volume and prices."""

    analisa: Tingkat
    volume: Tingkat
    harga: Tingkat


class StrukturRowOut(Schema):
    """One line of the outline; what only a pekerjaan has is null in the levels above it."""

    key: str
    table: TableName
    id: int
    level: int
    parent: str | None
    no: str
    uraian: str
    komponen: int
    jumlah: str | None
    source: str | None
    edition: str | None
    analysis_id: int | None
    kode: str | None
    satuan: str | None
    status: str | None
    mata_pembayaran: str | None
    kena_ppn: bool | None
    langsung: bool | None
    harga_langsung: str | None
    sumber_harga: str | None
    buk_persen: str | None
    catatan: str | None
    lengkap: LengkapOut | None


class StrukturTreeOut(Schema):
    """The outline at one mark, in printing order."""

    revision: int
    mark: str
    rows: list[StrukturRowOut]
    can_edit: bool
    totals: TotalsOut


class KomponenDiffOut(Schema):
    """A line of the analysis that would change; null is "not there"."""

    kode: str
    uraian: str
    satuan: str
    before: str | None
    after: str | None


class SourcePreviewOut(Schema):
    """What a source change would do; `lost` says in words what goes."""

    pekerjaan_id: int
    source: str
    analysis_id: int | None
    kode: str
    uraian: str
    satuan: str
    komponen: list[KomponenDiffOut]
    volume_goes: bool
    lost: list[str]
    hosts: list[str]
