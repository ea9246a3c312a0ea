"""Bundels: opened to base komponen at full precision, any depth, both kinds of target, checked before a save."""

from decimal import Decimal

import pytest

from harsat.engine.analisa import analisa_baris, analisa_compute, blok_jumlah
from harsat.engine.bundel import bundel_expand, bundel_hosts
from harsat.engine.bundel_check import (
    BundelTargetEmpty,
    BundelTargetInUse,
    bundel_check,
    bundel_check_all,
    bundel_nodes,
    bundel_removal_check,
)
from harsat.engine.bundel_graph import BundelTooLarge, Node, NodeKind
from harsat.engine.errors import BundelCycle, BundelTargetMissing
from harsat.engine.estimate import compute, patch
from harsat.engine.kebutuhan import kebutuhan_compute
from harsat.engine.snapshot import Kategori
from support.engine_builders import (
    alt,
    bhn,
    bundel,
    bundel_acuan,
    langsung,
    project,
    tk,
    with_pekerjaan,
    with_price,
    with_rows,
    work,
)


def job(id_):
    return Node(NodeKind.PEKERJAAN, id_)


def koefisien(snapshot, pekerjaan_id):
    return [line.koefisien for line in bundel_expand(snapshot, pekerjaan_id)]


def needs(snapshot):
    return {row.kode: row.jumlah_satuan for row in kebutuhan_compute(compute(snapshot)).rows}


def test_a_bundel_brings_its_komponen_at_koefisien_times_koefisien():
    snapshot = project(work("target", tk("0.75", 100_000, "L")), work("host", bundel(4, "target"), volume=2))
    assert analisa_compute(snapshot, 2).tenaga_kerja == 300_000
    assert needs(snapshot) == {"L": 6}


def test_effective_koefisien_of_a_bundel_of_five():
    snapshot = project(work("t", tk("1.5", 1), bhn(2, 1)), work("h", bundel(5, "t")))
    assert koefisien(snapshot, 2) == [Decimal("7.5"), 10]


def test_nested_koefisien_multiply_down_the_path():
    snapshot = project(work("a", tk("0.5", 1)), work("b", bundel(2, "a")), work("c", bundel(3, "b")))
    [line] = bundel_expand(snapshot, 3)
    assert line.koefisien == 3
    assert line.via == ("b", "a")


def test_a_changed_target_changes_every_direct_and_indirect_host():
    before = project(
        work("A", tk("2.5", 100, "L")), work("B", bundel(2, "A")), work("C", bundel("1.5", "B")), work("D", bhn(1, 5))
    )
    after = with_rows(before, 1, [before.komponen[1][0]._replace(koefisien=Decimal("4.0"))])
    assert (koefisien(before, 2), koefisien(before, 3)) == ([5], [Decimal("7.5")])
    assert (koefisien(after, 2), koefisien(after, 3)) == ([8], [12])
    assert bundel_hosts(before, 1) == {2, 3}
    assert patch(compute(before), after).harga_satuan[3].tenaga_kerja == 1200


def test_a_resource_reached_on_several_paths_keeps_a_line_per_path_and_is_merged_in_the_needs():
    snapshot = project(
        work("BundleA", tk("2.5", 150_000, "TK.001"), bhn(10, 10_000, "BHN.001")),
        work("BundleB", tk("3.0", 150_000, "TK.001"), bhn(5, 5_000, "BHN.002")),
        work("host", bundel(2, "BundleA"), bundel("1.5", "BundleB"), volume=1),
    )
    lines = analisa_baris(snapshot, 3)
    assert [(line.kode, line.koefisien, line.via) for line in lines] == [
        ("TK.001", Decimal("5.0"), ("BundleA",)),
        ("TK.001", Decimal("4.5"), ("BundleB",)),
        ("BHN.001", 20, ("BundleA",)),
        ("BHN.002", Decimal("7.5"), ("BundleB",)),
    ]
    assert needs(snapshot) == {"TK.001": Decimal("9.5"), "BHN.001": 20, "BHN.002": Decimal("7.5")}
    form = analisa_compute(snapshot, 3)
    assert (form.tenaga_kerja, form.bahan) == (1_425_000, 237_500)


def test_the_price_of_a_bundel_does_not_depend_on_its_koefisien_and_only_jumlah_does():
    target = work("bekisting", tk("0.66", 150_000), bhn("0.04", 5_500_000), alt("0.40", 18_000))
    ten = analisa_compute(project(target, work("host", bundel(10, "bekisting"))), 2)
    one = analisa_compute(project(target, work("host", bundel(1, "bekisting"))), 2)
    assert (one.biaya_langsung, ten.biaya_langsung) == (326_200, 3_262_000)


def test_the_bundel_itself_is_no_resource_of_the_needs():
    target = work("bekisting", tk("0.66", 1, "L.01"), bhn("0.04", 1, "M.01"), alt("0.40", 1, "N.01"))
    assert set(needs(project(target, work("host", bundel(10, "bekisting"), volume=1)))) == {"L.01", "M.01", "N.01"}


def test_three_hops_are_priced():
    snapshot = project(
        work("A", tk(2, 100)), work("B", bundel(2, "A")), work("C", bundel(2, "B")), work("D", bundel(2, "C"))
    )
    assert analisa_compute(snapshot, 4).biaya_langsung == 1600


def test_no_depth_is_too_deep():
    chain = [work("P0", tk(1, 7)), *(work(f"P{n}", bundel(1, f"P{n - 1}")) for n in range(1, 1500))]
    snapshot = project(*chain)
    assert analisa_compute(snapshot, 1500).biaya_langsung == 7
    bundel_check(bundel_nodes(snapshot), job(1500))


def test_a_bundel_inside_a_catalogue_analysis_inside_a_bundel_is_opened_by_the_one_expander():
    snapshot = project(
        work("target", bundel_acuan(2, "1.1")),
        work("host", bundel(3, "target")),
        acuan={"0.9": [tk("0.5", 1000, "L")], "1.1": [bundel_acuan(4, "0.9")]},
    )
    [line] = bundel_expand(snapshot, 2)
    assert (line.koefisien, line.via) == (12, ("target", "1.1", "0.9"))
    assert analisa_compute(snapshot, 2).tenaga_kerja == 12_000


def test_koefisien_are_not_rounded_on_the_way_down():
    snapshot = project(
        work("x", tk("0.333333", 1)), work("y", bundel("0.333333", "x")), work("z", bundel("0.333333", "y"))
    )
    assert koefisien(snapshot, 3) == [Decimal("0.037036925926037037")]


def test_one_point_two_of_one_point_two_is_one_point_four_four():
    assert koefisien(project(work("t", bhn("1.2", 1)), work("h", bundel("1.2", "t"))), 2) == [Decimal("1.44")]


def test_a_nested_analysis_enters_at_its_biaya_langsung_without_its_own_buk():
    snapshot = project(work("x", tk(1, 1000), buk=15), work("y", bundel(2, "x"), buk=10))
    form = analisa_compute(snapshot, 2)
    assert (form.biaya_langsung, form.harga_satuan) == (2000, 2200)
    assert analisa_compute(with_pekerjaan(snapshot, 1, buk_persen=Decimal(0)), 2) == form


def test_the_rounding_of_a_nested_analysis_is_not_felt_by_its_host():
    snapshot = project(work("x", tk("0.333333", 1)), work("y", bundel(3, "x")), bulatkan_baris=True)
    assert analisa_compute(snapshot, 1).biaya_langsung == Decimal("0.33")
    assert analisa_compute(snapshot, 2).biaya_langsung == Decimal("1.00")


def test_a_bundled_direct_price_enters_as_lain_at_that_price_without_buk():
    snapshot = project(langsung("mob", 500_000, buk=Decimal(10)), work("h", tk(1, 100), bundel(2, "mob"), volume=3))
    form = analisa_compute(snapshot, 2)
    assert (form.lain, form.biaya_langsung) == (1_000_000, 1_000_100)
    assert [line.kategori for line in analisa_baris(snapshot, 2)] == [Kategori.TK, Kategori.LAIN]


def test_a_bundel_as_one_line_is_the_sum_of_the_rounded_lines_it_stands_for():
    target = work("t", tk("0.333333", "1.05"), bhn("0.777777", "3.33"))
    snapshot = project(target, work("h", bundel(3, "t"), tk(1, 10)), bulatkan_baris=True)
    opened = analisa_baris(snapshot, 2)
    folded = analisa_baris(snapshot, 2, bundel="satu_baris")
    assert [(line.kode, line.harga_satuan, line.koefisien) for line in folded] == [("TK.3", 10, 1), ("t", None, 3)]
    assert folded[1].jumlah == sum(line.jumlah for line in opened if line.via)
    assert sum(blok_jumlah(folded).values()) == sum(blok_jumlah(opened).values())
    assert sum(blok_jumlah(folded).values()) == analisa_compute(snapshot, 2).biaya_langsung


def test_a_folded_bundel_with_an_unknown_price_has_no_jumlah():
    snapshot = project(work("t", tk(1, None), bhn(1, 5)), work("h", bundel(3, "t")))
    assert [line.jumlah for line in analisa_baris(snapshot, 2, bundel="satu_baris")] == [None]


# ------------------------------------------------------------------------------------------------ checked before a save


def test_a_bundel_of_itself_is_refused():
    nodes = bundel_nodes(project(work("A", tk(1, 1))))
    with pytest.raises(BundelCycle) as refused:
        bundel_check(nodes, job(1), job(1))
    assert refused.value.path == ("A", "A")


@pytest.mark.parametrize(
    ("works", "path"),
    [
        ([work("A", tk(1, 1)), work("B", bundel(1, "A"))], ("A", "B", "A")),
        ([work("A", tk(1, 1)), work("C", bundel(1, "A")), work("B", bundel(1, "C"))], ("A", "B", "C", "A")),
    ],
)
def test_a_cycle_is_refused_with_its_path(works, path):
    snapshot = project(*works)
    with pytest.raises(BundelCycle) as refused:
        bundel_check(bundel_nodes(snapshot), job(1), job(len(works)))
    assert refused.value.path == path
    assert refused.value.code == "bundel_cycle"


def test_a_cycle_in_a_snapshot_fails_loudly_instead_of_counting_nothing():
    with pytest.raises(BundelCycle):
        compute(project(work("A", bundel(1, "B")), work("B", bundel(1, "A"))))


def test_a_missing_target_is_refused_with_its_path():
    snapshot = project(work("A", tk(1, 1)), work("B", bundel(1, "nowhere")))
    with pytest.raises(BundelTargetMissing) as refused:
        bundel_check(bundel_nodes(snapshot), job(1), job(2))
    assert refused.value.path == ("A", "B", "999")


def test_a_missing_target_in_a_snapshot_fails_loudly():
    with pytest.raises(BundelTargetMissing):
        compute(project(work("B", bundel_acuan(1, "nowhere"))))


def test_an_empty_target_is_refused():
    nodes = bundel_nodes(project(work("A", tk(1, 1)), work("kosong")))
    with pytest.raises(BundelTargetEmpty) as refused:
        bundel_check(nodes, job(1), job(2))
    assert refused.value.path == ("A", "kosong")


def test_an_empty_target_deeper_down_is_refused_with_its_path():
    nodes = bundel_nodes(project(work("A", tk(1, 1)), work("B", bundel(1, "kosong")), work("kosong")))
    with pytest.raises(BundelTargetEmpty) as refused:
        bundel_check(nodes, job(1), job(2))
    assert refused.value.path == ("B", "kosong")


def test_a_direct_price_is_no_empty_target():
    bundel_check(bundel_nodes(project(work("A", tk(1, 1)), langsung("ls", 10))), job(1), job(2))


def test_a_target_emptied_later_leaves_its_host_unknown_instead_of_cheaper():
    before = project(work("t", tk(1, 50)), work("h", bundel(2, "t"), tk(1, 7), volume=1))
    after = patch(compute(before), with_rows(before, 1, ()))
    form = after.harga_satuan[2]
    assert (form.tenaga_kerja, form.biaya_langsung, form.tanpa_analisa) == (7, None, True)
    assert after.rekap.subtotal.belum_lengkap == 2


def test_a_ladder_of_doubled_bundels_is_refused_before_it_fills_the_memory():
    rungs = [
        work("P0", tk(1, 1)),
        *(work(f"P{n}", bundel(1, f"P{n - 1}"), bundel(1, f"P{n - 1}")) for n in range(1, 41)),
    ]
    snapshot = project(*rungs)
    with pytest.raises(BundelTooLarge):
        bundel_check(bundel_nodes(snapshot), job(41))
    with pytest.raises(BundelTooLarge):
        compute(snapshot)


def test_every_analysis_is_checked_after_an_undo_or_a_restore():
    bundel_check_all(bundel_nodes(project(work("A", tk(1, 1)), work("B", bundel(1, "A")))))
    with pytest.raises(BundelCycle):
        bundel_check_all(bundel_nodes(project(work("A", bundel(1, "B")), work("B", bundel(1, "A")))))


def test_removing_a_bundled_pekerjaan_is_refused_naming_its_hosts():
    nodes = bundel_nodes(project(work("t", tk(1, 1)), work("h1", bundel(1, "t")), work("h2", bundel(1, "t"))))
    with pytest.raises(BundelTargetInUse) as refused:
        bundel_removal_check(nodes, [job(1)])
    assert refused.value.hosts == ("h1", "h2")
    with pytest.raises(BundelTargetInUse):
        bundel_removal_check(nodes, [job(1), job(2)])
    bundel_removal_check(nodes, [job(1), job(2), job(3)])


def test_a_price_reaches_hosts_through_a_catalogue_analysis():
    before = project(work("h", bundel_acuan(2, "1.1"), volume=1), acuan={"1.1": [tk(1, 100, "L")]})
    after = with_price(before, "L", 150)
    assert patch(compute(before), after).harga_satuan[1].biaya_langsung == 300
