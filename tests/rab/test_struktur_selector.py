"""The rows of the List Pekerjaan."""

from decimal import Decimal

import pytest

from harsat.engine.snapshot import Kategori
from harsat.rab import models as rab
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.selectors.struktur import struktur_rows
from rab.struktur_builders import a_catalogue, ahsp, an_outline, cell, line, pekerjaan, save
from support.projects import a_project, a_user, an_access, write

pytestmark = pytest.mark.django_db


def rows_of(project):
    return struktur_rows(project.pk, estimate_current(project.pk))


def test_the_tree_comes_in_printing_order_with_numbers_levels_and_parents():
    user = a_user()
    project = a_project(user)
    ids = an_outline(an_access(user, project), Tanah={"Galian": ["a", "b"], "Urukan": []}, Atap={})
    assert [(row.key, row.level, row.parent, row.no, row.uraian) for row in rows_of(project)] == [
        (f"k{ids['Tanah']}", 1, None, "I", "Tanah"),
        (f"s{ids['Galian']}", 2, f"k{ids['Tanah']}", "A", "Galian"),
        (f"p{ids['a']}", 3, f"s{ids['Galian']}", "1", "a"),
        (f"p{ids['b']}", 3, f"s{ids['Galian']}", "2", "b"),
        (f"s{ids['Urukan']}", 2, f"k{ids['Tanah']}", "B", "Urukan"),
        (f"k{ids['Atap']}", 1, None, "II", "Atap"),
    ]


def test_upper_levels_count_their_pekerjaan_and_sum_what_is_known():
    project = a_project(pekerjaan=2)
    top, sub, first, _second = rows_of(project)
    assert (top.komponen, top.jumlah) == (2, Decimal("3300000.00"))
    assert (sub.komponen, sub.jumlah) == (2, Decimal("3300000.00"))
    assert (first.komponen, first.jumlah, first.source, first.kode) == (2, Decimal("1650000.00"), "custom", "B.0001")


def test_readiness_says_part_by_part_what_lacks():
    user = a_user()
    project = a_project(user, pekerjaan=1)
    access = an_access(user, project)
    parent = rab.SubKlasifikasi.objects.get(project=project).pk
    found = a_catalogue(
        setengah=("1.1", "m3", [line("L.01"), line("M.99", Kategori.BHN, "kg")]), kosong=("1.2", "m3", [line("L.99")])
    )
    save(
        access,
        adds=[
            ahsp(found["setengah"], parent, "a"),
            ahsp(found["kosong"], parent, "b"),
            pekerjaan("baru", parent, "c"),
            pekerjaan("ls", parent, "d", langsung="true"),
        ],
    )
    lengkap = {row.uraian: tuple(row.lengkap) for row in rows_of(project) if row.lengkap}
    assert lengkap == {
        "Pekerjaan 1": ("penuh", "penuh", "penuh"),
        "Pekerjaan setengah": ("penuh", "kosong", "sebagian"),
        "Pekerjaan kosong": ("penuh", "kosong", "kosong"),
        "baru": ("kosong", "kosong", "kosong"),
        "ls": ("penuh", "kosong", "kosong"),
    }
    direct = rab.Pekerjaan.objects.get(project=project, uraian="ls").pk
    save(access, cells=[cell("pekerjaan", direct, "harga_langsung", None, "5")])
    assert next(row for row in rows_of(project) if row.id == direct and row.level == 3).lengkap.harga == "penuh"


def test_a_price_of_zero_is_a_price_and_not_a_missing_one():
    user = a_user()
    project = a_project(user)
    access = an_access(user, project)
    found = a_catalogue(galian=("1.1", "m3", [line("L.01"), line("M.01", Kategori.BHN, "kg")]))
    ids = an_outline(access, Tanah={"Galian": []})
    save(access, adds=[ahsp(found["galian"], ids["Galian"])])
    assert rows_of(project)[-1].lengkap.harga == "kosong"
    item = rab.HargaItem.objects.get(project=project, kode="L.01")
    write(access, lambda write: write.update(rab.HargaItem, {item.pk: {"harga": "0"}}))
    assert rows_of(project)[-1].lengkap.harga == "sebagian"


def test_an_ahsp_row_names_its_edition():
    user = a_user()
    project = a_project(user)
    access = an_access(user, project)
    ids = an_outline(access, Tanah={"Galian": []})
    save(access, adds=[ahsp(a_catalogue(g=("1.1", "m3", [line("L.01")]))["g"], ids["Galian"])])
    row = rows_of(project)[-1]
    assert row.source == "ref"
    assert row.edition.startswith("AHSP uji")


def test_rows_cost_one_query_beside_the_estimate(queries):
    project = a_project(pekerjaan=25)
    estimate = estimate_current(project.pk)
    with queries(1):
        assert len(struktur_rows(project.pk, estimate)) == 27
