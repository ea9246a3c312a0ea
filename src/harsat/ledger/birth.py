"""How a project comes into being: filled while nobody can see it, then one change with a checkpoint instead of ops.

A birth of 60,000 rows through `project_write` would hold the lock for seconds, on SQLite against every project; here
the rows go in by pieces, each a transaction of its own, and the last one makes the project visible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from secrets import token_hex
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.kernel.clock import now
from harsat.kernel.errors import Refused
from harsat.kernel.transaction import write_transaction
from harsat.ledger import sql
from harsat.ledger.canonical import Row, pack
from harsat.ledger.models import Change, Checkpoint
from harsat.ledger.registry import registry
from harsat.ledger.replay import state_dump
from harsat.ledger.schema import SCHEMA
from harsat.projects.models import PARTS, Project, ProjectBirth

ROWS_PER_PIECE = 5000


class Birth:
    """Inserts the first rows of a project that nobody sees yet."""

    def __init__(self, project_id: int) -> None:
        self.project_id = project_id

    def insert(self, model: type[models.Model], rows: Sequence[Row]) -> list[int]:
        """Insert rows with the model's defaults for columns not given; returns their ids in order."""
        table = registry.table(model)
        ids: list[int] = []
        for start in range(0, len(rows), ROWS_PER_PIECE):
            piece = [(None, table.whole(row)) for row in rows[start : start + ROWS_PER_PIECE]]
            with write_transaction():
                ids += sql.rows_insert(table, self.project_id, piece)
        return ids


def project_birth(
    *,
    user: User,
    request_key: UUID,
    make: Callable[[], Project],
    fill: Callable[[Birth], None],
    action: str = "project_create",
) -> Project:
    """A new project, made and filled; the same key of the same user answers with the project it made before.

    Figures of the row are judged by its constraints; the rights of `user` are judged by the caller, who chose the
    organisation.
    """
    before = _born_before(user, request_key)
    if before is not None:
        return before
    project = make()
    project.locked_at = now()
    with write_transaction():
        project.save(force_insert=True)
    try:
        fill(Birth(project.pk))
        with write_transaction():
            _announce(project, user, request_key, action)
    except BaseException:
        # Nobody has seen it; a half-filled project must not stay behind.
        with write_transaction():
            project.delete()
        # The same request twice at once: the other one was quicker.
        twin = _born_before(user, request_key)
        if twin is None:
            raise
        return twin
    registry.after_commit(project.pk)
    return project


def _born_before(user: User, request_key: UUID) -> Project | None:
    birth = ProjectBirth.objects.filter(request_key=request_key).select_related("project").first()
    if birth is None:
        return None
    if birth.user_id != user.pk:
        raise Refused(_("Kunci permintaan ini sudah dipakai untuk permintaan lain."), code="request_key_reused")
    return birth.project


def _announce(project: Project, user: User, request_key: UUID, action: str) -> None:
    mark = f"1.{token_hex(4)}"
    marks = ["mark", *(f"mark_{part}" for part in PARTS)]
    project.revision = 1
    project.locked_at = None
    for name in marks:
        setattr(project, name, mark)
    ProjectBirth.objects.create(user=user, request_key=request_key, project=project)
    project.save(update_fields=["revision", "locked_at", *marks])
    state = state_dump(project.pk)
    Checkpoint.objects.create(project=project, revision=1, mark=mark, schema=SCHEMA, state=pack(state))
    Change.objects.create(
        project=project,
        revision=1,
        mark=mark,
        by=user,
        at=now(),
        action=action,
        request_key=request_key,
        request_hash=b"",
        undoable=False,
        summary=pack({name: {"i": len(rows)} for name, rows in state.items()}),
        ops=pack([]),
        answer=pack({}),
        schema=SCHEMA,
    )
