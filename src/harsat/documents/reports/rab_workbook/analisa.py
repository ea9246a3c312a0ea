"""The sheet of analyses: the official form A to F for every pekerjaan, computed from the sheet of prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.documents.reports.forms import Form, FormLine, LineRef, Terms, forms
from harsat.documents.reports.rab import RabReport
from harsat.documents.reports.rab_workbook import formulas, styles
from harsat.documents.reports.rab_workbook.harga import KATEGORI_WORDS, Prices
from harsat.documents.sheets import Cell, Figure, Formula, Sheet, Text
from harsat.engine.analisa import rounds_lines
from harsat.engine.numbers import canonical
from harsat.engine.snapshot import Kategori, Pricing

LETTERS = {Kategori.TK: "A", Kategori.BHN: "B", Kategori.ALT: "C", Kategori.LAIN: "Lain"}
_KOEFISIEN, _HARGA, _JUMLAH = "E", "F", "G"
_WIDTHS = (8, 56, 16, 10, 16, 20, 20, 22)
_HEAD = ("No", "Uraian", "Kode", "Satuan", "Koefisien|", "Harga satuan (Rp)|", "Jumlah (Rp)|", "|Bundel")


class _Block(NamedTuple):
    """The lines of one letter, and the rows they will stand in."""

    kategori: Kategori
    lines: Sequence[FormLine]
    first: int

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def subtotal(self) -> int:
        return self.first + len(self.lines)


class _Plan(NamedTuple):
    """A form and the rows it will stand in, known before any is written, so that forms may point at later ones."""

    form: Form
    title: int
    blocks: tuple[_Block, ...]

    @property
    def direct_cost(self) -> int:
        return self.blocks[-1].subtotal + 1

    @property
    def end(self) -> int:
        """The row of F."""
        return self.direct_cost + 2


def analisa_sheet(report: RabReport, nomor: Mapping[int, str], prices: Prices) -> tuple[Sheet, dict[int, str]]:
    """The sheet and the address of each pekerjaan's F."""
    sheet = Sheet("Analisa", _WIDTHS, landscape=True)
    styles.head_rows(sheet, "Analisa harga satuan pekerjaan", report, *styles.head(*_HEAD))
    plans = list(_plans(report, sheet.next_row))
    writer = _Writer(sheet, report.estimate.snapshot.pricing, prices, _koefisien_places(sheet, plans))
    for plan in plans:
        writer.form(plan, nomor[plan.form.pekerjaan.id])
    return sheet, {plan.form.pekerjaan.id: sheet.at(_JUMLAH, plan.end) for plan in plans}


def _plans(report: RabReport, row: int) -> Iterator[_Plan]:
    for form in forms(report.estimate):
        plan = _Plan(form, row, tuple(_blocks(form, row + 1)))
        yield plan
        row = plan.end + 2


def _blocks(form: Form, row: int) -> Iterator[_Block]:
    """A, B and C always, lump sums only where there are any."""
    for kategori in Kategori:
        lines = [line for line in form.lines if line.kategori == kategori]
        if lines or kategori != Kategori.LAIN:
            block = _Block(kategori, lines, row + 1)
            yield block
            row = block.subtotal + 1


def _koefisien_places(sheet: Sheet, plans: Sequence[_Plan]) -> dict[LineRef, str]:
    return {
        LineRef(plan.form.pekerjaan.id, line.place): sheet.at(_KOEFISIEN, block.first + position)
        for plan in plans
        for block in plan.blocks
        for position, line in enumerate(block.lines)
    }


class _Writer:
    """Writes forms where they were planned."""

    def __init__(self, sheet: Sheet, pricing: Pricing, prices: Prices, places: Mapping[LineRef, str]) -> None:
        self._sheet = sheet
        self._pricing = pricing
        self._prices = prices
        self._places = places
        self._rounds = rounds_lines(pricing)

    def form(self, plan: _Plan, nomor: str) -> None:
        work = plan.form.pekerjaan
        words = [Text(text, styles.LEVEL_1) for text in (nomor, work.uraian, work.kode, work.satuan, "", "", "", "")]
        self._sheet.add(*words)
        for block in plan.blocks:
            self._block(block, plan.form)
        self._sums(plan)
        self._sheet.add()

    def _block(self, block: _Block, form: Form) -> None:
        letter, words = LETTERS[block.kategori], KATEGORI_WORDS[block.kategori]
        self._sheet.add(*(Text(text, styles.LEVEL_2) for text in (letter, words, "", "", "", "", "", "")))
        for number, line in enumerate(block.lines, start=1):
            self._line(number, line)
        span = f"{_JUMLAH}{block.first}:{_JUMLAH}{block.last}"
        known = _block_sum(block.kategori, form)
        style = styles.summed(styles.MONEY)
        total: Cell = Formula(self._sum(f"SUM({span})"), known, style) if block.lines else Figure(known, style)
        self._sum_row(f"Jumlah {words.lower()}", total)

    def _line(self, number: int, line: FormLine) -> None:
        row = self._sheet.next_row
        product = f"{_KOEFISIEN}{row}*{_HARGA}{row}"
        jumlah = formulas.half_up(product, formulas.KOEFISIEN_TIMES_HARGA) if self._rounds else product
        self._sheet.add(
            Text(str(number), styles.PLAIN),
            Text(line.uraian, styles.WORDS),
            Text(line.kode, styles.PLAIN),
            Text(line.satuan, styles.PLAIN),
            self._koefisien(line),
            self._price(line),
            Formula(formulas.if_known([f"{_HARGA}{row}"], jumlah), line.jumlah, styles.calculated(styles.MONEY)),
            Text(" > ".join(line.via), styles.MUTED_AFTER) if line.via else None,
        )

    def _koefisien(self, line: FormLine) -> Cell:
        if len(line.terms) == 1:
            return styles.given(line.koefisien, styles.KOEFISIEN)
        return Formula(self._product(line.terms), line.koefisien, styles.calculated(styles.KOEFISIEN_LONG))

    def _product(self, terms: Terms) -> str:
        return "*".join(self._places[term] if isinstance(term, LineRef) else canonical(term, None) for term in terms)

    def _price(self, line: FormLine) -> Cell:
        style = styles.calculated(styles.MONEY)
        if line.harga_item_id is not None:
            return styles.reference(self._prices.items[line.harga_item_id], line.harga_satuan, style)
        if line.langsung_id is not None:
            return styles.reference(self._prices.direct[line.langsung_id], line.harga_satuan, style)
        return Formula('""', None, style)

    def _sums(self, plan: _Plan) -> None:
        sums, d, e = plan.form.sums, f"{_JUMLAH}{plan.direct_cost}", f"{_JUMLAH}{plan.direct_cost + 1}"
        letters = " + ".join(LETTERS[block.kategori] for block in plan.blocks)
        money = styles.summed(styles.MONEY)
        self._sum_row(f"D. Biaya langsung ({letters})", Formula(self._direct_cost(plan), sums.biaya_langsung, money))
        buk = f"{d}*{_KOEFISIEN}{plan.direct_cost + 1}/100"
        buk = formulas.half_up(buk, formulas.VOLUME_TIMES_HARGA) if self._rounds else buk
        self._sum_row(
            "E. Biaya umum dan keuntungan (% × D)",
            Formula(formulas.if_known([d], buk), sums.biaya_umum_keuntungan, money),
            self._buk(plan.form),
        )
        rounding = self._pricing.rounding
        f = formulas.harga_satuan(f"{d}+{e}", rounding)
        style = styles.summed(styles.harga_satuan_format(rounding))
        self._sum_row("F. Harga satuan pekerjaan (D + E)", Formula(formulas.if_known([d], f), sums.harga_satuan, style))

    def _buk(self, form: Form) -> Cell:
        own = form.pekerjaan.buk_persen
        if own is not None:
            return styles.given(own, styles.PERCENT)
        return Formula(formulas.BUK_PERSEN, form.sums.buk_persen, styles.calculated(styles.PERCENT))

    def _direct_cost(self, plan: _Plan) -> str:
        """D, once every line has a jumlah; an analysis without lines has none."""
        spans = [f"{_JUMLAH}{block.first}:{_JUMLAH}{block.last}" for block in plan.blocks if block.lines]
        if not spans:
            return '""'
        total = "+".join(f"{_JUMLAH}{block.subtotal}" for block in plan.blocks)
        return f'IF({formulas.all_counted(spans)},{self._sum(total)},"")'

    def _sum(self, expression: str) -> str:
        return f"ROUND({expression},2)" if self._rounds else expression

    def _sum_row(self, label: str, total: Cell, koefisien: Cell = None) -> None:
        self._sheet.add(None, Text(label, styles.BOLD), None, None, koefisien, None, total, None)


def _block_sum(kategori: Kategori, form: Form) -> Decimal:
    sums = form.sums
    return {
        Kategori.TK: sums.tenaga_kerja,
        Kategori.BHN: sums.bahan,
        Kategori.ALT: sums.peralatan,
        Kategori.LAIN: sums.lain,
    }[kategori]
