"""Ops put into the tables, by undo, redo and restore alike: the final state decides, not the order of making."""

from __future__ import annotations

from collections.abc import Sequence

from harsat.ledger.ops import Op
from harsat.ledger.registry import registry
from harsat.ledger.write import Write


def ops_apply(write: Write, ops: Sequence[Op]) -> None:
    """Deletes, then updates, then inserts: foreign keys are deferred on both databases.

    Unique columns are updated in two phases, or two rows that swap their codes would collide on the way.
    """
    for table_name in sorted({op.table for op in ops}):
        table = registry.by_name[table_name]
        of_table = [op for op in ops if op.table == table_name]
        deletes = [op.id for op in of_table if op.kind == "d"]
        updates = {op.id: op.after or {} for op in of_table if op.kind == "u"}
        inserts = [op for op in of_table if op.kind == "i"]
        if deletes:
            write.delete(table.model, deletes)
        if updates:
            write.update_in_two_phases(table.model, updates)
        if inserts:
            write.insert(table.model, [op.after or {} for op in inserts], ids=[op.id for op in inserts])
