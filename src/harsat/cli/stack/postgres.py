"""A private PostgreSQL cluster with the product's role and the limits that PgBouncer cannot carry per connection."""

from __future__ import annotations

from harsat.cli.stack.place import DATABASE, ROLE, Place
from harsat.cli.stack.ports import HOST, is_listening
from harsat.cli.stack.programs import file_write, folder_make, process_of, program, run

NAME = "PostgreSQL"
ADMINISTRATOR = "postgres"


def start(place: Place) -> None:
    """Make the cluster if there is none, start it, and make role and database if they are missing."""
    data = place.folder / "postgres"
    if not (data / "PG_VERSION").exists():
        _cluster_make(place)
    if not is_running(place):
        log = place.folder / "postgres.log"
        run([program("pg_ctl"), "start", "--wait", "--silent", f"--pgdata={data}", f"--log={log}"])
    _psql(place, _role_sql(place.password))
    if not _psql(place, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'").strip():  # noqa: S608
        _psql(place, f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


def stop(place: Place) -> None:
    """End open connections and stop; a stopped one stays so."""
    if is_running(place):
        run([program("pg_ctl"), "stop", "--mode=fast", "--silent", f"--pgdata={place.folder / 'postgres'}"])


def is_running(place: Place) -> bool:
    """True when the cluster's own process lives and answers."""
    data = place.folder / "postgres"
    return bool(process_of(data / "postmaster.pid", str(data))) and is_listening(place.postgres_port)


def _cluster_make(place: Place) -> None:
    data = folder_make(place.folder / "postgres")
    secret = file_write(place.folder / "administrator.txt", place.password)
    arguments = [
        program("initdb"),
        f"--pgdata={data}",
        f"--username={ADMINISTRATOR}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    run(arguments if place.durable else [*arguments, "--no-sync"])
    secret.unlink()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(_settings(place))


def _settings(place: Place) -> str:
    lines = [
        f"listen_addresses = '{HOST}'",
        f"port = {place.postgres_port}",
        "unix_socket_directories = ''",
        "max_connections = 60",
        "shared_buffers = 64MB",
        "timezone = 'UTC'",
    ]
    if not place.durable:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = 2GB"]
    return "\n".join(["", *lines, ""])


def _role_sql(password: str) -> str:
    """Session settings do not survive PgBouncer's transaction mode, so the role carries them.

    Without lock_timeout, waiters on one project's lock hold every server connection; without the other a frozen
    client holds its lock for ever.
    """
    return f"""
        SELECT 'CREATE ROLE {ROLE} LOGIN CREATEDB' WHERE NOT EXISTS
            (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
        ALTER ROLE {ROLE} PASSWORD '{password}';
        ALTER ROLE {ROLE} SET lock_timeout = '2s';
        ALTER ROLE {ROLE} SET idle_in_transaction_session_timeout = '30s';
        ALTER ROLE {ROLE} SET timezone = 'UTC';
    """  # noqa: S608  constants and a password of hex digits


def _psql(place: Place, sql: str) -> str:
    arguments = [
        program("psql"),
        f"--host={HOST}",
        f"--port={place.postgres_port}",
        f"--username={ADMINISTRATOR}",
        "--dbname=postgres",
        "--no-psqlrc",
        "--quiet",
        "--tuples-only",
        "--set=ON_ERROR_STOP=1",
        "--file=-",
    ]
    return run(arguments, env={"PGPASSWORD": place.password}, text=sql)
