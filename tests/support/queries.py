"""Counts statements as the query budgets do: without BEGIN, COMMIT and SAVEPOINT, which Django's counter includes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION", "SET CONSTRAINTS", "PRAGMA")


@dataclass
class Statements:
    """What ran, in order; `len()` is the figure that a budget names."""

    seen: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.seen)

    def __str__(self) -> str:
        return "\n".join(f"{number}. {sql[:300]}" for number, sql in enumerate(self.seen, 1))


@contextmanager
def statement_count(expected: int | None = None) -> Iterator[Statements]:
    """Collect the statements of the block; with `expected`, fail with the list when their number differs."""
    statements = Statements()

    def note(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(FRAME):
            statements.seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements
    if expected is not None:
        assert len(statements) == expected, f"{len(statements)} statements, {expected} expected:\n{statements}"
