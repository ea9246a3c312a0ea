"""What must hold of the machine before the first query: an SQLite that knows RETURNING and UPDATE FROM."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connection

SQLITE_NEEDED = (3, 35)


@register()
def sqlite_is_new_enough(**_kwargs: Any) -> list[CheckMessage]:
    """SQLite 3.35 brought RETURNING, with which the ledger takes a project's lock."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SQLITE_NEEDED:
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed.",
            hint="Use a Python that is built with a newer SQLite, or a PostgreSQL server.",
            id="harsat.E001",
        )
    ]
