"""The database: SQLite in the home folder when embedded, PostgreSQL behind PgBouncer on a server.

Behind PgBouncer 1.18 in transaction mode nothing may live in a session: no prepared statements, no server-side cursors,
no session SET. `lock_timeout` and `idle_in_transaction_session_timeout` are set on the role.
"""

from typing import Any

from harsat.config.env import Env, env

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # an acknowledged change survives a power cut
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-20000;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA temp_store=MEMORY;"
)


def sqlite(where: Env) -> dict[str, Any]:
    """One file, WAL, IMMEDIATE: writers queue for 20 s instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": where.home / "harsat.sqlite3",
        # The eight threads live as long as the server does, and so may their connections.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def postgresql(where: Env) -> dict[str, Any]:
    """Through PgBouncer where one is named, straight to the server otherwise; HARSAT_DB_POOL=8 is Django's own pool."""
    options: dict[str, Any] = {"prepare_threshold": None, "connect_timeout": 5}
    if where.db_pool:
        options["pool"] = {"min_size": 2, "max_size": where.db_pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **where.postgres,
        "CONN_MAX_AGE": 0 if where.db_pool else 60,
        # A health check would be a second statement in every warm read, which has a budget of one.
        "CONN_HEALTH_CHECKS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


DATABASES = {"default": postgresql(env) if env.server else sqlite(env)}
