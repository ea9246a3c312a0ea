"""Versions: a named revision with state and totals frozen, so that an approved figure never moves."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from harsat.engine.version import ENGINE_VERSION
from harsat.kernel.clock import now
from harsat.kernel.errors import Conflict, Forbidden, Refused
from harsat.kernel.transaction import write_transaction
from harsat.ledger.canonical import pack, unpack
from harsat.ledger.marks import marks_get
from harsat.ledger.models import Version
from harsat.ledger.registry import registry
from harsat.ledger.replay import state_dump
from harsat.ledger.snapshot_read import read_snapshot
from harsat.projects.access import Access, Right

NAME_AT_MOST = 120


def version_create(*, access: Access, name: str) -> Version:
    """Freeze the project of this moment, state and totals of one read snapshot, under a name that is not taken."""
    if not access.may(Right.EDIT):
        raise Forbidden
    title = _title(name)
    with read_snapshot():
        marks = marks_get(access.project_id)
        state = state_dump(access.project_id)
        totals = registry.totals(access.project_id)
    try:
        with write_transaction():
            return Version.objects.create(
                project_id=access.project_id,
                name=title,
                revision=marks.revision,
                mark=marks.mark,
                by_id=access.user_id,
                at=now(),
                state=pack(state),
                totals=pack(dict(totals)),
                engine_version=ENGINE_VERSION,
            )
    except Conflict as error:
        raise Refused(_("Nama versi sudah dipakai."), code="version_name_taken") from error


def _title(name: str) -> str:
    title = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", name).split())
    if not title:
        raise Refused(_("Versi perlu nama."), code="version_name_empty")
    if len(title) > NAME_AT_MOST:
        raise Refused(_("Nama versi paling panjang 120 huruf."), code="version_name_long")
    return title


def version_totals(version: Version) -> dict[str, Any]:
    """The totals as they were frozen."""
    totals: dict[str, Any] = unpack(version.totals)
    return totals
