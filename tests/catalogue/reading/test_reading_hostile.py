"""Files made to break a reader: each ends in a refusal that says why."""

import os
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from catalogue.reading.workbooks import ods_cell, ods_row, raw_ods, raw_xlsx, workbook_file
from harsat.catalogue.reading import archive, source, workbook
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.reader import files_read
from harsat.catalogue.reading.source import tables_read

pytestmark = pytest.mark.slow

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(path):
    with pytest.raises(FileRefused) as caught:
        tables_read(path)
    assert caught.value.message.endswith(".")
    return caught.value.code


def written(path, content):
    path.write_bytes(content) if isinstance(content, bytes) else path.write_text(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.csv", "", "file_empty"),
        ("biner.csv", b"\x00\x01\x02", "file_damaged"),
        ("nol.csv", b"a;b\n" * 20_000 + b"\x00", "file_damaged"),
        ("acak16.csv", b"\xff\xfe" + bytes(range(1, 256)), "file_damaged"),
        ("kutip.csv", 'kode;nama\n"abc;d\nx;y\n', "file_damaged"),
        ("kutip2.csv", 'kode;nama\n"abc"d;e\n', "file_damaged"),
        ("sel.csv", "kode;nama\n" + "x" * 120_000 + ";y\n", "file_cell"),
        ("satu_baris.csv", "," * 2_000_000, "file_damaged"),
        ("catatan.csv", '"a\n";' * 500_000, "file_damaged"),
        ("lebar.csv", ";".join("a" * 200) + "\n", "file_columns"),
        ("panjang.csv", "a;b\n" * 100_001, "file_rows"),
        ("web.xls", "<html><table><tr><td>kode</td></tr></table></html>", "file_kind"),
        ("web2.xls", "\ufeff  <?xml version='1.0'?><Workbook/>", "file_kind"),
        ("cetak.xlsx", b"%PDF-1.7", "file_kind"),
        ("gambar.xlsx", b"\x89PNG\r\n", "file_kind"),
        ("program.csv", b"MZ\x90\x00", "file_kind"),
        ("rusak.xlsx", b"PK\x03\x04 not a workbook", "file_damaged"),
        ("rusak.ods", b"PK\x03\x04 not a workbook", "file_damaged"),
        ("rusak.xls", COMPOUND + b"\x01" * 4096, "file_damaged"),
        ("kunci.xlsx", COMPOUND + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, name, content, code):
    assert refusal(written(tmp_path / name, content)) == code


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "tiada.csv") == "file_missing"


def test_a_workbook_cut_in_half_is_refused(tmp_path):
    content = workbook_file(tmp_path / "a.xlsx", ["kode"]).read_bytes()
    assert refusal(written(tmp_path / "b.xlsx", content[: len(content) // 2])) == "file_damaged"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w") as zipped:
        zipped.writestr("salam.txt", "halo")
    assert refusal(tmp_path / "a.xlsx") == "file_kind"


def test_a_locked_ods_is_refused_as_locked(tmp_path):
    path = raw_ods(tmp_path / "a.ods", "", manifest="<m:encryption-data/>")
    assert refusal(path) == "file_locked"


def test_a_workbook_without_a_filled_cell_is_empty(tmp_path):
    assert refusal(workbook_file(tmp_path / "a.xlsx")) == "file_empty"


def test_a_compression_bomb_is_refused(tmp_path):
    assert refusal(raw_xlsx(tmp_path / "a.xlsx", ONE_CELL + " " * 30_000_000)) == "file_bomb"


def test_a_bomb_in_an_ods_is_refused(tmp_path):
    assert refusal(raw_ods(tmp_path / "a.ods", " " * 30_000_000)) == "file_bomb"


def test_a_bomb_nested_in_a_workbook_stays_packed(tmp_path):
    with ZipFile(tmp_path / "dalam.zip", "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("nol", b"0" * 30_000_000)
    extra = [("xl/embeddings/dalam.zip", (tmp_path / "dalam.zip").read_bytes())]
    path = raw_xlsx(tmp_path / "a.xlsx", ONE_CELL, extra=extra)
    assert tables_read(path)[0].rows == [[1.0]]


def test_a_zip_of_thousands_of_parts_is_refused_unopened(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w") as zipped:
        for number in range(2_100):
            zipped.writestr(f"xl/{number}", "")
    assert refusal(tmp_path / "a.xlsx") == "file_damaged"


def test_a_packing_no_workbook_uses_is_refused(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w", ZIP_LZMA) as zipped:
        zipped.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(tmp_path / "a.xlsx") == "file_damaged"


def test_two_cells_at_opposite_corners_are_refused_by_their_place(tmp_path):
    wide = raw_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')
    assert refusal(wide) == "file_columns"
    long = raw_xlsx(tmp_path / "b.xlsx", ONE_CELL + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    assert refusal(long) == "file_rows"


def test_a_cell_that_hides_its_place_cannot_take_the_memory(tmp_path):
    hidden = raw_xlsx(tmp_path / "a.xlsx", ONE_CELL + '<row r="1048576"><c\tr="XFD1048576"><v>1</v></c></row>')
    assert refusal(hidden) == "file_bomb"


def test_one_long_text_shared_by_many_cells_cannot_take_the_memory(tmp_path):
    cells = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 10 + "</row>" for row in range(1, 4_001))
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    assert refusal(raw_xlsx(tmp_path / "a.xlsx", cells, shared=shared)) in {"file_bomb", "file_weight"}


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ods_row(ods_cell(), repeated=900_000), "file_rows"),
        (ods_row(ods_cell(repeated=9_000)), "file_columns"),
        (ods_row(ods_cell(repeated=4_000_000_000), repeated=4_000_000_000), "file_damaged"),
        ("<table:table-row>", "file_damaged"),
    ],
)
def test_a_filled_cell_of_an_ods_may_not_repeat_beyond_the_limits(tmp_path, row, code):
    assert refusal(raw_ods(tmp_path / "a.ods", row)) == code


def test_a_cell_longer_than_excel_allows_is_refused(tmp_path):
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'
    assert refusal(raw_xlsx(tmp_path / "a.xlsx", cell)) == "file_cell"


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE l [<!ENTITY b "bbbb"><!ENTITY a "&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_entities_of_the_xml_are_never_followed(tmp_path, entity):
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c><c r="B1"><v>7</v></c></row>'
    path = raw_xlsx(tmp_path / "a.xlsx", cell, before=entity)
    try:
        cells = tables_read(path)[0].rows[0]
    except FileRefused:
        return
    assert "bbbb" not in str(cells)
    assert os.uname().nodename not in str(cells)


def test_a_reader_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "WALL_SECONDS", 0)
    assert refusal(workbook_file(tmp_path / "a.xlsx", ["kode"])) == "file_bomb"


def test_limits_hold_for_a_workbook_as_for_text(tmp_path, csv_file, monkeypatch):
    paths = [
        csv_file(["1", "2"], ["3", "4"], header=["a", "b"]),
        workbook_file(tmp_path / "a.xlsx", ["1", "2"], ["3", "4"]),
    ]
    limits = [
        ("MAX_COLUMNS", "file_columns"),
        ("MAX_ROWS", "file_rows"),
        ("MAX_BYTES", "file_size"),
        ("MAX_WEIGHT", "file_weight"),
    ]
    for limit, code in limits:
        with monkeypatch.context() as patch:
            patch.setattr(source, limit, 1)
            assert [refusal(path) for path in paths] == [code, code]


def test_the_size_a_zip_states_of_itself_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "FREE_BYTES", 1024)
    path = raw_xlsx(tmp_path / "a.xlsx", ONE_CELL + " " * 3_000_000)
    content = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), bytes(4))
    assert refusal(written(tmp_path / "b.xlsx", content)) in {"file_bomb", "file_damaged"}


@pytest.mark.parametrize(
    "rows",
    [
        ["No;Uraian;Kode;Satuan;Koefisien", "A;TENAGA", "1. " * 33_000, "1." * 49_000 + " 1"],
        ["kode,uraian,tenaga,bahan,alat", "1.1,a," + "a;" * 49_000 + "," + "1 " * 49_000 + ",-"],
        ["kode;nama;item;koefisien", "1.1;" + "(" * 99_000 + ";" + "1" * 99_000 + ";" + "9," * 49_000],
        ["a" * 99_000 + ";b" * 20] * 40,
    ],
)
def test_no_text_is_long_or_repeated_enough_to_hold_the_reader_up(tmp_path, rows):
    try:
        read = files_read([written(tmp_path / "a.csv", "\n".join(rows))])
    except FileRefused as refused:
        assert refused.message.endswith(".")  # noqa: PT017 a refusal is one of two good ends
    else:
        assert read.rows


def test_a_formula_in_a_csv_stays_the_text_it_is(csv_file):
    path = csv_file(
        ["1.1", '=WEBSERVICE("http://localhost")', "TK", "=cmd|' /C calc'!A0", "OH", "@SUM(1)"],
        header=["kode", "nama", "kategori", "item", "satuan", "koefisien"],
    )
    [row] = files_read([path]).rows
    assert (row.item, row.koefisien) == ("=cmd|' /C calc'!A0", "@SUM(1)")
