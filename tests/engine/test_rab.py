"""The budget: volume x F, subtotals of the tree, what counts, what is taxed, and the one rounding of the total."""

from decimal import Decimal

import pytest

from harsat.engine.estimate import compute
from harsat.engine.rab import Subtotal, bobot_of, share
from harsat.engine.snapshot import PembulatanCara, RoundingPolicy, StatusItem
from support.engine_builders import PPN_11, bhn, langsung, project, tk, with_pekerjaan, work


def rekap(*works, **policies):
    return compute(project(*works, **policies)).rekap


def test_jumlah_is_volume_times_the_rounded_harga_satuan():
    estimate = compute(project(work("b", bhn("0.00465", 187_530), bhn("1.05", "12345.67"), volume="1234.567")))
    assert estimate.rab[1].harga_satuan == Decimal("15218.46")
    assert estimate.rab[1].jumlah == Decimal("18788208.51")


@pytest.mark.parametrize(("volume", "jumlah"), [(10, 2_200_000), (20, 4_400_000), (0, 0)])
def test_a_volume_of_zero_is_a_value(volume, jumlah):
    estimate = compute(project(work("p", tk(2, 100_000), volume=volume)))
    assert estimate.rab[1].jumlah == jumlah
    assert estimate.rekap.subtotal == Subtotal(jumlah, 0)


def test_a_missing_volume_makes_only_jumlah_unknown():
    estimate = compute(project(work("p", tk(2, 100))))
    assert estimate.harga_satuan[1].harga_satuan == 220
    assert estimate.rab[1].jumlah is None


def test_subtotals_add_the_known_and_count_the_missing():
    got = rekap(
        work("a", tk(1, 100), volume=1, klasifikasi="I", sub="A"),
        work("b", tk(1, None), volume=1, klasifikasi="I", sub="A"),
        work("c", tk(1, 300), klasifikasi="I", sub="B"),
        work("d", tk(1, 1000), volume=1, klasifikasi="II", sub="A"),
    )
    assert list(got.sub_klasifikasi.values()) == [Subtotal(110, 1), Subtotal(0, 1), Subtotal(1100, 0)]
    assert list(got.klasifikasi.values()) == [Subtotal(110, 2), Subtotal(1100, 0)]
    assert got.subtotal == Subtotal(1210, 2)


def test_a_klasifikasi_without_pekerjaan_is_zero_and_complete():
    snapshot = project(work("a", tk(1, 100), volume=1), work("b", tk(1, 1), sub="B"))
    assert compute(snapshot).rekap.klasifikasi[1].belum_lengkap == 1


@pytest.mark.parametrize("status", [StatusItem.ALTERNATIF, StatusItem.OPSIONAL])
def test_only_utama_is_summed_and_others_keep_their_own_jumlah(status):
    estimate = compute(project(work("a", tk(1, 100), volume=1), work("b", tk(1, 900), volume=1, status=status)))
    assert (estimate.rab[2].jumlah, estimate.rab[2].dijumlah) == (990, False)
    assert estimate.rekap.subtotal == Subtotal(110, 0)


def test_an_unpriced_option_leaves_the_budget_complete():
    got = rekap(work("a", tk(1, 100), volume=1), work("b", tk(1, None), volume=1, status=StatusItem.OPSIONAL))
    assert got.subtotal.belum_lengkap == 0


def test_two_works_ppn_and_pembulatan_to_ten_and_hundred_thousand():
    works = (work("1", tk(2, 100_000), volume=10), work("2", bhn(5, 50_000), volume=20))
    got = rekap(*works, ppn=PPN_11, pembulatan_satuan=10_000)
    assert (got.subtotal.jumlah, got.ppn, got.jumlah_dengan_ppn) == (7_700_000, 847_000, 8_547_000)
    assert (got.total, got.selisih_pembulatan) == (8_550_000, 3_000)
    assert rekap(*works, ppn=PPN_11, pembulatan_satuan=100_000).total == 8_500_000


def test_dpp_takes_only_what_is_taxed_and_the_untaxed_sum_is_printed_beside_it():
    got = rekap(work("a", tk(1, "1000000.41"), volume=1, buk=0), langsung("smkk", 500, kena_ppn=False))
    assert (got.kena_ppn, got.tidak_kena_ppn) == (Decimal("1000000.41"), 500)
    assert (got.dpp, got.ppn) == (Decimal("916667.04"), Decimal("110000.04"))
    assert got.jumlah_dengan_ppn == Decimal("1110500.45")


@pytest.mark.parametrize(
    ("cara", "total", "selisih"),
    [("turun", 36_323_000, "-672.58"), ("setengah_naik", 36_324_000, "327.42"), ("naik", 36_324_000, "327.42")],
)
def test_the_total_is_rounded_once_and_the_difference_is_kept(cara, total, selisih):
    got = rekap(langsung("p", "32724029.35"), rounding=RoundingPolicy.SEN, pembulatan_cara=PembulatanCara(cara))
    assert (got.total, got.selisih_pembulatan) == (total, Decimal(selisih))


def test_the_total_is_spelled_out():
    assert "juta" in rekap(langsung("p", 12_000_000)).terbilang


@pytest.mark.parametrize(("pagu", "warns"), [(None, False), (1110, True), (2000, False), ("999.99", True)])
def test_a_rounded_total_above_the_pagu_warns(pagu, warns):
    pagu = None if pagu is None else Decimal(pagu)
    got = rekap(langsung("p", 1000), ppn=PPN_11, pembulatan_cara=PembulatanCara.NAIK, pagu=pagu)
    assert got.total == 2000
    assert got.melebihi_pagu is warns


def test_opening_a_project_changes_no_figure():
    snapshot = project(work("p", tk(2, 100), volume=3))
    assert compute(snapshot) == compute(snapshot)
    assert compute(snapshot).rekap.subtotal.jumlah == 660


def test_each_pekerjaan_stands_on_its_own_rows():
    before = project(work("a", tk(1, 100), volume=1), work("b", tk(1, 100), volume=1))
    after = compute(with_pekerjaan(before, 1, uraian="diubah"))
    assert after.rab == compute(before).rab


def test_the_harga_satuan_of_the_budget_holds_lump_sums_too():
    estimate = compute(project(work("p", tk(1, 100), volume=1), langsung("ls", 50)))
    assert [row.harga_satuan for row in estimate.rab.values()] == [110, 50]
    assert [form.harga_satuan for form in estimate.harga_satuan.values()] == [110, 50]


def test_bobot_is_the_share_of_what_is_summed():
    estimate = compute(
        project(
            work("p", tk(1, 100), volume=1, buk=0),
            work("q", tk(1, 200), volume=1, buk=0),
            work("r", tk(1, 300), volume=1, status=StatusItem.OPSIONAL),
        )
    )
    assert [bobot_of(estimate.rab[id_], estimate.rekap) for id_ in (1, 2, 3)] == [
        Decimal("33.33"),
        Decimal("66.67"),
        None,
    ]


@pytest.mark.parametrize(("part", "whole"), [(None, Decimal(1)), (Decimal(1), None), (Decimal(0), Decimal(0))])
def test_a_share_of_the_unknown_and_of_nothing_is_unknown(part, whole):
    assert share(part, whole, 2) is None
