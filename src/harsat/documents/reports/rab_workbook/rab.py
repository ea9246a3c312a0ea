"""The sheet of the budget: volume x F of the analysis, and subtotals that add what counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from harsat.documents.reports.rab import KlasifikasiPart, RabLine, RabReport, SubPart
from harsat.documents.reports.rab_workbook import formulas, styles
from harsat.documents.reports.rekap import belum_lengkap_text
from harsat.documents.sheets import Formula, Sheet, Style, Text
from harsat.engine.rab import Subtotal
from harsat.engine.snapshot import Pricing

NAME = "RAB"
_VOLUME, _HARGA, _JUMLAH, _STATUS, _PPN, _NOTE = "E", "F", "G", "H", "I", "J"
_HEAD = (
    "No",
    "Uraian pekerjaan",
    "Kode",
    "Satuan",
    "Volume|",
    "Harga satuan (Rp)|",
    "Jumlah (Rp)|",
    "|Status",
    "|PPN",
    "|Keterangan",
    "|Mata pembayaran",
)
_WIDTHS = (8, 56, 16, 10, 16, 20, 24, 11, 8, 22, 18)


class Sums(NamedTuple):
    """The addresses that the recapitulation asks for: jumlah and mark of each klasifikasi, and the whole columns."""

    jumlah: dict[int, str]
    mark: dict[int, str]
    column_jumlah: str
    column_status: str
    column_ppn: str


def rab_sheet(report: RabReport, prices: Mapping[int, str]) -> tuple[Sheet, Sums]:
    """The sheet, from the addresses of each pekerjaan's F, and where its sums stand."""
    columns = len(_HEAD) if any(line.mata_pembayaran for line in report.lines) else len(_HEAD) - 1
    sheet = Sheet(NAME, _WIDTHS[:columns], landscape=True)
    styles.head_rows(sheet, "Rencana Anggaran Biaya", report, *styles.head(*_HEAD[:columns]))
    first = sheet.head
    writer = _Writer(sheet, report.estimate.snapshot.pricing, prices)
    rows = {part.klasifikasi_id: writer.klasifikasi(part) for part in report.klasifikasi}
    last = sheet.next_row - 1
    return sheet, Sums(
        {id_: sheet.at(_JUMLAH, row) for id_, row in rows.items()},
        {id_: sheet.at(_NOTE, row) for id_, row in rows.items()},
        *(sheet.span(column, first, last) for column in (_JUMLAH, _STATUS, _PPN)),
    )


class _Writer:
    """Writes the tree row by row."""

    def __init__(self, sheet: Sheet, pricing: Pricing, prices: Mapping[int, str]) -> None:
        self._sheet = sheet
        self._pricing = pricing
        self._prices = prices
        self._money = styles.money_format(pricing.rounding)

    def klasifikasi(self, part: KlasifikasiPart) -> int:
        """Write one klasifikasi and return the row of its sum."""
        first = self._heading(part.nomor, part.nama.upper(), styles.LEVEL_1)
        for sub in part.sub:
            self._sub(part, sub)
        return self._subtotal(f"Jumlah {part.nomor}", part.subtotal, first)

    def _sub(self, part: KlasifikasiPart, sub: SubPart) -> None:
        first = self._heading(sub.nomor, sub.nama, styles.LEVEL_2)
        for line in sub.lines:
            self._line(line)
        if part.prints_sub_subtotals:
            self._subtotal(f"Jumlah {part.nomor}.{sub.nomor}", sub.subtotal, first)

    def _heading(self, nomor: str, nama: str, style: Style) -> int:
        return self._sheet.add(
            Text(nomor, style), Text(nama, style), *[Text("", style)] * (len(self._sheet.widths) - 2)
        )

    def _line(self, line: RabLine) -> None:
        row = self._sheet.next_row
        volume, harga = f"{_VOLUME}{row}", f"{_HARGA}{row}"
        jumlah = formulas.money(f"{volume}*{harga}", formulas.VOLUME_TIMES_HARGA, self._pricing)
        harga_style = styles.calculated(styles.harga_satuan_format(self._pricing.rounding))
        note = "" if line.dijumlah else "tidak dijumlah"
        self._sheet.add(
            Text(line.nomor, styles.PLAIN),
            Text(line.uraian, styles.WORDS),
            Text(line.kode, styles.PLAIN),
            Text(line.satuan, styles.PLAIN),
            styles.given(line.volume, styles.VOLUME),
            styles.reference(self._prices[line.pekerjaan_id], line.harga_satuan, harga_style),
            Formula(formulas.if_known([volume, harga], jumlah), line.jumlah, styles.calculated(self._money)),
            Text(line.status.value, styles.CHOICE),
            Text("ya" if line.kena_ppn else "tidak", styles.CHOICE),
            Formula(f'IF({_STATUS}{row}="utama","","tidak dijumlah")', note, styles.CALCULATED),
            Text(line.mata_pembayaran, styles.AFTER) if line.mata_pembayaran else None,
        )

    def _subtotal(self, label: str, subtotal: Subtotal, first: int) -> int:
        last = self._sheet.next_row - 1
        status, jumlah = f"{_STATUS}{first}:{_STATUS}{last}", f"{_JUMLAH}{first}:{_JUMLAH}{last}"
        total = formulas.money_sum(formulas.utama_sum(status, jumlah), self._pricing)
        mark = belum_lengkap_text(subtotal.belum_lengkap)
        empty = Text("", styles.SUM_EMPTY)
        return self._sheet.add(
            empty,
            Text(label, styles.SUM_LABEL),
            *[empty] * 4,
            Formula(total, subtotal.jumlah, styles.summed(self._money)),
            empty,
            empty,
            Formula(formulas.belum_lengkap(status, jumlah), mark, styles.CALCULATED),
        )
