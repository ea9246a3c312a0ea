"""A private PgBouncer in transaction mode, as the published system runs it."""

from __future__ import annotations

import os
import signal

from harsat.cli.stack.place import ROLE, Place
from harsat.cli.stack.ports import HOST, is_listening, wait_until
from harsat.cli.stack.programs import file_write, process_of, program, run

NAME = "PgBouncer"


def start(place: Place) -> None:
    """Write the configuration anew and start; every database of the cluster is reachable by its name."""
    if is_running(place):
        return
    file_write(place.folder / "pgbouncer_users.txt", f'"{ROLE}" "{place.password}"\n')
    settings = file_write(place.folder / "pgbouncer.ini", _settings(place))
    run([program("pgbouncer"), "--daemon", "--quiet", str(settings)])
    # A listening port is not enough: the pid file follows it, and a stop that finds none would leave the process.
    wait_until(lambda: is_running(place), NAME)


def stop(place: Place) -> None:
    """Stop at once: its clients are ours."""
    pid = _process(place)
    if pid:
        os.kill(pid, signal.SIGTERM)


def is_running(place: Place) -> bool:
    """True when our own process lives and answers."""
    return bool(_process(place)) and is_listening(place.pgbouncer_port)


def _process(place: Place) -> int | None:
    return process_of(place.folder / "pgbouncer.pid", str(place.folder))


def _settings(place: Place) -> str:
    return f"""\
[databases]
* = host={HOST} port={place.postgres_port}

[pgbouncer]
listen_addr = {HOST}
listen_port = {place.pgbouncer_port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {place.folder}/pgbouncer_users.txt
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
ignore_startup_parameters = extra_float_digits
logfile = {place.folder}/pgbouncer.log
pidfile = {place.folder}/pgbouncer.pid
log_connections = 0
log_disconnections = 0
"""
