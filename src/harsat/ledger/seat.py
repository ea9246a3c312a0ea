"""Who holds the project's lock, in which role, and whether the request was done before; all as of now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from harsat.kernel.errors import Forbidden, NotFound, NotSignedIn, Refused
from harsat.ledger.models import Change
from harsat.projects.access import RIGHTS, Access, Right


@dataclass(frozen=True, slots=True)
class ProjectLock:
    """The project row, held by this transaction, at the revision it is about to become; `mark` is still the old one."""

    project_id: int
    revision: int
    mark: str


def project_lock(project_id: int) -> ProjectLock:
    """Bump the revision and hold the row.

    Alone in its statement: a joined SELECT .. FOR UPDATE that waited returns role and request key from before the wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET revision = revision + 1"
            " WHERE id = %s AND locked_at IS NULL RETURNING revision, mark",
            [project_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return ProjectLock(project_id, row[0], row[1])


@dataclass(frozen=True, slots=True)
class Seat:
    """Role and request key as they are under the lock; `total` is that of the mark before, where it is known."""

    role: str
    total: str | None
    done: Change | None

    def may(self, right: Right) -> bool:
        """Whether the role includes `right` at this moment."""
        return right in RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raise Forbidden unless the role includes `right`."""
        if not self.may(right):
            raise Forbidden


_DONE = ("id", "revision", "mark", "by_id", "request_hash", "answer")
_STATEMENT = (
    "SELECT u.is_active, m.role, s.total_text, "  # noqa: S608  names are our own
    + ", ".join(f"c.{column}" for column in _DONE)
    + " FROM projects_project p"
    " JOIN accounts_membership m ON m.organisation_id = p.organisation_id AND m.user_id = %s"
    " JOIN accounts_user u ON u.id = m.user_id"
    " LEFT JOIN projects_projectsummary s ON s.project_id = p.id AND s.mark = p.mark"
    " LEFT JOIN ledger_change c ON c.project_id = p.id AND c.request_key = %s"
    " WHERE p.id = %s"
)


def seat_under_lock(access: Access, request_key: UUID) -> Seat:
    """One joined select: is the user still a member and active, and has this key been used?

    Raises as `access_get`: what has changed since is answered as if the request had come now.
    """
    key = Change._meta.get_field("request_key").get_db_prep_value(request_key, connection)
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [access.user_id, key, access.project_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    is_active, role, total, *done = row
    if not is_active:
        raise NotSignedIn
    return Seat(role, total, Change(**dict(zip(_DONE, done, strict=True))) if done[0] is not None else None)


def same_request_or_refuse(done: Change, access: Access, request_hash: bytes) -> None:
    """A key stands for one request of one user: another's, or another body under it, is refused."""
    if done.by_id != access.user_id or bytes(done.request_hash) != request_hash:
        raise Refused(_("Kunci permintaan ini sudah dipakai untuk permintaan lain."), code="request_key_reused")
