"""Finds the header among the synonyms people use and turns the cells below it into typed rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Cell, Table

HEADER_ROWS = 20
BLOCK_MARK = "[AHSP]"

_SYNONYMS: dict[str, str] = {
    "kode": "kode ahsp, kode, kode analisa, kode pekerjaan, no analisa, ahs id",
    "nama": "nama ahsp, nama, nama pekerjaan, uraian pekerjaan, nama analisa, uraian analisa",
    "satuan_pekerjaan": "satuan pekerjaan, satuan ahsp, satuan analisa, satuan pekerjaan ahsp",
    "divisi": "divisi, klasifikasi",
    "kategori": "kategori, kelompok, kategori item, section",
    "kode_item": "kode item, kode item lookup, kode komponen, kode sumber daya",
    "item": "item, uraian item, nama item, komponen, uraian komponen, nama komponen",
    "satuan": "satuan item, satuan komponen",
    "koefisien": "koefisien, koef, koefisien item, coefficient",
}
# words that name a column of the work or of the component, whichever has no column of its own
_EITHER: dict[str, tuple[str, str]] = {"uraian": ("nama", "item"), "satuan": ("satuan", "satuan_pekerjaan")}
_REQUIRED = ("kode", "nama", "kategori", "item", "satuan", "koefisien")
_FIELD_OF = {name: field for field, names in _SYNONYMS.items() for name in names.split(", ")}


class Row(NamedTuple):
    """One component row as it stands in the file; `number` is the row the reader sees in Excel."""

    number: int
    kode: Cell
    nama: str
    satuan_pekerjaan: str
    divisi: str
    kategori: str
    kode_item: str
    item: str
    satuan: str
    koefisien: Cell


class Header(NamedTuple):
    """Where the header stands and which column holds which field; `titles` are the words of the file."""

    row: int
    columns: dict[str, int]
    titles: dict[str, str]


def header_find(table: Table) -> Header:
    """The header within the first rows.

    Raises:
        FileRefused: none has the required columns; the message names what is missing and what was found.
    """
    best = Header(0, {}, {})
    for number, cells in enumerate(table.rows[:HEADER_ROWS], start=1):
        found = _header_read(number, cells)
        if len(found.columns) > len(best.columns):
            best = found
    missing = [field for field in _REQUIRED if field not in best.columns]
    if missing:
        raise FileRefused(_refusal(table, best, missing), code="file_columns_missing", missing=missing)
    return best


def rows_read(table: Table, header: Header) -> Iterator[Row]:
    """Every row below the header that holds anything; blank kode and nama continue the row above."""
    kode: Cell = ""
    nama = satuan_pekerjaan = divisi = ""
    for number, cells in enumerate(table.rows[header.row :], start=header.row + 1):
        if not any(cell_text(cell) for cell in cells):
            continue
        read = partial(_text, cells, header)
        own_kode = _cell(cells, header.columns["kode"])
        if cell_text(own_kode) or read("nama"):
            kode, nama = own_kode, read("nama")
            satuan_pekerjaan, divisi = read("satuan_pekerjaan"), read("divisi")
        yield Row(
            number,
            kode,
            nama,
            satuan_pekerjaan,
            divisi,
            read("kategori"),
            read("kode_item"),
            read("item"),
            read("satuan"),
            _cell(cells, header.columns["koefisien"]),
        )


def cell_text(cell: Cell) -> str:
    """A cell as text: whole native numbers without ".0", blanks at the ends kept out."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _header_read(number: int, cells: Sequence[Cell]) -> Header:
    columns: dict[str, int] = {}
    either: dict[str, int] = {}
    for index, cell in enumerate(cells):
        title = re.sub(r"[\s_.\-]+", " ", cell_text(cell).lower()).strip()
        if field := _FIELD_OF.get(title):
            columns.setdefault(field, index)
        elif title in _EITHER:
            either.setdefault(title, index)
    for title, index in either.items():
        first, second = _EITHER[title]
        columns.setdefault(second if first in columns else first, index)
    titles = {field: cell_text(cells[index]) for field, index in columns.items()}
    return Header(number, columns, titles)


def _text(cells: Sequence[Cell], header: Header, field: str) -> str:
    index = header.columns.get(field)
    return "" if index is None else cell_text(_cell(cells, index))


def _cell(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else ""


def _refusal(table: Table, best: Header, missing: Sequence[str]) -> str:
    if any(cell_text(cell).upper() == BLOCK_MARK for row in table.rows[:HEADER_ROWS] for cell in row[:1]):
        return _(
            "Berkas memakai format blok [AHSP]: komponennya hanya nama dan koefisien,"
            " tanpa kategori dan satuan. Susun sebagai tabel dengan satu baris per komponen."
        )
    return _(
        "Bukan tabel analisa: kolom %(missing)s tidak ditemukan dalam %(rows)d baris pertama (terbaca: %(found)s)."
    ) % {
        "missing": ", ".join(missing),
        "rows": HEADER_ROWS,
        "found": ", ".join(best.titles.values()) or _("tidak ada judul yang dikenal"),
    }
