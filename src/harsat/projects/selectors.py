"""Lists of projects: what a user may open, newest first, with figures from the summary; nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Q

from harsat.accounts.models import Membership, Organisation, User
from harsat.projects.access import RIGHTS, Right
from harsat.projects.models import Project

PAGE_SIZE = 20


class ProjectRow(NamedTuple):
    """One line of the list. `total` is None before the first computation; `stale` says that it is an older mark's."""

    id: int
    nama: str
    lokasi: str
    sumber_dana: str
    organisasi: str
    pagu: Decimal | None
    total: Decimal | None
    pekerjaan: int
    belum_lengkap: int
    stale: bool
    computed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Twenty rows and where the next twenty begin."""

    rows: list[ProjectRow]
    next_before: int | None
    count: int


def project_page_list(*, user: User, query: str = "", before: int | None = None) -> ProjectPage:
    """The projects of the user's organisations, by keyset on the id. Two queries, whatever the count.

    `query` is matched against name, place, code and funding, each word somewhere.
    """
    mine = Project.objects.filter(organisation__memberships__user=user, is_active=True, locked_at=None)
    # PostgreSQL takes no NUL, not even to look for it.
    for word in query.replace("\0", " ").split():
        mine = mine.filter(
            Q(nama__icontains=word)
            | Q(lokasi__icontains=word)
            | Q(kode__icontains=word)
            | Q(sumber_dana__icontains=word)
        )
    count = mine.count()
    if before is not None:
        mine = mine.filter(id__lt=before)
    found = [_row(values) for values in mine.order_by("-id").values(*_VALUES)[: PAGE_SIZE + 1]]
    rows = found[:PAGE_SIZE]
    return ProjectPage(rows, rows[-1].id if len(found) > PAGE_SIZE else None, count)


_VALUES = (
    "id",
    "nama",
    "lokasi",
    "sumber_dana",
    "pagu",
    "mark",
    "organisation__nama",
    "summary__mark",
    "summary__total_text",
    "summary__pekerjaan_count",
    "summary__belum_lengkap",
    "summary__computed_at",
)


def _row(values: dict[str, object]) -> ProjectRow:
    total = values["summary__total_text"]
    return ProjectRow._make(
        (
            values["id"],
            values["nama"],
            values["lokasi"],
            values["sumber_dana"],
            values["organisation__nama"],
            values["pagu"],
            Decimal(str(total)) if total is not None else None,
            values["summary__pekerjaan_count"] or 0,
            values["summary__belum_lengkap"] or 0,
            values["summary__mark"] != values["mark"],
            values["summary__computed_at"],
        )
    )


def organisations_for_new_project(user: User) -> list[Organisation]:
    """Where the user may make a project: the roles that may edit, the personal one first. One query."""
    roles = [role for role, rights in RIGHTS.items() if Right.EDIT in rights]
    memberships = Membership.objects.filter(user=user, role__in=roles).select_related("organisation")
    return [one.organisation for one in memberships.order_by(F("organisation__personal").desc(), "organisation__nama")]
