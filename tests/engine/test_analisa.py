"""The form of one pekerjaan: A, B, C, LAIN, D, E, F, its policies, and what is not known."""

from decimal import Decimal

import pytest

from harsat.engine.analisa import analisa_baris, analisa_compute, harga_satuan_rounded, line_jumlah
from harsat.engine.estimate import compute
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Kategori, RoundingPolicy
from support.engine_builders import alt, bhn, lain, langsung, project, tk, with_pekerjaan, with_price, work


def form(*rows, buk=None, **policies):
    return analisa_compute(project(work("p", *rows, buk=buk), **policies), 1)


def test_blocks_and_harga_satuan_of_a_normal_analysis():
    got = form(tk(1, 100_000), bhn(2, 20_000), alt(3, 50_000), lain(4, 30_000))
    assert (got.tenaga_kerja, got.bahan, got.peralatan, got.lain) == (100_000, 40_000, 150_000, 120_000)
    assert (got.biaya_langsung, got.biaya_umum_keuntungan, got.harga_satuan) == (410_000, 41_000, 451_000)


def test_lump_sums_belong_to_biaya_langsung():
    assert form(tk(1, 10), lain(1, 5)).biaya_langsung == 15


def test_a_plain_lump_sum_is_priced_as_a_resource():
    assert form(lain(1, 750_000, "Mobilisasi")).lain == 750_000


def test_buk_of_the_project_with_decimals():
    got = form(
        tk("0.15", 150_000),
        bhn("7.5", 12_000),
        alt("0.1", 300_000),
        lain("0.05", 2_000_000),
        buk_persen=Decimal("12.5"),
    )
    assert (got.biaya_langsung, got.biaya_umum_keuntungan) == (242_500, Decimal("30312.50"))
    assert got.harga_satuan == Decimal("272812.50")


def test_buk_of_a_pekerjaan_overrides_the_project_buk():
    got = form(tk("1.25", 125_000), bhn("0.30", 180_000), alt("0.10", 300_000), lain("0.05", 1_000_000), buk=20)
    assert (got.biaya_langsung, got.biaya_umum_keuntungan, got.harga_satuan) == (290_250, 58_050, 348_300)


def test_buk_of_zero_is_a_value_and_not_unset():
    assert form(tk(1, 100), buk=0).harga_satuan == 100
    assert form(tk(1, 100), buk_persen=Decimal(0)).harga_satuan == 100


def test_ten_percent_hold_from_the_birth_of_a_project():
    assert form(tk(2, 100)).harga_satuan == 220


def test_a_cleared_override_returns_to_the_project_buk():
    before = project(work("p", tk(1, 100), buk="20.50"), buk_persen=Decimal(15))
    assert analisa_compute(before, 1).buk_persen == Decimal("20.50")
    assert analisa_compute(with_pekerjaan(before, 1, buk_persen=None), 1).buk_persen == 15


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("sen", "15218.46"), ("rupiah_bawah", "15218"), ("rupiah", "15218"), ("tanpa", "15218.4648")],
)
def test_harga_satuan_is_rounded_by_the_policy_of_the_project(policy, expected):
    assert harga_satuan_rounded(Decimal("15218.4648"), RoundingPolicy(policy)) == Decimal(expected)


def test_rupiah_rounds_half_up_and_rupiah_bawah_cuts():
    assert harga_satuan_rounded(Decimal("153810.50"), RoundingPolicy.RUPIAH) == 153_811
    assert harga_satuan_rounded(Decimal("153810.99"), RoundingPolicy.RUPIAH_BAWAH) == 153_810


def test_with_bulatkan_baris_the_form_is_the_sum_of_what_is_printed():
    rows = [tk("0.333333", "1.05"), tk("0.333333", "1.05"), bhn("0.005", 1)]
    got = form(*rows, bulatkan_baris=True)
    assert (got.tenaga_kerja, got.bahan) == (Decimal("0.70"), Decimal("0.01"))
    assert (got.biaya_langsung, got.biaya_umum_keuntungan) == (Decimal("0.71"), Decimal("0.07"))


def test_without_bulatkan_baris_lines_keep_full_precision():
    assert form(tk("0.333333", "1.05"), bulatkan_baris=False).biaya_langsung == Decimal("0.34999965")


def test_under_tanpa_no_line_is_rounded_whatever_bulatkan_baris_says():
    got = form(tk("0.333333", "1.05"), bulatkan_baris=True, rounding=RoundingPolicy.TANPA)
    assert got.harga_satuan == Decimal("0.384999615")


def test_a_line_is_rounded_half_up():
    assert line_jumlah(Decimal("0.5"), Decimal("0.01"), rounded=True) == Decimal("0.01")
    assert line_jumlah(Decimal("0.00465"), Decimal(187530), rounded=False) == Decimal("872.0145")


def test_a_missing_price_makes_d_e_and_f_unknown_and_leaves_the_sum_of_the_known():
    got = form(tk(2, 100), tk(1, None, "TK.X"), bhn(1, 40))
    assert (got.tenaga_kerja, got.bahan) == (200, 40)
    assert (got.biaya_langsung, got.biaya_umum_keuntungan, got.harga_satuan_penuh, got.harga_satuan) == (None,) * 4
    assert got.belum_ada == (2,)
    assert not got.lengkap
    assert not got.tanpa_analisa


def test_a_price_of_zero_is_a_value():
    got = form(tk(2, 0))
    assert (got.harga_satuan, got.belum_ada) == (0, ())


def test_a_missing_price_is_unknown_even_at_koefisien_zero():
    assert form(tk(0, None), bhn(1, 5)).harga_satuan is None


def test_a_pekerjaan_without_komponen_has_no_harga_satuan_and_says_why():
    got = form()
    assert got.harga_satuan is None
    assert got.tanpa_analisa


def test_a_direct_price_needs_no_analysis_and_takes_the_buk_that_is_set():
    smkk, quotation = langsung("smkk", 2_500_000), langsung("ls", 1_000_000, buk=None)
    forms = compute(project(smkk, quotation)).harga_satuan
    assert (forms[1].lain, forms[1].harga_satuan) == (2_500_000, 2_500_000)
    assert (forms[2].biaya_langsung, forms[2].harga_satuan) == (1_000_000, 1_100_000)
    assert not forms[1].tanpa_analisa


def test_a_direct_price_not_yet_known_is_unknown_but_not_without_analysis():
    got = compute(project(langsung("ls", None))).harga_satuan[1]
    assert (got.harga_satuan, got.tanpa_analisa) == (None, False)


def test_lines_print_block_by_block_in_the_order_they_were_entered():
    lines = analisa_baris(project(work("p", alt(1, 1, "E"), tk(1, 1, "L2"), bhn(1, 1, "M"), tk(1, 1, "L1"))), 1)
    assert [line.kode for line in lines] == ["L2", "L1", "M", "E"]
    assert lines[0].kategori == Kategori.TK


def test_a_line_without_a_price_has_no_jumlah():
    [line] = analisa_baris(project(work("p", tk(1, None))), 1)
    assert (line.harga_satuan, line.jumlah) == (None, None)


def test_the_biggest_figures_the_fields_allow_stay_exact():
    snapshot = project(
        work("p", tk("999999999.999999", "9999999999999.99"), volume="99999999999.9999"), rounding=RoundingPolicy.TANPA
    )
    got = compute(snapshot)
    whole = 999999999999999 * 999999999999999
    with engine_context():
        assert got.harga_satuan[1].biaya_langsung == Decimal(whole).scaleb(-8)
        assert got.rab[1].jumlah == Decimal(whole * 11 * 999999999999999).scaleb(-13)


def test_a_price_edit_is_seen_at_once():
    snapshot = project(work("p", tk(1, 100, "L")))
    assert analisa_compute(with_price(snapshot, "L", 150), 1).harga_satuan == 165
