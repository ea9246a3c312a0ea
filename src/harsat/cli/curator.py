"""`harsat curator`: appoint who works on the catalogue of a server."""

from __future__ import annotations

import click

from harsat.cli.home import django_start

ROLES = ("kurator", "penerbit")


@click.group("curator")
def curator() -> None:
    """Kurator katalog / curators of the catalogue."""


@curator.command("add")
@click.argument("email")
@click.option(
    "--role", default=ROLES[0], show_default=True, type=click.Choice(ROLES), help="Penerbit juga menerbitkan."
)
def add(email: str, role: str) -> None:
    """Tunjuk kurator / appoint."""
    django_start()
    from harsat.catalogue.models import CuratorRole
    from harsat.catalogue.roles import curator_appoint
    from harsat.kernel.errors import DomainError

    try:
        curator_appoint(email=email, role=CuratorRole(role))
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"{email}: {role}")


@curator.command("remove")
@click.argument("email")
def remove(email: str) -> None:
    """Cabut peran / dismiss."""
    django_start()
    from harsat.catalogue.roles import curator_dismiss
    from harsat.kernel.errors import DomainError

    try:
        curator_dismiss(email=email)
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal


@curator.command("list")
def show() -> None:
    """Daftar kurator / list them."""
    django_start()
    from harsat.catalogue.roles import curators

    for email, role in curators():
        click.echo(f"{email}: {role}")
