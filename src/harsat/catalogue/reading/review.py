"""The front door of reading: a path becomes a review of everything in the file; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harsat.catalogue.reading.checks import Listed, Trusted, groups_check
from harsat.catalogue.reading.groups import groups_read
from harsat.catalogue.reading.koefisien import column_read
from harsat.catalogue.reading.reasons import Finding, Reason
from harsat.catalogue.reading.rows import header_find, rows_read
from harsat.catalogue.reading.source import table_read


@dataclass(frozen=True, slots=True)
class Review:
    """What a file holds: every code is either trusted or listed, none is dropped."""

    sheet: str
    rows: int
    trusted: Sequence[Trusted]
    listed: Sequence[Listed]

    def codes_per_reason(self) -> Counter[Reason]:
        """How many codes carry each reason; a code may carry several."""
        return Counter(reason for entry in self.listed for reason in {finding.reason for finding in entry.findings})

    def example(self, reason: Reason) -> tuple[str, Finding]:
        """The first code with this reason and its finding."""
        return next(
            (entry.kode, finding) for entry in self.listed for finding in entry.findings if finding.reason is reason
        )

    def repairs(self) -> Counter[str]:
        """How often each repair was made in the trusted analyses."""
        return sum((entry.repairs for entry in self.trusted), Counter())


def file_review(path: Path) -> Review:
    """Read a file and judge every analysis in it.

    Raises:
        FileRefused: the file as a whole cannot be read as a table of analyses.
    """
    table = table_read(path)
    header = header_find(table)
    rows = list(rows_read(table, header))
    column = column_read((row.number, row.koefisien) for row in rows)
    results = groups_check(groups_read(rows, column), header.titles)
    trusted = [result for result in results if isinstance(result, Trusted)]
    listed = [result for result in results if isinstance(result, Listed)]
    return Review(table.name, len(rows), trusted, listed)
