"""Reads of the analyses of an import: which are ready, what holds the others, and one beside its original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.models import FINDING_KODE_MAX, ImportBatch, ImportFinding
from harsat.catalogue.quarantine.drafting import Hold, work_unit
from harsat.catalogue.quarantine.original import original_of
from harsat.catalogue.quarantine.report import report_csv
from harsat.catalogue.quarantine.state import BatchState, batch_state
from harsat.catalogue.selectors.batch_findings import FindingRow, finding_rows
from harsat.kernel.errors import NotFound
from harsat.kernel.ids import ids_possible

PAGE = 50


class AnalysisRow(NamedTuple):
    """One analysis of the repaired file; without `holds` it is ready."""

    kode: str
    nama: str
    satuan: str
    lines: int
    holds: tuple[Hold, ...]

    @property
    def ready(self) -> bool:
        """Whether a commit would store it."""
        return not self.holds


class AnalysesPage(NamedTuple):
    """At most fifty in natural order of kode; `after` is the kode the next page begins after, "" on the last."""

    rows: list[AnalysisRow]
    after: str


class LinePair(NamedTuple):
    """A line as read beside what decisions make of it; `now` is None where it was dropped."""

    before: Line
    now: Line | None
    place: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """One code of the file: its lines, the analyses it becomes (two after a split), and what was found in it."""

    kode: str
    nama: str
    pairs: Sequence[LinePair]
    analyses: Sequence[AnalysisRow]
    findings: Sequence[FindingRow]


def batch_get(batch_id: int) -> ImportBatch:
    """The import of this id.

    Raises:
        NotFound: no such import.
    """
    batch = ImportBatch.objects.filter(pk__in=ids_possible([batch_id])).select_related("edition").first()
    if batch is None:
        raise NotFound(_("Impor tidak ditemukan."))
    return batch


def batch_analyses(
    batch_id: int, *, ready: bool | None = None, search: str = "", after: str = "", limit: int = PAGE
) -> AnalysesPage:
    """The analyses behind `after`; `ready` True or False takes only those. Six statements at most."""
    state = batch_state(batch_get(batch_id))
    words = search.lower()
    rows = [
        row
        for row in (_row(state, kode) for kode in state.book.analyses)
        if ready in {None, row.ready} and (row.kode.lower().startswith(words) or words in row.nama.lower())
    ]
    rows.sort(key=_place)
    if after:
        rows = [row for row in rows if _place(row) > (code_sort_key(after), after)]
    return AnalysesPage(rows[:limit], rows[limit - 1].kode if len(rows) > limit else "")


def batch_analysis(batch_id: int, kode: str) -> AnalysisView:
    """One code as it stands in the file, beside what it becomes. Seven statements at most.

    Raises:
        NotFound: no such import, or no such code in it.
    """
    batch = batch_get(batch_id)
    state = batch_state(batch)
    original = state.original.book.analyses.get(kode)
    if original is None:
        raise NotFound(_("Analisa tidak ditemukan di berkas ini."))
    now = {line.row: line for line in state.book.lines}
    pairs = [_pair(line, now.get(line.row), state.original.places.get(line.row, "")) for line in original]
    becomes = dict.fromkeys(pair.now.kode for pair in pairs if pair.now)
    found = ImportFinding.objects.filter(batch=batch, kode=kode[:FINDING_KODE_MAX]).order_by("order")
    return AnalysisView(kode, original[0].nama, pairs, [_row(state, one) for one in becomes], finding_rows(found))


def batch_report(batch_id: int) -> str:
    """Every finding of the import as the CSV of the report; two statements."""
    batch = batch_get(batch_id)
    rows = finding_rows(ImportFinding.objects.filter(batch=batch).order_by("order"))
    return report_csv(map(_finding, rows), original_of(batch).book.lines)


def _finding(row: FindingRow) -> Finding:
    return Finding(
        Kind(row.kind),
        Severity(row.severity),
        row.kode,
        tuple(row.rows),
        row.column,
        row.original,
        row.proposal,
        row.reason,
        tuple(Change(*change) for change in row.changes),
        Certainty(row.certainty),
        row.chance,
        row.repaired,
        row.blocking,
    )


def _row(state: BatchState, kode: str) -> AnalysisRow:
    lines = state.book.analyses[kode]
    return AnalysisRow(
        kode, lines[0].nama, work_unit(lines) or "", len(lines), tuple(state.readiness.held.get(kode, ()))
    )


def _place(row: AnalysisRow) -> tuple[str, str]:
    return code_sort_key(row.kode), row.kode


def _pair(before: Line, now: Line | None, place: str) -> LinePair:
    changed = (
        ()
        if now is None
        else tuple(
            field
            for field in Line._fields
            if getattr(before, field) != getattr(now, field) and field != "koefisien_text"
        )
    )
    return LinePair(before, now, place, changed)
