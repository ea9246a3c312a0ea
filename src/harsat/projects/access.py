"""Who may do what in which project: one table of roles, and one statement that every route stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils.crypto import constant_time_compare

from harsat.accounts.models import Role, User
from harsat.kernel.errors import Forbidden, NotFound, NotSignedIn
from harsat.kernel.ids import ID_AT_MOST
from harsat.projects.models import PARTS


class Right(StrEnum):
    """What can be asked of a project."""

    READ = "read"
    EDIT = "edit"
    PROGRESS = "progress"
    MEMBERS = "members"
    DELETE = "delete"


RIGHTS: dict[str, frozenset[Right]] = {
    Role.PEMILIK: frozenset(Right),
    Role.EDITOR: frozenset({Right.READ, Right.EDIT, Right.PROGRESS}),
    Role.PELAKSANA: frozenset({Right.READ, Right.PROGRESS}),
    Role.PENINJAU: frozenset({Right.READ}),
}
"""The role table: a membership holds for all projects of its organisation."""


"""What an id column holds; both databases raise on a parameter beyond it."""


@dataclass(frozen=True, slots=True)
class Access:
    """One user at one project, as the database said it a moment ago; `marks` holds the mark of each part."""

    user_id: int
    project_id: int
    organisation_id: int
    nama: str
    role: str
    revision: int
    mark: str
    marks: dict[str, str]
    password: str = field(repr=False)

    def may(self, right: Right) -> bool:
        """Whether the role of the user includes `right`."""
        return right in RIGHTS[self.role]

    def require(self, right: Right) -> Access:
        """Itself, or Forbidden."""
        if not self.may(right):
            raise Forbidden
        return self


_COLUMNS = ("organisation_id", "nama", "revision", "mark", *(f"mark_{part}" for part in PARTS))
_STATEMENT = (
    "SELECT u.is_active, u.password, m.role, "  # noqa: S608  names are our own
    + ", ".join(f"p.{column}" for column in _COLUMNS)
    + " FROM projects_project p"
    " JOIN accounts_membership m ON m.organisation_id = p.organisation_id AND m.user_id = %s"
    " JOIN accounts_user u ON u.id = m.user_id"
    " WHERE p.id = %s AND p.locked_at IS NULL"
)  # raw: 29 us against 356 through the ORM, on every request of the product


def access_get(*, user_id: int, project_id: int) -> Access:
    """Authentication, authorisation and freshness in one statement, never cached.

    Raises NotFound for another organisation's project as for none, NotSignedIn for an account that was deactivated.
    """
    if project_id > ID_AT_MOST:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [user_id, project_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    is_active, password, role, organisation_id, nama, revision, mark, *part_marks = row
    if not is_active:
        raise NotSignedIn
    return Access(
        user_id=user_id,
        project_id=project_id,
        organisation_id=organisation_id,
        nama=nama,
        role=role,
        revision=revision,
        mark=mark,
        marks=dict(zip(PARTS, part_marks, strict=True)),
        password=password,
    )


def session_holds(access: Access, session_hash: str) -> bool:
    """Whether the session was made under the password in force and a key that is: Django's check, without a query."""
    account = User(password=access.password)
    hashes = (account.get_session_auth_hash(), *account.get_session_auth_fallback_hash())
    return any(constant_time_compare(session_hash, one) for one in hashes)


def session_user_id(session: Mapping[str, Any]) -> int:
    """The user id in the session, or NotSignedIn; whether the session still holds is judged with the access."""
    user_id = session.get(SESSION_KEY)
    if user_id is None:
        raise NotSignedIn
    return int(user_id)


def session_access(session: Mapping[str, Any], project_id: int) -> Access:
    """The gate that pages and API share: who the session says, what the database says of them, and whether both hold.

    Raises NotSignedIn for no session or one of an older password, NotFound as `access_get`.
    """
    access = access_get(user_id=session_user_id(session), project_id=project_id)
    if not session_holds(access, session.get(HASH_SESSION_KEY, "")):
        raise NotSignedIn
    return access
