"""The marks of a project: which change last touched it, and each of its parts."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from harsat.kernel.errors import NotFound
from harsat.projects.models import PARTS


class Marks(NamedTuple):
    """The project's mark and revision, and the mark of each part by name."""

    revision: int
    mark: str
    parts: dict[str, str]


_STATEMENT = (
    "SELECT revision, mark, "  # noqa: S608  names are our own
    + ", ".join(f"mark_{part}" for part in PARTS)
    + " FROM projects_project WHERE id = %s"
)


def marks_get(project_id: int) -> Marks:
    """Read inside a read snapshot, they are the key of the parts read inside the same."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [project_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Marks(row[0], row[1], dict(zip(PARTS, row[2:], strict=True)))
