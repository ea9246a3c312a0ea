"""Every figure opens its derivation: the last step is the figure, and the words add up by hand."""

import re
from decimal import Decimal

import pytest

from harsat.engine.errors import EngineError
from harsat.engine.estimate import compute
from harsat.engine.snapshot import RoundingPolicy, StatusItem
from harsat.engine.trace import figure, quantity, trace
from support.engine_builders import bhn, bundel, lain, langsung, project, tk, work

FIGURE = re.compile(r"−?[\d.]+(?:,\d+)?")


def number(text):
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.fixture(scope="module")
def estimate():
    return compute(
        project(
            work("2.1", tk("0.75", 176_000, "L.01"), tk("0.038", 206_000, "L.04"), bhn(2, 10, "M"), volume="74.354"),
            work("2.2", bundel("1.5", "2.1"), lain(1, 5000, "Ls"), volume=2, buk=20, sub="B"),
            work("2.3", tk(1, None, "L.09"), bhn(1, 70, "M"), volume=1),
            langsung("ls", "2500000.41", kena_ppn=False),
            work("opsi", tk(1, 100, "L.01"), volume=1, status=StatusItem.OPSIONAL),
            bulatkan_baris=True,
        )
    )


def expected(estimate, key):
    match key.split(":"):
        case ["pekerjaan", id_, part]:
            form, baris = estimate.harga_satuan[int(id_)], estimate.rab[int(id_)]
            return {
                "A": form.tenaga_kerja,
                "B": form.bahan,
                "C": form.peralatan,
                "LAIN": form.lain,
                "D": form.biaya_langsung,
                "E": form.biaya_umum_keuntungan,
                "F": form.harga_satuan,
                "volume": baris.volume,
                "jumlah": baris.jumlah,
            }[part]
        case ["klasifikasi" | "sub_klasifikasi" as level, id_, "jumlah"]:
            return getattr(estimate.rekap, level)[int(id_)].jumlah
        case ["rekap", "subtotal"]:
            return estimate.rekap.subtotal.jumlah
        case ["rekap", part]:
            return getattr(estimate.rekap, part)
    return None


PARTS = ("A", "B", "C", "LAIN", "D", "E", "F", "volume", "jumlah")
KEYS = [
    *(f"pekerjaan:{id_}:{part}" for id_ in range(1, 6) for part in PARTS),
    "klasifikasi:1:jumlah",
    "sub_klasifikasi:1:jumlah",
    "sub_klasifikasi:2:jumlah",
    *(f"rekap:{part}" for part in ("subtotal", "dpp", "ppn", "jumlah_dengan_ppn", "total")),
]


@pytest.mark.parametrize("key", KEYS)
def test_the_last_step_of_a_trace_is_the_figure_itself(estimate, key):
    assert trace(estimate, key).langkah[-1].nilai == expected(estimate, key)


@pytest.mark.parametrize("key", KEYS)
def test_every_step_that_opens_further_leads_to_a_trace_of_the_same_figure(estimate, key):
    for step in trace(estimate, key).langkah:
        if step.kunci and not step.kunci.startswith("harga:"):
            assert trace(estimate, step.kunci).langkah[-1].nilai == step.nilai


@pytest.mark.parametrize("key", [key for key in KEYS if not key.endswith(("volume", "total"))])
def test_the_words_add_up_with_a_pocket_calculator(estimate, key):
    for step in trace(estimate, key).langkah:
        left, equals, right = step.rumus.partition(" = ")
        if not equals or "belum ada" in step.rumus or "dibulatkan" in left:
            continue
        assert abs(calculated(left) - number(FIGURE.match(right).group())) <= Decimal("0.005"), step


def calculated(left):
    if " × " in left:
        first, second = left.split(" × ")
        if "/" in second:
            over, under = second.split("/")
            return number(first) * number(over) / number(under)
        percent = Decimal("0.01") if first.endswith("%") else 1
        return number(FIGURE.match(first).group()) * percent * number(second)
    if " − " in left:
        first, second = left.split(" − ")
        return number(first) - number(second)
    return sum(map(number, left.split(" + ")))


def test_a_block_names_each_line_with_koefisien_unit_and_price(estimate):
    steps = trace(estimate, "pekerjaan:1:A").langkah
    assert steps[0].label == "L.01 Sumber L.01"
    assert steps[0].rumus == "0,75 u × 176.000,00 = 132.000,00"
    assert steps[0].kunci == "harga:1"
    assert steps[-1].rumus == "132.000,00 + 7.828,00 = 139.828,00"


def test_a_line_out_of_a_bundel_says_through_which(estimate):
    first = trace(estimate, "pekerjaan:2:A").langkah[0]
    assert first.label.endswith("(melalui 2.1)")
    assert first.rumus == "1,125 u × 176.000,00 = 198.000,00"


def test_what_is_unknown_is_said_with_its_reason(estimate):
    assert trace(estimate, "pekerjaan:3:A").langkah[-1].rumus == "0 = 0,00, belum lengkap (1)"
    assert trace(estimate, "pekerjaan:3:F").langkah[2].rumus.endswith("; belum ada harga: L.09")
    assert "belum ada" in trace(estimate, "pekerjaan:3:jumlah").langkah[-1].rumus


def test_a_pekerjaan_without_analysis_says_so():
    estimate = compute(project(work("kosong", volume=1)))
    assert trace(estimate, "pekerjaan:1:D").langkah[-1].rumus.endswith("; belum ada analisa")


def test_e_says_where_its_percentage_was_set(estimate):
    assert "proyek" in trace(estimate, "pekerjaan:1:E").langkah[1].rumus
    assert "pekerjaan ini" in trace(estimate, "pekerjaan:2:E").langkah[1].rumus


def test_an_option_says_that_it_is_not_summed(estimate):
    assert "tidak dijumlah" in trace(estimate, "pekerjaan:5:jumlah").langkah[-1].label


def test_the_policy_of_f_is_named():
    rows = tk("0.00465", 187_530), bhn("1.05", "12345.67")
    cut = compute(project(work("b", *rows, volume=1), rounding=RoundingPolicy.RUPIAH_BAWAH))
    assert trace(cut, "pekerjaan:1:F").langkah[-1].rumus == ("15.218,4648 dibulatkan ke bawah ke rupiah = 15.218,00")


def test_the_total_names_unit_way_and_difference(estimate):
    steps = trace(estimate, "rekap:total").langkah
    assert "setengah ke atas ke kelipatan 1.000" in steps[-1].rumus
    assert steps[1].nilai == estimate.rekap.selisih_pembulatan


def test_ppn_names_its_regulation(estimate):
    assert "PMK 131/2024" in trace(estimate, "rekap:ppn").langkah[1].rumus


def test_a_subtotal_counts_what_is_missing(estimate):
    assert trace(estimate, "rekap:subtotal").langkah[-1].rumus.endswith("belum lengkap (1)")


def test_a_long_sum_refers_to_the_lines_above():
    works = [work(f"P{n}", tk(1, 100, "L"), volume=1) for n in range(1, 21)]
    assert trace(compute(project(*works)), "sub_klasifikasi:1:jumlah").langkah[-1].rumus == (
        "20 baris di atas = 2.200,00"
    )


def test_a_price_shows_where_it_is_used_through_bundels_too(estimate):
    steps = trace(estimate, "harga:1").langkah
    assert [step.kunci for step in steps] == ["pekerjaan:1:D", "pekerjaan:2:D", "pekerjaan:5:D", ""]
    assert steps[1].nilai == 198_000
    assert steps[-1].nilai == 176_000


@pytest.mark.parametrize(
    "key", ["", "pekerjaan", "pekerjaan:1", "pekerjaan:1:G", "pekerjaan:77:F", "pekerjaan:x:F", "rekap:laba", "harga:0"]
)
def test_an_unknown_key_is_refused(estimate, key):
    with pytest.raises(EngineError) as refused:
        trace(estimate, key)
    assert refused.value.code == "trace_unknown"


def test_amounts_show_the_sen_and_what_lies_behind_it():
    assert (figure(Decimal("1234.5")), figure(Decimal("0.3849996150")), figure(None)) == (
        "1.234,50", "0,384999615", "belum ada",
    )  # fmt: skip
    assert (quantity(Decimal("0.750000")), quantity(None)) == ("0,75", "belum ada")
