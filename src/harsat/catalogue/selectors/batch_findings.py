"""Reads of the findings of an import, a page at a time, in the order of the file."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from harsat.catalogue.diagnosis.kinds import LABELS, Kind
from harsat.catalogue.models import ImportFinding
from harsat.kernel.ids import ID_AT_MOST, ids_possible

PAGE = 50
_FIELDS = (
    "id",
    "order",
    "kind",
    "severity",
    "kode",
    "nama",
    "item",
    "rows",
    "column",
    "original",
    "proposal",
    "reason",
    "changes",
    "certainty",
    "chance",
    "repaired",
    "blocking",
    "state",
    "decided_value",
    "decided_changes",
    "decided_at",
    "decided_by__nama",
    "decided_by__email",
)


class FindingRow(NamedTuple):
    """One finding as a page shows it; `rows` are rows of the file, changes are [row, field, value]."""

    id: int
    order: int
    kind: str
    severity: str
    kode: str
    nama: str
    item: str
    rows: list[int]
    column: str
    original: str
    proposal: str
    reason: str
    changes: list[list[Any]]
    certainty: str
    chance: int | None
    repaired: bool
    blocking: bool
    state: str
    decided_value: str
    decided_changes: list[list[Any]]
    decided_at: datetime | None
    decided_by: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(LABELS[Kind(self.kind)])


class FindingsPage(NamedTuple):
    """At most fifty; `after` is what the next page begins after, None on the last."""

    rows: list[FindingRow]
    after: int | None


def findings_page(
    batch_id: int,
    *,
    kind: str = "",
    state: str = "",
    severity: str = "",
    certainty: str = "",
    search: str = "",
    after: int = 0,
    limit: int = PAGE,
) -> FindingsPage:
    """The findings behind `after` that pass every filter given; one statement.

    `search` is the beginning of a kode, or stands anywhere in the name of the work or of the component.
    """
    given = {"kind": kind, "state": state, "severity": severity, "certainty": certainty}
    wanted = {name: value for name, value in given.items() if value}
    behind = min(after, ID_AT_MOST)
    found = ImportFinding.objects.filter(batch_id__in=ids_possible([batch_id]), order__gt=behind, **wanted)
    if search:
        found = found.filter(Q(kode__istartswith=search) | Q(nama__icontains=search) | Q(item__icontains=search))
    rows = finding_rows(found.order_by("order")[: limit + 1])
    return FindingsPage(rows[:limit], rows[limit - 1].order if len(rows) > limit else None)


def finding_rows(found: QuerySet[ImportFinding]) -> list[FindingRow]:
    """A query of findings as rows for a page."""
    return [_row(row) for row in found.values_list(*_FIELDS)]


def _row(row: tuple[Any, ...]) -> FindingRow:
    *fields, nama, email = row
    return FindingRow._make([*fields, nama or email or ""])
