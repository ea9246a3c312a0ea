"""The priced catalogue as a workbook: D, E and F as live formulas, missing prices on a sheet of their own."""

from __future__ import annotations

from decimal import Decimal

from harsat.catalogue.prices.hspk import Hspk, HspkRow, Policy
from harsat.documents.reports.rab_workbook import formulas, styles
from harsat.documents.sheets import Cell, Figure, Formula, Sheet, Text, Workbook
from harsat.engine.snapshot import RoundingPolicy

TITLE = "Harga satuan pekerjaan"
_ROUNDING_WORDS = {
    RoundingPolicy.SEN: "F dibulatkan ke sen",
    RoundingPolicy.RUPIAH: "F dibulatkan ke rupiah",
    RoundingPolicy.RUPIAH_BAWAH: "F dibulatkan ke bawah, ke rupiah penuh",
    RoundingPolicy.TANPA: "F tidak dibulatkan",
}
_HEAD = (
    "Kode",
    "Uraian",
    "Satuan",
    "A Tenaga|",
    "B Bahan|",
    "C Alat|",
    "Lain|",
    "D|",
    "E|",
    "F|",
    "|Temuan",
    "Belum ada harga",
)


def hspk_workbook(result: Hspk) -> Workbook:
    """Two sheets: HSPK and the resources without a price; the buk is typed once, in BUK_PERSEN."""
    sheet = _hspk_sheet(result)
    return Workbook(
        title=TITLE,
        author="",
        foot=TITLE,
        sheets=(sheet, _unpriced_sheet(result)),
        names={formulas.BUK_PERSEN: "HSPK!$D$2"},
    )


def _hspk_sheet(result: Hspk) -> Sheet:
    sheet = Sheet("HSPK", (12, 46, 8, 15, 15, 15, 12, 15, 14, 14, 18, 36), landscape=True)
    sheet.add(Text(TITLE, styles.TITLE))
    sheet.add(
        Text("Biaya umum dan keuntungan (E), persen dari D", styles.PLAIN),
        None,
        None,
        Figure(result.policy.buk_persen, styles.typed(styles.PERCENT)),
    )
    sheet.add(Text(_policy_words(result.policy), styles.MUTED._replace(wrap=False)))
    sheet.head = sheet.add(*styles.head(*_HEAD))
    sheet.first_repeated = sheet.head - 1
    for row in result.rows:
        sheet.add(*_cells(row, result.policy, sheet.next_row))
    return sheet


def _policy_words(policy: Policy) -> str:
    lines = "jumlah tiap baris dibulatkan ke sen" if policy.bulatkan_baris else "baris tidak dibulatkan"
    return f"{_ROUNDING_WORDS[policy.rounding]}; {lines}; analisa yang harganya belum lengkap tidak bernilai D, E, F."


def _cells(row: HspkRow, policy: Policy, at: int) -> tuple[Cell, ...]:
    return (
        Text(row.kode, styles.PLAIN),
        Text(row.uraian, styles.WORDS),
        Text(row.satuan, styles.PLAIN),
        *(_figure(value) for value in (row.tenaga_kerja, row.bahan, row.peralatan, row.lain)),
        *_formulas(row, policy, at),
        Text(" ".join(row.temuan), styles.MUTED_AFTER),
        Text("; ".join(row.belum_ada), styles.MUTED),
    )


def _formulas(row: HspkRow, policy: Policy, at: int) -> tuple[Cell, ...]:
    """D, E and F, nothing where a price is missing: the sum of the known is not the price."""
    if row.biaya_langsung is None:
        return (None, None, None)
    direct = f"ROUND(SUM(D{at}:G{at}),{formulas.SETTLED})"
    buk = f"H{at}*{formulas.BUK_PERSEN}/100"
    rounds = policy.bulatkan_baris and policy.rounding != RoundingPolicy.TANPA
    return (
        Formula(direct, row.biaya_langsung, styles.calculated(styles.EXACT)),
        Formula(
            formulas.half_up(buk, formulas.SETTLED) if rounds else buk,
            row.biaya_umum_keuntungan,
            styles.calculated(styles.EXACT),
        ),
        Formula(
            formulas.harga_satuan(f"H{at}+I{at}", policy.rounding),
            row.harga_satuan,
            styles.calculated(styles.harga_satuan_format(policy.rounding)),
        ),
    )


def _figure(value: Decimal) -> Figure:
    return Figure(value, styles.calculated(styles.EXACT))


def _unpriced_sheet(result: Hspk) -> Sheet:
    sheet = Sheet("Belum ada harga", (14, 60, 10, 12, 50))
    sheet.add(Text("Sumber daya yang belum ada harganya", styles.TITLE))
    sheet.head = sheet.add(*styles.head("Kode", "Uraian", "Satuan", "Analisa|", "|Sebab"))
    sheet.first_repeated = sheet.head - 1
    for row in result.unpriced:
        sheet.add(
            Text(row.kode, styles.PLAIN),
            Text(row.uraian, styles.WORDS),
            Text(row.satuan, styles.PLAIN),
            Figure(Decimal(row.analyses), styles.calculated("0")),
            Text(row.reason, styles.MUTED_AFTER),
        )
    return sheet
