"""Shapes of the analysis routes: the list, the form A to F, the command in, the receipts out."""

from __future__ import annotations

from ninja import Field, Schema

from harsat.api.v2.schemas import CellIn, ReceiptOut, TotalsOut
from harsat.rab.outline import LAST
from harsat.rab.services.analisa_command import AnalisaCommand, KomponenAdd, KomponenDelete, KomponenMove
from harsat.rab.services.analisa_items import ItemDraft

ROWS_AT_MOST = 2_000


class AnalisaListRowOut(Schema):
    """A pekerjaan with its F; null is not known, `belum_ada` counts the prices it lacks."""

    id: int
    klasifikasi: str
    sub_klasifikasi: str
    nomor: str
    kode: str
    uraian: str
    satuan: str
    source: str
    langsung: bool
    harga_satuan: str | None
    belum_ada: int
    tanpa_analisa: bool


class AnalisaListOut(Schema):
    """Every pekerjaan in printing order, at one mark."""

    revision: int
    mark: str
    rows: list[AnalisaListRowOut]
    can_edit: bool
    totals: TotalsOut


class HeadOut(Schema):
    """Which pekerjaan the form is of; `read_only` where it is a reference."""

    id: int
    nomor: str
    kode: str
    uraian: str
    satuan: str
    source: str
    edisi: str
    kode_acuan: str
    langsung: bool
    harga_langsung: str | None
    buk_persen: str | None
    sebelum: int | None
    sesudah: int | None
    read_only: bool


class BarisOut(Schema):
    """A line of a block; with `via` it came through bundles and is calculated."""

    komponen_id: int
    harga_item_id: int | None
    kategori: str
    kode: str
    uraian: str
    satuan: str
    koefisien: str
    koefisien_bundel: str | None
    harga: str | None
    jumlah: str | None
    persen: str | None
    via: list[str]
    catatan: str


class BundelOut(Schema):
    """A row that points at another analysis; `harga` is D of one unit of the target."""

    komponen_id: int
    target_pekerjaan_id: int | None
    target_analysis_id: int | None
    kode: str
    uraian: str
    satuan: str
    koefisien: str
    harga: str | None
    jumlah: str | None
    persen: str | None
    catatan: str
    baris: list[BarisOut]


class BlokOut(Schema):
    """A block with the sum of what is known of it."""

    kategori: str
    huruf: str
    jumlah: str
    persen: str | None
    baris: list[BarisOut]


class HargaSatuanOut(Schema):
    """A to F; D, E, F are null while a price lacks, `harga_satuan` is F as it is multiplied and printed."""

    tenaga_kerja: str
    bahan: str
    peralatan: str
    lain: str
    biaya_langsung: str | None
    buk_persen: str
    biaya_umum_keuntungan: str | None
    harga_satuan_penuh: str | None
    harga_satuan: str | None
    tanpa_analisa: bool


class ItemNamedOut(Schema):
    """A resource by name."""

    id: int
    kode: str
    uraian: str


class HostOut(Schema):
    """A pekerjaan that bundles this one."""

    id: int
    kode: str


class PengaruhOut(Schema):
    """A resource by its share of D, and F if its price rose by five percent."""

    harga_item_id: int
    uraian: str
    persen: str
    harga_satuan: str
    naik_persen: str


class KebijakanOut(Schema):
    """The policies under which the form was priced."""

    buk_persen: str
    rounding: str
    bulatkan_baris: bool


class AnalisaFormOut(Schema):
    """The form of one pekerjaan at one mark."""

    revision: int
    mark: str
    pekerjaan: HeadOut
    blok: list[BlokOut]
    bundel: list[BundelOut]
    harga: HargaSatuanOut
    belum_ada: list[ItemNamedOut]
    urutan: list[int]
    dipakai_oleh: list[HostOut]
    volume: str | None
    jumlah: str | None
    bobot: str | None
    pengaruh: list[PengaruhOut]
    kebijakan: KebijakanOut
    can_edit: bool
    totals: TotalsOut


class ExpansionOut(Schema):
    """What one bundle opens into."""

    revision: int
    mark: str
    bundel: BundelOut


class ItemIn(Schema):
    """A resource to be found by code and unit, or made; a blank code asks for the next own one of its kategori."""

    uraian: str = Field(max_length=2000)
    satuan: str = Field(max_length=200)
    kode: str = Field("", max_length=200)
    harga: str | None = Field(None, max_length=100)


class AddIn(Schema):
    """A new row: exactly one of an item, a new item, a pekerjaan or a catalogue analysis. `after` null is first."""

    temp: str = Field(max_length=40)
    kategori: str = Field(max_length=4)
    koefisien: str = Field(max_length=100)
    after: int | str | None = LAST
    catatan: str = Field("", max_length=2000)
    harga_item_id: int | None = None
    item: ItemIn | None = None
    target_pekerjaan_id: int | None = None
    target_analysis_id: int | None = None

    def add(self) -> KomponenAdd:
        """As the service takes it."""
        item = self.item and ItemDraft(**self.item.dict())
        return KomponenAdd(**{**self.dict(exclude={"item"}), "item": item})


class MoveIn(Schema):
    """A row to stand behind `after`; `from` is the row it stood behind in its block, null where it was the first."""

    id: int
    after: int | str | None = LAST
    seen: int | None = Field(None, alias="from")


class DeleteIn(Schema):
    """A row to be deleted, with the koefisien it was seen to have."""

    id: int
    koefisien: str = Field(max_length=100)


class AnalisaIn(Schema):
    """One act on the analysis, applied wholly or not at all; `harga` are cells of the project's items."""

    cells: list[CellIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    harga: list[CellIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    adds: list[AddIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    moves: list[MoveIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)
    deletes: list[DeleteIn] = Field(default_factory=list, max_length=ROWS_AT_MOST)

    def command(self) -> AnalisaCommand:
        """As the service takes it."""
        return AnalisaCommand(
            cells=tuple(cell.change() for cell in self.cells),
            harga=tuple(cell.change() for cell in self.harga),
            adds=tuple(add.add() for add in self.adds),
            moves=tuple(KomponenMove(move.id, move.after, move.seen) for move in self.moves),
            deletes=tuple(KomponenDelete(row.id, row.koefisien) for row in self.deletes),
        )


class BukIn(Schema):
    """The BUK of one pekerjaan in percent; null follows the project."""

    before: str | None = Field(None, alias="from", max_length=100)
    after: str | None = Field(None, alias="to", max_length=100)


class WarnedReceiptOut(ReceiptOut):
    """A receipt with what the writer should know."""

    warnings: list[str] = Field(default_factory=list)


class AnalisaReceiptOut(WarnedReceiptOut):
    """The receipt of a command: `ids` of new rows by their temp, and the resources that were made for them."""

    ids: dict[str, int] = Field(default_factory=dict)
    items: list[int] = Field(default_factory=list)


class KomponenHitOut(Schema):
    """Something an analysis may use: an item of the project, a catalogue resource, a pekerjaan or an analysis."""

    jenis: str
    id: int | None
    kategori: str
    kode: str
    uraian: str
    satuan: str
    harga: str | None
    asal: str


class KomponenHitsOut(Schema):
    """What was found, the project's own first."""

    hits: list[KomponenHitOut]
