"""Restoring a revision is one forward change: the project is what it was, and one undo brings back what went."""

from random import Random

import pytest

from harsat.accounts.models import Role
from harsat.kernel.errors import Conflict, Forbidden, Refused
from harsat.ledger.models import Change
from harsat.ledger.replay import state_at, state_dump
from harsat.ledger.restore import restore_to
from harsat.ledger.undo import change_undo
from harsat.projects.models import Project
from harsat.rab.models import HargaItem
from support.operations import Worker
from support.projects import a_member, a_request_key, an_access, ids, prices_set, write


def restore(user, project, revision, *, seen="", key=None):
    access = an_access(user, project)
    return restore_to(
        access=access,
        revision=revision,
        seen=seen or access.mark,
        request_key=key or a_request_key(),
        request_hash=b"",
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_revision_can_be_restored_and_the_restore_undone(user, project, seed):
    random = Random(seed)
    worker = Worker(an_access(user, project), project, random)
    for _ in range(60):
        worker.step()
    newest = Project.objects.get(pk=project.pk).revision
    for revision in random.sample(range(1, newest), 5):
        before = state_dump(project.pk)
        receipt = restore(user, project, revision)
        assert state_dump(project.pk) == state_at(project.pk, revision)
        if receipt.change_id:
            change_undo(access=an_access(user, project), request_key=a_request_key(), request_hash=b"")
            assert state_dump(project.pk) == before


def test_a_restore_is_one_change_with_its_own_revision(user, project, access):
    item = ids(HargaItem, project)[0]
    prices_set(access, {item: "1"})
    prices_set(access, {item: "2"})
    receipt = restore(user, project, 2)
    change = Change.objects.get(pk=receipt.change_id)
    assert (receipt.revision, change.action, change.parts) == (4, "project_restore", "harga")
    assert receipt.answer == {"restored": 2, "changed": {"harga_item": [item]}}
    assert HargaItem.objects.get(pk=item).harga == 1


def test_codes_that_have_been_swapped_are_swapped_back(user, project, access):
    first, second = ids(HargaItem, project)[1:3]
    write(access, lambda w: w.update_in_two_phases(HargaItem, {first: {"kode": "M.0002"}, second: {"kode": "M.0001"}}))
    restore(user, project, 1)
    assert HargaItem.objects.get(pk=first).kode == "M.0001"


def test_restoring_what_is_in_force_changes_nothing(user, project):
    assert restore(user, project, 1).change_id is None


@pytest.mark.parametrize("revision", [0, -1, 3, 10**12])
def test_a_revision_that_is_not_there_is_refused(user, project, access, revision):
    prices_set(access, {ids(HargaItem, project)[0]: "1"})
    with pytest.raises(Refused) as raised:
        restore(user, project, revision)
    assert raised.value.code == "revision_unknown"


def test_nothing_is_restored_over_a_state_that_the_user_has_not_seen(user, project, access):
    seen = an_access(user, project).mark
    newer = prices_set(access, {ids(HargaItem, project)[0]: "1"})
    with pytest.raises(Conflict) as raised:
        restore(user, project, 1, seen=seen)
    assert raised.value.payload()["mark"] == newer.mark
    assert HargaItem.objects.get(pk=ids(HargaItem, project)[0]).harga == 1


def test_a_restore_needs_the_right_to_edit(project, access):
    prices_set(access, {ids(HargaItem, project)[0]: "1"})
    with pytest.raises(Forbidden):
        restore(a_member(project, Role.PELAKSANA), project, 1)


def test_one_key_restores_once(user, project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    seen = prices_set(access, {item: "1"}).mark
    first = restore(user, project, 1, seen=seen, key=key)
    assert restore(user, project, 1, seen=seen, key=key).change_id == first.change_id
