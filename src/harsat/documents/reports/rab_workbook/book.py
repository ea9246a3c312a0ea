"""The sheets of the budget put together: laid out from the prices up, bound from the recapitulation down."""

from __future__ import annotations

from harsat.documents.reports.rab import RabReport
from harsat.documents.reports.rab_workbook.analisa import analisa_sheet
from harsat.documents.reports.rab_workbook.harga import harga_sheet
from harsat.documents.reports.rab_workbook.rab import rab_sheet
from harsat.documents.reports.rab_workbook.rekap import rekap_sheet
from harsat.documents.reports.rab_workbook.terbilang import terbilang_sheet
from harsat.documents.sheets import Workbook


def rab_workbook(report: RabReport) -> Workbook:
    """Rekap, RAB, Analisa, Harga and the words of terbilang, every figure but the typed ones a formula."""
    rekap_figures = report.estimate.rekap
    harga, prices = harga_sheet(report)
    analisa, harga_satuan = analisa_sheet(report, _numbers(report), prices)
    rab, sums = rab_sheet(report, harga_satuan)
    spoken, address = terbilang_sheet(rekap_figures.total, rekap_figures.terbilang)
    rekap, names = rekap_sheet(report, sums, address)
    return Workbook(
        title=f"RAB {report.nama}",
        author=report.organisasi,
        foot=report.kaki,
        sheets=(rekap, rab, analisa, harga, spoken),
        names=names,
    )


def _numbers(report: RabReport) -> dict[int, str]:
    """The number of each pekerjaan with those above it: I.A.1."""
    return {
        line.pekerjaan_id: f"{part.nomor}.{sub.nomor}.{line.nomor}"
        for part in report.klasifikasi
        for sub in part.sub
        for line in sub.lines
    }
