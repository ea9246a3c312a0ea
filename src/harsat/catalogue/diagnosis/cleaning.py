"""Rows as they stand in the file -> lines the detectors can compare; every repair on the way becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_read
from harsat.catalogue.diagnosis.angka import Reading, marks_find, number_read
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kategori import kategori_read
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.diagnosis.kode import code_findings
from harsat.catalogue.diagnosis.koefisien import koefisien_findings
from harsat.catalogue.diagnosis.satuan_pekerjaan import work_unit_find
from harsat.catalogue.diagnosis.teks import text_mend
from harsat.catalogue.diagnosis.uraian import text_findings
from harsat.catalogue.reading.rows import Row, cell_text
from harsat.catalogue.units import NOTHING_LEARNED, unit_read, unit_spelling


def book_read(
    rows: Sequence[Row], known: Sequence[Line] = (), learned: Mapping[str, str] = NOTHING_LEARNED
) -> tuple[Book, list[Finding]]:
    """The rows as a Book, and what was repaired or could not be read, in the order of the file.

    `learned` are spellings of units a person has taught (see `unit_read`); the book carries their printed form.

    Raises:
        FileRefused: many cells of the koefisien column prove another decimal mark than the rest.
    """
    marks = marks_find((row.number, row.koefisien) for row in rows)
    readings = [number_read(row.koefisien, marks) for row in rows]
    lines = [_line(row, number, learned) for row, number in zip(rows, readings, strict=True)]
    findings = [
        *_derived_units(rows, lines),
        *code_findings(rows, lines),
        *text_findings(rows, lines),
        *koefisien_findings(rows, lines, readings),
    ]
    return Book(lines, known), findings


def _line(row: Row, koefisien: Reading, learned: Mapping[str, str]) -> Line:
    nama = text_mend(row.nama).text
    satuan = _unit(row.satuan_pekerjaan, learned)
    return Line(
        row.number,
        code_read(cell_text(row.kode)).kode,
        nama,
        satuan or work_unit_find(nama) or "",
        text_mend(row.divisi).text,
        kategori_read(row.kategori),
        code_read(row.kode_item).kode,
        text_mend(row.item).text,
        _unit(row.satuan, learned),
        koefisien.value,
        koefisien.text,
        row.target_kode,
    )


def _unit(text: str, learned: Mapping[str, str]) -> str:
    mended = text_mend(text).text
    return learned.get(unit_spelling(mended), mended) if learned and unit_read(mended) is None else mended


def _derived_units(rows: Sequence[Row], lines: Sequence[Line]) -> list[Finding]:
    """Said once: how many works had no unit of their own and got the one their name counts in."""
    pairs = zip(rows, lines, strict=True)
    derived = {line.kode for row, line in pairs if line.satuan_pekerjaan and not row.satuan_pekerjaan}
    if not derived:
        return []
    reason = _("Satuan %(count)d pekerjaan dibaca dari namanya, sebab kolom satuan pekerjaan tidak ada atau kosong.")
    return [
        Finding(
            Kind.SATUAN_MERAGUKAN,
            Severity.INFO,
            "",
            (),
            "satuan_pekerjaan",
            "",
            "",
            reason % {"count": len(derived)},
            repaired=True,
        )
    ]
