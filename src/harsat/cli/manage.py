"""`harsat manage ...`: Django's own management commands, with the settings and the folder of this command."""

from __future__ import annotations

import click

from harsat.cli.home import django_start


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Perintah manajemen Django / Django's management commands."""
    from django.core.management import execute_from_command_line

    django_start()
    execute_from_command_line(["harsat manage", *arguments])
