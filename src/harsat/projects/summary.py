"""The last computed figures of a project, written by whoever computed them; an older figure never replaces a newer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import connection

from harsat.engine.numbers import canonical, engine_context
from harsat.projects.models import ProjectSummary

TEXT_AT_MOST = 64
SEN_AT_MOST = 2**63 - 1

_COLUMNS = ("project_id", "mark", "total_text", "total_sen", "pekerjaan_count", "belum_lengkap", "computed_at")
# Marks are "<revision>.<8 hex>": the longer is the newer, and among those of one length the greater.
_STATEMENT = (
    f"INSERT INTO projects_projectsummary ({', '.join(_COLUMNS)})"  # noqa: S608  names are our own
    f" VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
    f" ON CONFLICT (project_id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"
    " WHERE (length(projects_projectsummary.mark), projects_projectsummary.mark)"
    " <= (length(excluded.mark), excluded.mark)"
)


def summary_save(
    *, project_id: int, mark: str, total: Decimal, pekerjaan: int, belum_lengkap: int, computed_at: datetime
) -> None:
    """One upsert, outside the ledger: a summary is a cache that lists may order by.

    A total beyond a bigint of sen (92 quadrillion rupiah) has no `total_sen`; one beyond 64 characters, which is no
    budget but a slip of the keyboard, leaves the summary as it was, and the list calls it old.
    """
    text = canonical(total, None)
    if len(text) > TEXT_AT_MOST:
        return
    moment = ProjectSummary._meta.get_field("computed_at").get_db_prep_value(computed_at, connection)
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [project_id, mark, text, whole_sen(total), pekerjaan, belum_lengkap, moment])


def whole_sen(total: Decimal) -> int | None:
    """1832000 is 183200000; None where no bigint holds it."""
    with engine_context():
        sen = int(total * 100)
    return sen if abs(sen) <= SEN_AT_MOST else None
