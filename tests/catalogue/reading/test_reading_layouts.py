import pytest

from catalogue.reading.workbooks import FORM_HEAD, form_rows, mapped, table
from harsat.catalogue.reading.layouts.blocks import blocks_read
from harsat.catalogue.reading.layouts.form import form_read
from harsat.catalogue.reading.layouts.items import items_read
from harsat.catalogue.reading.layouts.records import Entry, entries_read, records_read
from harsat.catalogue.reading.layouts.sections import kategori_within, section_kategori, total_row
from harsat.catalogue.reading.mapping import Layout


def form(*rows):
    held, mapping = mapped(*rows)
    assert mapping.layout is Layout.FORM
    return form_read(held, mapping)


def brief(reading):
    return [(row.kode, row.kategori, row.kode_item, row.item, row.koefisien) for row in reading.rows]


@pytest.mark.parametrize("title_cells", [1, 2])
def test_a_form_gives_its_components_by_section_and_none_of_its_sums(title_cells):
    reading = form(*form_rows(title_cells=title_cells))
    assert brief(reading) == [
        ("1.1.1", "Tenaga Kerja", "L.01", "Pekerja", 0.6),
        ("1.1.1", "Tenaga Kerja", "L.04", "Mandor", "0,013"),
        ("1.1.1", "Bahan", "M.15.a", "Semen Portland", 26.4),
        ("1.1.1", "Bahan", "", "Alat bantu", ""),
    ]
    assert {row.nama for row in reading.rows} == {"Pembuatan 1 m' pagar"}


def test_forms_follow_one_another_below_a_heading():
    reading = form(["1.1", "PEKERJAAN PERSIAPAN"], [], *form_rows(), [], *form_rows("1.1.2.", "Papan nama", 1))
    assert list(dict.fromkeys(row.kode for row in reading.rows)) == ["1.1.1", "1.1.2"]
    assert {row.divisi for row in reading.rows} == {"1.1 PEKERJAAN PERSIAPAN"}


def test_columns_may_stand_elsewhere_in_the_next_form():
    other = ["Uraian", "Satuan", "Kode", "Koefisien"]
    reading = form(*form_rows(), ["1.2", "Urugan"], other, ["BAHAN"], ["Pasir", "m3", "M.14", 1.2])
    assert brief(reading)[-1] == ("1.2", "Bahan", "M.14", "Pasir", 1.2)


def test_a_form_without_code_takes_the_line_above_as_its_name_and_a_code_by_order():
    rows = form_rows()[1:]
    reading = form(["Pekerjaan pagar"], *rows, [], ["Pekerjaan papan nama"], *rows)
    assert list(dict.fromkeys((row.kode, row.nama) for row in reading.rows)) == [
        ("U.001", "Pekerjaan pagar"),
        ("U.002", "Pekerjaan papan nama"),
    ]


def test_labels_above_a_form_name_its_work():
    labels = [["Kode Analisa", ": 1.2.3"], ["Jenis Pekerjaan : Galian tanah"], ["Satuan", ":", "m3"]]
    reading = form(*labels, *form_rows()[1:])
    assert {(row.kode, row.nama, row.satuan_pekerjaan) for row in reading.rows} == {("1.2.3", "Galian tanah", "m3")}


def test_the_form_of_roads_with_its_labels_and_letters_is_read():
    reading = form(
        ["ITEM PEMBAYARAN NO.", ": 3.1.(1)"],
        ["JENIS PEKERJAAN", ": Galian Biasa"],
        ["SATUAN PEMBAYARAN", ": M3"],
        ["NO.", "KOMPONEN", "SATUAN", "PERKIRAAN KUANTITAS", "HARGA SATUAN (Rp.)"],
        ["A.", "TENAGA"],
        ["1.", "Pekerja (L01)", "Jam", 0.04, 12000],
        ["", "", "", "JUMLAH HARGA TENAGA", ""],
        ["B.", "BAHAN"],
        ["", "-", "-", "-"],
        ["", "", "JUMLAH HARGA BAHAN"],
    )
    assert [(row.kode, row.nama, row.satuan_pekerjaan, row.item, row.koefisien) for row in reading.rows] == [
        ("3.1.(1)", "Galian Biasa", "M3", "Pekerja (L01)", 0.04)
    ]


def test_an_outline_of_works_and_components_in_the_same_columns_is_a_form():
    reading = form(
        ["Kode", "Uraian", "Satuan", "Koefisien"],
        ["1.1", "Galian tanah", "m3", ""],
        ["", "A. TENAGA KERJA", "", ""],
        ["L.01", "Pekerja", "OH", 0.75],
        ["1.2", "Galian batu", "m3", ""],
        ["", "TENAGA", "", ""],
        ["L.01", "Pekerja", "OH", 1.5],
    )
    assert [(row.kode, row.satuan_pekerjaan, row.koefisien) for row in reading.rows] == [
        ("1.1", "m3", 0.75),
        ("1.2", "m3", 1.5),
    ]


def test_lines_outside_the_forms_are_said():
    reading = form(["PEMERINTAH KABUPATEN"], *form_rows(), ["Mengetahui"])
    assert [note.rows for note in reading.notes] == [(1, 18)]


@pytest.mark.parametrize(
    ("mark", "text", "kategori"),
    [
        ("A", "TENAGA KERJA", "Tenaga Kerja"),
        ("", "B. BAHAN", "Bahan"),
        ("", "PERALATAN", "Peralatan"),
        ("II", "Bahan / Material", "Bahan"),
        ("1", "Alat bantu", ""),
        ("", "Alat bantu", ""),
        ("", "Asphalt", ""),
    ],
)
def test_a_section_is_told_from_a_component(mark, text, kategori):
    assert section_kategori(mark, text) == kategori


def test_sums_are_told_from_components():
    assert all(map(total_row, ["JUMLAH HARGA BAHAN", "Sub Total", "E. Biaya Umum dan Keuntungan", "Dibulatkan"]))
    assert not any(map(total_row, ["Pekerja", "Biaya sewa molen", "Besi beton"]))


def test_blocks_read_with_and_without_a_code():
    with_kode = blocks_read(
        *mapped(["[AHSP]", "A-1", "Bata", "m2"], ["Pekerja", "0.3"], [], ["[AHSP]", "A-2", "Beton", "m3"])
    )
    assert [(row.kode, row.nama, row.satuan_pekerjaan, row.item) for row in with_kode.rows] == [
        ("A-1", "Bata", "m2", "Pekerja"),
        ("A-2", "Beton", "m3", ""),
    ]
    without = blocks_read(
        *mapped(["[AHSP]", "Bata", "m2"], ["Pekerja", "0.3", ""], ["[AHSP]", "Bata", "m2"], ["Mandor", "0.1"])
    )
    assert [(row.kode, row.nama, row.koefisien) for row in without.rows] == [
        ("U.001", "Bata", "0.3"),
        ("U.002", "Bata", "0.1"),
    ]


def test_items_are_found_by_their_exact_name_only():
    found = items_read(
        table(
            ["Kode", "Nama Utama", "Jenis", "Kategori", "Satuan", "Harga"],
            ["M-1", "Pasir", "Beton", "material", "m3", "300000"],
            ["U-1", "Pekerja", "", "upah", "OH", "75000"],
            ["M-2", "Semen", "", "material", "zak", "60000"],
            ["M-3", "Semen", "", "material", "kg", "1500"],
        )
    )
    assert found.find("pasir  -  BETON").satuan == "m3"
    assert found.find("Pekerja").kategori == "Tenaga Kerja"
    assert found.find("Pasir") is found.find("Pasir Beton Halus") is found.find("Semen") is None
    assert found.shared("semen")


def test_a_list_with_koefisien_is_no_list_of_items():
    assert items_read(table(["nama", "satuan", "kategori", "koefisien"], ["a", "b", "c", "1"])) is None


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("Pekerja 0.6;Mandor 0,013", [("Pekerja", "", "0.6"), ("Mandor", "", "0,013")]),
        ("Pekerja 0.6\nMandor 0.013", [("Pekerja", "", "0.6"), ("Mandor", "", "0.013")]),
        ("Chainsaw 20”; 5,5HP 0.03;Molen 1", [("Chainsaw 20”; 5,5HP", "", "0.03"), ("Molen", "", "1")]),
        ("Tebas 1 m\n2\n pohon 6600;Air 2", [("Tebas 1 m 2 pohon", "", "6600"), ("Air", "", "2")]),
        ("Pekerja 0.6 OH", [("Pekerja", "OH", "0.6")]),
        ("Pekerja", [("Pekerja", "", "")]),
        ("-", []),
        ("", []),
    ],
)
def test_the_components_of_a_cell_are_told_apart_by_their_numbers(cell, entries):
    assert entries_read(cell) == [Entry(*entry) for entry in entries]


def test_each_entry_of_a_record_is_a_row_of_its_own_that_says_where_it_stands():
    reading = records_read(
        *mapped(
            ["kode", "uraian", "satuan", "tenaga", "bahan", "alat"],
            ["1.1", "Galian", "m3", "Pekerja 0.6;Mandor 0.1", "-", "Molen 0.2"],
            ["1.02", "Batang", "ls", "-", "-", "-"],
        )
    )
    assert [
        (row.number, row.kode, row.satuan_pekerjaan, row.kategori, row.item, row.koefisien) for row in reading.rows
    ] == [
        (1, "1.1", "m3", "Tenaga Kerja", "Pekerja", "0.6"),
        (2, "1.1", "m3", "Tenaga Kerja", "Mandor", "0.1"),
        (3, "1.1", "m3", "Peralatan", "Molen", "0.2"),
        (4, "1.02", "ls", "", "", ""),
    ]
    assert [row.place for row in reading.rows][1::2] == ["baris 2, tenaga ke-2", "baris 3"]
    assert [note.code for note in reading.notes] == ["rekaman_diurai", "tanpa_komponen"]


def test_the_kategori_of_a_group_is_a_word_of_its_name():
    assert [kategori_within(text) for text in ("UPAH TENAGA KERJA", "PERALATAN DAN ALAT BERAT", "KELOMPOK KAYU")] == [
        "Tenaga Kerja",
        "Peralatan",
        "",
    ]


def test_the_head_of_a_form_is_no_component():
    assert "Uraian" not in [row.item for row in form(*form_rows(), FORM_HEAD).rows]
