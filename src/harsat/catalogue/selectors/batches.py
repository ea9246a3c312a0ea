"""Reads of imports: the list of them, and one with its counts by kind and severity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.kinds import LABELS, Certainty, Kind, Severity
from harsat.catalogue.models import FindingState, ImportBatch, ImportDecision, ImportFile, ImportFinding
from harsat.kernel.errors import NotFound
from harsat.kernel.ids import ids_possible

BATCHES_AT_MOST = 200
_WEIGHT = {Severity.DANGER.value: 0, Severity.WARNING.value: 1, Severity.INFO.value: 2}
_FIELDS = (
    "id",
    "edition_name",
    "edition_id",
    "bidang",
    "as_of",
    "source",
    "status",
    "rows",
    "analyses",
    "ready",
    "committed",
    "revision",
    "created_at",
    "created_by__nama",
    "created_by__email",
)


class BatchRow(NamedTuple):
    """One import. `ready` and `committed` of `analyses` may be stored and are; `files` are (name, bytes)."""

    id: int
    edition_name: str
    edition_id: int | None
    bidang: str
    as_of: date
    source: str
    status: str
    rows: int
    analyses: int
    ready: int
    committed: int
    revision: int
    created_at: datetime
    created_by: str
    files: tuple[tuple[str, int], ...]


class KindCount(NamedTuple):
    """The findings of one kind.

    `total` were to be decided, `left` still are, `sure` of these have a certain proposal; `repaired` were mended while
    reading, `told` are only said.
    """

    kind: str
    label: str
    severity: str
    total: int
    left: int
    sure: int
    repaired: int
    told: int


class SeverityCount(NamedTuple):
    """What is left of what was to be decided."""

    severity: str
    total: int
    left: int


class DecisionRow(NamedTuple):
    """A decision that may be undone or redone next."""

    sequence: int
    action: str
    findings: int


@dataclass(frozen=True, slots=True)
class BatchOverview:
    """Everything the head and the navigation of a quarantine show."""

    batch: BatchRow
    mapping: dict[str, Any] | None
    notes: Sequence[dict[str, Any]]
    kinds: Sequence[KindCount]
    severities: Sequence[SeverityCount]
    total: int
    left: int
    repaired: int
    undo: DecisionRow | None
    redo: DecisionRow | None


def batches() -> list[BatchRow]:
    """The newest imports first; two statements."""
    rows = list(ImportBatch.objects.order_by("-id").values_list(*_FIELDS)[:BATCHES_AT_MOST])
    files = _files([row[0] for row in rows])
    return [_batch(row, files) for row in rows]


def batch_overview(batch_id: int) -> BatchOverview:
    """One import with its counts; five statements, whatever its size.

    Raises:
        NotFound: no such import.
    """
    row = ImportBatch.objects.filter(pk__in=ids_possible([batch_id])).values_list(*_FIELDS, "mapping", "notes").first()
    if row is None:
        raise NotFound(_("Impor tidak ditemukan."))
    kinds = kind_counts(batch_id)
    undo = _decision(ImportDecision.objects.filter(batch_id=batch_id, undone=False).order_by("-sequence"))
    later = ImportDecision.objects.filter(batch_id=batch_id, undone=True, sequence__gt=undo.sequence if undo else 0)
    return BatchOverview(
        _batch(row[:-2], _files([batch_id])),
        row[-2],
        row[-1],
        kinds,
        [_severity(severity, kinds) for severity in (Severity.DANGER, Severity.WARNING)],
        sum(one.total for one in kinds),
        sum(one.left for one in kinds),
        sum(one.repaired for one in kinds),
        undo,
        _decision(later.order_by("sequence")),
    )


def kind_counts(batch_id: int) -> list[KindCount]:
    """Counts by kind, the gravest first; one statement."""
    columns = ("kind", "severity", "state", "repaired", "certainty")
    rows = ImportFinding.objects.filter(batch_id=batch_id).order_by().values_list(*columns)
    counts: dict[str, KindCount] = {}
    for kind, severity, state, repaired, certainty, number in rows.annotate(number=Count("id")):
        before = counts.get(kind) or KindCount(kind, str(LABELS[Kind(kind)]), severity, 0, 0, 0, 0, 0)
        counts[kind] = _added(before, severity, state, certainty, number, repaired=repaired)
    order = {kind.value: place for place, kind in enumerate(Kind)}
    return sorted(counts.values(), key=lambda one: (_WEIGHT[one.severity], order[one.kind]))


def finding_counts(batch_id: int) -> dict[str, int]:
    """How many findings there are of each kind, decided or not; one statement."""
    rows = ImportFinding.objects.filter(batch_id=batch_id).order_by("kind").values_list("kind")
    return dict(rows.annotate(number=Count("id")))


def _added(count: KindCount, severity: str, state: str, certainty: str, number: int, *, repaired: bool) -> KindCount:
    graver = min(count.severity, severity, key=_WEIGHT.__getitem__)
    if repaired:
        return count._replace(severity=graver, repaired=count.repaired + number)
    if severity == Severity.INFO:
        return count._replace(told=count.told + number)
    is_open = state == FindingState.TERBUKA
    is_sure = is_open and certainty == Certainty.SURE
    return count._replace(
        severity=graver,
        total=count.total + number,
        left=count.left + number * is_open,
        sure=count.sure + number * is_sure,
    )


def _severity(severity: Severity, kinds: Sequence[KindCount]) -> SeverityCount:
    alike = [one for one in kinds if one.severity == severity]
    return SeverityCount(severity.value, sum(one.total for one in alike), sum(one.left for one in alike))


def _decision(decisions: Any) -> DecisionRow | None:
    row = decisions.values_list("sequence", "action", "before").first()
    return DecisionRow(row[0], row[1], len(row[2])) if row else None


def _batch(row: tuple[Any, ...], files: dict[int, list[tuple[str, int]]]) -> BatchRow:
    *fields, nama, email = row
    return BatchRow._make([*fields, nama or email or "", tuple(files.get(row[0], ()))])


def _files(batch_ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    files: dict[int, list[tuple[str, int]]] = {}
    rows = ImportFile.objects.filter(batch_id__in=batch_ids).order_by("id").values_list("batch_id", "name", "size")
    for batch_id, name, size in rows:
        files.setdefault(batch_id, []).append((name, size))
    return files
