"""Appends to the log of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from harsat.accounts.models import User
from harsat.catalogue.models import NAME_MAX, CatalogueLog
from harsat.kernel.clock import now


def log_add(
    *,
    by: User | None,
    verb: str,
    noun: str,
    object_id: int | None,
    name: str,
    details: Mapping[str, object] | None = None,
) -> CatalogueLog:
    """One entry in the caller's transaction; `by` None is a command on the server itself."""
    return CatalogueLog.objects.create(
        at=now(),
        by=by,
        verb=verb,
        noun=noun,
        object_id=object_id,
        name=name[:NAME_MAX],
        details=dict(details or {}),
    )
