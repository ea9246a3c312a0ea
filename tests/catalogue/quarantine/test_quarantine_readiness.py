from decimal import Decimal

import pytest

from catalogue.quarantine.quarantine_builders import a_line
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.quarantine.readiness import DEEPEST, Pending, Standing, readiness_judge
from harsat.engine.snapshot import Kategori

BHN = {"kategori": Kategori.BHN, "satuan": "kg"}


def judge(*lines, pending=(), standing=None):
    return readiness_judge(Book(lines), list(pending), standing or Standing())


def codes(readiness, kode="1.1"):
    return [hold.code for hold in readiness.held.get(kode, ())]


def nested(row, kode, target):
    return a_line(row, kode, f"Bundel {target}", kategori=None, satuan="m3", target_kode=target)


def test_a_sound_analysis_is_ready_in_printed_form():
    readiness = judge(a_line(2, satuan="org hari", satuan_pekerjaan="M3"), a_line(3, item="Semen", **BHN))
    draft = readiness.ready["1.1"]
    assert (draft.satuan, [line.satuan for line in draft.komponen]) == ("m3", ["OH", "kg"])
    assert not readiness.held


def test_the_unit_of_the_work_is_read_from_its_name_where_no_row_states_it():
    readiness = judge(a_line(2, nama="Pemasangan 1 m2 dinding", satuan_pekerjaan=""))
    assert readiness.ready["1.1"].satuan == "m2"


def test_koefisien_are_stored_at_six_decimals():
    readiness = judge(a_line(2, koefisien="0.1234565"))
    assert readiness.ready["1.1"].komponen[0].koefisien == Decimal("0.123457")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"koefisien": None}, "koefisien"),
        ({"koefisien": "0"}, "koefisien"),
        ({"koefisien": "-1"}, "koefisien"),
        ({"koefisien": "0.0000004"}, "koefisien"),
        ({"koefisien": "1000000000"}, "koefisien"),
        ({"kategori": None}, "kategori"),
        ({"item": ""}, "uraian"),
        ({"item": "x" * 501}, "uraian"),
        ({"kode_item": "x" * 51}, "uraian"),
        ({"satuan": ""}, "satuan"),
        ({"satuan": "x" * 21}, "satuan"),
        ({"nama": ""}, "nama"),
        ({"nama": "", "satuan_pekerjaan": "m3"}, "nama"),
        ({"satuan_pekerjaan": "", "nama": "Galian tanah"}, "satuan_pekerjaan"),
        ({"satuan_pekerjaan": "entah"}, "satuan_pekerjaan"),
        ({"target_kode": "9.9"}, "rujukan"),
    ],
)
def test_what_cannot_be_stored_holds_its_analysis(changed, code):
    assert code in codes(judge(a_line(2, **changed)))


def test_a_code_that_is_too_long_holds_its_analysis():
    assert "kode" in codes(judge(a_line(2, "1." * 30)), "1." * 30)


def test_an_undecided_finding_holds_the_analysis_of_its_row_and_no_other():
    readiness = judge(
        a_line(2), a_line(3, "1.2"), pending=[Pending((2,), "Koefisien nol"), Pending((2,), "Koefisien nol")]
    )
    assert codes(readiness) == ["temuan"]
    assert "2 belum diputuskan" in readiness.held["1.1"][0].reason
    assert list(readiness.ready) == ["1.2"]


def test_what_is_kept_although_it_cannot_be_stored_says_so():
    readiness = judge(a_line(2), pending=[Pending((2,), "Koefisien nol", kept=True)])
    assert codes(readiness) == ["dipertahankan"]


def test_a_finding_whose_rows_were_dropped_holds_nothing():
    assert list(judge(a_line(2), pending=[Pending((9,), "Koefisien nol")]).ready) == ["1.1"]


def test_a_resource_with_two_kategori_holds_the_later_analysis():
    semen = {"kode_item": "M.15", "item": "Semen"}
    readiness = judge(a_line(2, **semen, **BHN), a_line(3, "1.2", **semen, kategori=Kategori.ALT, satuan="kg"))
    assert list(readiness.ready) == ["1.1"]
    assert codes(readiness, "1.2") == ["kategori_sumber_daya"]


def test_a_resource_with_two_kategori_inside_one_analysis_holds_it():
    readiness = judge(
        a_line(2, kode_item="M.15", **BHN), a_line(3, kode_item="M.15", kategori=Kategori.ALT, satuan="kg")
    )
    assert codes(readiness) == ["kategori_sumber_daya"]


def test_the_edition_decides_the_kategori_of_its_resources():
    standing = Standing(kategori={("M.15", "kg"): "ALT"})
    assert codes(judge(a_line(2, kode_item="M.15", **BHN), standing=standing)) == ["kategori_sumber_daya"]


def test_the_same_code_in_another_unit_is_another_resource():
    readiness = judge(
        a_line(2, kode_item="M.15", **BHN), a_line(3, "1.2", kode_item="M.15", kategori=Kategori.ALT, satuan="jam")
    )
    assert not readiness.held


def test_whoever_holds_a_nested_analysis_waits_with_it():
    readiness = judge(
        nested(2, "3", "2"), nested(3, "2", "1"), a_line(4, "1"), pending=[Pending((4,), "Koefisien nol")]
    )
    assert not readiness.ready
    assert codes(readiness, "3") == codes(readiness, "2") == ["rujukan"]


def test_a_nested_analysis_may_stand_in_the_edition():
    readiness = judge(nested(2, "3", "2"), standing=Standing(targets={"2": []}))
    [line] = readiness.ready["3"].komponen
    assert (line.kategori, line.target_kode) == (Kategori.LAIN, "2")


def test_a_circle_holds_all_that_reach_it_and_is_named():
    readiness = judge(nested(2, "1", "2"), nested(3, "2", "1"), nested(4, "3", "1"), a_line(5, "4"))
    assert list(readiness.ready) == ["4"]
    assert {codes(readiness, kode)[0] for kode in "123"} == {"rujukan_melingkar"}
    assert "1 → 2 → 1" in readiness.held["1"][0].reason


def test_a_circle_may_close_through_the_edition():
    readiness = judge(nested(2, "1", "2"), standing=Standing(targets={"2": ["1"], "1": []}))
    assert codes(readiness, "1") == ["rujukan_melingkar"]


def test_a_chain_deeper_than_any_real_one_is_held_and_does_not_break():
    chain = [nested(n, f"9.{n}", f"9.{n + 1}") for n in range(1, 3000)]
    readiness = judge(*chain, a_line(3000, "9.3000"))
    assert "9.1" in readiness.held
    assert len(readiness.ready) <= DEEPEST + 1
