"""From files to rows of a price list: one table or a set that refers to each other, of one region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.prices.columns import PriceHeader, header_find
from harsat.catalogue.prices.related import tables_join
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.source import Cell, Table, table_shape_check, tables_read

SHOWN = 40  # all provinces of the country


class PriceRow(NamedTuple):
    """One row as it stands in the file; `harga_lain` are its other prices.

    `number` is unique, and in a single sheet the row the reader sees in Excel; where it is not, `place` says where.
    """

    number: int
    kode: str
    nama: str
    spesifikasi: str
    satuan: str
    harga: Cell
    harga_lain: tuple[Cell, ...]
    kelompok: str
    keterangan: str
    sumber: str
    wilayah: str
    periode: str
    place: str = ""


class PriceSheet(NamedTuple):
    """The rows of one region and period, with the header they were read by; `wilayah` and `periode` of the file."""

    name: str
    header: PriceHeader
    rows: tuple[PriceRow, ...]
    wilayah: str
    periode: str


def price_files_read(paths: Sequence[Path], *, wilayah: str = "", price: str = "") -> PriceSheet:
    """Read a price list from a file, or from a set of files that refer to each other.

    `wilayah` chooses among the regions of a file that has a column for them; `price` among its price columns.

    Raises:
        FileRefused: unreadable, no price list, several regions and none of them chosen.
    """
    tables = _tables(paths, price)
    header = header_find(tables[0], price=price)
    rows = tuple(_rows_of(tables, price))
    region, rows = _region_choose(rows, wilayah)
    periods = {row.periode for row in rows if row.periode}
    return PriceSheet(tables[0].name, header, rows, region, periods.pop() if len(periods) == 1 else "")


def price_regions(rows: Sequence[PriceRow]) -> list[str]:
    """The regions a file speaks of, in order of first appearance."""
    return list(dict.fromkeys(row.wilayah for row in rows if row.wilayah))


def price_rows(table: Table, header: PriceHeader) -> Iterator[PriceRow]:
    """Every row below the header that holds anything.

    Where the file has no column of groups, a row with a name alone is a heading: it names the group of those below.
    """
    heading = ""
    headings = "kelompok" not in header.columns
    for number, cells in enumerate(table.rows[header.row :], start=header.row + 1):
        row = _row(number, cells, header, heading)
        if not (row.kode or row.nama or cell_text(row.harga)):
            continue
        if headings and row.nama and not row.satuan and not cell_text(row.harga):
            heading = row.nama
            continue
        yield row


def _tables(paths: Sequence[Path], price: str) -> list[Table]:
    """Every sheet of the file that is a price list, such as Upah, Bahan and Alat; of a set of files the joined table.

    Where no sheet is one, the first stands, for the header to be refused in words.
    """
    held = [tables_read(path) for path in paths]
    if len(held) != 1:
        return [tables_join([tables[0] for tables in held])]
    return [table for table in held[0] if table.visible and _is_price_list(table, price)] or held[0][:1]


def _is_price_list(table: Table, price: str) -> bool:
    try:
        header_find(table, price=price)
    except FileRefused:
        return False
    return True


def _rows_of(tables: Sequence[Table], price: str) -> Iterator[PriceRow]:
    """Rows of all sheets. Those of a second sheet are numbered on, and its name is the group of what names none."""
    offset = 0
    for table in tables:
        for row in price_rows(table, header_find(table, price=price)):
            yield row if len(tables) == 1 else _placed(row, table.name, offset)
        offset += len(table.rows)
    table_shape_check(offset, 1)


def _placed(row: PriceRow, sheet: str, offset: int) -> PriceRow:
    place = _("%(sheet)s baris %(row)d") % {"sheet": sheet, "row": row.number}
    return row._replace(number=row.number + offset, kelompok=row.kelompok or sheet, place=place)


def _row(number: int, cells: Sequence[Cell], header: PriceHeader, heading: str) -> PriceRow:
    def texts(field: str) -> list[str]:
        found = (cell_text(cells[at]) for at in header.columns.get(field, ()) if at < len(cells))
        return [text for text in found if text]

    def text(field: str) -> str:
        return " ".join(texts(field))

    prices = [cells[at] if at < len(cells) else "" for at in header.columns["harga"]]
    return PriceRow(
        number,
        text("kode"),
        text("nama"),
        text("spesifikasi"),
        text("satuan"),
        prices[0],
        tuple(prices[1:]),
        text("kelompok") or heading,
        text("keterangan"),
        text("sumber"),
        text("wilayah"),
        text("periode"),
    )


def _region_choose(rows: tuple[PriceRow, ...], wilayah: str) -> tuple[str, tuple[PriceRow, ...]]:
    regions = price_regions(rows)
    if not regions:
        return wilayah, rows
    wanted = [region for region in regions if region.casefold() == wilayah.strip().casefold()]
    if not wanted and (wilayah or len(regions) > 1):
        raise FileRefused(
            _("Berkas memuat harga %(count)d wilayah; pilih salah satu: %(regions)s.")
            % {"count": len(regions), "regions": ", ".join(regions[:SHOWN]) + (", …" if len(regions) > SHOWN else "")},
            code="file_regions",
            regions=regions,
        )
    region = wanted[0] if wanted else regions[0]
    return region, tuple(row for row in rows if row.wilayah in {region, ""})
