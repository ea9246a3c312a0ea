"""Golden cases of the budget, worked by hand: G1, the signed case, and the published form of 50 analyses."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

import harsat
from harsat.engine.analisa import harga_satuan_rounded
from harsat.engine.estimate import compute
from harsat.engine.ppn import ppn_rate
from harsat.engine.snapshot import Kategori, PembulatanCara, RoundingPolicy
from support.engine_builders import PPN_11, Row, dec, langsung, project, tk, work

GOLDEN = Path(__file__).parents[1] / "golden"
STARTERS = Path(harsat.__path__[0]) / "starters" / "data"

G1 = json.loads((GOLDEN / "rab.json").read_text(encoding="utf-8"))
HSP = json.loads((GOLDEN / "hsp.json").read_text(encoding="utf-8"))

every_policy = pytest.mark.parametrize("case", G1["cases"], ids=lambda case: case["rounding"])


def g1_work(row):
    if "harga_langsung" in row:
        return langsung(row["kode"], row["harga_langsung"], row["volume"], buk=dec(row["buk_persen"]))
    rows = (Row(Kategori(kategori), dec(koefisien), dec(harga)) for kategori, koefisien, harga in row["komponen"])
    return work(row["kode"], *rows, volume=row["volume"], buk=row["buk_persen"])


def g1(case, on="2025-01-01", cara="setengah_naik"):
    works = map(g1_work, G1["works"])
    policies = {"rounding": RoundingPolicy(case["rounding"]), "pembulatan_cara": PembulatanCara(cara)}
    return compute(project(*works, ppn=ppn_rate(on), **policies))


@every_policy
def test_g1_harga_satuan_jumlah_and_subtotal(case):
    estimate = g1(case)
    assert [estimate.rab[id_].harga_satuan for id_ in (1, 2)] == [Decimal(text) for text in case["F"]]
    assert [estimate.rab[id_].jumlah for id_ in (1, 2)] == [Decimal(text) for text in case["jumlah"]]
    assert estimate.rab[3].jumlah == 2_500_000
    assert estimate.rekap.subtotal.jumlah == Decimal(case["subtotal"])


@every_policy
@pytest.mark.parametrize("on", ["2022-03-31", "2024-12-31", "2025-01-01"])
def test_g1_ppn_on_the_day_of_the_document(case, on):
    assert g1(case, on).rekap.ppn == Decimal(case["ppn"][on])


@every_policy
def test_g1_dpp_nilai_lain_and_the_sum_with_ppn(case):
    rekap = g1(case).rekap
    assert (rekap.dpp, rekap.dpp_nilai_lain) == (Decimal(case["dpp_2025"]), True)
    assert rekap.jumlah_dengan_ppn == Decimal(case["jumlah_dengan_ppn_2025"])


@every_policy
def test_g1_pembulatan_and_its_difference(case):
    for when, (total, selisih) in case["total"].items():
        rekap = g1(case, *when.split()).rekap
        assert (rekap.total, rekap.selisih_pembulatan) == (Decimal(total), Decimal(selisih))


def test_the_signed_case_is_exact_to_the_last_figure():
    rows = tk("0.75", 176_000), tk("0.038", 206_000)
    estimate = compute(
        project(work("p", *rows, volume="74.3535"), rounding=RoundingPolicy.TANPA, ppn=PPN_11, bulatkan_baris=True)
    )
    rekap = estimate.rekap
    assert estimate.rab[1].harga_satuan == Decimal("153810.8")
    assert estimate.rab[1].jumlah == Decimal("11436371.3178")
    assert rekap.ppn == Decimal("1258000.844958")
    assert rekap.jumlah_dengan_ppn == Decimal("12694372.162758")
    assert (rekap.total, rekap.selisih_pembulatan) == (12_694_000, Decimal("-372.162758"))


# ------------------------------------------------------------------------------------------------ 50 published analyses


def starters(name):
    with (STARTERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published():
    prices = {(row["kode"], row["satuan"]): row["harga"] for row in starters("harga.csv")}
    rows = {}
    for row in starters("komponen.csv"):
        price = prices.get((row["kode"], row["satuan"]))
        komponen = Row(Kategori(row["kategori"]), dec(row["koefisien"]), dec(price), f"{row['kode']} {row['satuan']}")
        rows.setdefault(row["kode_analisa"], []).append(komponen)
    works = [work(row["kode"], *rows[row["kode"]], volume=1) for row in HSP]
    estimate = compute(project(*works, bulatkan_baris=False, rounding=RoundingPolicy.TANPA))
    return {row.kode: estimate.harga_satuan[row.id] for row in estimate.snapshot.pekerjaan}


def test_fifty_analyses_are_published():
    assert len(HSP) == 50


@pytest.mark.parametrize("row", HSP, ids=lambda row: row["kode"])
def test_the_form_of_a_published_analysis_is_met_in_every_letter(published, row):
    form = published[row["kode"]]
    got = {
        "A": form.tenaga_kerja,
        "B": form.bahan,
        "C": form.peralatan,
        "D": form.biaya_langsung,
        "E": form.biaya_umum_keuntungan,
        "F": form.harga_satuan,
        "F_rupiah_bawah": harga_satuan_rounded(form.harga_satuan_penuh, RoundingPolicy.RUPIAH_BAWAH),
    }
    assert got == {letter: Decimal(row[letter]) for letter in got}
