"""`harsat stack up | status | down`: the services of a large installation, private to one folder."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from harsat.cli.stack.errors import StackError
from harsat.cli.stack.place import Place
from harsat.cli.stack.private import stack_down, stack_status, stack_up


@click.group()
@click.option("--folder", type=click.Path(path_type=Path), default=None, help="Default: HARSAT_HOME/stack.")
@click.pass_context
def stack(ctx: click.Context, folder: Path | None) -> None:
    """PostgreSQL, PgBouncer dan Redis pribadi / private services for server mode."""
    ctx.obj = folder.expanduser().absolute() if folder else folder_default()


def folder_default() -> Path:
    """In HARSAT_HOME; for root in /var/lib, since the services run as a user who may not look into root's home."""
    if os.geteuid() == 0:
        return Path("/var/lib/harsat/stack")
    return Path(os.environ["HARSAT_HOME"]) / "stack"


@stack.command()
@click.pass_obj
def up(folder: Path) -> None:
    """Mulai, dan cetak variabelnya / start, and print the variables: eval "$(harsat stack up)"."""
    try:
        place = stack_up(folder)
    except StackError as error:
        raise click.ClickException(str(error)) from error
    for name, value in place.environment.items():
        click.echo(f"export {name}={shlex.quote(value)}")


@stack.command()
@click.pass_obj
def status(folder: Path) -> None:
    """Yang berjalan / what runs; exit code 1 unless all do."""
    place = _found(folder)
    running = stack_status(place)
    ports = (place.postgres_port, place.pgbouncer_port, place.redis_port)
    for (name, runs), port in zip(running.items(), ports, strict=True):
        click.echo(f"{name:<12}{port:>6}  {'berjalan' if runs else 'berhenti'}")
    if not all(running.values()):
        raise SystemExit(1)


@stack.command()
@click.pass_obj
def down(folder: Path) -> None:
    """Hentikan semua; datanya tinggal / stop all, keep the data."""
    try:
        stack_down(_found(folder))
    except StackError as error:
        raise click.ClickException(str(error)) from error


def _found(folder: Path) -> Place:
    try:
        place = Place.found(folder)
    except StackError as error:
        raise click.ClickException(str(error)) from error
    if place is None:
        raise click.ClickException(f"Belum ada di {folder}; mulai dengan: harsat stack up")
    return place
