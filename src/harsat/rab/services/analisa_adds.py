"""New rows of an analysis: judged together, their resources found or made, their bundles checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from harsat.catalogue.models import Analysis, EditionStatus
from harsat.catalogue.selectors import AcuanKomponen, nested_resources
from harsat.engine.bundel_check import bundel_check
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.errors import EngineError
from harsat.engine.numbers import HARGA, KOEFISIEN
from harsat.kernel.ids import ids_possible
from harsat.ledger.canonical import Canonical
from harsat.ledger.write import Write
from harsat.rab.models import Komponen
from harsat.rab.models.harga import KategoriItem
from harsat.rab.outline import Ref
from harsat.rab.services.analisa_command import AnalisaCommand, KomponenAdd
from harsat.rab.services.analisa_items import (
    Item,
    ItemBook,
    ItemDraft,
    ItemKey,
    KategoriClash,
    items_make,
    items_read,
)
from harsat.rab.services.analisa_rows import AnalisaRows, target_of_add
from harsat.rab.services.bundel import BundelGraph, bundel_graph
from harsat.rab.services.cells import CellRefused, Judge, choice_judge, number_judge, text_judge

_ADD_JUDGES: dict[str, Judge] = {
    "kategori": choice_judge("Kategori", KategoriItem.values),
    "koefisien": number_judge(KOEFISIEN, empty=False),
    "catatan": text_judge("Catatan", length=300),
}
_ITEM_JUDGES: dict[str, Judge] = {
    "kode": text_judge("Kode", length=60),
    "uraian": text_judge("Uraian", length=500, empty=False),
    "satuan": text_judge("Satuan", length=20, empty=False),
    "harga": number_judge(HARGA),
}


@dataclass(slots=True)
class AddsJudged:
    """What became of the new rows: the values to insert, the items they name, and everything that was refused."""

    rows: dict[str, dict[str, Canonical]] = field(default_factory=dict)
    items: dict[str, ItemKey] = field(default_factory=dict)
    book: ItemBook = field(default_factory=ItemBook)
    graph: BundelGraph | None = None
    refusals: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, place: int, add: KomponenAdd, col: str, reason: str, **extra: Any) -> None:
        """Remember a refusal with its place: the row of the command, the temp, the column."""
        self.refusals.append({"id": 0, "temp": add.temp, "col": col, "row": place, "reason": reason, **extra})


def adds_judge(write: Write, rows: AnalisaRows, command: AnalisaCommand) -> AddsJudged:
    """Judge every new row; nothing is written. One statement for items, those of the graph where bundles are added."""
    judged = AddsJudged()
    if not command.adds:
        return judged
    drafts = {add.temp: draft for place, add in enumerate(command.adds, 1) if (draft := _cells(judged, place, add))}
    if any(add.is_bundel for add in command.adds):
        judged.graph = bundel_graph(write, targets=_analyses(command.adds))
    _items_read(write, judged, rows, command, drafts)
    taken = _items_taken(judged, rows, command)
    for place, add in enumerate(command.adds, 1):
        if add.is_bundel:
            _bundel(judged, rows, place, add)
        else:
            _resource(judged, taken, place, add, drafts.get(add.temp))
    _drafts_refused(judged, command)
    return judged


def adds_rows(
    write: Write, pekerjaan_id: int, judged: AddsJudged, orders: Mapping[Ref, int]
) -> tuple[list[int], dict[str, int]]:
    """Insert the items that are missing, then the rows; the ids of both, rows by temp."""
    made = items_make(write, judged.book)
    for temp, row in judged.rows.items():
        row["pekerjaan_id"] = pekerjaan_id
        row["order"] = orders[temp]
        if temp in judged.items:
            row["harga_item_id"] = judged.book.by_key[judged.items[temp]].id
    ids = write.insert(Komponen, list(judged.rows.values())) if judged.rows else []
    return made, dict(zip(judged.rows, ids, strict=True))


def _cells(judged: AddsJudged, place: int, add: KomponenAdd) -> ItemDraft | None:
    """Judge the texts of a row and of its new item; remember the row, answer the item as it would be stored."""
    kategori = KategoriItem.LAIN.value if add.is_bundel else add.kategori
    texts = {"kategori": kategori, "koefisien": add.koefisien, "catatan": add.catatan}
    judged.rows[add.temp] = _judge(judged, place, add, texts, _ADD_JUDGES) | {
        "target_pekerjaan_id": add.target_pekerjaan_id,
        "target_analysis_id": add.target_analysis_id,
    }
    ways = (add.harga_item_id, add.item, add.target_pekerjaan_id, add.target_analysis_id)
    if sum(way is not None for way in ways) != 1:
        judged.refuse(place, add, "uraian", _("Pilih satu: item, item baru, atau analisa lain."))
        return None
    if add.item is None:
        return None
    item = add.item
    texts_item = {"kode": item.kode, "uraian": item.uraian, "satuan": item.satuan, "harga": item.harga}
    kept = _judge(judged, place, add, texts_item, _ITEM_JUDGES)
    if len(kept) < len(texts_item) or add.kategori not in KategoriItem.values:
        return None
    harga = kept["harga"]
    return ItemDraft(str(kept["uraian"]), str(kept["satuan"]), str(kept["kode"]), None if harga is None else str(harga))


def _judge(
    judged: AddsJudged, place: int, add: KomponenAdd, texts: Mapping[str, str | None], judges: Mapping[str, Judge]
) -> dict[str, Canonical]:
    kept: dict[str, Canonical] = {}
    for col, text in texts.items():
        try:
            kept[col] = judges[col](text)
        except CellRefused as no:
            judged.refuse(place, add, col, str(no))
    return kept


def _analyses(adds: Iterable[KomponenAdd]) -> list[int]:
    """The catalogue analyses among the targets that may be used: a draft may still change. One statement if any."""
    wanted = [add.target_analysis_id for add in adds if add.target_analysis_id is not None]
    if not wanted:
        return []
    offered = Analysis.objects.filter(id__in=ids_possible(wanted)).exclude(edition__status=EditionStatus.DRAFT)
    return list(offered.values_list("id", flat=True))


def _items_read(
    write: Write, judged: AddsJudged, rows: AnalisaRows, command: AnalisaCommand, drafts: Mapping[str, ItemDraft]
) -> None:
    ids = {add.harga_item_id for add in command.adds if add.harga_item_id is not None}
    ids |= {row.harga_item_id for row in rows.siblings if row.harga_item_id is not None}
    wanted: dict[str, list[ItemDraft]] = {}
    for add in command.adds:
        if add.temp in drafts:
            wanted.setdefault(add.kategori, []).append(drafts[add.temp])
        for line in _nested(judged.graph, add):
            wanted.setdefault(line.kategori, []).append(_draft_of(line))
    judged.book = items_read(write, ids=ids, drafts=wanted)


def _nested(graph: BundelGraph | None, add: KomponenAdd) -> list[AcuanKomponen]:
    """Every resource of the catalogue analysis that a row bundles."""
    if graph is None or add.target_analysis_id is None:
        return []
    return nested_resources(graph.acuan, add.target_analysis_id)


def _draft_of(line: AcuanKomponen) -> ItemDraft:
    return ItemDraft(line.uraian, line.satuan, line.kode)


def _items_taken(judged: AddsJudged, rows: AnalisaRows, command: AnalisaCommand) -> dict[ItemKey, str]:
    """The resources that stand in the analysis already, with where they stand in words."""
    gone = {row.id for row in command.deletes}
    stand = {}
    for row in rows.siblings:
        if row.harga_item_id is not None and row.id not in gone:
            key = judged.book.by_id[row.harga_item_id].key
            stand[key] = rows.place_of(row.id)
    return stand


def _resource(
    judged: AddsJudged, taken: dict[ItemKey, str], place: int, add: KomponenAdd, draft: ItemDraft | None
) -> None:
    item = _item_of(judged, place, add, draft)
    if item is None:
        return
    if item.key in taken:
        words = {"uraian": item.uraian, "kode": item.kode, "place": taken[item.key]}
        judged.refuse(place, add, "uraian", _("%(uraian)s (%(kode)s) sudah ada pada %(place)s.") % words)
        return
    taken[item.key] = _("baris baru %(number)d") % {"number": place}
    judged.items[add.temp] = item.key


def _item_of(judged: AddsJudged, place: int, add: KomponenAdd, draft: ItemDraft | None) -> Item | None:
    try:
        if draft is not None:
            item = judged.book.take(add.kategori, draft)
            judged.warnings += _difference(item, draft)
            return item
        if add.harga_item_id is not None:
            return judged.book.stored(add.harga_item_id, add.kategori)
    except KeyError:
        judged.refuse(place, add, "uraian", _("Item ini tidak ada di daftar harga proyek."))
    except KategoriClash as clash:
        judged.refuse(place, add, "kategori", str(clash))
    return None


def _difference(item: Item, draft: ItemDraft) -> list[str]:
    """The known item keeps its name and its price; what was typed otherwise is told."""
    if item.id is None:
        return []
    told = {"kode": item.kode, "uraian": item.uraian, "typed": draft.uraian}
    words = []
    if item.uraian != draft.uraian:
        words.append(_("%(kode)s tetap bernama “%(uraian)s”, bukan “%(typed)s”.") % told)
    if draft.harga is not None:
        words.append(_("Harga %(kode)s tidak diubah dari sini; ubah pada kolom harganya.") % told)
    return words


def _bundel(judged: AddsJudged, rows: AnalisaRows, place: int, add: KomponenAdd) -> None:
    """One bundle by itself, so that its refusal names it; then the resources its catalogue lines need."""
    graph, target = judged.graph, target_of_add(add)
    assert graph is not None
    host = Node(NodeKind.PEKERJAAN, rows.pekerjaan_id)
    try:
        bundel_check(graph.with_host(host, rows.node_rows()).nodes, host, target)
    except EngineError as error:
        judged.refuse(place, add, "uraian", error.message, code=error.code, path=list(error.path))
        return
    for line in _nested(graph, add):
        try:
            judged.book.take(line.kategori, _draft_of(line))
        except KategoriClash as clash:
            judged.refuse(place, add, "kategori", str(clash))


def _drafts_refused(judged: AddsJudged, command: AnalisaCommand) -> None:
    seen: set[str] = set()
    for place, add in enumerate(command.adds, 1):
        if not add.temp or add.temp in seen:
            judged.refuse(place, add, "temp", _("Tiap baris baru perlu nama sementara sendiri."))
        seen.add(add.temp)
