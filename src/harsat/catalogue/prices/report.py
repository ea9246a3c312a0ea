"""The findings of a price list as a table and as counts, for the command, the page and whoever checks by machine."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from harsat.catalogue.prices.book import PriceDiagnosis, PriceFinding, PriceLine

COLUMNS = (
    "baris",
    "kode",
    "kelompok",
    "uraian",
    "satuan",
    "temuan",
    "tingkat",
    "nilai_asal",
    "usulan",
    "ditahan",
    "alasan",
)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def kinds_counted(diagnosis: PriceDiagnosis) -> dict[str, int]:
    """How many findings of each kind, in order of the word."""
    return dict(sorted(Counter(one.kind.value for one in diagnosis.findings).items()))


def report_csv(diagnosis: PriceDiagnosis) -> str:
    """One record per finding and row: comma, UTF-8; a text that a spreadsheet could run is quoted by an apostrophe."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_records(diagnosis))
    return target.getvalue()


def text_harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(text) else text


def _records(diagnosis: PriceDiagnosis) -> Iterator[list[str]]:
    lines = {line.row: line for line in diagnosis.book.lines}
    for finding in diagnosis.findings:
        for row in finding.rows:
            yield _record(finding, lines[row])


def _record(finding: PriceFinding, line: PriceLine) -> list[str]:
    texts = (
        line.place or str(line.row),
        line.kode,
        line.kelompok,
        line.uraian,
        line.satuan,
        finding.kind.value,
        finding.severity.value,
        finding.original,
        finding.proposal,
        "ya" if finding.holds else "",
        finding.reason,
    )
    return [text_harmless(text) for text in texts]
