"""`harsat serve`: the product on one address; embedded it prepares its own database, and Ctrl-C stops everything.

Embedded there is one process of eight threads, never two: SQLite has one writer, and the lock round writes, the
cache of estimates and the limits of sign-in live in the process.
"""

from __future__ import annotations

import os
import socket
from typing import Any

import click

from harsat.cli.home import django_start
from harsat.cli.migrate import migrations_missing, migrations_run
from harsat.cli.stages import stage

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat / address to listen on.")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--demo", is_flag=True, help="Muat katalog awal dan proyek contoh / load starter data first.")
@click.option("--processes", envvar="WEB_CONCURRENCY", default=2, show_default=True, help="Server mode only.")
def serve(host: str, port: int, processes: int, *, demo: bool) -> None:
    """Jalankan Harsat / serve Harsat."""
    address_refuse_taken(host, port)
    with stage("memulai"):
        django_start()
    from django.conf import settings

    if settings.HARSAT_SERVER:
        refuse_unmigrated()
    else:
        database_prepare()
        processes = 1
    if demo:
        starters_prepare()
    listen(host, port, processes)


def address_refuse_taken(host: str, port: int) -> None:
    """One line instead of a traceback when another program listens there already."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"Alamat {host}:{port} tidak dapat dipakai ({error.strerror}); pilih yang lain dengan PORT=8001."
        ) from error


def database_prepare() -> None:
    """Migrate what is missing; a database that is up to date costs one look."""
    if migrations_missing():
        with stage("basis data"):
            migrations_run(verbosity=0)


def refuse_unmigrated() -> None:
    """Several web processes must not race to migrate; that is a step of its own."""
    missing = migrations_missing()
    if missing:
        raise click.ClickException(f"{missing} migrasi belum dijalankan; jalankan dulu: harsat migrate")


def starters_prepare() -> None:
    """The starter catalogue and the demo project, loaded once; prints with what to sign in."""
    from harsat.starters.services import starters_load

    with stage("katalog awal dan contoh"):
        loaded = starters_load()
    click.echo(f"  Masuk sebagai {loaded.email} dengan kata sandi {loaded.password}")


def listen(host: str, port: int, processes: int) -> None:
    """Serve until a signal comes."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Gunicorn inside this process, without its command line and configuration files."""

        def load_config(self) -> None:
            for name, value in server_options(host, port, processes).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from gunicorn.util import import_app

            return import_app("harsat.config.wsgi:application")

    # A connection must not be shared with the worker that is forked from here.
    connections.close_all()
    click.echo(f"\n  Harsat: http://{host}:{port}/   (Ctrl-C untuk berhenti)\n")
    Server().run()


def server_options(host: str, port: int, processes: int) -> dict[str, Any]:
    """Gunicorn's settings: threads for requests that wait, one heartbeat file in memory, a quick end."""
    return {
        "bind": f"{host}:{port}",
        "worker_class": "gthread",
        "workers": processes,
        "threads": THREADS,
        "preload_app": True,
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: PTH112, S108
        "keepalive": 15,
        "timeout": 60,
        "graceful_timeout": 5,
        "control_socket_disable": True,
        "loglevel": "warning",
        "proc_name": "harsat",
    }
