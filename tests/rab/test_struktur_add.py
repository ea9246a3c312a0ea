"""Rows added to the outline, typed or taken from the catalogue."""

import pytest

from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import CellConflicts, CellRefusals, Refused
from harsat.ledger.undo import change_undo
from harsat.rab import models as rab
from harsat.rab.selectors.estimate import estimate_current
from rab.struktur_builders import (
    a_catalogue,
    ahsp,
    an_outline,
    cell,
    delete,
    in_order,
    klasifikasi,
    line,
    pekerjaan,
    save,
    sub,
)
from support.projects import a_project, a_request_key, a_user, an_access

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


def test_an_outline_is_typed_in_one_command_and_parents_are_named_by_temp(access, project):
    receipt = save(
        access,
        adds=[
            klasifikasi("Pekerjaan Tanah"),
            sub("Galian"),
            pekerjaan("Galian tanah", satuan="m3"),
            sub("Urukan", temp="s2"),
        ],
    )
    row = rab.Pekerjaan.objects.get(project=project)
    assert (row.uraian, row.satuan, row.source, row.sub_klasifikasi.nama) == ("Galian tanah", "m3", "custom", "Galian")
    assert receipt.answer["ids"]["p"] == row.pk
    assert receipt.answer["changed"]["sub_klasifikasi"] == sorted(
        [receipt.answer["ids"]["s"], receipt.answer["ids"]["s2"]]
    )


def test_an_empty_klasifikasi_is_legal_and_stays(access, project):
    save(access, adds=[klasifikasi("Pekerjaan Persiapan")])
    save(access, adds=[klasifikasi("Pekerjaan Tanah")])
    names = rab.Klasifikasi.objects.filter(project=project).order_by("order").values_list("nama", flat=True)
    assert list(names) == ["Pekerjaan Persiapan", "Pekerjaan Tanah"]


def test_a_row_stands_where_it_was_put_first_behind_another_or_last(access, project):
    ids = an_outline(access, Tanah={"Galian": ["a", "b"]})
    save(
        access,
        adds=[
            pekerjaan("nol", ids["Galian"], "p0", after=None),
            pekerjaan("a2", ids["Galian"], "p1", after=ids["a"]),
            pekerjaan("a3", ids["Galian"], "p2", after="p1"),
            pekerjaan("c", ids["Galian"], "p3"),
        ],
    )
    assert in_order(project) == ["nol", "a", "a2", "a3", "b", "c"]


def test_names_must_not_be_empty_and_every_bad_value_is_told_at_once(access, project):
    with pytest.raises(CellRefusals) as refused:
        save(access, adds=[klasifikasi("  "), sub("Galian"), pekerjaan("", status="mungkin", buk_persen="101")])
    assert [(cell["id"], cell["col"]) for cell in refused.value.extra["cells"]] == [
        ("k", "nama"),
        ("p", "uraian"),
        ("p", "status"),
        ("p", "buk_persen"),
    ]
    assert not rab.Klasifikasi.objects.filter(project=project).exists()


def test_a_parent_that_is_gone_is_a_conflict(access):
    with pytest.raises(CellConflicts) as conflict:
        save(access, adds=[sub("Galian", parent=987654)])
    assert conflict.value.extra["cells"][0]["reason"] == "induknya sudah dihapus"


def test_a_neighbour_that_is_gone_is_a_conflict(access):
    ids = an_outline(access, Tanah={"Galian": ["a"]})
    with pytest.raises(CellConflicts):
        save(access, adds=[pekerjaan("b", ids["Galian"], after=ids["a"] + 1)])


def test_the_parent_must_be_of_the_level_above(access):
    ids = an_outline(access, Tanah={})
    with pytest.raises(CellConflicts):
        save(access, adds=[pekerjaan("b", None)])
    with pytest.raises(CellConflicts):
        save(access, adds=[klasifikasi("Atap", parent=ids["Tanah"])])


def test_two_rows_of_one_temp_are_refused(access):
    with pytest.raises(Refused):
        save(access, adds=[klasifikasi("A"), klasifikasi("B")])


def test_codes_of_own_pekerjaan_count_up_and_are_never_given_twice(access, project, user):
    ids = an_outline(access, Tanah={"Galian": ["a", "b"]})
    last = rab.Pekerjaan.objects.get(pk=ids["b"])
    assert last.kode == "CUST-0002"
    save(access, deletes=[delete(last)])
    save(access, adds=[pekerjaan("c", ids["Galian"])])
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    save(access, adds=[pekerjaan("d", ids["Galian"])])
    kodes = rab.Pekerjaan.objects.filter(project=project).order_by("id").values_list("kode", flat=True)
    assert list(kodes) == ["CUST-0001", "CUST-0004"]


def test_a_code_typed_by_hand_is_kept_counted_and_unique(access, project):
    ids = an_outline(access, Tanah={"Galian": []})
    save(access, adds=[pekerjaan("a", ids["Galian"], kode="CUST-0007"), pekerjaan("b", ids["Galian"], "q")])
    assert rab.Pekerjaan.objects.get(project=project, uraian="b").kode == "CUST-0008"
    with pytest.raises(CellRefusals) as refused:
        save(access, adds=[pekerjaan("c", ids["Galian"], kode="CUST-0007")])
    assert refused.value.extra["cells"][0]["col"] == "kode"
    row = rab.Pekerjaan.objects.get(project=project, uraian="b")
    with pytest.raises(CellRefusals):
        save(access, cells=[cell("pekerjaan", row.pk, "kode", "CUST-0008", "CUST-0007")])


def test_an_ahsp_brings_its_lines_by_version_and_price_items_without_price(access, project):
    ids = an_outline(access, Tanah={"Galian": []})
    found = a_catalogue(galian=("1.1", "m3", [line("L.01"), line("M.01", Kategori.BHN, "kg", "2.25")]))
    save(access, adds=[ahsp(found["galian"], ids["Galian"])])
    row = rab.Pekerjaan.objects.get(project=project)
    assert (row.source, row.analysis_id, row.kode, row.uraian, row.satuan) == (
        "ref",
        found["galian"],
        "1.1",
        "Pekerjaan galian",
        "m3",
    )
    komponen = rab.Komponen.objects.filter(pekerjaan=row).order_by("order")
    assert [(k.kategori, str(k.koefisien), k.harga_item.kode) for k in komponen] == [
        ("TK", "0.500000", "L.01"),
        ("BHN", "2.250000", "M.01"),
    ]
    assert set(rab.HargaItem.objects.filter(project=project).values_list("harga", flat=True)) == {None}


def test_the_same_ahsp_may_stand_twice_and_shares_its_price_items(access, project):
    ids = an_outline(access, Tanah={"Galian": []})
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    save(access, adds=[ahsp(found["galian"], ids["Galian"]), ahsp(found["galian"], ids["Galian"], "q")])
    assert rab.Pekerjaan.objects.filter(project=project, kode="1.1").count() == 2
    assert rab.HargaItem.objects.filter(project=project).count() == 1


def test_a_price_that_is_there_is_used_by_a_new_ahsp(user):
    project = a_project(user, pekerjaan=1)
    access = an_access(user, project)
    parent = rab.SubKlasifikasi.objects.get(project=project).pk
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    added = save(access, adds=[ahsp(found["galian"], parent)]).answer["ids"]["p"]
    assert str(estimate_current(project.pk).harga_satuan[added].harga_satuan) == "55000.00"


def test_the_own_codes_of_two_editions_stay_two_prices(access, project):
    ids = an_outline(access, Kayu={"Bekisting": []})
    dolken, plywood = (
        a_catalogue(cetak=("1.1", "m2", [line("", Kategori.BHN, "lembar")._replace(uraian=uraian)]))["cetak"]
        for uraian in ("Dolken", "Plywood")
    )
    save(access, adds=[ahsp(dolken, ids["Bekisting"]), ahsp(plywood, ids["Bekisting"], "q")])
    names = rab.HargaItem.objects.filter(project=project, satuan="lembar").values_list("uraian", flat=True)
    assert set(names) == {"Dolken", "Plywood"}


def test_nested_ahsp_become_bundles_and_their_resources_get_price_items_at_any_depth(access, project):
    ids = an_outline(access, Beton={"Kolom": []})
    found = a_catalogue(
        adukan=("0.1", "m3", [line("M.07", Kategori.BHN, "kg", "300")]),
        beton=("0.2", "m3", [line("L.01"), line("", Kategori.LAIN, "m3", "1.02", target="0.1")]),
        kolom=("0.3", "m3", [line("", Kategori.LAIN, "m3", "1", target="0.2")]),
    )
    save(access, adds=[ahsp(found["kolom"], ids["Kolom"])])
    komponen = rab.Komponen.objects.get(project=project)
    assert (komponen.kategori, komponen.target_analysis_id, komponen.harga_item_id) == ("LAIN", found["beton"], None)
    assert set(rab.HargaItem.objects.filter(project=project).values_list("kode", flat=True)) == {"L.01", "M.07"}
    row = rab.Pekerjaan.objects.get(project=project)
    assert len(estimate_current(project.pk).harga_satuan[row.pk].belum_ada) == 2


def test_a_kategori_clash_refuses_the_row_in_words(user):
    project = a_project(user, pekerjaan=1)
    access = an_access(user, project)
    parent = rab.SubKlasifikasi.objects.get(project=project).pk
    found = a_catalogue(
        alat=("1.1", "m3", [line("L.01", Kategori.ALT)]), tukang=("1.2", "m3", [line("L.02", Kategori.TK)])
    )
    with pytest.raises(CellRefusals) as refused:
        save(access, adds=[ahsp(found["tukang"], parent), ahsp(found["alat"], parent, "q")])
    (only,) = refused.value.extra["cells"]
    assert (only["id"], only["row"]) == ("q", 2)
    assert "L.01 Sumber L.01 (OH) di analisa ini peralatan" in only["reason"]
    assert "sebagai tenaga kerja" in only["reason"]
    assert rab.Pekerjaan.objects.filter(project=project).count() == 1


def test_what_the_catalogue_says_cannot_be_typed_into_an_ahsp_row(access):
    ids = an_outline(access, Tanah={"Galian": []})
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    with pytest.raises(CellRefusals) as refused:
        save(access, adds=[ahsp(found["galian"], ids["Galian"], values={"uraian": "lain", "status": "opsional"})])
    assert [cell["col"] for cell in refused.value.extra["cells"]] == ["uraian"]


def test_an_analysis_that_is_not_published_is_refused(access):
    from harsat.catalogue.models import Analysis, EditionStatus

    ids = an_outline(access, Tanah={"Galian": []})
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    edition = Analysis.objects.get(pk=found["galian"]).edition
    edition.status = EditionStatus.RETIRED
    edition.save()
    with pytest.raises(CellRefusals):
        save(access, adds=[ahsp(found["galian"], ids["Galian"])])


def test_a_modified_ahsp_carries_a_number_of_the_project(access, project):
    ids = an_outline(access, Tanah={"Galian": []})
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    save(
        access,
        adds=[ahsp(found["galian"], ids["Galian"], temp, source="ref_modified") for temp in ("a", "b")],
    )
    kodes = rab.Pekerjaan.objects.filter(project=project).order_by("id").values_list("kode", flat=True)
    assert list(kodes) == ["mod.1-1.1", "mod.2-1.1"]


def test_twenty_ahsp_cost_as_many_statements_as_one(user, queries):
    found = a_catalogue(
        **{f"a{n}": (f"1.{n}", "m3", [line("L.01"), line(f"M.{n:02d}", Kategori.BHN, "kg")]) for n in range(20)}
    )

    def cost(names):
        project = a_project(user)
        access = an_access(user, project)
        ids = an_outline(access, Tanah={"Galian": []})
        with queries() as statements:
            save(access, adds=[ahsp(found[name], ids["Galian"], name) for name in names])
        return len(statements)

    assert cost(["a0"]) == cost(found) <= 24
