"""Finds the columns of a price list among the titles people write: harga satuan, harga PU, komponen, merk, jenis."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.source import Cell, Table

HEADER_ROWS = 20

_SYNONYMS: dict[str, str] = {
    "kode": "kode, kode item, kode barang, kode komponen, kode sumber daya, kode bahan, kode harga, item price id,"
    " no kode",
    "nama": "nama, uraian, komponen, nama utama, nama item, nama barang, uraian barang, nama bahan, nama komponen,"
    " jenis barang, nama sumber daya, uraian komponen, item price, item, uraian pekerjaan, nama material",
    "spesifikasi": "spesifikasi, spek, spec, jenis, tipe, type, ukuran, merk, merek, spesifikasi barang",
    "satuan": "satuan, satuan item, unit, sat, satuan barang",
    "harga": "harga, harga satuan, harga dasar, harga satuan dasar, hsd, price, harga pu, harga satuan pokok, hsp,"
    " harga barang, upah, besaran, harga satuan barang, nilai, harga survei, harga pasar, harga aktual",
    "keterangan": "keterangan, ket, catatan",
    "kelompok": "kelompok, kategori, grup, kelompok barang, item price group, golongan",
    "sumber": "sumber, sumber harga, toko, dasar harga",
    "wilayah": "wilayah, provinsi, province, kabupaten, kota, kabupaten kota, daerah, region",
    "periode": "tahun, periode, tahun anggaran, ta",
}
FIELD_OF = {title: field for field, titles in _SYNONYMS.items() for title in titles.split(", ")}
_MANY = frozenset({"spesifikasi", "harga"})
_CURRENCY = re.compile(r"^(?:rp|idr) | (?:rp|idr|rupiah)$")


class PriceHeader(NamedTuple):
    """Where the titles stand and which columns hold which field; specification and price may have several.

    `titles` are the words of the file by column.
    """

    row: int
    columns: Mapping[str, tuple[int, ...]]
    titles: Mapping[int, str]

    def price_title(self) -> str:
        """The words above the column that is read as the price."""
        return self.titles[self.columns["harga"][0]]


def header_find(table: Table, *, price: str = "") -> PriceHeader:
    """The header within the first rows; `price` names the price column where a file has two ("Harga Aktual").

    Raises:
        FileRefused: no row has a name (or code), a unit and a price; the message says what was found.
    """
    best = PriceHeader(0, {}, {})
    for number, cells in enumerate(table.rows[:HEADER_ROWS], start=1):
        found = _header_read(number, cells)
        if len(found.columns) > len(best.columns):
            best = found
    missing = [word for word, known in _required(best).items() if not known]
    if missing:
        raise FileRefused(
            _(
                "Bukan daftar harga: kolom %(missing)s tidak ditemukan dalam %(rows)d baris pertama"
                " (terbaca: %(found)s)."
            )
            % {
                "missing": ", ".join(missing),
                "rows": HEADER_ROWS,
                "found": ", ".join(best.titles.values()) or _("tidak ada judul yang dikenal"),
            },
            code="file_columns_missing",
            missing=missing,
        )
    return _price_first(best, price) if price else best


def title_plain(cell: Cell) -> str:
    """A title as it is compared: "Harga_PU (Rp)" -> "harga pu"."""
    words = " ".join(re.sub(r"[\s_.\-/()]+", " ", cell_text(cell).lower()).split())
    return _CURRENCY.sub("", words)


def _required(header: PriceHeader) -> dict[str, bool]:
    known = header.columns
    return {"nama": "nama" in known or "kode" in known, "satuan": "satuan" in known, "harga": "harga" in known}


def _header_read(number: int, cells: Sequence[Cell]) -> PriceHeader:
    columns: dict[str, tuple[int, ...]] = {}
    titles: dict[int, str] = {}
    for index, cell in enumerate(cells):
        field = FIELD_OF.get(title_plain(cell))
        if field is None or (field in columns and field not in _MANY):
            continue
        columns[field] = (*columns.get(field, ()), index)
        titles[index] = cell_text(cell)
    return PriceHeader(number, columns, titles)


def _price_first(header: PriceHeader, price: str) -> PriceHeader:
    """The same header with the wanted price column in front."""
    wanted = title_plain(price)
    columns = header.columns["harga"]
    chosen = [index for index in columns if title_plain(header.titles[index]) == wanted]
    if not chosen:
        raise FileRefused(
            _("Kolom harga “%(price)s” tidak ada; yang terbaca: %(found)s.")
            % {"price": price, "found": ", ".join(header.titles[index] for index in columns)},
            code="file_price_column",
        )
    rest = tuple(index for index in columns if index != chosen[0])
    return header._replace(columns={**header.columns, "harga": (chosen[0], *rest)})
