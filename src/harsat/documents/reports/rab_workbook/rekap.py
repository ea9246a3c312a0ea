"""The sheet that is signed: sums by klasifikasi, PPN, pembulatan, terbilang, and the policies that may be changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from harsat.documents.reports.rab import RabReport
from harsat.documents.reports.rab_workbook import formulas, styles
from harsat.documents.reports.rab_workbook.rab import Sums
from harsat.documents.reports.rekap import belum_lengkap_text
from harsat.documents.sheets import Cell, Formula, Sheet, Style, Text
from harsat.engine.numbers import canonical
from harsat.engine.trace import PEMBULATAN_WORDS

NAME = "Rekap"
_JUMLAH, _VALUE = "C", "C"
_PRECISE = Decimal(10) ** 13
_SIGN_COLUMNS = {2: (1, 3), 3: (1, 2, 3)}
_SIGN_SPACE = 3
_TOTAL = Style(bold=True, size=12, rule_above=True)


def rekap_sheet(report: RabReport, sums: Sums, terbilang: str) -> tuple[Sheet, dict[str, str]]:
    """The sheet and the names of its cells, from the sums of the budget and the address of the spoken total."""
    sheet = Sheet(NAME, (14, 58, 26, 30), frozen=False)
    _identity(sheet, report)
    writer = _Writer(sheet, report, sums)
    names = writer.sums()
    _terbilang(sheet, report, terbilang)
    _signatures(sheet, report)
    names |= _policies(sheet, report)
    _notes(sheet, report)
    return sheet, names


class _Writer:
    """Writes the sums."""

    def __init__(self, sheet: Sheet, report: RabReport, sums: Sums) -> None:
        self._sheet = sheet
        self._report = report
        self._sums = sums
        self._rekap = report.estimate.rekap
        self._pricing = report.estimate.snapshot.pricing
        self._money = styles.money_format(self._pricing.rounding)

    def sums(self) -> dict[str, str]:
        """Klasifikasi by klasifikasi, then the closing lines; the names of subtotal and total."""
        first = self._sheet.next_row
        for part in self._report.klasifikasi:
            self._klasifikasi(part.klasifikasi_id, part.nomor, part.nama)
        subtotal = self._subtotal(first)
        dengan_ppn = self._tax(subtotal)
        total = self._total(dengan_ppn)
        return {"SUBTOTAL_RAB": self._sheet.at(_JUMLAH, subtotal), formulas.TOTAL_RAB: self._sheet.at(_JUMLAH, total)}

    def _klasifikasi(self, id_: int, nomor: str, nama: str) -> None:
        subtotal = self._rekap.klasifikasi[id_]
        self._sheet.add(
            Text(nomor, styles.PLAIN),
            Text(nama.upper(), styles.WORDS),
            Formula(self._sums.jumlah[id_], subtotal.jumlah, styles.calculated(self._money)),
            Formula(self._sums.mark[id_], belum_lengkap_text(subtotal.belum_lengkap), styles.CALCULATED),
        )

    def _subtotal(self, first: int) -> int:
        last = self._sheet.next_row - 1
        total = f"SUM({_JUMLAH}{first}:{_JUMLAH}{last})" if last >= first else "0"
        subtotal = self._rekap.subtotal
        mark = formulas.belum_lengkap(self._sums.column_status, self._sums.column_jumlah)
        return self._closing(
            Text("Jumlah", styles.SUM_LABEL),
            formulas.money_sum(total, self._pricing),
            subtotal.jumlah,
            Formula(mark, belum_lengkap_text(subtotal.belum_lengkap), styles.CALCULATED),
        )

    def _tax(self, subtotal: int) -> int:
        """The taxed and the untaxed sum, DPP, PPN, and the sum with PPN, whose row is returned."""
        rekap, pricing, column = self._rekap, self._pricing, _JUMLAH
        taxed = f'SUMIFS({self._sums.column_jumlah},{self._sums.column_status},"utama",{self._sums.column_ppn},"ya")'
        kena = self._closing(_label("Jumlah kena PPN"), formulas.money_sum(taxed, pricing), rekap.kena_ppn)
        rest = formulas.money_sum(f"{column}{subtotal}-{column}{kena}", pricing)
        self._closing(_label("Jumlah tidak kena PPN"), rest, rekap.tidak_kena_ppn)
        share = f"{column}{kena}*{formulas.DPP_PEMBILANG}/{formulas.DPP_PENYEBUT}"
        dpp = self._closing(self._dpp_label(), formulas.money(share, 6, pricing), rekap.dpp)
        tax = formulas.money(f"{column}{dpp}*{formulas.PPN_PERSEN}/100", 6, pricing)
        ppn = self._closing(self._ppn_label(), tax, rekap.ppn)
        both = formulas.money_sum(f"{column}{subtotal}+{column}{ppn}", pricing)
        return self._closing(_label("Jumlah dan PPN"), both, rekap.jumlah_dengan_ppn)

    def _dpp_label(self) -> Formula:
        """DPP nilai lain with its fraction; a fraction of one is the taxed sum itself."""
        over, under = formulas.DPP_PEMBILANG, formulas.DPP_PENYEBUT
        formula = f'IF({over}={under},"DPP","DPP nilai lain ("&{over}&"/"&{under}&" × jumlah kena PPN)")'
        ppn = self._pricing.ppn
        fraction = f"{ppn.faktor_pembilang}/{ppn.faktor_penyebut}"
        words = f"DPP nilai lain ({fraction} × jumlah kena PPN)" if self._rekap.dpp_nilai_lain else "DPP"
        return Formula(formula, words, styles.SUM_LABEL)

    def _ppn_label(self) -> Formula:
        words = f"PPN ({canonical(self._pricing.ppn.persen, None)} % × DPP)"
        return Formula(f'"PPN ("&{formulas.PPN_PERSEN}&" % × DPP)"', words, styles.SUM_LABEL)

    def _total(self, dengan_ppn: int) -> int:
        cara = self._pricing.pembulatan_cara
        cell, total = f"{_JUMLAH}{dengan_ppn}", self._sheet.next_row + 1
        difference = formulas.money_sum(f"{_JUMLAH}{total}-{cell}", self._pricing)
        label = _label(f"Pembulatan, {PEMBULATAN_WORDS[cara]}")
        self._closing(label, difference, self._rekap.selisih_pembulatan, number=styles.SIGNED)
        return self._sheet.add(
            Text("", _TOTAL),
            Text("Total (Rp)", _TOTAL._replace(align="right")),
            Formula(
                formulas.pembulatan(cell, cara), self._rekap.total, _TOTAL._replace(number=styles.MONEY, align="right")
            ),
            Text("", _TOTAL),
        )

    def _closing(
        self, label: Cell, formula: str, value: Decimal, note: Cell = None, *, number: str | None = None
    ) -> int:
        return self._sheet.add(
            Text("", styles.SUM_EMPTY), label, Formula(formula, value, styles.summed(number or self._money)), note
        )


def _label(words: str) -> Text:
    return Text(words, styles.SUM_LABEL)


def _identity(sheet: Sheet, report: RabReport) -> None:
    sheet.add(Text(report.organisasi, styles.BOLD))
    sheet.add(Text("Rencana Anggaran Biaya", styles.TITLE))
    sheet.add(Text(report.nomor, styles.SUBTITLE))
    sheet.add(Text(report.watermark, styles.DRAFT) if report.watermark else None)
    for entry in report.identitas:
        sheet.add(Text(entry.label, styles.SUBTITLE), Text(entry.isi, styles.WORDS))
    sheet.add()
    sheet.head = sheet.add(*styles.head("No", "Klasifikasi", "Jumlah (Rp)|", "|Keterangan"))
    sheet.first_repeated = sheet.head - 1


def _terbilang(sheet: Sheet, report: RabReport, address: str) -> None:
    sheet.add()
    formula = f"UPPER(LEFT({address},1))&MID({address},2,999)"
    sheet.add(Text("Terbilang", styles.SUBTITLE), Formula(formula, report.terbilang, styles.WORDS))
    sheet.add()


def _signatures(sheet: Sheet, report: RabReport) -> None:
    columns = _SIGN_COLUMNS[len(report.tanda_tangan)]
    for row in zip(*report.tanda_tangan, strict=True):
        sheet.add(*_across(columns, row))
        if row == tuple(one.peran for one in report.tanda_tangan):
            for _ in range(_SIGN_SPACE):
                sheet.add()
    sheet.add()


def _across(columns: tuple[int, ...], words: tuple[str, ...]) -> Iterator[Cell]:
    placed = dict(zip(columns, words, strict=True))
    return (Text(placed[column], styles.WORDS) if column in placed else None for column in range(4))


def _policies(sheet: Sheet, report: RabReport) -> dict[str, str]:
    """The figures that may be changed, each under its name."""
    pricing = report.estimate.snapshot.pricing
    sheet.add(Text("Kebijakan yang dapat diubah", styles.BOLD))
    entries = (
        (formulas.BUK_PERSEN, "Biaya umum dan keuntungan (%)", pricing.buk_persen, styles.PERCENT),
        (formulas.PPN_PERSEN, "PPN (%)", pricing.ppn.persen, styles.PERCENT),
        (formulas.DPP_PEMBILANG, "DPP nilai lain, pembilang", Decimal(pricing.ppn.faktor_pembilang), styles.WHOLE),
        (formulas.DPP_PENYEBUT, "DPP nilai lain, penyebut", Decimal(pricing.ppn.faktor_penyebut), styles.WHOLE),
        (formulas.PEMBULATAN_SATUAN, "Pembulatan ke (Rp)", Decimal(pricing.pembulatan_satuan), styles.WHOLE),
    )
    names = {}
    for name, label, value, number in entries:
        row = sheet.add(None, Text(label, styles.PLAIN), styles.given(value, number))
        names[name] = sheet.at(_VALUE, row)
    sheet.add()
    return names


def _notes(sheet: Sheet, report: RabReport) -> None:
    for note in report.catatan:
        sheet.add(None, Text(note, styles.MUTED))
    if report.estimate.rekap.total >= _PRECISE:
        words = "Angka di buku kerja tepat sampai 15 digit; jumlah sebesar ini tepat di dokumen cetak."
        sheet.add(None, Text(words, styles.MUTED))
