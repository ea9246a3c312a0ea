"""The sheet of prices, the only place where they are typed; every other sheet asks here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from harsat.documents.reports.rab import RabReport
from harsat.documents.reports.rab_workbook import styles
from harsat.documents.sheets import Sheet, Text
from harsat.engine.analisa import BLOCKS
from harsat.engine.snapshot import HargaItem, Kategori, Pekerjaan, Snapshot

KATEGORI_WORDS = {
    Kategori.TK: "Tenaga kerja",
    Kategori.BHN: "Bahan",
    Kategori.ALT: "Peralatan",
    Kategori.LAIN: "Lain-lain",
}
_PRICE = "E"


class Prices(NamedTuple):
    """The addresses of the price cells, by resource and by pekerjaan with a direct unit price."""

    items: dict[int, str]
    direct: dict[int, str]


def harga_sheet(report: RabReport) -> tuple[Sheet, Prices]:
    """Resources by kategori and code, then the pekerjaan with a direct unit price."""
    snapshot = report.estimate.snapshot
    sheet = Sheet("Harga", (6, 16, 56, 12, 20))
    styles.head_rows(sheet, "Harga satuan dasar", report, *styles.head("No", "Kode", "Uraian", "Satuan", "Harga (Rp)|"))
    items = {item.id: address for item, address in _items(sheet, snapshot)}
    direct = {row.id: address for row, address in _direct(sheet, snapshot)}
    return sheet, Prices(items, direct)


def _items(sheet: Sheet, snapshot: Snapshot) -> Iterator[tuple[HargaItem, str]]:
    ordered = sorted(snapshot.harga.values(), key=lambda item: (BLOCKS[item.kategori], item.kode, item.id))
    for kategori, items in groupby(ordered, key=lambda item: item.kategori):
        _level(sheet, KATEGORI_WORDS[kategori])
        for number, item in enumerate(items, start=1):
            yield item, _row(sheet, number, item)


def _direct(sheet: Sheet, snapshot: Snapshot) -> Iterator[tuple[Pekerjaan, str]]:
    rows = [row for row in snapshot.pekerjaan if row.langsung]
    if rows:
        _level(sheet, "Harga satuan langsung")
    for number, row in enumerate(rows, start=1):
        line = HargaItem(row.id, Kategori.LAIN, row.kode, row.uraian, row.satuan, row.harga_langsung)
        yield row, _row(sheet, number, line)


def _level(sheet: Sheet, words: str) -> None:
    sheet.add(Text("", styles.LEVEL_1), Text(words, styles.LEVEL_1), *[Text("", styles.LEVEL_1)] * 3)


def _row(sheet: Sheet, number: int, item: HargaItem) -> str:
    row = sheet.add(
        Text(str(number), styles.PLAIN),
        Text(item.kode, styles.PLAIN),
        Text(item.uraian, styles.WORDS),
        Text(item.satuan, styles.PLAIN),
        styles.given(item.harga, styles.MONEY),
    )
    return sheet.at(_PRICE, row)
