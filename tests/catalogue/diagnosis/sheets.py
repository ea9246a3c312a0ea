"""Rows as a reader hands them over, and lines of small books, for the tests of cleaning and of units and kategori."""

from decimal import Decimal

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.reading.rows import Row
from harsat.engine.snapshot import Kategori

KATEGORI = {"OH": "Tenaga Kerja", "OJ": "Tenaga Kerja"}


def a_row(number=2, koefisien="0.6", **fields):
    """A sound row of labour; a field given replaces its own."""
    values = {
        "number": number,
        "kode": "1.2.1",
        "nama": "Penggalian 1 m3 tanah biasa",
        "satuan_pekerjaan": "",
        "divisi": "",
        "kategori": "Tenaga Kerja",
        "kode_item": "L.01",
        "item": "Pekerja",
        "satuan": "OH",
        "koefisien": koefisien,
    }
    return Row(**{**values, **fields})


def rows_of(*koefisien):
    """One row per koefisien cell, from row 2 on."""
    return [a_row(number, cell) for number, cell in enumerate(koefisien, start=2)]


def a_line(row, item, satuan, koefisien, kategori=Kategori.BHN, **fields):
    values = {
        "row": row,
        "kode": "1.1.1",
        "nama": "Pekerjaan",
        "satuan_pekerjaan": "",
        "divisi": "",
        "kategori": kategori,
        "kode_item": "",
        "item": item,
        "satuan": satuan,
        "koefisien": None if koefisien is None else Decimal(koefisien),
        "koefisien_text": koefisien or "",
    }
    return Line(**{**values, **fields})


def a_work(nama, satuan, *components, kode="1.1.1", start=2):
    """Lines of one work; a component is (item, satuan, koefisien), labour when it is in OH or OJ."""
    return [
        a_line(
            row,
            item,
            unit,
            koefisien,
            Kategori.TK if unit in KATEGORI else Kategori.BHN,
            kode=kode,
            nama=nama,
            satuan_pekerjaan=satuan,
        )
        for row, (item, unit, koefisien) in enumerate(components, start=start)
    ]


def a_book(*works):
    """A book of works (lists of lines), renumbered from row 2 on."""
    lines = [line for work in works for line in work]
    return Book([line._replace(row=row) for row, line in enumerate(lines, start=2)])


def kinds(findings):
    return [finding.kind for finding in findings]
