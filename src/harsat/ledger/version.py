"""Versions: a named revision with state and totals frozen, so that an approved figure never moves."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from harsat.engine.version import ENGINE_VERSION
from harsat.kernel.clock import now
from harsat.kernel.errors import Forbidden, Refused
from harsat.ledger.canonical import pack, unpack
from harsat.ledger.marks import marks_get
from harsat.ledger.models import Version
from harsat.ledger.registry import registry
from harsat.ledger.replay import state_dump
from harsat.ledger.snapshot_read import read_snapshot
from harsat.projects.access import Access, Right


def version_create(*, access: Access, name: str) -> Version:
    """Freeze the project of this moment under a name that is not taken."""
    if not access.may(Right.EDIT):
        raise Forbidden
    if not name.strip():
        raise Refused(_("Versi perlu nama."), code="version_name_empty")
    with read_snapshot():
        marks = marks_get(access.project_id)
        state = state_dump(access.project_id)
    try:
        return Version.objects.create(
            project_id=access.project_id,
            name=name.strip(),
            revision=marks.revision,
            mark=marks.mark,
            by_id=access.user_id,
            at=now(),
            state=pack(state),
            totals=pack(dict(registry.after_commit(access.project_id))),
            engine_version=ENGINE_VERSION,
        )
    except IntegrityError as error:
        raise Refused(_("Nama versi sudah dipakai."), code="version_name_taken") from error


def version_totals(version: Version) -> dict[str, Any]:
    """The totals as they were frozen."""
    totals: dict[str, Any] = unpack(version.totals)
    return totals
