"""The front door: rows of one file -> the book and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from harsat.catalogue.diagnosis import (
    bersarang,
    berulang,
    desimal,
    gabungan,
    kategori,
    lembar_hitung,
    luar_biasa,
    nama,
    satuan_komponen,
    satuan_pekerjaan,
    tenaga,
    urutan,
)
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.cleaning import book_read
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kinds import Kind
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.units import NOTHING_LEARNED

DETECTORS: tuple[Callable[[Book], Sequence[Finding]], ...] = (
    desimal.find,
    gabungan.find,
    urutan.find,
    berulang.find,
    nama.find,
    tenaga.find,
    luar_biasa.find,
    bersarang.find,
    kategori.find,
    lembar_hitung.find,
    satuan_pekerjaan.find,
    satuan_komponen.find,
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The book as it was read, and the findings in the order of the file; those of the whole file come first."""

    book: Book
    findings: Sequence[Finding]


def diagnose(
    rows: Sequence[Row], *, known: Sequence[Line] = (), learned: Mapping[str, str] = NOTHING_LEARNED
) -> Diagnosis:
    """Everything found in the rows; `known` are lines of other editions, for comparison only.

    `learned` are spellings of units a person has taught, each with its printed form.

    Raises:
        FileRefused: many cells of the koefisien column prove another decimal mark than the rest.
    """
    book, findings = book_read(rows, known, learned)
    taught = frozenset(learned.values())
    for find in DETECTORS:
        findings.extend(finding for finding in find(book) if not _taught(finding, taught))
    return Diagnosis(book, sorted(findings, key=_place))


def _taught(finding: Finding, units: AbstractSet[str]) -> bool:
    return finding.kind is Kind.SATUAN_TIDAK_DIKENAL and finding.original in units


def _place(finding: Finding) -> int:
    return finding.rows[0] if finding.rows else 0
