import pytest

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.rows import header_find, rows_read
from harsat.catalogue.reading.source import Table


def read(*rows):
    table = Table("uji", rows)
    return list(rows_read(table, header_find(table)))


def test_headers_are_found_below_a_title_and_under_their_synonyms():
    rows = read(
        ["DAFTAR ANALISA", "", "", "", "", "", ""],
        ["Kode AHSP", "Nama Pekerjaan", "KATEGORI", "Kode Item", "Uraian Item", "Satuan", "Koef."],
        ["1.1", "Galian", "TK", "L.01", "Pekerja", "OH", "0,5"],
    )
    assert len(rows) == 1
    assert rows[0]._asdict() == {
        "number": 3,
        "kode": "1.1",
        "nama": "Galian",
        "satuan_pekerjaan": "",
        "divisi": "",
        "kategori": "TK",
        "kode_item": "L.01",
        "item": "Pekerja",
        "satuan": "OH",
        "koefisien": "0,5",
    }


def test_uraian_and_satuan_belong_to_the_work_when_the_component_has_columns_of_its_own():
    [row] = read(
        ["kode", "uraian", "satuan", "kategori", "kode_item", "nama_item", "satuan_item", "koefisien"],
        ["1.1", "Galian", "m3", "TK", "L.01", "Pekerja", "OH", "0.5"],
    )
    assert (row.nama, row.satuan_pekerjaan, row.item, row.satuan) == ("Galian", "m3", "Pekerja", "OH")


def test_blank_kode_and_nama_continue_the_analysis_above():
    rows = read(
        ["kode", "nama", "kategori", "item", "satuan", "koefisien"],
        ["1.1", "Galian", "TK", "Pekerja", "OH", "0.5"],
        ["", "", "", "", "", ""],
        ["", "", "TK", "Mandor", "OH", "0.05"],
    )
    assert [(row.number, row.kode, row.nama, row.item) for row in rows] == [
        (2, "1.1", "Galian", "Pekerja"),
        (4, "1.1", "Galian", "Mandor"),
    ]


def test_a_table_without_the_needed_columns_is_refused_by_name():
    with pytest.raises(FileRefused, match="koefisien"):
        read(["kode", "nama", "satuan"], ["1", "Semen", "zak"])


def test_the_block_format_is_recognised_and_explained():
    with pytest.raises(FileRefused, match=r"format blok \[AHSP\]"):
        read(["[AHSP]", "AHSP-001", "Pasangan bata", "m2"], ["Pekerja", "0.3"])


def test_a_short_row_reads_as_blank_cells():
    [row] = read(["kode", "nama", "kategori", "item", "satuan", "koefisien"], ["1.1", "Galian", "TK"])
    assert (row.item, row.koefisien) == ("", "")
