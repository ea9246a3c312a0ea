"""Golden cases worked by hand: nested bundels (G2), the needs of a whole project (G3), a bundled catalogue work."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from harsat.engine.analisa import harga_satuan_rounded
from harsat.engine.bundel import bundel_expand
from harsat.engine.estimate import compute, patch
from harsat.engine.kebutuhan import kebutuhan_compute
from harsat.engine.snapshot import Kategori, RoundingPolicy
from support.engine_builders import Row, bhn, bundel, dec, project, tk, with_pekerjaan, work

GOLDEN = Path(__file__).parents[1] / "golden"
G2 = json.loads((GOLDEN / "bundel.json").read_text(encoding="utf-8"))
G3 = json.loads((GOLDEN / "kebutuhan.json").read_text(encoding="utf-8"))


def g2_row(kind, koefisien, of):
    return bundel(koefisien, of) if kind == "bundel" else Row(Kategori(kind), dec(koefisien), dec(of))


def g2(**policies):
    works = (
        work(row["kode"], *(g2_row(*each) for each in row["komponen"]), volume=row.get("volume"), buk=row["buk_persen"])
        for row in G2["works"]
    )
    return project(*works, **policies)


def test_g2_biaya_langsung_of_each_level():
    forms = compute(g2()).harga_satuan
    assert [forms[id_].biaya_langsung for id_ in (1, 2, 3)] == [Decimal(text) for text in G2["D"].values()]


def test_g2_the_form_of_the_host_in_every_letter():
    form, want = compute(g2()).harga_satuan[3], G2["Z"]
    assert (form.tenaga_kerja, form.bahan, form.peralatan) == (
        Decimal(want["A"]),
        Decimal(want["B"]),
        Decimal(want["C"]),
    )
    assert form.biaya_umum_keuntungan == Decimal(want["E"])
    assert form.harga_satuan_penuh == Decimal(want["F_penuh"])


@pytest.mark.parametrize("policy", list(G2["policies"]))
def test_g2_harga_satuan_and_jumlah_under_each_policy(policy):
    baris = compute(g2(rounding=RoundingPolicy(policy))).rab[3]
    assert [baris.harga_satuan, baris.jumlah] == [Decimal(text) for text in G2["policies"][policy]]


def test_g2_effective_koefisien_and_need_of_labour():
    line = bundel_expand(g2(), 3)[0]
    assert (line.koefisien, line.via) == (Decimal(G2["tenaga_kerja"]["koefisien"]), ("Y", "X"))
    need = kebutuhan_compute(compute(g2())).rows[0]
    assert (need.satuan, need.jumlah_satuan) == ("u", Decimal(G2["tenaga_kerja"]["kebutuhan"]))


def test_g2_the_two_wrong_readings_are_not_taken():
    penuh = compute(g2()).harga_satuan[3].harga_satuan_penuh
    assert harga_satuan_rounded(penuh, RoundingPolicy.SEN) not in {Decimal(text) for text in G2["wrong"].values()}


def test_g2_the_buk_of_a_nested_analysis_changes_nothing_in_its_host():
    before = compute(g2())
    after = patch(before, with_pekerjaan(before.snapshot, 1, buk_persen=Decimal(0)))
    assert after.harga_satuan[3] == before.harga_satuan[3]
    assert after.harga_satuan[1].harga_satuan == Decimal("51296.24")


def test_g3_the_need_of_the_whole_project():
    works = (
        work(row["kode"], bhn(row["koefisien"], G3["harga_per_kg"], "semen"), volume=row["volume"])
        for row in G3["works"]
    )
    estimate = compute(project(*works))
    [row] = kebutuhan_compute(estimate).rows
    assert (row.jumlah_satuan, row.biaya) == (Decimal(G3["kebutuhan"]), Decimal(G3["biaya"]))
    for id_, each in enumerate(G3["works"], 1):
        assert kebutuhan_compute(estimate, [id_]).rows[0].jumlah_satuan == Decimal(each["kebutuhan"])


def test_ten_of_a_catalogue_work_cost_ten_times_its_biaya_langsung_plus_one_buk():
    formwork = work(
        "2.2.1.3.3",
        *(
            tk(koefisien, harga)
            for koefisien, harga in [("0.52", 120_000), ("0.26", 135_000), ("0.026", 150_000), ("0.009", 180_000)]
        ),
        *(bhn(koefisien, harga) for koefisien, harga in [("0.1", 900_000), ("0.018", 1_000_000), ("0.3", 79_000)]),
    )
    forms = compute(project(formwork, work("gabungan", bundel(10, "2.2.1.3.3")))).harga_satuan
    assert (forms[1].tenaga_kerja, forms[1].bahan, forms[1].biaya_langsung) == (103_020, 131_700, 234_720)
    assert (forms[2].tenaga_kerja, forms[2].bahan) == (1_030_200, 1_317_000)
    assert (forms[2].biaya_langsung, forms[2].biaya_umum_keuntungan) == (2_347_200, 234_720)
    assert (forms[1].harga_satuan, forms[2].harga_satuan) == (258_192, 2_581_920)
