from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from harsat.catalogue.reading import archive, source
from harsat.catalogue.reading.csv_text import delimiter_guess
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import table_read


def refusal(path):
    with pytest.raises(FileRefused) as caught:
        table_read(path)
    return caught.value.code


def workbook_file(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_gives_numbers_as_numbers_and_text_as_text(tmp_path):
    table = table_read(workbook_file(tmp_path / "a.xlsx", ["kode", "koefisien"], ["1.10", 13125], ["1.9", "0.6"]))
    assert [list(row) for row in table.rows] == [["kode", "koefisien"], ["1.10", 13125.0], ["1.9", "0.6"]]


def test_a_formula_is_not_run(tmp_path):
    table = table_read(workbook_file(tmp_path / "a.xlsx", ["kode"], ['=WEBSERVICE("http://localhost/")']))
    assert "WEBSERVICE" not in str(table.rows)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_every_common_dialect_reads_alike(csv_file, delimiter, encoding):
    path = csv_file(["1.1", "Pelat 2 m²"], header=["kode", "nama"], delimiter=delimiter, encoding=encoding)
    assert table_read(path).rows == [["kode", "nama"], ["1.1", "Pelat 2 m²"]]


def test_a_title_without_delimiter_does_not_decide_the_delimiter():
    assert delimiter_guess("Daftar analisa\nkode;nama;koef\n1;a;0,5\n") == ";"


def test_a_missing_an_empty_and_an_unknown_file_are_refused(tmp_path):
    (tmp_path / "kosong.csv").write_text("")
    (tmp_path / "surat.docx").write_text("x")
    assert refusal(tmp_path / "tiada.csv") == "file_missing"
    assert refusal(tmp_path / "kosong.csv") == "file_empty"
    assert refusal(tmp_path / "surat.docx") == "file_kind"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_a_damaged_workbook_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 not a workbook")
    assert refusal(tmp_path / name) == "file_damaged"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w") as zipped:
        zipped.writestr("salam.txt", "halo")
    assert refusal(tmp_path / "a.xlsx") == "file_damaged"


def test_a_binary_file_named_csv_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\x00\x01\x02")
    assert refusal(tmp_path / "a.csv") == "file_damaged"


def test_a_compression_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "FREE_BYTES", 1024)
    with ZipFile(tmp_path / "a.xlsx", "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    assert refusal(tmp_path / "a.xlsx") == "file_bomb"


def test_too_large_too_long_and_too_wide_files_are_refused(csv_file, monkeypatch):
    path = csv_file(["1", "2"], ["3", "4"], header=["a", "b"])
    for limit, code in (
        ("MAX_COLUMNS", "file_columns"),
        ("MAX_ROWS", "file_rows"),
        ("MAX_BYTES", "file_size"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(source, limit, 1)
            assert refusal(path) == code


def test_two_cells_at_opposite_corners_are_refused_before_the_sheet_is_opened(tmp_path):
    book = Workbook()
    book.active["A1"] = "kode"
    book.active["XFD1"] = "jauh"
    book.save(tmp_path / "lebar.xlsx")
    assert refusal(tmp_path / "lebar.xlsx") == "file_columns"
    del book.active["XFD1"]
    book.active["A1048576"] = "jauh"
    book.save(tmp_path / "panjang.xlsx")
    assert refusal(tmp_path / "panjang.xlsx") == "file_rows"


def ods_row(cell, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cell}</table:table-row>'


def ods_file(path, row):
    names = 'xmlns:office="o" xmlns:table="t"'
    with ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zipped.writestr("content.xml", f"<office:document-content {names}>{row}</office:document-content>")
    return path


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ods_row('<table:table-cell office:value-type="x"/>', repeated=900_000), "file_rows"),
        (
            ods_row('<table:table-cell table:number-columns-repeated="9000" office:value-type="x"/>'),
            "file_columns",
        ),
        ("<table:table-row>", "file_damaged"),
    ],
)
def test_a_filled_cell_of_an_ods_may_not_repeat_beyond_the_limits(tmp_path, row, code):
    assert refusal(ods_file(tmp_path / "a.ods", row)) == code
