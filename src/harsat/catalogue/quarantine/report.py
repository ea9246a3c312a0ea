"""The findings as a CSV that a spreadsheet opens: one line for each row that a finding touches."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import DROP, Change, Finding

COLUMNS = ("baris", "kode_ahsp", "kategori", "kode_item", "uraian", "temuan", "tingkat", "nilai_asal", "usulan")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ReportLine(NamedTuple):
    """`baris` is empty for a finding of the whole file; numbers of the last two are canonical ("1.3125")."""

    baris: str
    kode_ahsp: str
    kategori: str
    kode_item: str
    uraian: str
    temuan: str
    tingkat: str
    nilai_asal: str
    usulan: str


def report_csv(findings: Iterable[Finding], lines: Sequence[Line]) -> str:
    """The whole report with its header; a cell that a spreadsheet would run as a formula is disarmed by a quote."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_disarmed(cell) for cell in line] for line in report_lines(findings, lines))
    return out.getvalue()


def report_lines(findings: Iterable[Finding], lines: Sequence[Line]) -> Iterator[ReportLine]:
    """In the order of the findings; a split names the new kode of each row, a drop says "buang"."""
    by_row = {line.row: line for line in lines}
    for finding in findings:
        if not finding.rows and not finding.changes:
            yield _line(finding, None, finding.original, finding.proposal)
        elif finding.changes:
            yield from (_changed(finding, change, by_row) for change in finding.changes)
        else:
            yield from (
                _line(finding, by_row.get(row), finding.original, finding.proposal, row) for row in finding.rows
            )


def _changed(finding: Finding, change: Change, by_row: Mapping[int, Line]) -> ReportLine:
    line = by_row.get(change.row)
    if change.field == DROP:
        return _line(finding, line, finding.original, DROP, change.row)
    stands = cell_text(line, change.field) if line else ""
    return _line(finding, line, stands or finding.original, change.value, change.row)


def cell_text(line: Line, field: str) -> str:
    """What a line says in a field, numbers canonical; of a number without a reading its text."""
    if field == "koefisien":
        return line.koefisien_text if line.koefisien is None else canonical(line.koefisien)
    value = getattr(line, field, None)
    return "" if value is None else str(value)


def _line(finding: Finding, line: Line | None, original: str, proposal: str, row: int | None = None) -> ReportLine:
    return ReportLine(
        "" if row is None else str(row),
        finding.kode or (line.kode if line else ""),
        line.kategori.value if line and line.kategori else "",
        line.kode_item if line else "",
        line.item if line else "",
        finding.kind.value,
        finding.severity.value,
        original,
        proposal,
    )


def _disarmed(cell: str) -> str:
    if not cell.startswith(_FORMULA_STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
