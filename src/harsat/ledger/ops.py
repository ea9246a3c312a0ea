"""Net ops, one a row: what a change did to a row between its first and its last touch, and how to turn it round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from harsat.ledger.canonical import Row, unpack

Kind = Literal["i", "u", "d"]
RowKey = tuple[str, int]
State = dict[str, dict[int, Row]]
"""A project in memory: table name -> row id -> row."""


class Op(NamedTuple):
    """`u` holds the changed columns only; `i` and `d` hold whole rows."""

    table: str
    kind: Kind
    id: int
    before: Row | None
    after: Row | None

    def inverted(self) -> Op:
        """An insert becomes a delete, an update swaps its sides."""
        kinds: dict[Kind, Kind] = {"i": "d", "d": "i", "u": "u"}
        return Op(self.table, kinds[self.kind], self.id, self.after, self.before)


def ops_unpack(data: bytes | memoryview) -> list[Op]:
    """The ops as a change holds them, packed."""
    return [Op(*op) for op in unpack(data)]


def counts(ops: Iterable[Op]) -> dict[str, dict[str, int]]:
    """How many rows of each table were inserted, updated, deleted: `{"harga_item": {"u": 2}}`."""
    found: dict[str, dict[str, int]] = {}
    for op in ops:
        of_table = found.setdefault(op.table, {})
        of_table[op.kind] = of_table.get(op.kind, 0) + 1
    return found


def touched(ops: Iterable[Op]) -> dict[str, list[int]]:
    """The row ids by table."""
    found: dict[str, list[int]] = {}
    for op in ops:
        found.setdefault(op.table, []).append(op.id)
    return found


class NetOps:
    """Collects what a write does; several touches of a row become one op, and a row put back as it was becomes none."""

    def __init__(self) -> None:
        self._ops: dict[RowKey, Op] = {}

    def __bool__(self) -> bool:
        return bool(self.list())

    def add(self, op: Op) -> None:
        """Add one touch.

        Update a to b, then b to c, is one update a to c; insert then delete is nothing; delete then insert of one
        id is an update of what differs.
        """
        key = (op.table, op.id)
        earlier = self._ops.pop(key, None)
        merged = _merged(earlier, op) if earlier else op
        if merged is not None:
            self._ops[key] = merged

    def list(self) -> list[Op]:
        """The ops by table and id, so that equal work gives equal bytes."""
        return sorted(self._ops.values(), key=lambda op: (op.table, op.id))


def _merged(first: Op, last: Op) -> Op | None:
    match first.kind, last.kind:
        case "i", "u":
            return first._replace(after={**(first.after or {}), **(last.after or {})})
        case "i", "d":
            return None
        case "u", "d":
            return last._replace(before={**(last.before or {}), **(first.before or {})})
        case "d", "i":
            return _update(first.table, first.id, first.before or {}, last.after or {})
        case _:
            before = {**(last.before or {}), **(first.before or {})}
            after = {**(first.after or {}), **(last.after or {})}
            return _update(first.table, first.id, before, after)


def _update(table: str, row_id: int, before: Row, after: Row) -> Op | None:
    changed = [column for column in after if before.get(column) != after[column]]
    if not changed:
        return None
    return Op(table, "u", row_id, {c: before.get(c) for c in changed}, {c: after[c] for c in changed})


def fold(state: State, ops: Iterable[Op]) -> State:
    """Apply ops to a state in memory; replay is nothing else. The given state is changed and returned."""
    for op in ops:
        rows = state.setdefault(op.table, {})
        if op.kind == "d":
            del rows[op.id]
        elif op.kind == "i":
            rows[op.id] = dict(op.after or {})
        else:
            rows[op.id] = {**rows[op.id], **(op.after or {})}
    return state


def difference(old: Mapping[str, Mapping[int, Row]], new: Mapping[str, Mapping[int, Row]]) -> list[Op]:
    """The ops that lead from one state to another."""
    net = NetOps()
    for table in {*old, *new}:
        before, after = old.get(table, {}), new.get(table, {})
        for row_id in before.keys() - after.keys():
            net.add(Op(table, "d", row_id, dict(before[row_id]), None))
        for row_id in after.keys() - before.keys():
            net.add(Op(table, "i", row_id, None, dict(after[row_id])))
        for row_id in before.keys() & after.keys():
            op = _update(table, row_id, dict(before[row_id]), dict(after[row_id]))
            if op:
                net.add(op)
    return net.list()
