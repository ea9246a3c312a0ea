"""Small files of every kind, sound and hostile, written for one test."""

from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from harsat.catalogue.reading.header import header_find
from harsat.catalogue.reading.mapping import mapping_find
from harsat.catalogue.reading.source import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FLAT = ["kode", "nama", "kategori", "kode_item", "item", "satuan", "koefisien"]
FORM_HEAD = ["No", "Uraian", "Kode", "Satuan", "Koefisien", "Harga Satuan (Rp)", "Jumlah Harga (Rp)"]


def table(*rows, name="uji"):
    return Table(name, [list(row) for row in rows])


def mapped(*rows):
    held = table(*rows)
    return held, mapping_find(held)


def fields_found(*titles):
    return header_find(table(titles)).columns.of


def workbook_file(path, *rows, sheets=None):
    book = Workbook()
    for title, cells in (sheets or {"Lembar1": rows}).items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(path)
    return path


def form_rows(kode="1.1.1", nama="Pembuatan 1 m' pagar", title_cells=2):
    title = [kode, nama] if title_cells == 2 else [f"{kode} {nama}"]
    return [
        title,
        FORM_HEAD,
        [1, 2, 3, 4, 5, 6, "7 = 5 x 6"],
        ["A", "TENAGA"],
        [1, "Pekerja", "L.01", "OH", 0.6, 120000, 72000],
        [2, "Mandor", "L.04", "OH", "0,013", 150000, 1950],
        ["", "JUMLAH TENAGA KERJA", "", "", "", "", 73950],
        ["B", "BAHAN"],
        [1, "Semen Portland", "M.15.a", "kg", 26.4, 1500, 39600],
        [2, "Alat bantu", "", "ls", ""],
        ["", "JUMLAH HARGA BAHAN", "", "", "", "", 39600],
        ["C", "PERALATAN"],
        ["", "JUMLAH HARGA ALAT", "", "", "", "", 0],
        ["D", "Jumlah (A+B+C)", "", "", "", "", 113550],
        ["E", "Biaya Umum dan Keuntungan", "", "10%", "x D", "", 11355],
        ["F", "Harga Satuan Pekerjaan (D+E)", "", "", "", "", 124905],
    ]


def raw_xlsx(path, sheet_rows, *, shared="<sst/>", before="", extra=()):
    """A workbook whose sheet is written letter by letter, for what no program would write."""
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'.format
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relation('r1', OFFICE, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relation('r1', OFFICE, 'worksheet', 'worksheets/sheet1.xml')}"
        f"{relation('r2', OFFICE, 'sharedStrings', 'sharedStrings.xml')}</Relationships>",
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}">'
        f"<sheetData>{sheet_rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": shared,
        **dict(extra),
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return path


def raw_ods(path, rows, manifest="<manifest/>"):
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zipped.writestr("META-INF/manifest.xml", manifest)
        zipped.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_row(cell, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cell}</table:table-row>'


def ods_cell(text="x", repeated=1):
    return (
        f'<table:table-cell table:number-columns-repeated="{repeated}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
