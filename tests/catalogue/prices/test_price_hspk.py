import json
from decimal import Decimal

import pytest

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.prices.hspk import Policy, catalogue_price, doubtful_kinds
from harsat.catalogue.prices.index import PriceTable
from harsat.engine.snapshot import Kategori, RoundingPolicy
from harsat.starters.catalogue import starter_analyses, starter_prices

PRICES = {("L.01", "OH"): Decimal(100_000), ("L.04", "OH"): Decimal(200_000)}


def line(row, kode="1.1", item="L.01", *, koefisien="0.75", kategori=Kategori.TK, satuan="OH", target=""):
    value = None if koefisien is None else Decimal(koefisien)
    return Line(row, kode, "Galian", "m3", "", kategori, item, item, satuan, value, koefisien or "?", target)


def priced(*lines, policy=None, doubtful=None):
    return catalogue_price(Book(list(lines)), PriceTable(PRICES), policy or Policy(), doubtful=doubtful)


def test_a_catalogue_is_priced_with_the_precision_of_the_official_workbook():
    (row,) = priced(line(1), line(2, item="L.04", koefisien="0.038")).rows
    assert (row.tenaga_kerja, row.biaya_langsung, row.biaya_umum_keuntungan) == (82_600, 82_600, 8_260)
    assert row.harga_satuan == 90_860


def test_the_fifty_vectors_come_out_exactly(repository):
    vectors = json.loads((repository / "tests/golden/hsp.json").read_text())
    lines = [
        Line(0, one.kode, one.uraian, one.satuan, "", k.kategori, k.kode, k.uraian, k.satuan, k.koefisien, "", "")
        for one in starter_analyses()
        for k in one.komponen
    ]
    table = PriceTable({(price.kode, price.satuan): price.harga for price in starter_prices()})
    rows = {row.kode: row for row in catalogue_price(Book(lines), table).rows}
    assert len(vectors) == 50
    for vector in vectors:
        row = rows[vector["kode"]]
        figures = (row.tenaga_kerja, row.bahan, row.peralatan, row.biaya_langsung, row.biaya_umum_keuntungan)
        assert figures == tuple(Decimal(vector[letter]) for letter in "ABCDE")
        assert row.harga_satuan == Decimal(vector["F_rupiah_bawah"])


def test_a_missing_price_leaves_d_e_and_f_empty_and_is_listed():
    result = priced(line(1), line(2, item="M.1", kategori=Kategori.BHN, satuan="m3"))
    (row,) = result.rows
    assert row.tenaga_kerja == 75_000
    assert (row.biaya_langsung, row.biaya_umum_keuntungan, row.harga_satuan) == (None, None, None)
    assert row.belum_ada == ("M.1 M.1 (m3)",)
    assert [(one.kode, one.analyses) for one in result.unpriced] == [("M.1", 1)]
    assert result.priced == 0


def test_what_most_analyses_wait_for_comes_first():
    rows = [line(1, "1.1", "M.2"), line(2, "1.2", "M.1"), line(3, "1.3", "M.2")]
    assert [(one.kode, one.analyses) for one in priced(*rows).unpriced] == [("M.2", 2), ("M.1", 1)]


def test_a_nested_analysis_enters_at_its_d():
    host = line(1, "2.1", kategori=Kategori.LAIN, item="1.1", koefisien="2", target="1.1")
    rows = priced(host, line(2)).rows
    assert [row.biaya_langsung for row in rows] == [150_000, 75_000]
    assert rows[0].harga_satuan == 165_000


def test_a_missing_target_and_a_circle_are_marked_and_not_priced():
    lost = line(1, kategori=Kategori.LAIN, target="9.9")
    circle = line(2, "1.2", kategori=Kategori.LAIN, target="1.2")
    first, second = priced(lost, circle).rows
    assert (first.temuan, first.harga_satuan) == (("rujukan_hilang",), None)
    assert (second.temuan, second.harga_satuan) == (("bundel_cycle",), None)


def test_a_komponen_without_kategori_or_koefisien_has_no_place_in_the_form():
    first, second = priced(line(1, kategori=None), line(2, "1.2", koefisien=None)).rows
    assert (first.temuan, first.harga_satuan) == (("tanpa_kategori",), None)
    assert (second.temuan, second.harga_satuan) == (("angka_tak_terbaca",), None)


def test_a_doubtful_analysis_is_priced_as_it_stands_and_marked():
    (row,) = priced(line(1), doubtful={"1.1": ("desimal_hilang",)}).rows
    assert (row.temuan, row.harga_satuan) == (("desimal_hilang",), 82_500)


def test_only_what_is_dangerous_and_not_mended_makes_doubtful():
    def one(severity, kode, *, repaired=False):
        return Finding(Kind.DESIMAL_HILANG, severity, kode, (1,), "koefisien", "", "", "", repaired=repaired)

    findings = [one(Severity.DANGER, "a"), one(Severity.WARNING, "b"), one(Severity.DANGER, "c", repaired=True)]
    assert doubtful_kinds(findings) == {"a": ("desimal_hilang",)}


@pytest.mark.parametrize(
    ("policy", "expected"), [("sen", "90860.00"), ("rupiah_bawah", "90860"), ("rupiah", "90860"), ("tanpa", "90860")]
)
def test_f_follows_the_policy(policy, expected):
    (row,) = priced(
        line(1), line(2, item="L.04", koefisien="0.038"), policy=Policy(rounding=RoundingPolicy(policy))
    ).rows
    assert row.harga_satuan == Decimal(expected)


def test_lines_are_rounded_to_the_sen_on_request():
    exact = priced(line(1, koefisien="0.0000333")).rows[0]
    rounded = priced(line(1, koefisien="0.0000333"), policy=Policy(bulatkan_baris=True)).rows[0]
    assert (exact.tenaga_kerja, rounded.tenaga_kerja) == (Decimal("3.33"), Decimal("3.33"))
    exact = priced(line(1, koefisien="0.00000033")).rows[0]
    assert exact.tenaga_kerja == Decimal("0.033")
    assert priced(line(1, koefisien="0.00000033"), policy=Policy(bulatkan_baris=True)).rows[0].tenaga_kerja == Decimal(
        "0.03"
    )
