"""Rows deleted with all inside, refused while others bundle them, and brought back by one undo."""

import pytest

from harsat.kernel.errors import CellConflicts, CellRefusals, Refused
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_redo, change_undo
from harsat.rab import models as rab
from rab.struktur_builders import an_outline, cell, delete, in_order, klasifikasi, move, pekerjaan, save
from support.projects import a_project, a_request_key, a_user, an_access, ids, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=3)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


def works(project):
    return list(rab.Pekerjaan.objects.filter(project=project).order_by("order"))


def bundle(access, host, target):
    write(
        access,
        lambda write: (
            write.insert(
                rab.Komponen,
                [
                    {
                        "pekerjaan_id": host.pk,
                        "kategori": "LAIN",
                        "koefisien": "1.000000",
                        "target_pekerjaan_id": target.pk,
                    }
                ],
            )
            and None
        ),
    )


def test_a_klasifikasi_goes_with_everything_inside_and_prices_stay(access, project):
    prices = ids(rab.HargaItem, project)
    save(access, deletes=[delete(rab.Klasifikasi.objects.get(project=project), inside=4)])
    for model in (rab.Klasifikasi, rab.SubKlasifikasi, rab.Pekerjaan, rab.Komponen, rab.Volume):
        assert ids(model, project) == []
    assert ids(rab.HargaItem, project) == prices


def test_one_undo_brings_everything_back_with_the_same_ids_and_a_redo_takes_it_again(access, project):
    before = state_dump(project.pk)
    save(access, deletes=[delete(rab.Klasifikasi.objects.get(project=project))])
    after = state_dump(project.pk)
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert state_dump(project.pk) == before
    change_redo(access=access, request_key=a_request_key(), request_hash=b"")
    assert state_dump(project.pk) == after


def test_the_last_pekerjaan_can_be_deleted(access, project):
    save(access, deletes=[delete(row) for row in works(project)])
    assert in_order(project) == []
    assert len(ids(rab.SubKlasifikasi, project)) == 1


def test_a_branch_that_somebody_filled_meanwhile_is_a_conflict(access, project):
    with pytest.raises(CellConflicts) as conflict:
        save(access, deletes=[delete(rab.Klasifikasi.objects.get(project=project), inside=3)])
    assert conflict.value.extra["cells"][0]["now"] == 4


def test_a_row_that_is_gone_already_is_a_conflict(access, project):
    row = works(project)[0]
    save(access, deletes=[delete(row)])
    with pytest.raises(CellConflicts):
        save(access, deletes=[delete(row)])


def test_a_pekerjaan_that_others_bundle_is_refused_with_the_names_of_the_hosts(access, project):
    first, second, third = works(project)
    bundle(access, second, first)
    bundle(access, third, first)
    with pytest.raises(CellRefusals) as refused:
        save(access, deletes=[delete(first)])
    reason = refused.value.extra["cells"][0]["reason"]
    assert reason == ("B.0001 masih dipakai sebagai bundel oleh: B.0002 Pekerjaan 2; B.0003 Pekerjaan 3.")
    assert len(works(project)) == 3


def test_host_and_target_go_together(access, project):
    first, second, _third = works(project)
    bundle(access, second, first)
    save(access, deletes=[delete(first), delete(second)])
    assert in_order(project) == ["Pekerjaan 3"]


def test_a_pekerjaan_moved_out_first_survives_the_deletion_of_its_branch(access, project):
    other = an_outline(access, Lain={"Lain-lain": []})
    top = rab.Klasifikasi.objects.filter(project=project).order_by("id").first()
    save(access, moves=[move(works(project)[1], other["Lain-lain"])], deletes=[delete(top, inside=3)])
    assert in_order(project) == ["Pekerjaan 2"]


def test_a_deleted_row_is_not_changed_by_the_same_command(access, project):
    row = works(project)[0]
    with pytest.raises(Refused):
        save(access, cells=[cell("pekerjaan", row.pk, "uraian", row.uraian, "x")], deletes=[delete(row)])


def test_a_branch_is_not_filled_while_it_goes(access, project):
    sub = rab.SubKlasifikasi.objects.get(project=project)
    with pytest.raises(Refused):
        save(access, adds=[pekerjaan("baru", sub.pk)], deletes=[delete(sub)])


def test_what_is_not_named_stays(access, project):
    save(access, adds=[klasifikasi("Baru")])
    assert len(works(project)) == 3


def test_deleting_a_branch_costs_the_same_whatever_its_size(user, queries):
    def cost(count):
        project = a_project(user, pekerjaan=count)
        access = an_access(user, project)
        with queries() as statements:
            save(access, deletes=[delete(rab.Klasifikasi.objects.get(project=project))])
        return len(statements)

    assert cost(2) == cost(40)
