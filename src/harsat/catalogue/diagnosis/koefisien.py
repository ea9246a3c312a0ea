"""What is wrong with single koefisien cells, and with a file whose koefisien were all cut to two decimals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.angka import LIMIT, Reading, canonical, formula_broken
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.sumber_daya import component_absent
from harsat.catalogue.reading.rows import Row

CUT_ROWS = 40
CUT_FRACTIONS = 20
CUT_DECIMALS = 2


def koefisien_findings(rows: Sequence[Row], lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[Finding]:
    """Findings of the file first, then of each cell; the lines carry the values already."""
    yield from _cut_decimals(lines)
    yield from _rounded(readings)
    for row, line, reading in zip(rows, lines, readings, strict=True):
        yield from _cell(row, line, reading)


def _cell(row: Row, line: Line, reading: Reading) -> Iterator[Finding]:
    value = reading.value
    if component_absent(line):
        return
    if value is None:
        yield _unread(row, line, reading)
    elif value == 0:
        yield _blocked(line, Kind.KOEFISIEN_NOL, _("Koefisien nol: komponen ini tidak menambah biaya apa pun."))
    elif value < 0:
        yield _blocked(line, Kind.KOEFISIEN_LUAR_BIASA, _("Koefisien negatif; pemakaian sumber daya selalu positif."))
    elif value >= LIMIT:
        reason = _("Koefisien lebih dari 9 angka di depan koma; paling besar 999.999.999.")
        yield _blocked(line, Kind.KOEFISIEN_LUAR_BIASA, reason)


def _unread(row: Row, line: Line, reading: Reading) -> Finding:
    if reading.other is not None:
        return _two_readings(row, line, reading)
    if formula_broken(reading.text):
        reason = _("Sel koefisien berisi galat rumus %(text)s, bukan angka.") % {"text": reading.text}
        return _blocked(line, Kind.RUMUS_GALAT, reason)
    if not reading.text:
        return _blocked(line, Kind.ANGKA_TAK_TERBACA, _("Koefisien kosong."))
    if isinstance(row.koefisien, (date, time, timedelta)):
        reason = _("Sel koefisien berisi tanggal %(text)s; lembar sebar mengubah angka seperti 1.2 menjadi tanggal.")
    else:
        reason = _("Koefisien %(text)s tidak terbaca sebagai angka.")
    return _blocked(line, Kind.ANGKA_TAK_TERBACA, reason % {"text": reading.text})


def _two_readings(row: Row, line: Line, reading: Reading) -> Finding:
    assert reading.other is not None
    fraction, whole = reading.text, canonical(reading.other)
    reason = _(
        "%(stated)s dapat dibaca %(fraction)s atau %(whole)s: tidak ada sel lain di kolom ini yang memastikan bahwa"
        " tandanya tanda desimal."
    ) % {"stated": str(row.koefisien).strip(), "fraction": fraction, "whole": whole}
    return Finding(
        Kind.ANGKA_DUA_BACAAN,
        Severity.DANGER,
        line.kode,
        (line.row,),
        "koefisien",
        str(row.koefisien).strip(),
        _("%(fraction)s atau %(whole)s") % {"fraction": fraction, "whole": whole},
        reason,
        (Change(line.row, "koefisien", fraction),),
        Certainty.TWO_READINGS,
        blocking=True,
    )


def _blocked(line: Line, kind: Kind, reason: str) -> Finding:
    return Finding(
        kind, Severity.DANGER, line.kode, (line.row,), "koefisien", line.koefisien_text, "", reason, blocking=True
    )


def _cut_decimals(lines: Sequence[Line]) -> Iterator[Finding]:
    """Nobody writes a catalogue in hundredths: mandor takes 0.003 OH. Zeros are what was smaller than 0.005."""
    values = [line.koefisien for line in lines if line.koefisien is not None]
    if len(values) < CUT_ROWS or any(_decimals(value) > CUT_DECIMALS for value in values):
        return
    if sum(_decimals(value) > 0 for value in values) < CUT_FRACTIONS:
        return
    zeros = sum(value == 0 for value in values)
    reason = _(
        "Tidak satu pun dari %(count)d koefisien memuat lebih dari dua desimal, dan %(zeros)d di antaranya nol:"
        " berkas ini terpotong menjadi dua desimal, sehingga koefisien kecil (mandor 0,003) hilang atau meleset."
    ) % {"count": len(values), "zeros": zeros}
    yield Finding(Kind.DESIMAL_TERPOTONG, Severity.DANGER, "", (), "koefisien", "", "", reason)


def _rounded(readings: Sequence[Reading]) -> Iterator[Finding]:
    count = sum(reading.rounded for reading in readings)
    if count:
        reason = _("%(count)d koefisien memuat lebih dari enam desimal dan dibulatkan ke enam desimal.")
        yield Finding(
            Kind.KOEFISIEN_DIBULATKAN,
            Severity.INFO,
            "",
            (),
            "koefisien",
            "",
            "",
            reason % {"count": count},
            repaired=True,
        )


def _decimals(value: Decimal) -> int:
    return len(canonical(value).partition(".")[2])
