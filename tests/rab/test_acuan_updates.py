"""What a project is offered after an edition was published again: which rows, which lines, which effect."""

from decimal import Decimal

import pytest

from harsat.catalogue.models import Analysis, EditionStatus
from harsat.engine.estimate import compute
from harsat.engine.snapshot import Kategori
from harsat.rab import models as rab
from harsat.rab.selectors.acuan_updates import acuan_updates
from harsat.rab.selectors.estimate import estimate_current
from rab.acuan_builders import apply, bundled, measured, offered, priced, published_again, take_of
from rab.struktur_builders import a_catalogue, ahsp, an_outline, cell, line, save, turn
from support.projects import a_project, a_user, an_access, write

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


@pytest.fixture
def found():
    return a_catalogue(
        galian=("1.1", "m3", [line("L.01"), line("M.01", Kategori.BHN, "kg", "2")]),
        urukan=("1.2", "m3", [line("L.01", koefisien="0.3")]),
    )


@pytest.fixture
def place(access):
    return an_outline(access, Tanah={"Galian": ["sendiri"]})


@pytest.fixture
def row(access, found, place, project):
    """10 m3 of galian: 0.5 x 100 000 + 2 x 1 000 = 52 000; with buk 10 % 57 200."""
    row_id = save(access, adds=[ahsp(found["galian"], place["Galian"])]).answer["ids"]["p"]
    made = rab.Pekerjaan.objects.get(pk=row_id)
    priced(access, project, {"L.01": "100000.00", "M.01": "1000.00"})
    measured(access, made, "10.0000")
    return made


def own(project):
    return rab.Pekerjaan.objects.get(project=project, uraian="sendiri")


def test_nothing_is_offered_while_the_versions_are_the_newest(project, row):
    assert offered(project).rows == ()


def test_a_reference_is_offered_the_highest_version_with_its_lines(project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.7"), line("M.01", Kategori.BHN, "kg", "2")])
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6"), line("M.02", Kategori.BHN, "kg", "1")])
    (update,) = offered(project).rows
    assert (update.offer.id, update.offer.newest_id, update.cara) == (row.pk, newest, "pakai")
    assert (update.nomor, update.now.version, update.newest.version) == ("I.A.2", 1, 3)
    assert [(one.kode, one.before, one.after) for one in update.lines] == [
        ("L.01", Decimal("0.5"), Decimal("0.6")),
        ("M.02", None, Decimal(1)),
        ("M.01", Decimal(2), None),
    ]


def test_the_effect_is_told_for_each_and_for_all_at_the_prices_of_the_project(project, row, found):
    """0.6 x 100 000 + 2 x 1 000 = 62 000; with buk 10 % 68 200, and 10 m3 682 000 instead of 572 000."""
    published_again(found["galian"], [line("L.01", koefisien="0.6"), line("M.01", Kategori.BHN, "kg", "2")])
    updates = offered(project)
    assert updates.rows[0].effect == (Decimal(57200), Decimal(68200), Decimal(572000), Decimal(682000))
    assert (updates.before.total, updates.after.total) == (Decimal(635000), Decimal(757000))


def test_what_is_told_for_all_is_what_it_comes_to(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.61")])
    told = offered(project)
    receipt = apply(access, [take_of(one) for one in told.rows])
    assert Decimal(receipt.totals["total"]) == told.after.total
    estimate = estimate_current(project.pk)
    assert estimate.harga_satuan[row.pk].harga_satuan == told.rows[0].effect.harga_after
    assert compute(estimate.snapshot) == estimate


def test_a_resource_that_the_project_lacks_has_no_price_so_the_effect_is_not_known(project, row, found):
    published_again(found["galian"], [line("L.09")])
    updates = offered(project)
    assert updates.rows[0].effect[1::2] == (None, None)
    assert updates.after.subtotal.belum_lengkap == updates.before.subtotal.belum_lengkap + 1


def test_another_unit_and_another_name_of_a_line_are_told_as_one_line(project, row, found):
    published_again(found["galian"], [line("L.01", satuan="OJ"), line("M.01", Kategori.BHN, "kg", "2")])
    (update,) = offered(project).rows
    (one,) = update.lines
    assert (one.kode, one.satuan_before, one.satuan, one.before, one.after) == (
        "L.01",
        "OH",
        "OJ",
        Decimal("0.5"),
        Decimal("0.5"),
    )


def test_another_unit_of_the_work_takes_the_volume_and_says_so_before(project, row, found):
    published_again(found["galian"], [line("L.01")], satuan="m2")
    (update,) = offered(project).rows
    assert update.lost == ("Volume 10 m3 beserta lembar ukurnya, sebab satuannya menjadi m2.",)
    assert update.effect.jumlah_after is None


def test_a_modification_is_shown_beside_the_newer_version_and_only_its_link_moves(access, project, row, found):
    save(access, sources=[turn(row, "ref_modified")])
    labour = rab.Komponen.objects.get(pekerjaan=row, harga_item__kode="L.01")
    write(access, lambda w: w.update(rab.Komponen, {labour.pk: {"koefisien": "0.900000"}}))
    published_again(found["galian"], [line("L.01", koefisien="0.6"), line("M.01", Kategori.BHN, "kg", "2")])
    updates = offered(project)
    (update,) = updates.rows
    assert update.cara == "tautkan"
    assert [(one.before, one.after, one.here) for one in update.lines] == [
        (Decimal("0.5"), Decimal("0.6"), Decimal("0.9"))
    ]
    assert updates.after == updates.before


def test_a_bundel_of_an_own_pekerjaan_is_offered_the_newer_version(access, project, row, found):
    bundel = bundled(access, own(project), found["urukan"])
    newest = published_again(found["urukan"], [line("L.01", koefisien="0.4")])
    (update,) = offered(project).rows
    assert (update.offer.jenis, update.offer.id, update.offer.newest_id) == ("bundel", bundel.pk, newest)
    assert (update.cara, update.pekerjaan.id) == ("pakai", own(project).pk)
    assert update.effect.harga_before == Decimal(66000)
    assert update.effect.harga_after == Decimal(88000)


def test_a_bundel_of_another_unit_is_only_shown(access, project, row, found):
    bundled(access, own(project), found["urukan"])
    published_again(found["urukan"], [line("L.01", koefisien="0.4")], satuan="m2")
    (update,) = offered(project).rows
    assert update.cara == "lihat"
    assert "berubah dari m3 menjadi m2" in update.reason


def test_bundels_inside_a_reference_are_those_of_its_version(access, place, project):
    nested = a_catalogue(
        inti=("2.1", "m3", [line("L.01")]),
        luar=("2.2", "m3", [line("", target="2.1", koefisien="1", kategori=Kategori.LAIN, satuan="m3")]),
    )
    save(access, adds=[ahsp(nested["luar"], place["Galian"])])
    published_again(nested["inti"], [line("L.01", koefisien="0.9")])
    assert offered(project).rows == ()


def test_a_retired_edition_offers_nothing(project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    edition = Analysis.objects.get(pk=found["galian"]).edition
    edition.status = EditionStatus.RETIRED
    edition.save()
    assert offered(project).rows == ()


def test_the_same_kode_of_another_edition_is_no_newer_version(project, row):
    other = a_catalogue(lain=("1.1", "m3", [line("L.01")]))
    published_again(other["lain"], [line("L.01", koefisien="0.9")])
    assert offered(project).rows == ()


def test_hosts_whose_price_follows_are_named(access, project, row, found):
    mine = own(project)
    bundle = {"pekerjaan_id": mine.pk, "kategori": "LAIN", "koefisien": "1", "target_pekerjaan_id": row.pk}
    write(access, lambda w: w.insert(rab.Komponen, [bundle]) and None)
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    (update,) = offered(project).rows
    assert update.hosts == (mine.kode,)


def test_a_renamed_work_is_offered_even_without_a_differing_line(project, row, found):
    lines = [line("L.01"), line("M.01", Kategori.BHN, "kg", "2")]
    published_again(found["galian"], lines, uraian="Galian tanah biasa")
    (update,) = offered(project).rows
    assert (update.lines, update.newest.uraian) == ((), "Galian tanah biasa")


def test_offers_cost_one_query_without_and_a_fixed_number_with_newer_versions(access, project, row, found, queries):
    place = row.sub_klasifikasi_id
    estimate = estimate_current(project.pk)
    with queries(1):
        acuan_updates(project.pk, estimate)
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    with queries(3):
        assert len(acuan_updates(project.pk, estimate).rows) == 1
    save(access, adds=[ahsp(found["galian"], place, f"p{n}") for n in range(20)])
    bundled(access, own(project), found["urukan"])
    published_again(found["urukan"], [line("L.01", koefisien="0.4")])
    estimate = estimate_current(project.pk)
    with queries(5):
        assert len(acuan_updates(project.pk, estimate).rows) == 22


def test_an_own_name_of_a_modification_stays_its_own(access, project, row, found):
    save(access, sources=[turn(row, "ref_modified")])
    save(access, cells=[cell("pekerjaan", row.pk, "uraian", row.uraian, "Galian sulit")])
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    apply(access, [take_of(one) for one in offered(project).rows])
    row.refresh_from_db()
    assert row.uraian == "Galian sulit"
