"""The front door: parts add up to the whole, a patch equals a compute, nothing is a float, and the size is measured."""

import sys
from dataclasses import fields, is_dataclass, replace
from decimal import Context, Decimal, localcontext
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.engine.errors import BundelTargetMissing
from harsat.engine.estimate import compute, estimate_size, patch
from harsat.engine.kebutuhan import kebutuhan_compute
from harsat.engine.numbers import engine_context
from harsat.engine.rincian import rincian_compute
from harsat.engine.snapshot import RoundingPolicy, StatusItem
from support.engine_builders import (
    PPN_11,
    bhn,
    bundel,
    bundel_acuan,
    edits,
    project,
    snapshots,
    tk,
    with_pekerjaan,
    with_price,
    with_rows,
    with_volume,
    work,
)


def values(thing, seen=None):
    """Everything a result holds, down to the figures."""
    if is_dataclass(thing):
        for part in fields(thing):
            yield from values(getattr(thing, part.name))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from values(key)
            yield from values(value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from values(value)
    else:
        yield thing


def a_project():
    return project(
        work("a", tk(1, 100, "L"), bhn(2, 50, "M"), volume=10),
        work("b", bundel(2, "a"), volume=5),
        work("c", bundel_acuan(3, "1.1"), volume=1),
        work("d", bhn(1, 10, "N"), volume=1),
        acuan={"1.1": [tk(2, 100, "L")]},
    )


# ------------------------------------------------------------------------------------------------ properties


@given(snapshots())
def test_the_parts_of_any_project_add_up_to_the_whole_under_any_policy(snapshot):
    estimate = compute(snapshot)
    rekap = estimate.rekap
    counted = [row.jumlah for row in estimate.rab.values() if row.dijumlah and row.jumlah is not None]
    with engine_context():
        assert sum(counted) == rekap.subtotal.jumlah
        assert sum(part.jumlah for part in rekap.sub_klasifikasi.values()) == rekap.subtotal.jumlah
        assert sum(part.jumlah for part in rekap.klasifikasi.values()) == rekap.subtotal.jumlah
        assert rekap.kena_ppn + rekap.tidak_kena_ppn == rekap.subtotal.jumlah
        assert rekap.subtotal.jumlah + rekap.ppn == rekap.jumlah_dengan_ppn
        assert rekap.jumlah_dengan_ppn + rekap.selisih_pembulatan == rekap.total
        assert rekap.total % snapshot.pricing.pembulatan_satuan == 0


@given(snapshots())
def test_every_form_adds_up_and_is_whole_or_says_what_is_missing(snapshot):
    for form in compute(snapshot).harga_satuan.values():
        with engine_context():
            if form.lengkap:
                assert form.tenaga_kerja + form.bahan + form.peralatan + form.lain == form.biaya_langsung
                assert form.biaya_langsung + form.biaya_umum_keuntungan == form.harga_satuan_penuh
                assert not form.belum_ada
            else:
                assert form.biaya_langsung is form.biaya_umum_keuntungan is form.harga_satuan_penuh is None


@given(st.data())
def test_a_patch_equals_a_compute_after_any_edits(data):
    snapshot = data.draw(snapshots())
    estimate = compute(snapshot)
    for _ in range(data.draw(st.integers(1, 4))):
        snapshot = data.draw(edits(snapshot))
        estimate = patch(estimate, snapshot)
        whole = compute(snapshot)
        assert estimate == whole
        assert list(estimate.rab) == list(whole.rab)
        assert list(estimate.harga_satuan) == list(whole.harga_satuan)


@given(snapshots())
def test_no_figure_of_any_result_is_a_float(snapshot):
    estimate = compute(snapshot)
    for result in (estimate.harga_satuan, estimate.rab, estimate.rekap):
        assert not any(isinstance(value, float) for value in values(result))
    assert not any(isinstance(value, float) for value in values(kebutuhan_compute(estimate)))
    assert not any(isinstance(value, float) for value in values(rincian_compute(estimate)))


@given(snapshots())
def test_the_context_of_the_caller_changes_no_figure(snapshot):
    expected = compute(snapshot)
    with localcontext(Context(prec=5)):
        got = compute(snapshot)
    assert got == expected


# ------------------------------------------------------------------------------------------------ patch


def untouched(before, after):
    return {id_ for id_, form in after.harga_satuan.items() if form is before.harga_satuan.get(id_)}


def test_a_price_edit_prices_only_the_analyses_that_use_it_hosts_included():
    before = compute(a_project())
    after = patch(before, with_price(before.snapshot, "L", 200))
    assert untouched(before, after) == {4}
    assert after == compute(after.snapshot)


def test_a_volume_edit_prices_nothing_again():
    before = compute(a_project())
    after = patch(before, with_volume(before.snapshot, 1, 11))
    assert untouched(before, after) == {1, 2, 3, 4}
    assert after.rab[1].jumlah == before.rab[1].jumlah / 10 * 11
    assert after.rab[2] is before.rab[2]
    assert after.expander is before.expander


def test_a_change_of_rows_reaches_direct_and_indirect_hosts():
    before = compute(a_project())
    after = patch(before, with_rows(before.snapshot, 1, before.snapshot.komponen[1][:1]))
    assert untouched(before, after) == {3, 4}
    assert after.harga_satuan[2].bahan == 0


def test_a_change_of_a_catalogue_analysis_reaches_its_hosts():
    before = compute(a_project())
    acuan = before.snapshot.acuan[1]
    rows = (acuan.komponen[0]._replace(koefisien=Decimal(5)),)
    after = patch(before, replace(before.snapshot, acuan={1: acuan._replace(komponen=rows)}))
    assert untouched(before, after) == {1, 2, 4}
    assert after.harga_satuan[3].tenaga_kerja == 1500


def test_ppn_and_pembulatan_touch_the_recapitulation_only():
    before = compute(a_project())
    pricing = before.snapshot.pricing._replace(ppn=PPN_11, pembulatan_satuan=1)
    after = patch(before, replace(before.snapshot, pricing=pricing))
    assert untouched(before, after) == {1, 2, 3, 4}
    assert after == compute(after.snapshot)
    assert after.rekap.ppn_persen == 11


@pytest.mark.parametrize(
    "policy", [{"rounding": RoundingPolicy.RUPIAH_BAWAH}, {"bulatkan_baris": True}, {"buk_persen": Decimal("12.5")}]
)
def test_a_change_of_a_policy_of_the_analyses_prices_all_again(policy):
    before = compute(project(work("p", tk("0.333333", "7.77"), bhn("1.05", "3.33"), volume=7)))
    after = patch(before, replace(before.snapshot, pricing=before.snapshot.pricing._replace(**policy)))
    assert after == compute(after.snapshot)
    assert after.harga_satuan[1] != before.harga_satuan[1]


def test_an_equal_reload_of_a_part_prices_nothing_again():
    before = compute(a_project())
    reloaded = replace(before.snapshot, komponen=dict(before.snapshot.komponen), harga=dict(before.snapshot.harga))
    assert untouched(before, patch(before, reloaded)) == {1, 2, 3, 4}


def test_making_a_pekerjaan_optional_takes_it_out_of_the_sum():
    before = compute(a_project())
    after = patch(before, with_pekerjaan(before.snapshot, 4, status=StatusItem.OPSIONAL))
    assert before.rekap.subtotal.jumlah - after.rekap.subtotal.jumlah == before.rab[4].jumlah


def test_removing_a_bundled_pekerjaan_behind_the_check_fails_loudly():
    before = compute(a_project())
    without = replace(before.snapshot, pekerjaan=before.snapshot.pekerjaan[1:])
    with pytest.raises(BundelTargetMissing):
        patch(before, without)


def test_the_old_estimate_is_untouched_by_a_patch():
    before = compute(a_project())
    expected = compute(a_project())
    patch(before, with_price(before.snapshot, "L", 200))
    assert before == expected


# ------------------------------------------------------------------------------------------------ size


def deep_size(thing, seen):
    """The true weight: every object once, words of enumerations not at all."""
    if thing is None or isinstance(thing, Enum | bool) or id(thing) in seen:
        return 0
    seen.add(id(thing))
    size = sys.getsizeof(thing)
    if is_dataclass(thing):
        return size + sum(deep_size(getattr(thing, part.name), seen) for part in fields(thing) if part.compare)
    if isinstance(thing, dict):
        return size + sum(deep_size(key, seen) + deep_size(value, seen) for key, value in thing.items())
    if isinstance(thing, tuple):
        return size + sum(deep_size(value, seen) for value in thing)
    return size


def test_the_size_of_an_estimate_is_near_its_weight_in_memory_and_never_half_of_it():
    works = [
        work(f"P{n}", *(tk(f"0.{n}{k}1", 100 + k, f"L{k}") for k in range(1, 13)), volume=n) for n in range(1, 301)
    ]
    estimate = compute(project(*works))
    weight = deep_size(estimate, set())
    assert weight * 0.8 < estimate_size(estimate) < weight * 2


def test_a_bigger_project_weighs_more():
    small = compute(project(work("a", tk(1, 1), volume=1)))
    big = compute(project(*(work(f"P{n}", tk(1, 1, "L"), volume=1) for n in range(50))))
    assert estimate_size(small) < estimate_size(big)


def test_an_empty_project_computes_to_zero():
    estimate = compute(project())
    assert (estimate.rekap.subtotal.jumlah, estimate.rekap.total, estimate.rab) == (0, 0, {})
    assert estimate_size(estimate) > 0
