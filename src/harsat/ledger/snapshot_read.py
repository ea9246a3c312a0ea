"""Reads that see one moment: marks and rows of a project as of the same commit, beside writers that never stop.

PostgreSQL: REPEATABLE READ READ ONLY, legal in PgBouncer's transaction mode. SQLite: a raw BEGIN DEFERRED on the
autocommit connection, since Django's atomic() is IMMEDIATE here and would queue behind the writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def read_snapshot() -> Iterator[None]:
    """Everything read inside is of one moment. Joins a transaction that is already open. Keep it short."""
    if _is_open():
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with _sqlite_deferred():
            yield


def _is_open() -> bool:
    """Whether a transaction is open: Django's, or the raw one of a snapshot round this, unknown to Django."""
    raw = connection.connection if connection.vendor == "sqlite" else None
    return connection.in_atomic_block or not connection.get_autocommit() or bool(raw and raw.in_transaction)


@contextmanager
def _sqlite_deferred() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
