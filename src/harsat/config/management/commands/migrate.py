"""Django's migrate, between a reading and a raising of the id sequences, so that no id is ever given twice."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from harsat.config.sequences import sequences_kept


class Command(DjangoMigrate):
    """`harsat migrate`, `harsat manage migrate` and the test runner all come through here."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; see `harsat.config.sequences` for why it is wrapped."""
        with sequences_kept(connections[options["database"]]):
            super().handle(*args, **options)
