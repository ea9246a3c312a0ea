"""What must hold of every model before the first write: decimals that SQLite keeps, deletions that are logged."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from harsat.ledger.registry import registry

DIGITS_AT_MOST = 15


@register()
def decimals_are_exact(**_kwargs: Any) -> list[CheckMessage]:
    """SQLite stores a DECIMAL as a double, which holds 15 significant digits and no more."""
    return [
        Error(f"{field} has {field.max_digits} digits; SQLite keeps {DIGITS_AT_MOST}.", obj=field, id="harsat.E101")
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DecimalField) and (field.max_digits or 0) > DIGITS_AT_MOST
    ]


@register()
def logged_references_do_not_cascade(**_kwargs: Any) -> list[CheckMessage]:
    """A cascade inside a project would delete rows that no log knows of, and no undo brings back."""
    return [
        Error(f"{table.name}.{column} cascades; the ledger deletes row by row.", obj=table.model, id="harsat.E102")
        for table in registry.by_name.values()
        for column in table.parents
        if getattr(table.fields[column].remote_field, "on_delete", None) not in {models.DO_NOTHING, models.PROTECT}
    ]
