"""What a decision leaves in each of its findings, when it is made, undone or redone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.models import (
    DecisionAction,
    FindingState,
    ImportBatch,
    ImportDecision,
    ImportFinding,
)
from harsat.catalogue.quarantine.edits import changes_check, value_read
from harsat.catalogue.quarantine.original import original_of
from harsat.catalogue.quarantine.state import StoredChange, change_read
from harsat.catalogue.selectors.learned import unit_spellings

STATE_AFTER: Mapping[str, FindingState] = {
    DecisionAction.TERIMA: FindingState.DITERIMA,
    DecisionAction.UBAH: FindingState.DIUBAH,
    DecisionAction.TOLAK: FindingState.DITOLAK,
    DecisionAction.BUANG_BARIS: FindingState.DIUBAH,
    DecisionAction.BUANG_ANALISA: FindingState.DIUBAH,
    DecisionAction.BUKA: FindingState.TERBUKA,
}
WIDE = frozenset({"kode", "nama", "satuan_pekerjaan", "divisi"})
"""Fields that say the same in every row of an analysis."""
IDS_PER_STATEMENT = 500


class Outcome(NamedTuple):
    """The decided part of a finding."""

    state: str
    value: str
    changes: list[StoredChange]
    by: int | None
    at: datetime | None

    @classmethod
    def of(cls, finding: ImportFinding) -> Outcome:
        """As the finding stands now."""
        return cls(
            finding.state,
            finding.decided_value,
            finding.decided_changes,
            finding.decided_by_id,
            finding.decided_at,
        )

    @classmethod
    def read(cls, stored: Sequence[object]) -> Outcome:
        """The other way round of `stored`."""
        state, value, changes, by, at = stored
        assert isinstance(changes, list)
        assert by is None or isinstance(by, int)
        return cls(str(state), str(value), changes, by, datetime.fromisoformat(str(at)) if at else None)

    def stored(self) -> list[object]:
        """As JSON keeps it in a decision."""
        return [self.state, self.value, self.changes, self.by, self.at.isoformat() if self.at else None]


def outcomes(batch: ImportBatch, decision: ImportDecision, findings: Sequence[ImportFinding]) -> dict[int, Outcome]:
    """What the decision leaves, by finding.

    Raises:
        Refused: a value or a change that cannot stand.
    """
    state = STATE_AFTER[decision.action]
    if state == FindingState.TERBUKA:
        return {one.pk: Outcome(state, "", [], None, None) for one in findings}
    own = _own_changes(batch, decision, findings) if state == FindingState.DIUBAH else {}
    return {
        one.pk: Outcome(state, decision.value, own.get(one.pk, []), decision.by_id, decision.at) for one in findings
    }


def outcomes_write(outcomes: Mapping[int, Outcome]) -> None:
    """Store them, as few statements as there are different ones."""
    alike: dict[str, list[int]] = {}
    for finding_id, outcome in outcomes.items():
        alike.setdefault(json.dumps(outcome.stored()), []).append(finding_id)
    for ids in alike.values():
        outcome = outcomes[ids[0]]
        for part in (ids[start : start + IDS_PER_STATEMENT] for start in range(0, len(ids), IDS_PER_STATEMENT)):
            ImportFinding.objects.filter(pk__in=part).update(
                state=outcome.state,
                decided_value=outcome.value,
                decided_changes=outcome.changes,
                decided_by=outcome.by,
                decided_at=outcome.at,
            )


def _own_changes(
    batch: ImportBatch, decision: ImportDecision, findings: Iterable[ImportFinding]
) -> dict[int, list[StoredChange]]:
    """The cell edits of each finding that its own value, its own changes or the dropping of rows amounts to."""
    rows_of = original_of(batch).rows_of_kode()
    if decision.changes:
        return _given_changes(decision, findings, rows_of)
    if decision.action == DecisionAction.BUANG_BARIS:
        return {one.pk: [[row, DROP, ""] for row in one.rows] for one in findings}
    if decision.action == DecisionAction.BUANG_ANALISA:
        return {one.pk: [[row, DROP, ""] for row in rows_of.get(one.kode, ())] for one in findings}
    learned = unit_spellings()
    return {one.pk: _value_changes(one, decision.value, rows_of, learned) for one in findings}


def _given_changes(
    decision: ImportDecision, findings: Iterable[ImportFinding], rows_of: Mapping[str, list[int]]
) -> dict[int, list[StoredChange]]:
    findings = list(findings)
    rows = frozenset(row for one in findings for row in (*one.rows, *rows_of.get(one.kode, ())))
    checked = changes_check([change_read(change) for change in decision.changes], rows, unit_spellings())
    return {one.pk: [list(change) for change in checked] for one in findings}


def _value_changes(
    finding: ImportFinding, value: str, rows_of: Mapping[str, list[int]], learned: Mapping[str, str]
) -> list[StoredChange]:
    """The value in the doubtful column: where the proposal would have put its own, else where the doubt stands."""
    read = value_read(finding.column, value, learned)
    rows = [change.row for change in map(change_read, finding.changes) if change.field == finding.column]
    if not rows:
        rows = rows_of.get(finding.kode, []) if finding.column in WIDE else finding.rows
    return [[row, finding.column, read] for row in rows]
