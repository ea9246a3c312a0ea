"""Codes that are damaged: none at all, a koefisien in their place, a shape no code has, a zero that a number lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_is_coefficient, code_plausible
from harsat.catalogue.diagnosis.angka import formula_broken
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.units import unit_read

_TENTH = "10"


def code_findings(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Finding]:
    """One finding per damaged code, in the order of the file."""
    analyses: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        analyses.setdefault(line.kode, []).append(index)
    for kode, indexes in analyses.items():
        numbers = tuple(rows[index].number for index in indexes)
        if reason := _unusable(kode, lines[indexes[0]].nama):
            yield Finding(Kind.KODE_RUSAK, Severity.DANGER, kode, numbers, "kode", kode, "", reason, blocking=True)
        elif any(isinstance(rows[index].kode, float) for index in indexes) or _tenth_is_missing(kode, analyses):
            yield _zero_lost(kode, numbers)


def _unusable(kode: str, nama: str) -> str:
    """Why nothing can be stored under this code, "" when it can."""
    if not kode:
        return _("Kode kosong.")
    if formula_broken(kode):
        return _("Kode berisi galat rumus %(kode)s.") % {"kode": kode}
    if code_is_coefficient(kode):
        return _("Kode %(kode)s adalah koefisien: tidak ada kode yang diawali nol. Kolom berkas ini bergeser.") % {
            "kode": kode
        }
    if not code_plausible(kode):
        return _("%(kode)s tidak berbentuk kode analisa.") % {"kode": kode[:50]}
    if kode.count(".") == 1 and unit_read(nama):
        return _(
            "Kode %(kode)s bernama %(nama)s, yaitu sebuah satuan:"
            " koefisien dan satuan komponen terbaca sebagai analisa."
        ) % {"kode": kode, "nama": nama}
    return ""


def _tenth_is_missing(kode: str, analyses: dict[str, list[int]]) -> bool:
    """Whether 1.1 may be 1.1 and 1.10 in one: its sisters run 1.9, 1.11, and no 1.10 is there."""
    parent, _dot, last = kode.rpartition(".")
    return (
        last == "1"
        and bool(parent)
        and f"{parent}.{_TENTH}" not in analyses
        and f"{parent}.9" in analyses
        and f"{parent}.11" in analyses
    )


def _zero_lost(kode: str, rows: tuple[int, ...]) -> Finding:
    reason = _(
        "Kode %(kode)s mungkin semula %(kode)s0: angka kehilangan nol di belakang bila kode disimpan sebagai angka."
    )
    both = _("%(kode)s atau %(kode)s0") % {"kode": kode}
    return Finding(Kind.KODE_RUSAK, Severity.WARNING, kode, rows, "kode", kode, both, reason % {"kode": kode})
