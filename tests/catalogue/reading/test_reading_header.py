import pytest

from catalogue.reading.workbooks import fields_found, mapped, table
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import GUESSED, cell_text, header_find, numbering_row, title_plain
from harsat.catalogue.reading.mapping import mapping_demand, mapping_find


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Kode_AHSP*", "kode ahsp"),
        ("Harga Satuan (Rp.)", "harga satuan"),
        ("  KOEF. ", "koef"),
        ("Nama\nItem", "nama item"),
    ],
)
def test_titles_are_compared_without_case_marks_and_units(printed, plain):
    assert title_plain(printed) == plain


def test_headers_are_found_below_a_title_and_under_their_synonyms():
    header = header_find(
        table(
            ["DAFTAR ANALISA"],
            ["Kode AHSP", "Nama Pekerjaan", "KELOMPOK", "Kode Item", "Uraian Item", "Satuan", "Koef."],
            ["1.1", "Galian", "TK", "L.01", "Pekerja", "OH", "0,5"],
        )
    )
    assert header.row == 2
    assert header.columns.of == {
        "kode": 0,
        "nama": 1,
        "kategori": 2,
        "kode_item": 3,
        "item": 4,
        "satuan": 5,
        "koefisien": 6,
    }


def test_uraian_and_satuan_belong_to_the_work_when_the_component_has_columns_of_its_own():
    found = fields_found("kode", "uraian", "satuan", "kategori", "kode_item", "nama_item", "satuan_item", "koefisien")
    assert (found["nama"], found["satuan_pekerjaan"], found["item"], found["satuan"]) == (1, 2, 5, 6)


def test_a_single_satuan_is_the_components_and_two_are_the_works_then_the_components():
    assert "satuan_pekerjaan" not in fields_found("kode", "nama", "item", "satuan", "koefisien")
    doubled = fields_found("kode", "uraian", "satuan", "kategori", "kode", "uraian", "satuan", "koefisien")
    assert (doubled["satuan_pekerjaan"], doubled["satuan"]) == (2, 6)
    assert (doubled["kode"], doubled["kode_item"], doubled["nama"], doubled["item"]) == (0, 4, 1, 5)


def test_a_title_that_only_contains_a_known_word_is_a_guess_of_less_weight():
    columns = header_find(table(["kode_ahsp", "nama_ahsp", "item", "koef_di_file"])).columns
    assert columns.of["koefisien"] == 3
    assert columns.confidence["koefisien"] == GUESSED


def test_titles_over_two_rows_with_merged_cells_are_read_together():
    header = header_find(
        table(
            ["Kode AHSP", "Nama Pekerjaan", "Komponen", "", "", ""],
            ["", "", "Kategori", "Uraian", "Satuan", "Koefisien"],
            ["1.1", "Galian", "TK", "Pekerja", "OH", "0,5"],
        )
    )
    assert header.row == 2
    assert header.columns.of == {"kode": 0, "nama": 1, "kategori": 2, "item": 3, "satuan": 4, "koefisien": 5}


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1", "2", "3", "4", "5 = 3 x 4"], True),
        (["(1)", "(2)", "(3)"], True),
        (["a", "b", "c", "d"], True),
        (["1", "Pekerja", "OH", "0.5"], False),
        (["1", "", "2"], False),
    ],
)
def test_a_row_that_only_numbers_the_columns_is_known(cells, numbers):
    assert numbering_row(cells) is numbers


def test_rows_of_data_are_no_header():
    assert header_find(table(["1", "Pekerja", "OH", "0.5"], ["2", "Mandor", "OH", "0.05"])).row == 0


def test_whole_numbers_read_as_people_write_them():
    assert [cell_text(cell) for cell in (5.0, 0.5, " x ", True)] == ["5", "0.5", "x", "True"]


def test_a_table_without_the_needed_columns_is_refused_by_what_is_missing_and_found():
    with pytest.raises(FileRefused, match=r"item, koefisien .*kode, nama, satuan"):
        mapping_demand(mapping_find(table(["kode", "nama", "satuan"], ["1", "Semen", "zak"])))


def test_a_column_of_koefisien_alone_makes_no_analysis():
    assert mapped(["koefisien", "catatan"], ["0,5", "x"])[1].missing == ("kode", "nama", "item", "koefisien")
