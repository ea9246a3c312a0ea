"""Rows added to the outline: typed ones, and pekerjaan copied from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from harsat.ledger.canonical import Row
from harsat.ledger.write import Write
from harsat.rab.models import Source
from harsat.rab.outline import PARENT_TABLES, TABLES, Key, NeighbourGone, Node, Outline, Ref
from harsat.rab.services.acuan_copy import AcuanSet
from harsat.rab.services.codes import Codes
from harsat.rab.services.struktur_command import MODELS, PARENT_COLUMNS, Findings, RowAdd, RowMove
from harsat.rab.services.struktur_judges import NAME_COLUMNS, values_judge


def adds_place(outline: Outline, adds: Sequence[RowAdd], findings: Findings) -> None:
    """Put the new rows into the outline; a parent or neighbour that is gone is a conflict."""
    for add in adds:
        if not parent_there(outline, add, add.parent, findings):
            continue
        try:
            outline.add(Node(add.table, add.temp, add.parent, None), add.after)
        except NeighbourGone:
            findings.conflict(
                add.table, add.temp, "after", now=None, to=add.after, reason=_("tetangganya sudah pindah")
            )


def parent_there(outline: Outline, row: RowAdd | RowMove, parent: Ref | None, findings: Findings) -> bool:
    """Whether the row may stand under `parent`: of the right level, and still there."""
    table = PARENT_TABLES.get(row.table)
    if (table is None) == (parent is None) and (table is None or outline.get(table, parent or 0)):
        return True
    ref = row.temp if isinstance(row, RowAdd) else row.id
    findings.conflict(row.table, ref, "parent", now=None, to=parent, reason=_("induknya sudah dihapus"))
    return False


def adds_judge(
    outline: Outline, adds: Sequence[RowAdd], acuan: AcuanSet, codes: Codes, findings: Findings
) -> dict[str, Row]:
    """The columns of every new row by its temp, judged, without parent and order."""
    rows: dict[str, Row] = {}
    for place, add in enumerate(adds, 1):
        if add.analysis_id is not None:
            rows[add.temp] = _copied(add, place, acuan, codes, findings)
        else:
            rows[add.temp] = _typed(add, place, codes, findings)
        node = outline.nodes[add.table, add.temp]
        node.kode, node.source = str(rows[add.temp].get("kode", "")), str(rows[add.temp].get("source", ""))
    return rows


def _typed(add: RowAdd, place: int, codes: Codes, findings: Findings) -> Row:
    name = NAME_COLUMNS[add.table]
    row = values_judge(add.table, add.temp, place, {name: None, **add.values}, findings)
    if add.table == "pekerjaan":
        row["source"] = Source.CUSTOM.value
        row.setdefault("kode", codes.custom() if not add.values.get("kode") else "")
    return row


def _copied(add: RowAdd, place: int, acuan: AcuanSet, codes: Codes, findings: Findings) -> Row:
    """Kode, uraian and satuan are the catalogue's; the other columns are as given."""
    source = add.source or Source.REF.value
    analysis_id = add.analysis_id or 0
    if analysis_id not in acuan.offered or source not in (Source.REF, Source.REF_MODIFIED):
        findings.refuse("pekerjaan", add.temp, "analysis_id", place, _("Analisa ini tidak ada di katalog yang terbit."))
        return {}
    head = acuan.heads[analysis_id]
    row = values_judge("pekerjaan", add.temp, place, add.values, findings, source=source)
    kode = head.kode if source == Source.REF else codes.modified(head.kode)
    identity: Row = {"source": source, "analysis_id": analysis_id, "kode": kode}
    return {"uraian": head.uraian, "satuan": head.satuan, **row, **identity}


def adds_insert(write: Write, outline: Outline, rows: Mapping[str, Row], orders: Mapping[Key, int]) -> dict[str, int]:
    """Insert the new rows level by level, each under its parent; returns their ids by temp."""
    ids: dict[str, int] = {}
    for table in TABLES:
        nodes = [node for node in outline.nodes.values() if node.table == table and isinstance(node.ref, str)]
        if not nodes:
            continue
        whole = [{**rows[str(node.ref)], **_placed(node, ids, orders)} for node in nodes]
        made = write.insert(MODELS[table], whole)
        ids |= {str(node.ref): row_id for node, row_id in zip(nodes, made, strict=True)}
    return ids


def _placed(node: Node, ids: Mapping[str, int], orders: Mapping[Key, int]) -> Row:
    return {"order": orders[node.key], **parent_column(node, ids)}


def parent_column(node: Node, ids: Mapping[str, int]) -> Row:
    """The column that says under whom a row stands; a klasifikasi has none."""
    column = PARENT_COLUMNS.get(node.table)
    if column is None or node.parent is None:
        return {}
    return {column: ids[node.parent] if isinstance(node.parent, str) else node.parent}
