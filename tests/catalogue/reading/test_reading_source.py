from datetime import date

import pytest

from catalogue.reading.workbooks import FLAT, ods_cell, ods_row, raw_ods, workbook_file
from harsat.catalogue.reading.csv_text import delimiter_guess
from harsat.catalogue.reading.source import tables_read


def rows_of(path):
    return [list(row) for row in tables_read(path)[0].rows]


def test_a_workbook_gives_numbers_as_numbers_and_text_as_text(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", ["kode", "koefisien"], ["1.10", 13125], ["1.9", "0.6"])
    assert rows_of(path) == [["kode", "koefisien"], ["1.10", 13125.0], ["1.9", "0.6"]]


def test_blank_rows_and_columns_keep_the_place_of_every_cell(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", [], ["", "", "x"], [], ["", "y"])
    assert rows_of(path) == [[], ["", "", "x"], [], ["", "y"]]


def test_dates_cross_the_border_of_the_process_as_dates(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", [date(2025, 1, 2), "x"])
    assert rows_of(path) == [[date(2025, 1, 2), "x"]]


def test_an_ods_reads_like_any_workbook(tmp_path):
    path = raw_ods(tmp_path / "a.ods", ods_row(ods_cell("kode") + ods_cell("nama")) + ods_row(ods_cell("1.10")))
    assert rows_of(path) == [["kode", "nama"], ["1.10"]]


def test_every_filled_sheet_is_given_and_hidden_ones_are_marked(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", sheets={"Satu": [["a"]], "Kosong": [], "Dua": [["b"]]})
    assert [(table.name, table.visible) for table in tables_read(path)] == [("Satu", True), ("Dua", True)]


def test_a_formula_is_not_run(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", ["kode"], ['=WEBSERVICE("http://localhost/")'])
    assert "WEBSERVICE" not in str(rows_of(path))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_every_common_dialect_reads_alike(csv_file, delimiter, encoding):
    path = csv_file(["1.1", "Pelat 2 m²"], header=["kode", "nama"], delimiter=delimiter, encoding=encoding)
    assert rows_of(path) == [["kode", "nama"], ["1.1", "Pelat 2 m²"]]


def test_a_title_without_delimiter_does_not_decide_the_delimiter():
    assert delimiter_guess("Daftar analisa\nkode;nama;koef\n1;a;0,5\n") == ";"


def test_commas_in_numbers_and_names_do_not_outvote_the_semicolon():
    assert delimiter_guess("Daftar, tahun 2025\nPekerja;0,5\nPasir, kerikil;0,25\n") == ";"


def test_the_delimiter_hint_of_excel_is_heeded_and_not_counted_as_a_row(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nkode;nama\n1.1;a,b,c\n")
    assert rows_of(tmp_path / "a.csv") == [["kode", "nama"], ["1.1", "a,b,c"]]


def test_the_content_decides_what_a_file_is_not_its_name(tmp_path):
    book = workbook_file(tmp_path / "a.xlsx", FLAT).rename(tmp_path / "a.csv")
    (tmp_path / "b.xls").write_text("\t".join(FLAT))
    assert rows_of(book) == rows_of(tmp_path / "b.xls") == [FLAT]


def test_a_cell_far_away_that_only_carries_a_format_does_not_matter(tmp_path):
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.active["A1"] = "kode"
    book.active["A1048576"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == [["kode"]]
