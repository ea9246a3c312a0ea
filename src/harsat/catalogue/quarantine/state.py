"""A stored import with its decisions applied: the book as read, the repaired one, and what still holds analyses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import LABELS, Kind, Severity
from harsat.catalogue.models import Edition, FindingState, ImportBatch, ImportFinding, Resource
from harsat.catalogue.quarantine.drafting import drafts_read
from harsat.catalogue.quarantine.original import Original, original_of
from harsat.catalogue.quarantine.readiness import Pending, Readiness, Standing, doubt_holds, readiness_judge
from harsat.catalogue.quarantine.repair import book_repaired
from harsat.catalogue.selectors.drafts import edition_targets

StoredChange = list[object]
"""[row, field, value], as JSON holds a change."""


class Decided(NamedTuple):
    """What a finding contributes to the state of its import."""

    kind: str
    severity: str
    rows: list[int]
    changes: list[StoredChange]
    repaired: bool
    blocking: bool
    state: str
    decided_changes: list[StoredChange]


@dataclass(frozen=True, slots=True)
class BatchState:
    """Everything a page of the quarantine or a commit needs to know."""

    original: Original
    book: Book
    readiness: Readiness


def batch_state(batch: ImportBatch) -> BatchState:
    """Apply every decision in force to the lines as read, then judge each analysis against its edition.

    One statement for the findings, at most four for the edition.
    """
    original = original_of(batch)
    findings = findings_decided(batch)
    book = book_repaired(original.book, changes_in_force(findings))
    drafted = drafts_read(book, original.book, original.drafted)
    standing = standing_of(batch_edition(batch))
    return BatchState(original, book, readiness_judge(book, pending_of(findings), standing, drafted))


def batch_edition(batch: ImportBatch) -> Edition | None:
    """The edition the import goes into, None while there is none of this name."""
    return batch.edition or Edition.objects.filter(name=batch.edition_name).first()


def findings_decided(batch: ImportBatch) -> list[Decided]:
    """All findings that may hold an analysis or change a line, in the order of the file; info untouched is neither."""
    rows = ImportFinding.objects.filter(batch=batch).order_by("order")
    wanted = rows.exclude(severity=Severity.INFO, state=FindingState.TERBUKA)
    return [Decided(*row) for row in wanted.values_list(*Decided._fields)]


def standing_of(edition: Edition | None) -> Standing:
    """What the edition holds; nothing where there is none yet. Three statements."""
    if edition is None:
        return Standing()
    resources = Resource.objects.filter(edition=edition).values_list("kode", "satuan", "kategori")
    kategori = {(kode, satuan): kategori for kode, satuan, kategori in resources}
    return Standing(kategori, edition_targets(edition))


def changes_in_force(findings: Iterable[Decided]) -> list[Change]:
    """The cell edits of accepted proposals and of own values, own values last so that they win."""
    accepted = [finding.changes for finding in findings if finding.state == FindingState.DITERIMA]
    edited = [finding.decided_changes for finding in findings if finding.state == FindingState.DIUBAH]
    return [change_read(change) for changes in [*accepted, *edited] for change in changes]


def pending_of(findings: Sequence[Decided]) -> list[Pending]:
    """Findings that hold their analyses: undecided doubts, and what was kept although it cannot be stored."""
    return [
        Pending(finding.rows, str(LABELS[Kind(finding.kind)]), finding.state == FindingState.DITOLAK)
        for finding in findings
        if finding_holds(finding)
    ]


def finding_holds(finding: Decided) -> bool:
    """Whether the finding, as it is decided now, keeps its analyses out."""
    if not doubt_holds(finding.severity, repaired=finding.repaired, whole_file=not finding.rows):
        return False
    return finding.state == FindingState.TERBUKA or (finding.state == FindingState.DITOLAK and finding.blocking)


def change_read(stored: StoredChange) -> Change:
    """A stored change as a value."""
    row, field, value = stored
    assert isinstance(row, int)
    return Change(row, str(field), str(value))
