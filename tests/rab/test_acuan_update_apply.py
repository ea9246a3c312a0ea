"""Taking newer versions: what changes, what stays, what is refused, and that one undo takes all of it back."""

import pytest

from harsat.catalogue.models import Analysis, EditionStatus
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import CellConflicts, CellRefusals, Forbidden, Refused
from harsat.ledger.models import Change
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_undo
from harsat.rab import models as rab
from harsat.rab.selectors.acuan_offers import Cara
from rab.acuan_builders import a_take, apply, bundled, komponen, measured, offered, published_again, take_of
from rab.struktur_builders import a_catalogue, ahsp, an_outline, line, save, turn
from support.projects import a_member, a_project, a_request_key, a_user, an_access, write

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
def row(access, found):
    place = an_outline(access, Tanah={"Galian": ["sendiri"]})
    row_id = save(access, adds=[ahsp(found["galian"], place["Galian"])]).answer["ids"]["p"]
    made = rab.Pekerjaan.objects.get(pk=row_id)
    measured(access, made, "10.0000")
    return made


def own(project):
    return rab.Pekerjaan.objects.get(project=project, uraian="sendiri")


def undo(access):
    return change_undo(access=access, request_key=a_request_key(), request_hash=b"")


def test_a_reference_takes_the_lines_and_the_name_and_keeps_its_volume(access, project, row, found):
    newest = published_again(
        found["galian"], [line("L.01", koefisien="0.6"), line("M.02", Kategori.BHN, "kg", "1")], uraian="Galian baru"
    )
    apply(access, [take_of(one) for one in offered(project).rows])
    row.refresh_from_db()
    assert (row.source, row.analysis_id, row.kode, row.uraian) == ("ref", newest, "1.1", "Galian baru")
    assert komponen(row) == [("L.01", "0.600000"), ("M.02", "1.000000")]
    assert rab.Volume.objects.get(pekerjaan=row).nilai == 10
    assert rab.HargaItem.objects.get(project=project, kode="M.02").harga is None
    assert offered(project).rows == ()


def test_another_unit_takes_the_volume_with_it(access, project, row, found):
    published_again(found["galian"], [line("L.01")], satuan="m2")
    apply(access, [take_of(one) for one in offered(project).rows])
    assert not rab.Volume.objects.filter(pekerjaan=row).exists()


def test_a_modification_keeps_its_lines_and_is_not_offered_the_version_again(access, project, row, found):
    save(access, sources=[turn(row, "ref_modified")])
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6")])
    before = komponen(row)
    apply(access, [take_of(one) for one in offered(project).rows])
    row.refresh_from_db()
    assert (row.source, row.kode, row.analysis_id) == ("ref_modified", "mod.1-1.1", newest)
    assert komponen(row) == before
    assert offered(project).rows == ()
    save(access, sources=[turn(row, "ref", before="ref_modified")])
    assert komponen(row) == [("L.01", "0.600000")]


def test_a_bundel_turns_to_the_newer_version_at_its_koefisien(access, project, row, found):
    bundel = bundled(access, own(project), found["urukan"])
    newest = published_again(found["urukan"], [line("L.07", koefisien="0.4")])
    apply(access, [take_of(one) for one in offered(project).rows])
    bundel.refresh_from_db()
    assert (bundel.target_analysis_id, str(bundel.koefisien)) == (newest, "2.000000")
    assert rab.HargaItem.objects.filter(project=project, kode="L.07").exists()


def test_two_bundels_of_one_pekerjaan_bring_the_resources_of_both(access, project, row, found):
    mine = own(project)
    for name, kode in (("galian", "L.08"), ("urukan", "L.09")):
        bundled(access, mine, found[name])
        published_again(found[name], [line(kode)])
    apply(access, [take_of(one) for one in offered(project).rows])
    assert rab.HargaItem.objects.filter(project=project, kode__in=["L.08", "L.09"]).count() == 2


def test_all_are_one_change_and_one_undo_brings_all_back(access, project, row, found):
    bundled(access, own(project), found["urukan"])
    save(access, adds=[ahsp(found["urukan"], row.sub_klasifikasi_id)])
    published_again(found["galian"], [line("L.05")], satuan="m2")
    published_again(found["urukan"], [line("L.06")])
    before, changes = state_dump(project.pk), Change.objects.filter(project=project).count()
    apply(access, [take_of(one) for one in offered(project).rows])
    assert Change.objects.filter(project=project).count() == changes + 1
    undo(access)
    assert state_dump(project.pk) == before
    assert len(offered(project).rows) == 3


def test_the_same_key_twice_takes_once(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    takes, key = [take_of(one) for one in offered(project).rows], a_request_key()
    first = apply(access, takes, key=key)
    assert apply(access, takes, key=key).change_id == first.change_id


def test_what_points_at_the_newer_version_already_is_done(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    takes = [take_of(one) for one in offered(project).rows]
    apply(access, takes)
    assert apply(access, takes).change_id is None


def test_a_row_that_became_a_modification_meanwhile_is_a_conflict(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    takes = [take_of(one) for one in offered(project).rows]
    save(access, sources=[turn(row, "ref_modified")])
    with pytest.raises(CellConflicts) as conflict:
        apply(access, takes)
    assert conflict.value.extra["cells"][0]["now"] == "ref_modified"
    assert komponen(row)[0] == ("L.01", "0.500000")


def test_a_modification_never_takes_the_lines(access, project, row, found):
    save(access, sources=[turn(row, "ref_modified")])
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6")])
    with pytest.raises(CellConflicts):
        apply(access, [a_take(row, found["galian"], newest)])


def test_a_version_newer_than_the_one_that_was_shown_is_a_conflict(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    takes = [take_of(one) for one in offered(project).rows]
    newest = published_again(found["galian"], [line("L.01", koefisien="0.7")])
    with pytest.raises(CellConflicts) as conflict:
        apply(access, takes)
    assert conflict.value.extra["cells"][0]["now"] == newest


def test_rows_that_are_gone_foreign_or_impossible_are_conflicts(access, user, project, row, found):
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6")])
    elsewhere = an_access(user, a_project(user))
    for take in (a_take(row, found["galian"], newest), a_take(row, found["galian"], newest)._replace(id=10**25)):
        with pytest.raises(CellConflicts) as conflict:
            apply(elsewhere, [take])
        assert conflict.value.extra["cells"][0]["reason"] == "dihapus"


def test_a_retired_edition_is_refused(access, project, row, found):
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    takes = [take_of(one) for one in offered(project).rows]
    edition = Analysis.objects.get(pk=found["galian"]).edition
    edition.status = EditionStatus.RETIRED
    edition.save()
    with pytest.raises(CellRefusals) as refused:
        apply(access, takes)
    assert refused.value.extra["cells"][0]["reason"] == "Edisi acuan ini tidak terbit lagi."


def test_a_bundel_of_another_unit_is_refused(access, project, row, found):
    bundel = bundled(access, own(project), found["urukan"])
    newest = published_again(found["urukan"], [line("L.01")], satuan="m2")
    with pytest.raises(CellRefusals):
        apply(access, [a_take(bundel, found["urukan"], newest)])


def test_a_bundel_inside_a_reference_is_not_turned(access, project, row, found):
    bundel = bundled(access, row, found["urukan"])
    newest = published_again(found["urukan"], [line("L.02")])
    with pytest.raises(CellConflicts):
        apply(access, [a_take(bundel, found["urukan"], newest)])


def test_a_version_without_lines_does_not_replace_what_others_bundle(access, project, row, found):
    bundle = {"pekerjaan_id": own(project).pk, "kategori": "LAIN", "koefisien": "1", "target_pekerjaan_id": row.pk}
    write(access, lambda w: w.insert(rab.Komponen, [bundle]) and None)
    newest = published_again(found["galian"], [])
    with pytest.raises(CellRefusals):
        apply(access, [a_take(row, found["galian"], newest)])


def test_a_bundel_does_not_turn_to_a_version_without_lines(access, project, row, found):
    bundel = bundled(access, own(project), found["urukan"])
    newest = published_again(found["urukan"], [])
    with pytest.raises(Refused) as refused:
        apply(access, [a_take(bundel, found["urukan"], newest)])
    assert refused.value.code == "bundel_target_empty"


def test_a_resource_of_another_kategori_is_refused_by_name(access, project, row, found):
    newest = published_again(found["galian"], [line("X.01", Kategori.ALT, "kg", "1")])
    item = {"kategori": "BHN", "kode": "X.01", "uraian": "Semen", "satuan": "kg", "harga": None}
    write(access, lambda w: w.insert(rab.HargaItem, [item]) and None)
    with pytest.raises(CellRefusals) as refused:
        apply(access, [a_take(row, found["galian"], newest)])
    assert "di analisa ini peralatan" in refused.value.extra["cells"][0]["reason"]


def test_one_row_twice_is_refused(access, row, found):
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6")])
    take = a_take(row, found["galian"], newest)
    with pytest.raises(Refused) as refused:
        apply(access, [take, take._replace(cara=Cara.TAUTKAN)])
    assert refused.value.code == "command_invalid"


def test_who_may_only_read_takes_nothing(project, row, found):
    newest = published_again(found["galian"], [line("L.01", koefisien="0.6")])
    reviewer = an_access(a_member(project, "peninjau"), project)
    with pytest.raises(Forbidden):
        apply(reviewer, [a_take(row, found["galian"], newest)])


def test_the_cost_does_not_grow_with_the_rows(access, project, row, found, queries):
    def cost(count):
        save(access, adds=[ahsp(found["urukan"], row.sub_klasifikasi_id, f"p{n}") for n in range(count)])
        newest = max(Analysis.objects.filter(kode="1.2").values_list("pk", flat=True))
        published_again(newest, [line("L.01", koefisien=f"0.{count}1")])
        takes = [take_of(one) for one in offered(project).rows]
        with queries() as statements:
            apply(access, takes)
        return len(statements)

    assert cost(3) == cost(40) <= 26
