import csv
import json
import shutil

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from documents.office import SOFFICE, office_convert
from harsat.cli.hspk import COLUMNS, hspk

AHSP = """kode;uraian;satuan;kategori;kode_item;nama_item;satuan_item;koefisien
1.1;Galian tanah;m3;TK;L.01;Pekerja;OH;0,75
1.1;Galian tanah;m3;TK;L.04;Mandor;OH;0,038
1.2;Urukan pasir;m3;TK;L.01;Pekerja;OH;0,3
1.2;Urukan pasir;m3;BHN;M.16;Sirtu;m3;1,2
"""
HARGA = """kode_item;nama;satuan;harga_rp
L.01;Pekerja;OH;176.000
L.04;Mandor;OH;206.000
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "ahsp.csv").write_text(AHSP, encoding="utf-8")
    (tmp_path / "harga.csv").write_text(HARGA, encoding="utf-8")
    return ["--ahsp", str(tmp_path / "ahsp.csv"), "--harga", str(tmp_path / "harga.csv")]


def run(*arguments):
    return CliRunner().invoke(hspk, list(map(str, arguments)))


def rows(text):
    return {row["kode"]: row for row in csv.DictReader(text.splitlines())}


def test_the_catalogue_comes_out_as_csv_with_canonical_figures(files):
    result = run(*files)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == ",".join(COLUMNS)
    priced = rows(result.stdout)["1.1"]
    assert [priced[letter] for letter in "ABCDEF"] == ["139828", "0", "0", "139828", "13982.8", "153810"]


def test_a_missing_price_is_empty_listed_and_never_zero(files):
    result = run(*files)
    missing = rows(result.stdout)["1.2"]
    assert [missing[letter] for letter in "ABCDEF"] == ["52800", "0", "0", "", "", ""]
    assert missing["belum_ada_harga"] == "M.16 Sirtu (m3)"
    assert "1 sumber daya belum ada harganya:" in result.stderr
    assert "M.16 Sirtu (m3): tidak ada dalam daftar; 1 analisa menunggu" in result.stderr


def test_buk_rounding_and_lines_are_options(files):
    priced = rows(run(*files, "--buk", "12,5", "--rounding", "sen", "--baris").stdout)["1.1"]
    assert (priced["E"], priced["F"]) == ("17478.5", "157306.5")


@pytest.mark.parametrize("buk", ["x", "-1", "101"])
def test_a_percentage_that_is_none_is_refused(files, buk):
    result = run(*files, "--buk", buk)
    assert result.exit_code == 2


def test_a_file_that_is_no_table_of_analyses_is_refused_in_one_line(files, tmp_path):
    result = run("--ahsp", tmp_path / "harga.csv", *files[2:])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "bukan analisa" in result.output


def test_out_writes_csv_without_a_mark_of_byte_order(files, tmp_path):
    out = tmp_path / "hspk.csv"
    result = run(*files, "--out", out)
    assert result.stdout == ""
    assert out.read_bytes().startswith(b"kode,uraian")
    assert b"\r" not in out.read_bytes()


def test_another_kind_of_output_is_refused_before_anything_is_read(files, tmp_path):
    assert run(*files, "--out", tmp_path / "hspk.pdf").exit_code == 2


def test_out_writes_a_workbook_with_figures_and_the_missing_on_a_sheet_of_their_own(files, tmp_path):
    out = tmp_path / "hspk.xlsx"
    assert run(*files, "--out", out).exit_code == 0
    book = CalamineWorkbook.from_path(str(out))
    sheet = book.get_sheet_by_name("HSPK").to_python()
    assert sheet[4][3:10] == [139828.0, 0.0, 0.0, 0.0, 139828.0, 13982.8, 153810.0]
    assert sheet[5][7:10] == ["", "", ""]
    assert book.get_sheet_by_name("Belum ada harga").to_python()[2][:4] == ["M.16", "Sirtu", "m3", 1.0]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("policy", [["--rounding", "rupiah_bawah"], ["--rounding", "sen", "--baris", "--buk", "12.5"]])
def test_the_formulas_of_the_workbook_recalculate_to_the_engine(tmp_path, repository, policy):
    ahsp, harga = tmp_path / "ahsp.csv", tmp_path / "harga.csv"
    _starter_files(repository, ahsp, harga)
    out = tmp_path / "hspk.xlsx"
    priced = rows(run("--ahsp", ahsp, "--harga", harga, *policy).stdout)
    assert run("--ahsp", ahsp, "--harga", harga, *policy, "--out", out).exit_code == 0
    (recalculated,) = office_convert([out], "xlsx:Calc MS Excel 2007 XML", tmp_path / "lo", tmp_path / "profile")
    sheet = CalamineWorkbook.from_path(str(recalculated)).get_sheet_by_name("HSPK").to_python()
    assert len(priced) == 70
    for cells in sheet[4:]:
        expected = [float(priced[cells[0]][letter]) for letter in "DEF"]
        assert cells[7:10] == pytest.approx(expected, abs=0.0000001)


def test_the_fifty_vectors_come_out_of_the_command(tmp_path, repository):
    ahsp, harga = tmp_path / "ahsp.csv", tmp_path / "harga.csv"
    _starter_files(repository, ahsp, harga)
    priced = rows(run("--ahsp", ahsp, "--harga", harga).stdout)
    vectors = json.loads((repository / "tests/golden/hsp.json").read_text())
    assert len(vectors) == 50
    for vector in vectors:
        row = priced[vector["kode"]]
        assert [row[letter] for letter in "ABCDE"] == [vector[letter] for letter in "ABCDE"]
        assert row["F"] == vector["F_rupiah_bawah"]


def _starter_files(repository, ahsp, harga):
    """The 70 common analyses in one table, and their prices, as people exchange them."""
    from harsat.engine.numbers import canonical
    from harsat.starters.catalogue import starter_analyses

    with ahsp.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(AHSP.splitlines()[0].split(";"))
        for one in starter_analyses():
            for line in one.komponen:
                texts = (line.kategori.value, line.kode, line.uraian, line.satuan, canonical(line.koefisien, None))
                table.writerow([one.kode, one.uraian, one.satuan, *texts])
    shutil.copy(repository / "src/harsat/starters/data/harga.csv", harga)
