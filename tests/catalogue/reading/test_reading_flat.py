from datetime import date

from catalogue.reading.workbooks import FLAT, mapped, workbook_file
from harsat.catalogue.reading.layouts.flat import flat_read
from harsat.catalogue.reading.parts import date_kode
from harsat.catalogue.reading.reader import files_read


def read(*rows):
    return flat_read(*mapped(*rows))


def brief(reading):
    return [(row.number, row.kode, row.nama, row.item) for row in reading.rows]


def test_a_component_row_carries_every_field():
    [row] = read(
        [*FLAT, "divisi", "satuan pekerjaan"], ["1.1", "Galian", "TK", "L.01", "Pekerja", "OH", 0.5, "Tanah", "m3"]
    ).rows
    assert row._asdict() == {
        "number": 2,
        "kode": "1.1",
        "nama": "Galian",
        "satuan_pekerjaan": "m3",
        "divisi": "Tanah",
        "kategori": "TK",
        "kode_item": "L.01",
        "item": "Pekerja",
        "satuan": "OH",
        "koefisien": 0.5,
        "target_kode": "",
        "place": "",
    }


def test_blank_kode_and_nama_continue_the_analysis_above():
    reading = read(
        FLAT,
        ["1.1", "Galian", "TK", "", "Pekerja", "OH", "0.5"],
        [],
        ["", "", "TK", "", "Mandor", "OH", "0.05"],
        ["1.1", "", "TK", "", "Tukang", "OH", "0.05"],
    )
    assert brief(reading) == [
        (2, "1.1", "Galian", "Pekerja"),
        (4, "1.1", "Galian", "Mandor"),
        (5, "1.1", "Galian", "Tukang"),
    ]


def test_a_row_with_only_an_analysis_opens_it_and_lends_its_unit():
    reading = read(FLAT, ["1.1", "Galian", "", "", "", "m3", ""], ["", "", "TK", "", "Pekerja", "OH", "0.5"])
    assert brief(reading) == [(3, "1.1", "Galian", "Pekerja")]
    assert reading.rows[0].satuan_pekerjaan == "m3"


def test_an_analysis_without_components_is_kept_in_sight_and_a_heading_becomes_the_divisi():
    reading = read(
        FLAT,
        ["1", "Persiapan"],
        ["1.1", "Galian"],
        ["1.2", "Urugan"],
        ["", "", "TK", "", "Pekerja", "OH", "0.5"],
    )
    assert brief(reading) == [(3, "1.1", "Galian", ""), (5, "1.2", "Urugan", "Pekerja")]
    assert [row.divisi for row in reading.rows] == ["1 Persiapan", "1 Persiapan"]


def test_one_code_with_two_names_keeps_both():
    reading = read(
        FLAT, ["1.1", "Galian", "TK", "", "Pekerja", "OH", "1"], ["1.1", "Urugan", "TK", "", "Pekerja", "OH", "2"]
    )
    assert [row.nama for row in reading.rows] == ["Galian", "Urugan"]


def test_heads_numbers_sections_and_sums_between_the_rows_are_passed_over_and_said():
    reading = read(
        ["kode", "nama", "item", "satuan", "koefisien"],
        ["1", "2", "3", "4", "5"],
        ["1.1", "Galian", "", "", ""],
        ["", "", "A. TENAGA KERJA", "", ""],
        ["", "", "Pekerja", "OH", "0.5"],
        ["", "", "Jumlah Tenaga", "", ""],
        ["kode", "nama", "item", "satuan", "koefisien"],
        ["", "", "B. BAHAN", "", ""],
        ["", "", "Pasir", "m3", "0.5"],
    )
    assert [(row.number, row.kategori, row.item) for row in reading.rows] == [
        (5, "Tenaga Kerja", "Pekerja"),
        (9, "Bahan", "Pasir"),
    ]
    [note] = reading.notes
    assert (note.code, note.rows) == ("baris_dilewati", (2, 4, 6, 7, 8))


def test_a_component_without_a_number_or_without_a_name_is_not_lost():
    reading = read(FLAT, ["1.1", "Galian", "TK", "", "Pekerja", "OH", ""], ["1.1", "Galian", "", "", "", "", "0.5"])
    assert [(row.item, row.koefisien) for row in reading.rows] == [("Pekerja", ""), ("", "0.5")]


def test_a_short_row_reads_as_blank_cells():
    [row] = read(FLAT, ["1.1", "Galian", "TK"]).rows
    assert (row.item, row.koefisien) == ("", "")


def test_codes_that_excel_turned_into_numbers_or_dates_are_said(tmp_path):
    path = workbook_file(
        tmp_path / "a.xlsx",
        FLAT,
        [1.1, "Galian", "TK", "", "Pekerja", "OH", 0.5],
        [date(2025, 1, 2), "Urugan", "TK", "", "Pekerja", "OH", 0.5],
        ["1.10", "Bongkaran", "TK", "", "Pekerja", "OH", 0.5],
    )
    fileset = files_read([path])
    notes = {note.code: note for note in fileset.notes}
    assert notes["kode_angka"].rows == (2,)
    assert notes["kode_tanggal"].rows == (3,)
    assert "2025-01-02 mungkin semula 2.1" in notes["kode_tanggal"].message
    assert fileset.rows[2].kode == "1.10"


def test_a_date_names_the_code_it_most_likely_was():
    assert [date_kode(date(2025, 1, 2)), date_kode(date(2003, 1, 2))] == ["2.1", "2.1.3"]
