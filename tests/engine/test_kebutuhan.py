"""Rekap Kebutuhan: quantities merged per resource, and closing lines that tie it to the budget to the sen."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from harsat.engine.estimate import compute
from harsat.engine.kebutuhan import kebutuhan_compute, kode_order, resource_quantities
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Kategori, RoundingPolicy, StatusItem
from support.engine_builders import alt, bhn, bundel, langsung, project, snapshots, tk, work


def needs(*works, **policies):
    return kebutuhan_compute(compute(project(*works, **policies)))


def closing(rekap):
    with engine_context():
        known = rekap.biaya_sumber_daya + rekap.harga_langsung + rekap.biaya_umum_keuntungan
        return known + rekap.selisih_pembulatan + rekap.belum_lengkap


def test_quantities_and_costs_of_one_work():
    got = needs(work("p", tk("0.5", 150_000), bhn(7, 65_000), alt("0.25", 85_000), volume=100))
    assert [row.biaya for row in got.rows] == [7_500_000, 45_500_000, 2_125_000]
    assert got.biaya_sumber_daya == 55_125_000
    assert got.per_kategori[Kategori.BHN] == 45_500_000


def test_koefisien_times_volume_keeps_its_decimals():
    [row] = needs(work("p", tk("0.125", 1), volume=5)).rows
    assert (row.jumlah_satuan, row.biaya) == (Decimal("0.625"), Decimal("0.63"))


def test_a_bundled_target_counts_four_times_two():
    [row] = needs(work("t", tk("0.75", 100_000)), work("h", bundel(4, "t"), volume=2)).rows
    assert row.jumlah_satuan == 6


def test_one_resource_in_many_works_is_one_row():
    got = needs(work("a", bhn("8.4", 1700, "semen"), volume=100), work("b", bhn("0.75", 1700, "semen"), volume=40))
    assert [(row.kode, row.jumlah_satuan, row.biaya) for row in got.rows] == [("semen", 870, 1_479_000)]


def test_rows_stand_in_the_order_tk_bhn_alt_and_then_by_kode_with_figures_as_figures():
    got = needs(work("p", alt(1, 1, "E.1"), bhn(1, 1, "M.10"), bhn(1, 1, "M.9"), tk(1, 1, "L.2"), volume=1))
    assert [row.kode for row in got.rows] == ["L.2", "M.9", "M.10", "E.1"]
    assert sorted(["L.02.b", "L.2", "l.1", "1.10", "1.9", ""], key=kode_order) == [
        "", "1.9", "1.10", "l.1", "L.2", "L.02.b",
    ]  # fmt: skip


def test_only_utama_with_a_known_volume_is_needed():
    got = needs(
        work("a", tk(1, 1, "L"), volume=1),
        work("b", tk(5, 1, "L"), volume=1, status=StatusItem.OPSIONAL),
        work("c", tk(7, 1, "L")),
    )
    assert [row.jumlah_satuan for row in got.rows] == [1]


def test_an_unpriced_resource_is_needed_but_costs_unknown():
    got = needs(work("a", tk(2, None, "L"), bhn(1, 100, "M"), volume=3))
    assert [(row.jumlah_satuan, row.harga, row.biaya) for row in got.rows] == [(6, None, None), (3, 100, 300)]
    assert (got.belum_lengkap, got.total) == (-300, 0)
    assert closing(got) == 0


def test_buk_and_the_rounding_of_harga_satuan_close_the_sum():
    estimate = compute(project(work("b", bhn("0.00465", 187_530), bhn("1.05", "12345.67"), volume="1234.567")))
    got = kebutuhan_compute(estimate)
    assert got.biaya_umum_keuntungan == Decimal("1708019.49")
    assert got.total == estimate.rekap.subtotal.jumlah == Decimal("18788208.51")
    assert closing(got) == got.total
    assert got.selisih_pembulatan == Decimal("18788208.51") - got.biaya_sumber_daya - got.biaya_umum_keuntungan


def test_direct_items_close_the_sum_as_harga_langsung():
    got = needs(
        langsung("smkk", 2_500_000),
        langsung("ls", 100, volume=2, buk=Decimal(10)),
        work("h", bundel(3, "ls"), volume=1),
    )
    assert (got.harga_langsung, got.biaya_umum_keuntungan, got.selisih_pembulatan) == (2_500_500, 50, 0)
    assert got.rows == ()


def test_a_filter_takes_some_pekerjaan_and_ties_to_their_jumlah():
    estimate = compute(
        project(work("P1", bhn("8.4", 1700, "s"), volume=100), work("P2", bhn("0.75", 1700, "s"), volume=40))
    )
    got = kebutuhan_compute(estimate, [2])
    assert (got.rows[0].jumlah_satuan, got.total) == (30, estimate.rab[2].jumlah)


def test_a_period_passes_its_share_of_the_volume():
    estimate = compute(project(work("P1", bhn("8.4", 1700), volume=100)))
    assert resource_quantities(estimate, {1: Decimal(29)}) == {1: Decimal("243.6")}


@given(snapshots())
def test_the_needs_equal_the_budget_to_the_sen_for_any_project_and_policy(snapshot):
    estimate = compute(snapshot)
    got = kebutuhan_compute(estimate)
    assert got.total == estimate.rekap.subtotal.jumlah
    assert closing(got) == got.total


@given(snapshots())
def test_without_rounding_no_difference_is_left(snapshot):
    exact = replace(snapshot, pricing=snapshot.pricing._replace(rounding=RoundingPolicy.TANPA))
    assert kebutuhan_compute(compute(exact)).selisih_pembulatan == 0


@pytest.mark.parametrize("policy", list(RoundingPolicy))
def test_the_sum_of_the_blocks_is_the_cost_of_resources(policy):
    got = needs(work("p", tk("0.333333", "7.77"), bhn("1.05", "3.33"), volume="7.1234"), rounding=policy)
    assert sum(got.per_kategori.values()) == got.biaya_sumber_daya
