"""Rincian RAB: the resources of each pekerjaan, tied to its jumlah and to the budget."""

from decimal import Decimal

import pytest
from hypothesis import given

from harsat.engine.estimate import compute
from harsat.engine.numbers import engine_context
from harsat.engine.rincian import rincian_compute, rincian_pekerjaan
from harsat.engine.snapshot import StatusItem
from support.engine_builders import bhn, bundel, langsung, project, snapshots, tk, with_price, work


def of(snapshot, pekerjaan_id=1):
    return rincian_pekerjaan(compute(snapshot), pekerjaan_id)


@pytest.mark.parametrize(("harga", "jumlah"), [(100_000, 2_000_000), (150_000, 3_000_000), (None, None)])
def test_a_row_is_koefisien_times_volume_times_price_and_null_stays_null(harga, jumlah):
    [row] = of(with_price(project(work("p", tk(2, 1, "L"), volume=10)), "L", harga)).rows
    assert (row.jumlah_satuan, row.jumlah) == (20, jumlah)


def test_buk_of_the_pekerjaan_and_the_rounding_close_each_pekerjaan():
    part = of(project(work("b", bhn("0.00465", 187_530), bhn("1.05", "12345.67"), volume="1234.567", buk=10)))
    assert [row.jumlah for row in part.rows] == [Decimal("1076560.33"), Decimal("16003634.61")]
    assert (part.biaya_umum_keuntungan, part.selisih_pembulatan) == (Decimal("1708019.49"), Decimal("-5.92"))
    assert part.jumlah == Decimal("18788208.51")


def test_rows_are_the_effective_ones_with_bundels_opened_and_merged():
    snapshot = project(work("t", tk("0.5", 100, "L")), work("h", bundel(4, "t"), tk(1, 100, "L"), volume=2, buk=20))
    part = of(snapshot, 2)
    assert [(row.kode, row.koefisien, row.jumlah) for row in part.rows] == [("L", 3, 600)]
    assert (part.biaya_umum_keuntungan, part.jumlah) == (120, 720)


def test_an_unknown_volume_leaves_koefisien_and_price_and_no_amount():
    [row] = of(project(work("p", tk(2, 100)))).rows
    assert (row.koefisien, row.harga_satuan, row.jumlah_satuan, row.jumlah) == (2, 100, None, None)


def test_an_incomplete_pekerjaan_has_rows_but_no_closing_lines():
    part = of(project(work("p", tk(2, None), bhn(1, 5), volume=2)))
    assert [row.jumlah for row in part.rows] == [None, 10]
    assert (part.biaya_umum_keuntungan, part.selisih_pembulatan, part.jumlah) == (None, None, None)


def test_a_direct_item_has_no_rows_and_its_price():
    part = of(project(langsung("ls", 250, volume=4, buk=Decimal(10))))
    assert (part.rows, part.harga_langsung, part.biaya_umum_keuntungan, part.jumlah) == ((), 1000, 100, 1100)


def test_options_are_listed_and_not_summed():
    got = rincian_compute(compute(project(work("o", tk(1, 100), volume=1, status=StatusItem.OPSIONAL))))
    assert [part.dijumlah for part in got.pekerjaan] == [False]
    assert (got.biaya_sumber_daya, got.total) == (0, 0)


def test_one_pekerjaan_may_be_asked_for():
    got = rincian_compute(compute(project(work("a", tk(1, 1), volume=1), work("b", tk(1, 2), volume=1))), [2])
    assert [part.pekerjaan_id for part in got.pekerjaan] == [2]


@given(snapshots())
def test_rincian_equals_the_budget_to_the_sen_for_any_project_and_policy(snapshot):
    estimate = compute(snapshot)
    got = rincian_compute(estimate)
    assert got.total == estimate.rekap.subtotal.jumlah
    with engine_context():
        closing = got.harga_langsung + got.biaya_umum_keuntungan + got.selisih_pembulatan + got.belum_lengkap
        assert got.biaya_sumber_daya + closing == got.total
        for part in got.pekerjaan:
            if part.jumlah is not None:
                assert part.diketahui + part.biaya_umum_keuntungan + part.selisih_pembulatan == part.jumlah
