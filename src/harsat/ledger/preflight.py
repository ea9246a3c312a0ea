"""Whether ops still fit what is stored: every reason against an undo at once, before anything is touched.

Update: the stored value must be the one the undone change left. Delete: the row unchanged and unreferenced. Insert: id
free, parents present, unique values free. Rows that the same undo deletes or inserts do not count against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from harsat.ledger.canonical import Row
from harsat.ledger.ops import Op
from harsat.ledger.registry import LoggedTable, registry
from harsat.ledger.write import Write

Objection = dict[str, Any]


def preflight(write: Write, ops: Sequence[Op]) -> list[Objection]:
    """Every objection as a cell: `{"table", "id", "col", "from", "to", "now", "reason"}`; empty means it fits."""
    inserted = {(op.table, op.id) for op in ops if op.kind == "i"}
    deleted = {(op.table, op.id) for op in ops if op.kind == "d"}
    objections: list[Objection] = []
    for name in sorted({op.table for op in ops}):
        table = registry.by_name[name]
        of_table = [op for op in ops if op.table == name]
        stored = write.rows(table.model, [op.id for op in of_table])
        for op in of_table:
            objections += _against_row(op, stored.get(op.id))
        objections += _against_unique(write, table, of_table)
        objections += _against_parents(write, table, of_table, inserted)
        objections += _against_references(write, table, of_table, deleted)
    return objections


def _against_row(op: Op, stored: Row | None) -> Iterator[Objection]:
    if op.kind == "i":
        if stored is not None:
            yield _objection(op, "", _("nomor baris sudah dipakai"))
        return
    if stored is None:
        yield _objection(op, "", _("dihapus"))
        return
    for column, value in (op.before or {}).items():
        if stored[column] != value:
            yield _objection(op, column, _("sudah diubah lagi"), stored[column])


def _against_unique(write: Write, table: LoggedTable, ops: Sequence[Op]) -> Iterator[Objection]:
    if not table.unique:
        return
    concerned = [op for op in ops if op.kind == "i" or (op.kind == "u" and _touches_unique(table, op))]
    if not concerned:
        return
    outside = {row_id: row for row_id, row in write.rows(table.model).items() if row_id not in {op.id for op in ops}}
    stored = write.rows(table.model, [op.id for op in concerned])
    for columns in table.unique:
        taken = {tuple(row[c] for c in columns) for row in outside.values()}
        for op in concerned:
            after = {**stored.get(op.id, {}), **(op.after or {})}
            if tuple(after[c] for c in columns) in taken:
                yield _objection(op, columns[0], _("kode dipakai lagi"))


def _touches_unique(table: LoggedTable, op: Op) -> bool:
    return any(column in (op.after or {}) for columns in table.unique for column in columns)


def _against_parents(
    write: Write, table: LoggedTable, ops: Sequence[Op], inserted: set[tuple[str, int]]
) -> Iterator[Objection]:
    for column, model in table.parents.items():
        if model not in registry.by_model:
            continue
        parent = registry.table(model)
        wanted = [
            (op, int(op.after[column] or 0))
            for op in ops
            if op.kind != "d" and op.after and op.after.get(column) is not None
        ]
        outside = {parent_id for _op, parent_id in wanted if (parent.name, parent_id) not in inserted}
        present = write.rows(model, outside).keys() if outside else set()
        for op, parent_id in wanted:
            if parent_id in outside and parent_id not in present:
                yield _objection(op, column, _("induknya sudah dihapus"))


def _against_references(
    write: Write, table: LoggedTable, ops: Sequence[Op], deleted: set[tuple[str, int]]
) -> Iterator[Objection]:
    gone = {op.id: op for op in ops if op.kind == "d"}
    if not gone:
        return
    for referrer, column in registry.referrers(table.model):
        found = referrer.model._default_manager.filter(
            **{referrer.scope: write.project_id, f"{column}__in": list(gone)}
        ).values_list(referrer.key, column)
        for row_id, target in found:
            if (referrer.name, row_id) not in deleted:
                yield _objection(gone[target], "", _("masih dipakai baris lain"))


def _objection(op: Op, column: str, reason: str, stored: Any = None) -> Objection:
    before, after = op.before or {}, op.after or {}
    return {
        "table": op.table,
        "id": op.id,
        "col": column,
        "from": before.get(column),
        "to": after.get(column),
        "now": stored,
        "reason": reason,
    }
