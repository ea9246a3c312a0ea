"""What the budget says, before anything is drawn."""

from decimal import Decimal

import pytest

from documents.document_builders import a_report, an_identity, many_works
from documents.random_projects import random_snapshot
from harsat.documents.reports.rab_paper import rab_paper
from harsat.engine.numbers import engine_context
from harsat.engine.ppn import ppn_rate
from harsat.engine.snapshot import RoundingPolicy, StatusItem
from harsat.kernel.errors import Refused
from support.engine_builders import bhn, bundel, langsung, project, tk, work

G1 = (
    work("a", tk("0.75", 176_000), tk("0.038", 206_000), volume="74.354"),
    work("b", bhn("0.00465", 187_530), bhn("1.05", "12345.67"), volume="1234.567"),
    langsung("c", 2_500_000, sub="B"),
)


def closing(report):
    return {line.kunci: line.nilai for line in report.penutup}


def rows(report):
    return [row.cells for row in rab_paper(report).isi.rows]


def test_lines_are_numbered_by_klasifikasi_sub_klasifikasi_and_pekerjaan():
    (part,) = a_report(project(*G1)).klasifikasi
    assert (part.nomor, [sub.nomor for sub in part.sub]) == ("I", ["A", "B"])
    assert [line.nomor for sub in part.sub for line in sub.lines] == ["1", "2", "1"]


def test_the_golden_case_closes_as_worked_by_hand():
    report = a_report(project(*G1))
    assert closing(report) == {
        "subtotal": Decimal("32724656.73"),
        "dpp": Decimal("29997602.00"),
        "ppn": Decimal("3599712.24"),
        "jumlah_dengan_ppn": Decimal("36324368.97"),
        "selisih_pembulatan": Decimal("-368.97"),
        "total": Decimal(36_324_000),
    }
    assert report.terbilang == "Tiga puluh enam juta tiga ratus dua puluh empat ribu rupiah"


def test_the_closing_lines_are_those_of_the_form():
    assert [line.label for line in a_report(project(*G1)).penutup] == [
        "Jumlah I",
        "DPP nilai lain (11/12 × jumlah)",
        "PPN (12 % × DPP nilai lain)",
        "Jumlah dan PPN",
        "Pembulatan ke Rp 1.000, setengah ke atas",
        "Total",
    ]


def test_dpp_nilai_lain_is_not_printed_where_the_rate_has_no_fraction():
    report = a_report(project(*G1, ppn=ppn_rate("2024-12-31")))
    assert "dpp" not in closing(report)
    assert "PPN (11 % × jumlah)" in [line.label for line in report.penutup]


def test_what_is_not_taxed_is_told_apart():
    report = a_report(project(*G1[:2], langsung("c", 2_500_000, kena_ppn=False)))
    assert (closing(report)["kena_ppn"], closing(report)["tidak_kena_ppn"]) == (Decimal("30224656.73"), 2_500_000)


def test_an_option_is_printed_and_not_added():
    option = work("o", tk(1, 100), volume=2, status=StatusItem.OPSIONAL)
    report = a_report(project(*G1, option))
    assert closing(report)["subtotal"] == Decimal("32724656.73")
    row = next(row for row in rab_paper(report).isi.rows if row.cells[2] == "o")
    assert (row.cells[-1], row.note) == ("tidak dijumlah", "Opsional, jumlah 220,00")


def test_an_incomplete_document_is_refused_with_all_that_lacks():
    works = (work("a", tk(1, None)), work("b", volume=1), langsung("c", None), work("d", tk(1, 5), volume=1))
    with pytest.raises(Refused) as refused:
        a_report(project(*works))
    assert refused.value.code == "document_incomplete"
    assert {one["kode"]: one["alasan"] for one in refused.value.extra["missing"]} == {
        "a": ["volume belum ada", "harga belum ada: Sumber TK.1"],
        "b": ["analisa belum ada"],
        "c": ["harga satuan langsung belum ada"],
    }
    assert refused.value.extra["missing"][0]["nomor"] == "I.A.1"


def test_a_bundel_of_an_empty_analysis_lacks_an_analysis():
    with pytest.raises(Refused) as refused:
        a_report(project(work("x"), work("y", bundel(1, "x"), volume=1)))
    assert refused.value.extra["missing"][1]["alasan"] == ["analisa belum ada"]


def test_a_draft_says_what_is_not_known_and_how_many():
    report = a_report(project(*G1, work("d", tk(1, None), volume=2)), draft=True)
    assert report.watermark == "DRAFT - belum lengkap"
    line = next(cells for cells in rows(report) if cells[2] == "d")
    assert line[-3:] == ("2,000", "belum ada", "belum ada")
    assert "Jumlah I - belum lengkap (1)" in [cells[1] for cells in rows(report)]
    assert rab_paper(report).penutup[-1].label == "Total - belum lengkap (1)"


def test_a_draft_of_a_complete_project_carries_no_watermark():
    assert a_report(project(*G1), draft=True).watermark == ""


def test_a_project_without_pekerjaan_is_refused_and_its_draft_says_so():
    with pytest.raises(Refused, match="Belum ada pekerjaan"):
        a_report(project())
    draft = a_report(project(), draft=True)
    assert draft.watermark
    assert rows(draft) == [("", "Belum ada pekerjaan", "", "", "", "", "")]


@pytest.mark.parametrize(
    ("policy", "harga_satuan"),
    [
        (RoundingPolicy.SEN, "15.218,46"),
        (RoundingPolicy.RUPIAH, "15.218"),
        (RoundingPolicy.RUPIAH_BAWAH, "15.218"),
        (RoundingPolicy.TANPA, "15.218,4648"),
    ],
)
def test_harga_satuan_is_printed_with_the_decimals_that_were_multiplied(policy, harga_satuan):
    paper = rab_paper(a_report(project(*G1, rounding=policy)))
    assert next(row.cells[5] for row in paper.isi.rows if row.cells[2] == "b") == harga_satuan


def test_a_policy_that_rounds_nothing_is_marked():
    assert "tidak dibulatkan" in a_report(project(*G1, rounding=RoundingPolicy.TANPA)).catatan[0]
    assert "tidak dibulatkan" not in a_report(project(*G1)).catatan[0]


def test_lines_that_are_not_rounded_carry_their_footnote():
    assert "selisih karena pembulatan tampilan" in a_report(project(*G1, bulatkan_baris=False)).catatan[0]
    assert "Baris analisa dibulatkan" in a_report(project(*G1, bulatkan_baris=True)).catatan[0]


def test_volumes_have_four_decimals_as_soon_as_one_needs_them():
    assert rows(a_report(project(*G1)))[2][4] == "74,354"
    finer = work("d", tk(1, 1), volume="0.1234")
    assert rows(a_report(project(*G1, finer)))[2][4] == "74,3540"


def test_one_sub_klasifikasi_alone_has_no_subtotal_of_its_own():
    labels = [cells[1] for cells in rows(a_report(project(*G1[:2])))]
    assert [label for label in labels if label.startswith("Jumlah")] == ["Jumlah I"]
    labels = [cells[1] for cells in rows(a_report(project(*G1)))]
    assert [label for label in labels if label.startswith("Jumlah")] == ["Jumlah I.A", "Jumlah I.B", "Jumlah I"]


def test_the_identity_prints_what_the_project_knows_and_no_dashes():
    report = a_report(project(*G1), lokasi="", keterangan_1="Gedung A")
    assert [entry.label for entry in report.identitas] == [
        "Proyek",
        "Pemilik",
        "Keterangan",
        "Sumber dana",
        "Tahun",
        "Pagu",
    ]


def test_owner_and_planner_sign_by_name_and_the_supervisor_when_there_is_one():
    two = a_report(project(*G1)).tanda_tangan
    assert [one.nama for one in two] == ["Nama Pemilik", "Nama Perencana"]
    assert two[-1].pembuka.endswith(", 18 Juni 2026")
    three = a_report(project(*G1), pengawas_nama="Nama Pengawas").tanda_tangan
    assert [one.pembuka for one in three[:2]] == ["Menyetujui,", "Memeriksa,"]


def test_a_name_that_is_not_known_leaves_a_line_to_write_on():
    assert a_report(project(*G1), pemilik_nama="").tanda_tangan[0].nama.startswith("(....")


def test_the_document_date_stands_in_the_title_and_the_printing_date_at_the_foot():
    report = a_report(project(*G1, mark="14.0a1b2c3d"))
    assert report.nomor == "No. RAB-2026-014, revisi 14, 18 Juni 2026"
    assert report.kaki == "RAB-2026-014 / revisi 14 / dicetak 20 Juni 2026"


@pytest.mark.parametrize("seed", range(20))
def test_what_is_printed_adds_up(seed):
    """Sums of the rounded lines equal the printed sums: a reader with a pocket calculator finds no difference."""
    snapshot = random_snapshot(seed)
    report = a_report(snapshot, draft=True)
    values = closing(report)
    with engine_context():
        known = sum(line.jumlah for line in report.lines if line.dijumlah and line.jumlah is not None)
        assert known == values["subtotal"]
        assert sum(part.subtotal.jumlah for part in report.klasifikasi) == values["subtotal"]
        assert values["subtotal"] + values["ppn"] == values["jumlah_dengan_ppn"]
        assert values["jumlah_dengan_ppn"] + values["selisih_pembulatan"] == values["total"]


def test_the_identity_of_the_builders_is_never_saved():
    assert an_identity().pk is None
    assert len(list(a_report(many_works(25)).lines)) == 25
