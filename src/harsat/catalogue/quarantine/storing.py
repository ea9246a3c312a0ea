"""Findings of a diagnosis as rows of the database, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.diagnose import Diagnosis
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.models import FINDING_KODE_MAX, ImportBatch, ImportFinding

BATCH = 500


def findings_store(batch: ImportBatch, diagnosis: Diagnosis) -> None:
    """Every finding, undecided."""
    lines = {line.row: line for line in diagnosis.book.lines}
    ImportFinding.objects.bulk_create(
        [_row(batch, order, finding, lines) for order, finding in enumerate(diagnosis.findings, start=1)],
        batch_size=BATCH,
    )


def _row(batch: ImportBatch, order: int, finding: Finding, lines: Mapping[int, Line]) -> ImportFinding:
    line = lines.get(finding.rows[0]) if finding.rows else None
    return ImportFinding(
        batch=batch,
        order=order,
        kind=finding.kind.value,
        severity=finding.severity.value,
        kode=_plain(finding.kode)[:FINDING_KODE_MAX],
        nama=_plain(line.nama) if line else "",
        item=_plain(line.item) if line else "",
        rows=list(finding.rows),
        column=finding.column,
        original=_plain(finding.original),
        proposal=_plain(finding.proposal),
        reason=_plain(finding.reason),
        changes=[[change.row, change.field, _plain(change.value)] for change in finding.changes],
        certainty=finding.certainty.value,
        chance=finding.chance,
        repaired=finding.repaired,
        blocking=finding.blocking,
    )


def _plain(text: str) -> str:
    """PostgreSQL keeps no NUL; a broken file may hold one."""
    return text.replace("\0", "\ufffd")
