"""Rows moved within the outline: another place among the siblings, or another parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from harsat.ledger.canonical import Row
from harsat.ledger.write import Write
from harsat.rab.outline import TABLES, Key, NeighbourGone, Outline
from harsat.rab.services.struktur_add import parent_column, parent_there
from harsat.rab.services.struktur_command import MODELS, Findings, RowMove


def moves_place(outline: Outline, moves: Sequence[RowMove], findings: Findings) -> None:
    """Move rows in the outline, one after the other; a row that is not where the writer saw it is a conflict."""
    for move in moves:
        if _seen(outline, move, findings) and parent_there(outline, move, move.to_parent, findings):
            _place(outline, move, findings)


def _seen(outline: Outline, move: RowMove, findings: Findings) -> bool:
    node = outline.get(move.table, move.id)
    if node is None:
        findings.conflict(move.table, move.id, "parent", now=None, to=move.to_parent, reason=_("dihapus"))
        return False
    if node.parent not in (move.from_parent, move.to_parent):
        findings.conflict(
            move.table, move.id, "parent", now=node.parent, to=move.to_parent, reason=_("sudah dipindahkan")
        )
        return False
    return True


def _place(outline: Outline, move: RowMove, findings: Findings) -> None:
    try:
        outline.move(outline.nodes[move.table, move.id], move.to_parent, move.after)
    except NeighbourGone:
        findings.conflict(move.table, move.id, "after", now=None, to=move.after, reason=_("tetangganya sudah pindah"))


def moves_write(write: Write, outline: Outline, orders: Mapping[Key, int], ids: Mapping[str, int]) -> None:
    """Write the new keys and parents of rows that were there before; siblings only where their keys changed."""
    for table in TABLES:
        changes: dict[int, Row] = {
            ref: {"order": order, **parent_column(outline.nodes[of_table, ref], ids)}
            for (of_table, ref), order in orders.items()
            if of_table == table and isinstance(ref, int)
        }
        if changes:
            write.update(MODELS[table], changes)
