"""Undo and redo: what a person calls one step comes back with its ids, whoever else has written in between."""

import pytest

from harsat.accounts.models import Membership, Role
from harsat.kernel.errors import CellConflicts, Forbidden, Refused
from harsat.ledger.models import Change
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_redo, change_undo
from harsat.projects.access import Right
from harsat.rab.models import HargaItem, Klasifikasi, Komponen, Pekerjaan, SubKlasifikasi, Volume
from support.projects import a_member, a_request_key, an_access, ids, prices_set, write


def undo(access, key=None):
    return change_undo(access=access, request_key=key or a_request_key(), request_hash=b"")


def redo(access, key=None):
    return change_redo(access=access, request_key=key or a_request_key(), request_hash=b"")


def price(item):
    return str(HargaItem.objects.get(pk=item).harga)


@pytest.fixture
def item(project):
    return ids(HargaItem, project)[0]


def branch_delete(access, project):
    """Everything below the one klasifikasi, as the outline does it."""

    def body(w):
        for model in (Volume, Komponen, Pekerjaan, SubKlasifikasi, Klasifikasi):
            w.delete(model, ids(model, project))

    return write(access, body, action="struktur_delete")


def test_undo_takes_back_and_redo_brings_back(access, item):
    prices_set(access, {item: "1"})
    undo(access)
    assert price(item) == "100000.00"
    redo(access)
    assert price(item) == "1.00"


def test_what_was_redone_can_be_undone_again(access, item):
    prices_set(access, {item: "1"})
    undo(access)
    redo(access)
    undo(access)
    assert price(item) == "100000.00"


def test_an_undo_is_an_ordinary_forward_change(access, project, item):
    first = prices_set(access, {item: "1"})
    receipt = undo(access)
    change = Change.objects.get(pk=receipt.change_id)
    assert receipt.revision == first.revision + 1
    assert (change.action, change.page, change.undoes_id, change.root_id, change.chain) == (
        "undo",
        "harga-items",
        first.change_id,
        first.change_id,
        2,
    )
    assert receipt.answer == {
        "action": "harga_items_update",
        "page": "harga-items",
        "changed": {"harga_item": [item]},
    }


def test_the_steps_come_back_one_by_one(access, item):
    for figure in ("1", "2", "3"):
        prices_set(access, {item: figure})
    assert [undo(access) and price(item) for _ in range(3)] == ["2.00", "1.00", "100000.00"]
    assert [redo(access) and price(item) for _ in range(3)] == ["1.00", "2.00", "3.00"]


def test_new_work_ends_redo(access, item):
    prices_set(access, {item: "1"})
    undo(access)
    prices_set(access, {item: "2"})
    with pytest.raises(Refused) as raised:
        redo(access)
    assert raised.value.code == "nothing_to_redo"


def test_there_is_nothing_to_undo_at_the_birth(access):
    with pytest.raises(Refused) as raised:
        undo(access)
    assert (raised.value.code, raised.value.status) == ("nothing_to_undo", 422)


def test_there_is_nothing_to_redo_before_an_undo(access, item):
    prices_set(access, {item: "1"})
    with pytest.raises(Refused) as raised:
        redo(access)
    assert raised.value.code == "nothing_to_redo"


def test_everyone_undoes_their_own_work_only(project, access, item):
    other, theirs = an_access(a_member(project), project), ids(HargaItem, project)[1]
    prices_set(access, {item: "1"})
    prices_set(other, {theirs: "2"})
    undo(access)
    assert (price(item), price(theirs)) == ("100000.00", "2.00")


def test_the_change_of_another_in_between_does_not_end_redo(project, access, item):
    other, theirs = an_access(a_member(project), project), ids(HargaItem, project)[1]
    prices_set(access, {item: "1"})
    undo(access)
    prices_set(other, {theirs: "2"})
    redo(access)
    assert price(item) == "1.00"


def test_a_cell_that_another_changed_since_is_a_conflict_and_nothing_is_undone(project, access, item):
    second = ids(HargaItem, project)[1]
    other = an_access(a_member(project, nama="Estimator B"), project)
    prices_set(access, {item: "1", second: "2"})
    prices_set(other, {item: "9"})
    with pytest.raises(CellConflicts) as raised:
        undo(access)
    (cell,) = raised.value.payload()["cells"]
    assert cell | {"at": ""} == {
        "table": "harga_item",
        "id": item,
        "col": "harga",
        "from": "1.00",
        "to": "100000.00",
        "now": "9.00",
        "reason": "sudah diubah lagi",
        "by": "Estimator B",
        "at": "",
    }
    assert price(second) == "2.00"


def test_a_deleted_branch_comes_back_with_the_same_ids(project, access):
    before = state_dump(project.pk)
    branch_delete(access, project)
    assert not Pekerjaan.objects.filter(project=project).exists()
    undo(access)
    assert state_dump(project.pk) == before
    redo(access)
    assert set(state_dump(project.pk)) == {"harga_item", "pricing_policy", "project"}
    undo(access)
    assert state_dump(project.pk) == before


def test_an_inserted_row_goes_and_comes_back_under_its_id(project, access):
    write(access, lambda w: w.insert(HargaItem, [{"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg"}]))
    made = ids(HargaItem, project)[-1]
    undo(access)
    assert made not in ids(HargaItem, project)
    redo(access)
    assert ids(HargaItem, project)[-1] == made


def test_a_swap_of_unique_codes_is_undone(project, access):
    first, second = ids(HargaItem, project)[1:3]
    write(access, lambda w: w.update_in_two_phases(HargaItem, {first: {"kode": "M.0002"}, second: {"kode": "M.0001"}}))
    undo(access)
    assert [HargaItem.objects.get(pk=pk).kode for pk in (first, second)] == ["M.0001", "M.0002"]


def test_the_same_undo_sent_twice_is_done_once(access, item):
    prices_set(access, {item: "1"})
    prices_set(access, {item: "2"})
    key = a_request_key()
    first, again = undo(access, key), undo(access, key)
    assert first.change_id == again.change_id
    assert first.answer == again.answer
    assert price(item) == "1.00"


def test_a_change_of_an_older_schema_cannot_be_undone(access, item):
    receipt = prices_set(access, {item: "1"})
    Change.objects.filter(pk=receipt.change_id).update(schema=0)
    with pytest.raises(Refused) as raised:
        undo(access)
    assert raised.value.code == "nothing_to_undo"


def test_who_may_no_longer_edit_may_not_undo_either(project):
    member = a_member(project)
    access, item = an_access(member, project), ids(HargaItem, project)[0]
    prices_set(access, {item: "1"})
    Membership.objects.filter(user=member, organisation=project.organisation).update(role=Role.PELAKSANA)
    with pytest.raises(Forbidden):
        undo(access)
    assert price(item) == "1.00"


def test_a_pelaksana_undoes_a_change_of_the_schedule(project):
    access = an_access(a_member(project, Role.PELAKSANA), project)
    receipt = write(
        access, lambda w: w.update(HargaItem, {ids(HargaItem, project)[0]: {"harga": "1"}}), right=Right.PROGRESS
    )
    Change.objects.filter(pk=receipt.change_id).update(parts="jadwal")
    assert undo(access).change_id
