"""The workbook recalculated by LibreOffice, from its formulas alone, comes to the engine's figures.

Every value that the file carries is replaced by a wrong one first, so that what is read was computed.
"""

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from documents.document_builders import a_report
from documents.office import SOFFICE, office_convert
from documents.random_projects import random_snapshot
from harsat.documents.media.xlsx import xlsx_write
from harsat.documents.reports.rab_workbook import rab_workbook
from harsat.documents.sheets import Formula, Workbook
from harsat.engine.snapshot import Kategori, RoundingPolicy, StatusItem
from harsat.engine.terbilang import terbilang
from support.engine_builders import Row, alt, bhn, bundel, dec, langsung, project, tk, with_pekerjaan, with_price, work

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice"),
]

GOLDEN = Path(__file__).parents[1] / "golden"
WRONG = Decimal(-1)
RANDOM_PROJECTS = 300 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 40


def wrong(workbook: Workbook):
    """The same workbook with every formula's value replaced."""
    for sheet in workbook.sheets:
        sheet.rows = [
            tuple(cell._replace(value=WRONG) if isinstance(cell, Formula) else cell for cell in row)
            for row in sheet.rows
        ]
    return workbook


def expected(snapshot):
    """What the engine says of every formula, by sheet, row and column."""
    book = rab_workbook(a_report(snapshot, draft=True))
    return {
        (sheet.name, row, column): cell
        for sheet in book.sheets
        for row, cells in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if isinstance(cell, Formula)
    }


@pytest.fixture(scope="module")
def recalculate(tmp_path_factory):
    """Write many snapshots, let LibreOffice recalculate them in one start, and open the results."""
    profile = tmp_path_factory.mktemp("profile")

    def run(snapshots, edit=lambda book: None):
        folder = tmp_path_factory.mktemp("books")
        files = []
        for number, snapshot in enumerate(snapshots):
            file = folder / f"book{number}.xlsx"
            file.write_bytes(xlsx_write(wrong(rab_workbook(a_report(snapshot, draft=True)))))
            edited(file, edit)
            files.append(file)
        results = office_convert(files, "xlsx", folder / "out", profile)
        return [openpyxl.load_workbook(file, data_only=True) for file in results]

    def edited(file, edit):
        book = openpyxl.load_workbook(file)
        if edit(book) is not None:
            book.save(file)

    return run


def differences(snapshot, book):
    """Every formula that came to something else than the engine; to the sen, or within a workbook's 15 digits."""
    exact = snapshot.pricing.rounding != RoundingPolicy.TANPA
    total = abs(float(a_report(snapshot, draft=True).estimate.rekap.total)) + 1
    for (name, row, column), cell in expected(snapshot).items():
        got = book[name].cell(row, column).value
        scale = 0 if exact and name in {"RAB", "Rekap"} else total
        if not same(got, cell.value, scale):
            yield name, row, column, cell, got


def same(got, value, scale):
    """A difference of two sums has the noise of the sums, so that `scale` may be larger than the value."""
    if isinstance(value, Decimal):
        if not isinstance(got, int | float):
            return False
        return Decimal(repr(got)) == value or (scale > 0 and abs(float(value) - got) <= 1e-13 * max(scale, abs(got)))
    return (got or "") == (value or "")


def test_random_projects_come_to_the_same_sen(recalculate):
    snapshots = [random_snapshot(seed) for seed in range(RANDOM_PROJECTS)]
    found = [
        (seed, *difference)
        for seed, (snapshot, book) in enumerate(zip(snapshots, recalculate(snapshots), strict=True))
        for difference in differences(snapshot, book)
    ]
    assert found == []


def g1(rounding):
    works = []
    for row in json.loads((GOLDEN / "rab.json").read_text(encoding="utf-8"))["works"]:
        if "harga_langsung" in row:
            works.append(langsung(row["kode"], row["harga_langsung"], row["volume"], buk=dec(row["buk_persen"])))
        else:
            rows = [
                Row(Kategori(kategori), dec(koefisien), dec(harga)) for kategori, koefisien, harga in row["komponen"]
            ]
            works.append(work(row["kode"], *rows, volume=row["volume"], buk=row["buk_persen"]))
    return project(*works, rounding=RoundingPolicy(rounding))


def g2():
    return project(
        work("X", tk("0.333333", 150_000), bhn("1.05", "1234.56"), buk=15),
        work("Y", bundel("2.5", "X"), bhn("0.125", 80_000)),
        work("Z", bundel("3", "Y"), alt("0.04", 275_000), volume="17.5", buk="12.5"),
    )


def jumlah_of(book):
    return {row[2].value: row[6].value for row in book["RAB"].iter_rows(min_row=5) if row[2].value}


def named(book, name):
    sheet, address = book.defined_names[name].attr_text.split("!")
    return book[sheet.strip("'$")][address.replace("$", "")].value


def test_the_golden_cases_come_out_as_worked_by_hand(recalculate):
    sen, bawah, rupiah, bundled = recalculate([g1("sen"), g1("rupiah_bawah"), g1("rupiah"), g2()])
    assert jumlah_of(sen) == {"a": 11_436_448.22, "b": 18_788_208.51, "c": 2_500_000}
    assert jumlah_of(bawah) == {"a": 11_436_388.74, "b": 18_787_640.61, "c": 2_500_000}
    assert jumlah_of(rupiah) == {"a": 11_436_463.09, "b": 18_787_640.61, "c": 2_500_000}
    assert [named(book, "SUBTOTAL_RAB") for book in (sen, bawah, rupiah)] == [
        32_724_656.73,
        32_724_029.35,
        32_724_103.7,
    ]
    assert [named(book, "TOTAL_RAB") for book in (sen, bawah, rupiah)] == [36_324_000] * 3
    assert jumlah_of(bundled)["Z"] == 8_381_397.68


def test_exact_halves_of_a_sen_are_rounded_up_as_the_engine_does(recalculate):
    """1.005 x 100 is 100.49999999999999 in binary figures, and 100.50 on paper."""
    halves = [("0.005", "1"), ("1.005", "1"), ("0.145", "0.1"), ("2.675", "1"), ("1.115", "10.1"), ("0.000005", "1001")]
    works = [
        work(f"w{number}", bhn(koefisien, harga, f"M{number}"), volume="1.0005")
        for number, (koefisien, harga) in enumerate(halves)
    ]
    snapshots = [project(*works, bulatkan_baris=lines, rounding=RoundingPolicy.SEN) for lines in (True, False)]
    for snapshot, book in zip(snapshots, recalculate(snapshots), strict=True):
        assert list(differences(snapshot, book)) == []


def live(recalculate, snapshot, edit, after):
    """Edit the workbook as a person would, and compare with the engine on the edited project."""
    (book,) = recalculate([snapshot], edit)
    rekap = a_report(after, draft=True).estimate.rekap
    assert Decimal(repr(named(book, "SUBTOTAL_RAB"))) == rekap.subtotal.jumlah
    assert Decimal(repr(named(book, "TOTAL_RAB"))) == rekap.total
    spoken = terbilang(rekap.total)
    assert spoken[0].upper() + spoken[1:] in [cell.value for row in book["Rekap"].iter_rows() for cell in row]


def place(book, sheet, column, text, target):
    """The cell in `target` of the row that has `text` in `column`."""
    row = next(row for row in book[sheet].iter_rows() if row[column].value == text)
    return row[target]


def test_a_changed_price_reaches_the_total_and_its_words(recalculate):
    snapshot = g2()
    kode = snapshot.harga[1].kode

    def edit(book):
        place(book, "Harga", 1, kode, 4).value = 175_000.5
        return True

    live(recalculate, snapshot, edit, with_price(snapshot, kode, "175000.5"))


def test_a_price_that_was_missing_completes_the_budget(recalculate):
    complete = g2()
    kode = complete.harga[1].kode

    def edit(book):
        place(book, "Harga", 1, kode, 4).value = 150_000
        return True

    live(recalculate, with_price(complete, kode, None), edit, complete)


def test_a_changed_volume_and_status_reach_the_total(recalculate):
    snapshot = g1("sen")

    def edit(book):
        place(book, "RAB", 2, "a", 4).value = 100.25
        place(book, "RAB", 2, "b", 7).value = "opsional"
        return True

    after = with_pekerjaan(
        replace(snapshot, volume={**snapshot.volume, 1: Decimal("100.25")}), 2, status=StatusItem.OPSIONAL
    )
    live(recalculate, snapshot, edit, after)


def test_changed_policies_reach_the_total(recalculate):
    snapshot = g2()

    def edit(book):
        for name, value in (("BUK_PERSEN", 7.5), ("PPN_PERSEN", 11), ("DPP_PEMBILANG", 12), ("PEMBULATAN_SATUAN", 100)):
            sheet, address = book.defined_names[name].attr_text.split("!")
            book[sheet][address.replace("$", "")].value = value
        return True

    pricing = snapshot.pricing
    ppn = pricing.ppn._replace(persen=Decimal(11), faktor_pembilang=12)
    after = replace(snapshot, pricing=pricing._replace(buk_persen=Decimal("7.5"), ppn=ppn, pembulatan_satuan=100))
    live(recalculate, snapshot, edit, after)


@pytest.mark.parametrize("total", ["1000", "1001000", "21000000", "999999999999000", "100000000000", "2011000", "0"])
def test_terbilang_follows_any_total(recalculate, total):
    snapshot = project(langsung("x", 1, kena_ppn=False))

    def edit(book):
        place(book, "Harga", 1, "x", 4).value = int(total)
        return True

    (book,) = recalculate([snapshot], edit)
    assert book["Terbilang"]["D1"].value == terbilang(Decimal(total))
