import pytest

from catalogue.diagnosis.sheets import a_book, a_work, kinds
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.satuan_pekerjaan import find, name_with_unit, work_unit_find

CREW = (("Pekerja", "OH", "0.1"), ("Mandor", "OH", "0.01"))


@pytest.mark.parametrize(
    ("nama", "unit"),
    [
        ("Penggalian 1 m3 tanah biasa sedalam s.d. 1 m", "m3"),
        ("Pemasangan 1m2 keramik", "m2"),
        ("Pengecoran Campuran Beton Ready Mix 1 m³ Pengecoran", "m3"),
        ("Per-m' penetrasi tiang", "m'"),
        ("Pemancangan per m' tiang kayu", "m'"),
        ("Penanaman metode taplok per m2 permukaan lereng", "m2"),
        ("Pemasangan 1 buah bak beton volume 1 m3", "buah"),
        ("Sewa truk. Satuan Pekerjaan : hari", "hari"),
        ("Penyiraman untuk 1 hari untuk 1 buah pohon", None),
        ("Patok kayu panjang 1 m", None),
        ("Galian sedalam s.d. 1 m", None),
        ("Pemasangan logo", None),
    ],
)
def test_the_unit_of_a_work_is_what_its_name_counts(nama, unit):
    assert work_unit_find(nama) == unit


@pytest.mark.parametrize(
    ("nama", "material"),
    [
        ("Pemasangan 1 m3 Kabel NYY 4 x 25 mm²", ("NYY 4 x 25 mm²", "m'", "1.15")),
        ("Pemasangan 1 m3 Plint Keramik", ("Plint keramik", "buah", "5.25")),
        ("Pemasangan 1 m3 List Langit-langit", ("List gypsum", "m3", "1.1")),
        ("1 m3 Buis Beton D 30 - 100 cm", ("Buis beton", "buah", "1")),
        ("Pengelasan 1 m3 dengan Las Listrik", ("Kawat las", "kg", "0.24")),
        ("Pembuatan 1 m3 pagar sementara", ("Kaso 5/7", "m3", "0.0387")),
        ("Pemasangan 1 m3 Kusen Pintu", ("Balok kayu", "m3", "0.0086")),
    ],
)
def test_a_metre_run_named_m3_is_found_with_unit_and_name_proposed(nama, material):
    (finding,) = find(a_book(a_work(nama, "m3", *CREW, material)))
    assert (finding.kind, finding.original, finding.proposal) == (Kind.SATUAN_MERAGUKAN, "m3", "m'")
    assert (finding.certainty, finding.severity) == (Certainty.SURE, Severity.DANGER)
    assert {(change.field, change.value) for change in finding.changes} == {
        ("satuan_pekerjaan", "m'"),
        ("nama", nama.replace("1 m3", "1 m'")),
    }
    assert {change.row for change in finding.changes} == set(finding.rows) == {2, 3, 4}


@pytest.mark.parametrize(
    ("nama", "materials"),
    [
        ("Penggalian 1 m3 tanah untuk pipa", ()),
        ("1 m3 Beton f'c 20 MPa untuk saluran", (("Pasir", "kg", "790"), ("Kerikil", "kg", "1009"))),
        ("Pemasangan 1 m3 saluran pasangan batu", (("Batu belah", "m3", "1.2"), ("Pasir", "m3", "0.44"))),
        ("Bongkar 1 m3 pasangan bata merah", ()),
        ("Mengangkut 1 m3 tanah lepas", ()),
        ("Pemasangan 1 m3 kuda-kuda kayu", (("Balok kayu", "m3", "1.1"), ("Besi strip", "kg", "15"))),
        ("1 m3 Grouting", (("Semen grout", "kg", "1920"),)),
    ],
)
def test_a_volume_stays_a_volume(nama, materials):
    assert find(a_book(a_work(nama, "m3", *CREW, *materials))) == []


def test_a_gabion_stays_m3_and_only_its_height_is_mended():
    nama = "1 m3 bronjong kawat; beda tinggi > 0 s.d. 1 m3"
    (finding,) = find(a_book(a_work(nama, "m3", *CREW, ("Batu", "m3", "1.3"))))
    assert (finding.kind, finding.severity) == (Kind.TEKS_RUSAK, Severity.WARNING)
    assert finding.proposal == "1 m3 bronjong kawat; beda tinggi > 0 s.d. 1 m"


def test_cement_that_lost_its_mark_does_not_fill_a_skirting():
    plint = a_work("Pemasangan 1 m3 Plint", "m3", *CREW, ("Semen Portland", "kg", "1704"), ("Pasir", "m3", "0.003"))
    assert [finding.proposal for finding in find(a_book(plint))] == ["m'"]


def test_the_file_teaches_a_family_nobody_listed():
    runs = [a_work(f"Pemasangan 1 m' Gutter tipe {n}", "m'", *CREW, kode=f"1.{n}") for n in range(1, 5)]
    odd = a_work("Pemasangan 1 m3 Gutter tipe 9", "m3", *CREW, kode="1.9")
    (finding,) = find(a_book(*runs, odd))
    assert (finding.kode, finding.proposal, finding.certainty) == ("1.9", "m'", Certainty.LIKELY)


def test_the_material_alone_tells_a_metre_run_and_thin_air_is_only_doubted():
    (finding,) = find(a_book(a_work("Pemasangan 1 m3 Zeta", "m3", *CREW, ("Zeta", "m", "1.05"))))
    assert (finding.proposal, finding.certainty) == ("m'", Certainty.LIKELY)
    (finding,) = find(a_book(a_work("Pemasangan 1 m3 Zeta", "m3", *CREW, ("Zeta", "buah", "4"))))
    assert (finding.changes, finding.certainty, finding.severity) == ((), Certainty.TWO_READINGS, Severity.WARNING)


def test_a_body_by_the_metre_is_proposed_as_m3():
    (finding,) = find(a_book(a_work("1 m' Beton f'c 20 MPa", "m'", *CREW, ("Beton ready mix", "m3", "1.02"))))
    assert (finding.original, finding.proposal) == ("m'", "m3")


def test_column_and_name_that_disagree_are_found():
    (finding,) = find(a_book(a_work("Pemasangan 1 m2 keramik", "buah", *CREW)))
    assert (finding.proposal, finding.changes, finding.certainty) == ("buah atau m2", (), Certainty.TWO_READINGS)
    (finding,) = find(a_book(a_work("Pemasangan 1 m' pagar", "ls", *CREW)))
    assert (finding.proposal, finding.certainty) == ("m'", Certainty.LIKELY)
    (finding,) = find(a_book(a_work("Pemasangan 1 m3 kabel", "m", *CREW)))
    assert {change.value for change in finding.changes} == {"m'", "Pemasangan 1 m' kabel"}


def test_a_missing_unit_blocks_and_takes_what_siblings_or_the_name_say():
    siblings = [a_work(f"Pasang 1 m2 ubin {n}", "m2", *CREW, kode=f"1.{n}") for n in range(1, 4)]
    (finding,) = find(a_book(*siblings, a_work("Pasang ubin lain", "", *CREW, kode="1.9")))
    assert (finding.kode, finding.proposal, finding.blocking) == ("1.9", "m2", True)
    (finding,) = find(a_book(a_work("Menyiram 1 hari untuk 1 m2 rumput", "", *CREW)))
    assert finding.proposal == "m2"
    (finding,) = find(a_book(a_work("Pemasangan logo", "", *CREW, ("Logo", "unit", "1.05"))))
    assert finding.proposal == "unit"
    (finding,) = find(a_book(a_work("Serba-serbi", "", *CREW)))
    assert (finding.changes, finding.certainty) == ((), Certainty.NONE)


def test_two_names_under_one_code_are_judged_each():
    group = a_work("Pemasangan 1 m3 pipa", "m3", *CREW) + a_work("Galian 1 m3 tanah", "m3", *CREW)
    assert [finding.rows for finding in find(a_book(group))] == [(2, 3)]


def test_only_the_counted_unit_of_a_name_changes():
    assert name_with_unit("1 m3 pipa untuk volume 1 m3", "m3", "m'") == "1 m' pipa untuk volume 1 m3"
    assert kinds(find(a_book(a_work("Pasang 1 m2 ubin", "m2", *CREW)))) == []


def test_an_unknown_unit_of_a_work_is_proposed_what_its_name_counts():
    (finding,) = find(a_book(a_work("Pasang 1 m2 ubin", "krg", *CREW)))
    assert (finding.kind, finding.original, finding.proposal) == (Kind.SATUAN_TIDAK_DIKENAL, "krg", "m2")
