"""`harsat migrate`: bring the database to the shape that this release expects."""

from __future__ import annotations

import click

from harsat.cli.home import django_start


@click.command()
def migrate() -> None:
    """Perbarui basis data / bring the database up to date."""
    django_start()
    migrations_run()


def migrations_run(verbosity: int = 1) -> None:
    """Django's migrate, guarded by `harsat.config` so that no id is ever given twice."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)


def migrations_missing() -> int:
    """How many migrations of this release the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
