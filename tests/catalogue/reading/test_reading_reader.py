from hashlib import sha256

import pytest

from catalogue.reading.workbooks import FLAT, form_rows, workbook_file
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.mapping import Layout
from harsat.catalogue.reading.reader import files_look, files_read

ROW = ["1.1", "Galian", "TK", "L.01", "Pekerja", "OH", "0.5"]
FOREIGN = ["Ref", "Work", "Group", "Code", "Resource", "UoM", "Factor"]


def text_file(path, *rows):
    path.write_text("\n".join(";".join(row) for row in rows))
    return path


def related_files(folder):
    return [
        text_file(folder / "ahs.csv", ["id", "name"], ["A.1", "Beton"], ["A.2", "Sloof"], ["A.9", "Kosong"]),
        text_file(
            folder / "ahs_items.csv",
            ["id", "ahs_id", "name", "unit_id", "coefficient", "section", "ahs_itemable_id", "ahs_itemable_type"],
            ["1", "A.1", "", "", "0.5", "labor", "L.01", "App\\ItemPrice"],
            ["2", "A.1", "", "", "0.2", "labor", "E.01", "App\\ItemPrice"],
            ["3", "A.2", "lama", "", "1.2", "ingredients", "A.1", "App\\Ahs"],
            ["4", "A.2", "", "", "3", "", "E.01", "App\\ItemPrice"],
            ["5", "A.2", "", "", "3", "tools", "X.99", "App\\ItemPrice"],
        ),
        text_file(
            folder / "item_prices.csv",
            ["id", "item_price_group_id", "unit_id", "name"],
            ["L.01", "1", "1", "Pekerja"],
            ["E.01", "2", "2", "Molen"],
        ),
        text_file(folder / "units.csv", ["id", "name"], ["1", "OH"], ["2", "jam"]),
        text_file(folder / "item_price_groups.csv", ["id", "name"], ["1", "UPAH TENAGA KERJA"], ["2", "PERALATAN"]),
        text_file(folder / "provinces.csv", ["id", "name"], ["11", "ACEH"], ["12", "SUMUT"]),
    ]


def test_a_set_names_its_files_by_their_fingerprint(tmp_path):
    path = text_file(tmp_path / "a.csv", FLAT, ROW)
    fileset = files_read([path])
    assert [tuple(file) for file in fileset.files] == [
        ("a.csv", sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    ]
    assert (fileset.layout, fileset.sheet, len(fileset.rows), fileset.notes) == (Layout.FLAT, "a", 1, [])


def test_the_best_sheet_is_read_and_the_others_are_said(tmp_path):
    path = workbook_file(
        tmp_path / "a.xlsx", sheets={"Sampul": [["AHSP"]], "Data": [FLAT, ROW], "Catatan": [["x", "y"]]}
    )
    fileset = files_read([path])
    assert (fileset.sheet, [row.number for row in fileset.rows]) == ("Data", [2])
    assert fileset.notes[0].message == "Tidak dibaca: a.xlsx / Sampul, a.xlsx / Catatan."


def test_sheets_with_the_same_titles_are_read_together_and_their_rows_keep_apart(tmp_path):
    other = ["2.1", *ROW[1:]]
    path = workbook_file(tmp_path / "a.xlsx", sheets={"Divisi 1": [FLAT, ROW], "Divisi 2": [FLAT, other, other]})
    rows = files_read([path]).rows
    assert [(row.number, row.place) for row in rows] == [
        (2, "Divisi 1, baris 2"),
        (4, "Divisi 2, baris 2"),
        (5, "Divisi 2, baris 3"),
    ]


def test_a_sheet_that_holds_analyses_under_other_titles_is_said_with_its_name(tmp_path):
    other = [["Kode AHSP", "Nama", "Item", "Koefisien"], ["9.9", "Lain", "Pekerja", "1"]]
    path = workbook_file(tmp_path / "a.xlsx", sheets={"Data": [FLAT, ROW], "Lama": other})
    assert "juga memuat analisa: a.xlsx / Lama" in files_read([path]).notes[0].message


def test_every_sheet_of_forms_is_read(tmp_path):
    sheets = {"Sampul": [["ANALISA"]], "Satu": form_rows(), "Dua": form_rows("1.2.1", "Papan nama")}
    fileset = files_read([workbook_file(tmp_path / "a.xlsx", sheets=sheets)])
    assert fileset.layout is Layout.FORM
    assert {row.kode for row in fileset.rows} == {"1.1.1", "1.2.1"}
    assert len({row.number for row in fileset.rows}) == len(fileset.rows) == 8


def test_two_files_of_rows_are_one_set_with_numbers_that_do_not_meet(tmp_path):
    paths = [text_file(tmp_path / "a.csv", FLAT, ROW), text_file(tmp_path / "b.csv", FLAT, ["2.1", *ROW[1:]])]
    rows = files_read(paths).rows
    assert [(row.number, row.place) for row in rows] == [(2, "a.csv, baris 2"), (4, "b.csv, baris 2")]


def test_files_that_refer_to_one_another_are_joined_by_their_keys(tmp_path):
    fileset = files_read(related_files(tmp_path))
    assert fileset.layout is Layout.RELATED
    assert [
        (
            row.number,
            row.kode,
            row.nama,
            row.kategori,
            row.kode_item,
            row.item,
            row.satuan,
            row.koefisien,
            row.target_kode,
        )
        for row in fileset.rows
    ] == [
        (2, "A.1", "Beton", "Tenaga Kerja", "L.01", "Pekerja", "OH", "0.5", ""),
        (3, "A.1", "Beton", "Tenaga Kerja", "E.01", "Molen", "jam", "0.2", ""),
        (4, "A.2", "Sloof", "Bahan", "", "Beton", "", "1.2", "A.1"),
        (5, "A.2", "Sloof", "Peralatan", "E.01", "Molen", "jam", "3", ""),
        (6, "A.2", "Sloof", "Peralatan", "X.99", "", "", "3", ""),
    ]
    notes = {note.code: note for note in fileset.notes}
    assert notes["kategori_berbeda"].rows == (3,)
    assert notes["rujukan_hilang"].rows == (6,)
    assert "A.9" in notes["tanpa_komponen"].message
    assert "provinces.csv" in notes["tabel_tidak_dibaca"].message


def test_components_without_the_file_of_their_names_are_refused_naming_what_is_needed(tmp_path):
    paths = related_files(tmp_path)
    with pytest.raises(FileRefused, match="sumber daya") as caught:
        files_read(paths[1:2])
    assert caught.value.code == "file_set_incomplete"


def test_blocks_borrow_kategori_and_unit_from_the_list_and_an_unknown_item_stays_without(tmp_path):
    blocks = text_file(tmp_path / "b.csv", ["[AHSP]", "1 m2 Bata", "m2"], ["PEKERJA", "0.3"], ["Bata ngawur", "70"])
    items = text_file(tmp_path / "i.csv", ["Nama Utama", "Kategori", "Satuan", "Harga"], ["Pekerja", "upah", "OH", "7"])
    fileset = files_read([items, blocks])
    assert [(row.kode, row.kategori, row.satuan) for row in fileset.rows] == [
        ("U.001", "Tenaga Kerja", "OH"),
        ("U.001", "", ""),
    ]
    notes = {note.code: note for note in fileset.notes}
    assert notes["item_tidak_dikenal"].rows == (fileset.rows[1].number,)
    assert "kode_diusulkan" in notes
    assert "daftar_item_kurang" in {note.code for note in files_read([blocks]).notes}


def test_the_sheets_of_one_workbook_are_joined_like_files(tmp_path):
    blocks = [["[AHSP]", "1 m2 Bata", "m2"], ["Pekerja", 0.3]]
    items = [["Nama Utama", "Kategori", "Satuan", "Harga"], ["Pekerja", "upah", "OH", 7]]
    path = workbook_file(tmp_path / "a.xlsx", sheets={"Blok": blocks, "Item": items})
    assert [(row.kategori, row.satuan) for row in files_read([path]).rows] == [("Tenaga Kerja", "OH")]
    related = workbook_file(
        tmp_path / "b.xlsx",
        sheets={
            "komponen": [["kode_ahsp", "kode_item", "koefisien"], ["1.1", "L.01", 0.5]],
            "analisa": [["kode_ahsp", "nama_ahsp", "satuan"], ["1.1", "Galian", "m3"]],
            "sumber_daya": [["kode_item", "nama", "satuan", "kategori"], ["L.01", "Pekerja", "OH", "upah"]],
        },
    )
    [row] = files_read([related]).rows
    assert (row.kode, row.nama, row.satuan_pekerjaan) == ("1.1", "Galian", "m3")
    assert (row.kategori, row.kode_item, row.item, row.satuan) == ("Tenaga Kerja", "L.01", "Pekerja", "OH")


def test_a_mapping_that_was_found_reads_the_same_set_again(tmp_path):
    blocks = text_file(tmp_path / "b.csv", ["[AHSP]", "1 m2 Bata", "m2"], ["Pekerja", "0.3"])
    items = text_file(tmp_path / "i.csv", ["Nama Utama", "Kategori", "Satuan", "Harga"], ["Pekerja", "upah", "OH", "7"])
    (tmp_path / "set").mkdir()
    for paths in ([blocks, items], related_files(tmp_path / "set")):
        found = files_read(paths)
        assert files_read(paths, found.mapping).rows == found.rows


def test_a_price_list_alone_is_refused_as_one(tmp_path):
    path = text_file(tmp_path / "h.csv", ["kode_item", "nama", "satuan", "harga"], ["L.01", "Pekerja", "OH", "1"])
    with pytest.raises(FileRefused, match="daftar harga") as caught:
        files_read([path])
    assert caught.value.code == "file_price_list"


def test_a_look_shows_unknown_titles_and_reading_refuses_them(tmp_path):
    path = text_file(tmp_path / "a.csv", FOREIGN, ROW)
    look = files_look([path])
    assert look.mapping.missing == ("kode", "nama", "item", "koefisien")
    [shown] = look.tables
    assert (shown.rows, shown.columns, shown.head[1], shown.samples[4]) == (2, 7, ROW, ["Pekerja"])
    with pytest.raises(FileRefused, match="Ref, Work"):
        files_read([path])
    columns = {"kode": 0, "nama": 1, "kategori": 2, "kode_item": 3, "item": 4, "satuan": 5, "koefisien": 6}
    [row] = files_read([path], look.mapping.corrected(columns)).rows
    assert (row.kategori, row.satuan, row.koefisien) == ("TK", "OH", "0.5")


def test_a_corrected_form_is_read_by_the_columns_a_person_chose(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", *form_rows())
    look = files_look([path])
    corrected = look.mapping.corrected({**look.mapping.columns, "koefisien": 5})
    assert files_read([path], corrected).rows[0].koefisien == 120000


def test_a_mapping_of_another_file_is_refused(tmp_path):
    mapping = files_look([text_file(tmp_path / "a.csv", FOREIGN, ROW)]).mapping.corrected(
        {"nama": 1, "item": 4, "koefisien": 6}
    )
    with pytest.raises(FileRefused) as caught:
        files_read([text_file(tmp_path / "b.csv", FLAT, ROW)], mapping)
    assert caught.value.code == "file_mapping"


def test_a_person_may_look_at_another_sheet_and_another_row_of_titles(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", sheets={"Data": [FLAT, ROW], "Lain": [["x"], FOREIGN, ROW]})
    look = files_look([path], sheet="Lain", header_row=2)
    assert (look.mapping.sheet, look.mapping.header_row, look.mapping.titles) == ("Lain", 2, tuple(FOREIGN))


def test_nothing_to_read_is_refused():
    with pytest.raises(FileRefused):
        files_read([])


def test_a_table_with_titles_and_no_rows_is_empty_and_says_so(tmp_path):
    fileset = files_read([text_file(tmp_path / "a.csv", FLAT)])
    assert (fileset.rows, [note.code for note in fileset.notes]) == ([], ["tanpa_baris"])
