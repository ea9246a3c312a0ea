"""The budget as a workbook: what is in the file, before any program recalculates it."""

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from documents.document_builders import a_report, many_works
from documents.random_projects import random_snapshot
from harsat.documents.media.xlsx import xlsx_write
from harsat.documents.reports.rab_workbook import rab_workbook
from harsat.documents.sheets import Figure, Formula, Text
from harsat.engine.snapshot import StatusItem
from support.engine_builders import bhn, bundel, bundel_acuan, langsung, project, tk, with_pekerjaan, work

WORKS = (
    work("x", tk("0.333333", 150_000, "L.01"), bhn("1.05", "1234.56", "M.01")),
    work("y", bundel("2.5", "x"), bhn("0.125", 80_000, "M.02"), volume=2),
    work("z", bundel("3", "y"), bundel_acuan("0.5", "ac"), volume="17.5"),
    langsung("c", 2_500_000, sub="B"),
)
ACUAN = {"ac": [bhn("0.4", 275_000, "M.03")]}


def a_workbook(snapshot, **options):
    return rab_workbook(a_report(snapshot, draft=True, **options))


def written(snapshot, **options):
    return xlsx_write(a_workbook(snapshot, **options))


def opened(snapshot, *, values=False):
    return openpyxl.load_workbook(io.BytesIO(written(snapshot)), data_only=values)


def cells(book, name):
    return [cell for row in book[name].iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def book():
    return opened(project(*WORKS, acuan=ACUAN))


def test_the_sheets_stand_in_the_order_they_are_read(book):
    assert book.sheetnames == ["Rekap", "RAB", "Analisa", "Harga", "Terbilang"]


def test_prices_koefisien_and_volumes_are_numbers_to_type_over(book):
    assert {cell.data_type for cell in cells(book, "Harga") if cell.column_letter == "E" and cell.row > 4} == {"n"}
    assert [cell.value for cell in cells(book, "RAB") if cell.column_letter == "E" and cell.row > 4] == [2, 17.5, 1]


def test_every_calculated_figure_is_a_formula(book):
    jumlah = [cell for cell in cells(book, "RAB") if cell.column_letter == "G" and cell.row > 4]
    assert {cell.data_type for cell in jumlah} == {"f"}
    assert {
        cell.data_type for cell in cells(book, "Rekap") if cell.column_letter == "C" and cell.row in range(13, 23)
    } == {"f"}


def test_a_line_of_a_bundel_follows_the_koefisien_of_what_it_bundles(book):
    products = [cell.value for cell in cells(book, "Analisa") if cell.column_letter == "E" and "*" in str(cell.value)]
    assert len(products) == 6
    assert any(re.fullmatch(r"=3\*Analisa!\$E\$\d+", value) for value in products)
    assert "=0.5*0.4" in products


def test_every_formula_carries_the_engine_s_figure():
    snapshot = project(*WORKS, acuan=ACUAN)
    report = a_report(snapshot, draft=True)
    shown = opened(snapshot, values=True)["RAB"]
    jumlah = {row[2].value: row[6].value for row in shown.iter_rows(min_row=5) if row[2].value}
    expected = {line.kode: line.jumlah for line in report.lines}
    assert {kode: None if value is None else Decimal(str(value)) for kode, value in jumlah.items()} == expected


def test_what_is_not_known_is_an_empty_cell():
    shown = opened(project(work("a", tk(1, None, "L.01"), volume=2), work("b", tk(1, 5, "L.02"))), values=True)
    rows = {row[2].value: row for row in shown["RAB"].iter_rows(min_row=5) if row[2].value}
    assert [rows["a"][column].value for column in (5, 6)] == [None, None]
    assert [rows["b"][column].value for column in (4, 6)] == [None, None]
    assert "belum lengkap (2)" in [cell.value for cell in cells(shown, "Rekap")]
    assert next(row[4].value for row in shown["Harga"].iter_rows() if row[1].value == "L.01") is None


def test_an_option_says_that_it_is_not_added():
    shown = opened(project(*WORKS, work("o", tk(1, 5), volume=1, status=StatusItem.OPSIONAL), acuan=ACUAN), values=True)
    row = next(row for row in shown["RAB"].iter_rows(min_row=5) if row[2].value == "o")
    assert [cell.value for cell in row[7:10]] == ["opsional", "ya", "tidak dijumlah"]


def test_policies_have_names(book):
    assert set(book.defined_names) == {
        "BUK_PERSEN",
        "DPP_PEMBILANG",
        "DPP_PENYEBUT",
        "PEMBULATAN_SATUAN",
        "PPN_PERSEN",
        "SUBTOTAL_RAB",
        "TOTAL_RAB",
    }
    sheet, address = book.defined_names["BUK_PERSEN"].attr_text.split("!")
    assert book[sheet][address.replace("$", "")].value == 10


def test_heads_stay_in_sight_and_repeat_on_paper(book):
    for name in ("RAB", "Analisa", "Harga"):
        sheet = book[name]
        head = int(sheet.freeze_panes[1:]) - 1
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.print_area
    assert book["Rekap"].print_title_rows == "$12:$12"
    assert book["Terbilang"].print_area.endswith("$D$1")


def test_no_text_is_read_as_a_formula_whatever_it_begins_with():
    snapshot = with_pekerjaan(project(*WORKS, acuan=ACUAN), 4, uraian="=1+1", kode="+62", satuan="@m")
    book = opened(snapshot)
    row = next(row for row in book["RAB"].iter_rows(min_row=5) if row[1].value == "=1+1")
    assert [cell.data_type for cell in row[1:4]] == ["s", "s", "s"]


def test_the_file_has_no_macro_no_link_and_no_connection():
    with zipfile.ZipFile(io.BytesIO(written(random_snapshot(3)))) as archive:
        names = archive.namelist()
        kinds = archive.read("[Content_Types].xml")
        relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert not [name for name in names if re.search(r"vba|externalLink|connection|hyperlink", name, re.IGNORECASE)]
    assert b"macro" not in kinds
    assert b"External" not in relations


def test_the_draft_is_marked_on_every_sheet_that_is_printed():
    book = opened(project(work("a", tk(1, None), volume=1)))
    for name in ("Rekap", "RAB", "Analisa", "Harga"):
        assert "DRAFT - belum lengkap" in [cell.value for cell in cells(book, name)]


def test_names_of_those_who_sign_and_the_policies_are_printed(book):
    words = [str(cell.value) for cell in cells(book, "Rekap")]
    assert {"Nama Pemilik", "Nama Perencana", "CV Contoh Rencana"} <= set(words)
    assert any(word.startswith("Harga satuan dibulatkan 2 desimal") for word in words)


def test_the_columns_of_mata_pembayaran_are_there_when_the_owner_numbers():
    assert len(a_workbook(project(*WORKS, acuan=ACUAN)).sheets[1].widths) == 10
    numbered = with_pekerjaan(project(*WORKS, acuan=ACUAN), 4, mata_pembayaran="3.1.(2)")
    assert len(a_workbook(numbered).sheets[1].widths) == 11


def test_an_empty_project_makes_a_workbook():
    assert opened(project()).sheetnames[0] == "Rekap"


@pytest.mark.parametrize("seed", range(10))
def test_koefisien_of_a_bundel_multiply_to_the_engine_s(seed):
    """The terms of each line, followed through the sheet, come to the effective koefisien exactly."""
    analisa = a_workbook(random_snapshot(seed)).sheets[2]

    def value(text):
        if text[0].isdigit():
            return Decimal(text)
        cell = analisa.rows[int(text.rpartition("$")[2]) - 1][4]
        return cell.value

    for row in analisa.rows:
        cell = row[4] if len(row) > 4 else None
        if isinstance(cell, Formula) and "*" in cell.formula:
            product = Decimal(1)
            for term in cell.formula.split("*"):
                product *= value(term)
            assert product == cell.value


def test_typed_figures_keep_all_their_digits():
    sheets = a_workbook(random_snapshot(5)).sheets
    figures = [cell.value for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, Figure)]
    known = [value for value in figures if value is not None]
    assert known
    assert all(Decimal(repr(float(value))) == value for value in known)


@pytest.mark.slow
def test_a_workbook_of_five_thousand_pekerjaan_is_made():
    book = a_workbook(many_works(5000))
    rows = book.sheets[1].rows
    assert sum(isinstance(row[0], Text) and row[0].text.isdigit() for row in rows if row[0]) == 5000
    assert len(xlsx_write(book)) > 1_000_000
