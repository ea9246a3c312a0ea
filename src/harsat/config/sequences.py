"""Ids are never reused: what gives them is saved before a migration and never lower after it.

SQLite forgets: a migration that remakes a table leaves `sqlite_sequence` at the highest id that is alive, so the ids of
deleted rows would be given again, and an undo that brings one back would meet a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Sequences = dict[str, int]


@contextmanager
def sequences_kept(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """What happens inside may remake tables; afterwards each sequence stands at least where it stood before."""
    before = sequences_read(connection)
    try:
        yield
    finally:
        sequences_raise(connection, before)


def sequences_read(connection: BaseDatabaseWrapper) -> Sequences:
    """The last id given, by table on SQLite and by sequence on PostgreSQL."""
    with connection.cursor() as cursor:
        return _sqlite_read(cursor) if connection.vendor == "sqlite" else _postgres_read(cursor)


def sequences_raise(connection: BaseDatabaseWrapper, before: Sequences) -> None:
    """Lift every sequence that fell; one whose table is gone stays gone, one that rose stays up."""
    now = sequences_read(connection)
    fallen = {name: last for name, last in before.items() if now.get(name, 0) < last}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _sqlite_raise(cursor, fallen)
        else:
            _postgres_raise(cursor, fallen)


def _sqlite_read(cursor: CursorWrapper) -> Sequences:
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if cursor.fetchone() is None:
        return {}
    cursor.execute("SELECT name, seq FROM sqlite_sequence")
    return dict(cursor.fetchall())


def _sqlite_raise(cursor: CursorWrapper, fallen: Sequences) -> None:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in cursor.fetchall()}
    for name, last in fallen.items():
        if name in tables:
            # Its row may be missing altogether, and the table of sequences has no key to upsert by.
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])


def _postgres_read(cursor: CursorWrapper) -> Sequences:
    cursor.execute(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value"
        " FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"
    )
    return dict(cursor.fetchall())


def _postgres_raise(cursor: CursorWrapper, fallen: Sequences) -> None:
    cursor.execute(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename)"
        " FROM pg_sequences WHERE schemaname = current_schema()"
    )
    living = {name for (name,) in cursor.fetchall()}
    for name in fallen.keys() & living:
        cursor.execute("SELECT setval(%s::regclass, %s)", [name, fallen[name]])
