"""Whether ops still fit what is stored: every reason against an undo at once, before anything is touched.

Update: the stored value must be the one the undone change left. Delete: the row unchanged and unreferenced. Insert: id
free, parents present, unique values free. Rows that the same undo deletes or inserts do not count against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from harsat.ledger.authors import last_authors
from harsat.ledger.canonical import Canonical, Row
from harsat.ledger.ops import Op, RowKey
from harsat.ledger.registry import LoggedTable, registry
from harsat.ledger.write import Write

Objection = dict[str, Any]
Rows = dict[int, Row]
ByRow = Mapping[RowKey, Op]


def preflight(write: Write, ops: Sequence[Op]) -> list[Objection]:
    """Every objection as a cell: `{"table", "id", "col", "from", "to", "now", "reason", "by", "at"}`; empty: it fits.

    Costs a query for the rows of each table, and one more for each unique key, parent or referrer concerned.
    """
    by_row = {(op.table, op.id): op for op in ops}
    objections: list[Objection] = []
    for name in sorted({op.table for op in ops}):
        table = registry.by_name[name]
        of_table = [op for op in ops if op.table == name]
        stored = write.rows(table.model, [op.id for op in of_table])
        against = [objection for op in of_table for objection in _against_row(op, stored.get(op.id))]
        against += _against_unique(write, table, of_table, stored)
        against += _against_parents(write, table, of_table, by_row)
        against += _against_references(write, table, of_table, by_row)
        objections += _with_authors(write, name, against)
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


def _against_unique(write: Write, table: LoggedTable, ops: Sequence[Op], stored: Rows) -> Iterator[Objection]:
    for columns in table.unique:
        claims = [(op, _claim(op, columns, stored)) for op in ops if _concerns(op, columns)]
        if not claims:
            continue
        holders = _holders(write, table, columns, {claim[0] for _op, claim in claims})
        # Whoever lets go of its value in the same undo holds it no longer.
        for op in ops:
            if op.kind == "d" or _concerns(op, columns):
                holders.pop(op.id, None)
        taken = set(holders.values())
        for op, claim in claims:
            if claim in taken:
                yield _objection(op, columns[0], _("kode dipakai lagi"))


def _concerns(op: Op, columns: Sequence[str]) -> bool:
    return op.kind != "d" and any(column in (op.after or {}) for column in columns)


def _claim(op: Op, columns: Sequence[str], stored: Rows) -> tuple[Canonical, ...]:
    after = {**stored.get(op.id, {}), **(op.after or {})}
    return tuple(after.get(column) for column in columns)


def _holders(
    write: Write, table: LoggedTable, columns: Sequence[str], firsts: set[Canonical]
) -> dict[int, tuple[Canonical, ...]]:
    """The rows that hold one of the first values, each with its whole key."""
    found = table.model._default_manager.filter(**{table.scope: write.project_id, f"{columns[0]}__in": list(firsts)})
    return {
        row_id: tuple(table.canonical(column, value) for column, value in zip(columns, values, strict=True))
        for row_id, *values in found.values_list(table.key, *columns)
    }


def _against_parents(write: Write, table: LoggedTable, ops: Sequence[Op], by_row: ByRow) -> Iterator[Objection]:
    for column, model in table.parents.items():
        if model not in registry.by_model:
            continue
        parent = registry.table(model).name
        wanted = [(op, int(op.after[column] or 0)) for op in ops if op.after and op.after.get(column) is not None]
        outside = {parent_id for _op, parent_id in wanted if (parent, parent_id) not in by_row}
        present = write.rows(model, outside).keys() if outside else set()
        for op, parent_id in wanted:
            if parent_id in outside - present:
                yield _objection(op, column, _("induknya sudah dihapus"))


def _against_references(write: Write, table: LoggedTable, ops: Sequence[Op], by_row: ByRow) -> Iterator[Objection]:
    gone = {op.id: op for op in ops if op.kind == "d"}
    if not gone:
        return
    for referrer, column in registry.referrers(table.model):
        found = referrer.model._default_manager.filter(
            **{referrer.scope: write.project_id, f"{column}__in": list(gone)}
        ).values_list(referrer.key, column)
        for row_id, target in found:
            if not _lets_go(by_row.get((referrer.name, row_id)), column):
                yield _objection(gone[target], "", _("masih dipakai baris lain"))


def _lets_go(op: Op | None, column: str) -> bool:
    """Whether the same undo deletes the referrer, or points it elsewhere."""
    return op is not None and (op.kind == "d" or column in (op.after or {}))


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


def _with_authors(write: Write, table: str, objections: list[Objection]) -> list[Objection]:
    if not objections:
        return []
    authors = last_authors(write.project_id, table, [(one["id"], one["col"]) for one in objections])
    for one in objections:
        author = authors.get((one["id"], one["col"]))
        one |= {"by": author.by if author else None, "at": author.at if author else None}
    return objections
