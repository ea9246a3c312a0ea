"""Reads of a quarantine as a person walks through it: kind after kind, fifty findings at a time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from harsat.catalogue.diagnosis.kinds import Certainty, Severity
from harsat.catalogue.models import BatchStatus, FindingState, ImportBatch, ImportDecision, ImportFinding
from harsat.catalogue.selectors.batch_findings import FindingRow, finding_rows

PAGE = 50
_DOUBT = Q(repaired=False) & ~Q(severity=Severity.INFO.value)
_WAITS = _DOUBT & Q(state=FindingState.TERBUKA)
_SETTLED = ~Q(state=FindingState.TERBUKA)


class Part(StrEnum):
    """What of the findings is shown: what waits, what was decided, both, what reading mended, what is only said."""

    MENUNGGU = "menunggu"
    DIPUTUS = "diputus"
    SEMUA = "semua"
    PERBAIKAN = "perbaikan"
    CATATAN = "catatan"


_OF_PART: dict[Part, Q] = {
    Part.MENUNGGU: _WAITS,
    Part.DIPUTUS: _SETTLED,
    Part.SEMUA: _DOUBT | _SETTLED,
    Part.PERBAIKAN: Q(repaired=True),
    Part.CATATAN: Q(repaired=False, severity=Severity.INFO.value),
}


class Place(NamedTuple):
    """Where a walk stands: the kind, and the order of the last finding shown."""

    kind: str
    order: int


class WalkPage(NamedTuple):
    """At most fifty findings, kind after kind; `after` is where the next page begins, None on the last."""

    rows: list[FindingRow]
    after: Place | None


class KindReach(NamedTuple):
    """How far a kind reaches: analyses it touches, and open findings that carry a proposal."""

    analyses: int
    proposed: int


def findings_walk(
    batch_id: int,
    *,
    part: Part,
    kinds: Sequence[str],
    severity: str = "",
    search: str = "",
    after: Place | None = None,
    limit: int = PAGE,
) -> WalkPage:
    """The findings of these kinds in their order, within a kind as the file has them; one statement.

    `search` is the beginning of a kode, or stands anywhere in the name of the work or of the component.
    """
    rank = {kind: place for place, kind in enumerate(kinds)}
    ahead = kinds[rank[after.kind] :] if after and after.kind in rank else kinds
    found = ImportFinding.objects.filter(_OF_PART[part], batch_id=batch_id, kind__in=ahead)
    if after:
        found = found.exclude(kind=after.kind, order__lte=after.order)
    if severity:
        found = found.filter(severity=severity)
    if search:
        found = found.filter(Q(kode__istartswith=search) | Q(nama__icontains=search) | Q(item__icontains=search))
    rows = finding_rows(_in_order(found, rank)[: limit + 1])
    last = Place(rows[limit - 1].kind, rows[limit - 1].order) if len(rows) > limit else None
    return WalkPage(rows[:limit], last)


def findings_of_ids(batch_id: int, ids: Sequence[int]) -> list[FindingRow]:
    """These findings of the import in the order of the file; one statement."""
    return finding_rows(ImportFinding.objects.filter(batch_id=batch_id, pk__in=ids).order_by("order"))


def findings_decided_by(batch_id: int, sequence: int, shown: Sequence[int]) -> list[FindingRow]:
    """The findings on a page (`shown`) that a decision touched, as they stand now; two statements."""
    found = ImportDecision.objects.filter(batch_id=batch_id, sequence=sequence)
    before = found.values_list("before", flat=True).first() or []
    touched = {finding_id for finding_id, *_stored in before}
    return findings_of_ids(batch_id, [one for one in shown if one in touched])


def kind_reaches(batch_id: int) -> dict[str, KindReach]:
    """How far each kind reaches; one statement."""
    proposed = _WAITS & ~Q(certainty=Certainty.NONE.value)
    rows = ImportFinding.objects.filter(batch_id=batch_id).order_by().values("kind")
    counted = rows.annotate(analyses=Count("kode", distinct=True), proposed=Count("id", filter=proposed))
    return {row["kind"]: KindReach(row["analyses"], row["proposed"]) for row in counted}


def findings_waiting() -> dict[int, int]:
    """What waits for a decision, by import, the newest import first; one statement."""
    open_batches = ImportBatch.objects.filter(status__in=[BatchStatus.DIAGNOSED, BatchStatus.COMMITTED])
    found = ImportFinding.objects.filter(_WAITS, batch__in=open_batches).order_by("-batch_id")
    return dict(found.values_list("batch_id").annotate(number=Count("id")))


def unknown_units(batch_id: int) -> list[tuple[str, int]]:
    """Every spelling of a unit that waits because nobody knows it, with how often; the most frequent first."""
    found = ImportFinding.objects.filter(_WAITS, batch_id=batch_id, kind="satuan_tidak_dikenal").exclude(original="")
    rows = found.order_by().values_list("original").annotate(number=Count("id"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _in_order(found: QuerySet[ImportFinding], rank: dict[str, int]) -> QuerySet[ImportFinding]:
    whens = [When(kind=kind, then=Value(place)) for kind, place in rank.items()]
    place = Case(*whens, default=Value(len(rank)), output_field=IntegerField())
    return found.annotate(place=place).order_by("place", "order")
