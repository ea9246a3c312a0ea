"""The budget as it stands on paper: every figure as id-ID text at one number of decimals a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from harsat.documents.paper import Closing, Column, Level, Paper, Row, Table
from harsat.documents.reports.rab import KlasifikasiPart, RabLine, RabReport
from harsat.documents.reports.rekap import belum_lengkap_text
from harsat.engine.numbers import canonical, id_text
from harsat.engine.rab import Subtotal
from harsat.engine.snapshot import RoundingPolicy

BELUM_ADA = "belum ada"
TIDAK_DIJUMLAH = "tidak dijumlah"

_COLUMNS = (
    Column("No", "1"),
    Column("Uraian pekerjaan", "2", grows=True),
    Column("Kode", "3", at_most=24),
    Column("Satuan", "4", "center", at_most=16),
    Column("Volume", "5", "right"),
    Column("Harga satuan (Rp)", "6", "right"),
    Column("Jumlah (Rp)", "7 = 5 × 6", "right"),
)
_REKAP_COLUMNS = (Column("No"), Column("Klasifikasi", grows=True), Column("Jumlah (Rp)", align="right"))
_EMPTY_ROW = Row(Level.BARIS, ("", "Belum ada pekerjaan", "", "", "", "", ""))

# Volumes are printed with three decimals, as the forms have them, and with four as soon as one needs them.
_VOLUME_DECIMALS = (3, 4)
_MONEY_DECIMALS = 2
_UNROUNDED_DECIMALS = 6


class Decimals(NamedTuple):
    """How many decimals each column prints, the same in all its rows."""

    volume: int
    harga_satuan: int
    jumlah: int


def rab_paper(report: RabReport) -> Paper:
    """Set the report: the table by klasifikasi, its recapitulation, and what people sign."""
    decimals = _decimals(report)
    rows = [row for part in report.klasifikasi for row in _klasifikasi_rows(part, decimals)]
    return Paper(
        organisasi=report.organisasi,
        judul="Rencana Anggaran Biaya",
        nomor=report.nomor,
        identitas=report.identitas,
        isi=Table("", _COLUMNS, rows or [_EMPTY_ROW]),
        ringkasan=Table("Rekapitulasi", _REKAP_COLUMNS, [_rekap_row(part, decimals) for part in report.klasifikasi]),
        penutup=tuple(_closing(report, decimals)),
        terbilang=report.terbilang,
        tanda_tangan=report.tanda_tangan,
        catatan=report.catatan,
        kaki=report.kaki,
        watermark=report.watermark,
    )


def _decimals(report: RabReport) -> Decimals:
    lines = list(report.lines)
    rounding = report.estimate.snapshot.pricing.rounding
    volume = _decimals_needed((line.volume for line in lines), *_VOLUME_DECIMALS)
    if rounding != RoundingPolicy.TANPA:
        harga_satuan = _MONEY_DECIMALS if rounding == RoundingPolicy.SEN else 0
        return Decimals(volume, harga_satuan, _MONEY_DECIMALS)
    sums = [line.jumlah for line in lines] + [line.nilai for line in report.penutup]
    return Decimals(
        volume,
        _decimals_needed((line.harga_satuan for line in lines), _MONEY_DECIMALS, _UNROUNDED_DECIMALS),
        _decimals_needed(sums, _MONEY_DECIMALS, _UNROUNDED_DECIMALS),
    )


def _decimals_needed(values: Iterable[Decimal | None], least: int, most: int) -> int:
    """The decimals that print every figure whole, within limits: 74.3535 needs 4, 1.50 needs 1."""
    needed = (len(canonical(value, None).partition(".")[2]) for value in values if value is not None)
    return min(most, max(least, *needed, least))


def _klasifikasi_rows(part: KlasifikasiPart, decimals: Decimals) -> Iterator[Row]:
    yield _heading(Level.KLASIFIKASI, part.nomor, part.nama.upper())
    for sub in part.sub:
        yield _heading(Level.SUB_KLASIFIKASI, sub.nomor, sub.nama)
        for line in sub.lines:
            yield _line_row(line, decimals)
        if part.prints_sub_subtotals:
            yield _subtotal(f"Jumlah {part.nomor}.{sub.nomor}", sub.subtotal, decimals)
    yield _subtotal(f"Jumlah {part.nomor}", part.subtotal, decimals)


def _heading(level: Level, nomor: str, nama: str) -> Row:
    return Row(level, (nomor, nama, "", "", "", "", ""), bookmark=f"{nomor} {nama}")


def _line_row(line: RabLine, decimals: Decimals) -> Row:
    jumlah = _figure(line.jumlah, decimals.jumlah) if line.dijumlah else TIDAK_DIJUMLAH
    cells = (
        line.nomor,
        line.uraian,
        line.kode,
        line.satuan,
        _figure(line.volume, decimals.volume),
        _figure(line.harga_satuan, decimals.harga_satuan),
        jumlah,
    )
    return Row(Level.BARIS, cells, note="; ".join(_notes(line, decimals)))


def _notes(line: RabLine, decimals: Decimals) -> Iterator[str]:
    if line.mata_pembayaran:
        yield f"Mata pembayaran {line.mata_pembayaran}"
    if not line.dijumlah:
        yield f"{line.status.capitalize()}, jumlah {_figure(line.jumlah, decimals.jumlah)}"


def _subtotal(label: str, subtotal: Subtotal, decimals: Decimals) -> Row:
    words = " - ".join(filter(None, (label, belum_lengkap_text(subtotal.belum_lengkap))))
    return Row(Level.SUBTOTAL, ("", words, "", "", "", "", id_text(subtotal.jumlah, decimals.jumlah)))


def _rekap_row(part: KlasifikasiPart, decimals: Decimals) -> Row:
    mark = belum_lengkap_text(part.subtotal.belum_lengkap)
    return Row(Level.BARIS, (part.nomor, part.nama.upper(), id_text(part.subtotal.jumlah, decimals.jumlah)), note=mark)


def _closing(report: RabReport, decimals: Decimals) -> Iterator[Closing]:
    mark = belum_lengkap_text(report.estimate.rekap.subtotal.belum_lengkap)
    for line in report.penutup:
        total = line.kunci == "total"
        label = f"{line.label} - {mark}" if mark and line.kunci in {"subtotal", "total"} else line.label
        plus = "+" if line.signed and line.nilai > 0 else ""
        yield Closing(label, plus + id_text(line.nilai, decimals.jumlah), total)


def _figure(value: Decimal | None, decimals: int) -> str:
    return BELUM_ADA if value is None else id_text(value, decimals)
