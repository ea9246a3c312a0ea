"""Rows of a file -> findings, and which analyses are sound: all that can be said without storing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.diagnose import Diagnosis, diagnose
from harsat.catalogue.diagnosis.kinds import LABELS
from harsat.catalogue.quarantine.readiness import Pending, Readiness, Standing, doubt_holds, readiness_judge
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.units import NOTHING_LEARNED


@dataclass(frozen=True, slots=True)
class Verdict:
    """The diagnosis, and every analysis as sound or held while nothing is decided."""

    diagnosis: Diagnosis
    readiness: Readiness

    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each kind, by its stable word."""
        counts: dict[str, int] = {}
        for finding in self.diagnosis.findings:
            counts[finding.kind.value] = counts.get(finding.kind.value, 0) + 1
        return dict(sorted(counts.items()))


def rows_judge(
    rows: Sequence[Row],
    *,
    known: Sequence[Line] = (),
    learned: Mapping[str, str] = NOTHING_LEARNED,
    standing: Standing | None = None,
) -> Verdict:
    """Diagnose the rows and judge each analysis against what the edition holds.

    `learned` are spellings of units that curators have taught.

    Raises:
        FileRefused: the rows cannot be read as one table.
    """
    diagnosis = diagnose(rows, known=known, learned=learned)
    pending = [
        Pending(one.rows, str(LABELS[one.kind]))
        for one in diagnosis.findings
        if doubt_holds(one.severity, repaired=one.repaired, whole_file=not one.rows)
    ]
    return Verdict(diagnosis, readiness_judge(diagnosis.book, pending, standing or Standing()))
