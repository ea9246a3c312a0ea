"""Undo under races: two tabs take back two changes, or one change once; never one change twice."""

from contextlib import suppress

import pytest

from harsat.kernel.errors import Conflict, Refused
from harsat.ledger.models import Change
from harsat.ledger.replay import state_at, state_dump
from harsat.ledger.undo import change_redo, change_undo
from harsat.rab.models import HargaItem
from support.projects import a_member, a_project, a_request_key, a_user, an_access, ids, prices_set
from support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


def undo(access, key=None):
    return change_undo(access=access, request_key=key or a_request_key(), request_hash=b"")


def test_two_undos_at_once_of_one_change_are_one_undo_and_one_nothing(user, project):
    access, item = an_access(user, project), ids(HargaItem, project)[0]
    prices_set(access, {item: "1"})
    results = at_once(lambda: undo(access), lambda: undo(access))
    assert sorted(type(result).__name__ for result in results) == ["Receipt", "Refused"]
    (refused,) = [result for result in results if isinstance(result, Refused)]
    assert refused.code == "nothing_to_undo"
    assert HargaItem.objects.get(pk=item).harga == 100000
    assert Change.objects.filter(project=project, undoes__isnull=False).count() == 1


def test_two_undos_at_once_of_two_changes_take_back_both(user, project):
    access, item = an_access(user, project), ids(HargaItem, project)[0]
    prices_set(access, {item: "1"})
    prices_set(access, {item: "2"})
    first, second = at_once(lambda: undo(access), lambda: undo(access))
    assert {first.revision, second.revision} == {4, 5}
    assert HargaItem.objects.get(pk=item).harga == 100000


def test_one_undo_sent_twice_at_once_is_one_undo(user, project):
    access, item, key = an_access(user, project), ids(HargaItem, project)[0], a_request_key()
    prices_set(access, {item: "1"})
    prices_set(access, {item: "2"})
    first, second = at_once(lambda: undo(access, key), lambda: undo(access, key))
    assert first.change_id == second.change_id
    assert HargaItem.objects.get(pk=item).harga == 1


def test_an_undo_beside_an_edit_of_the_same_cell_leaves_one_of_two_orders(user, project):
    access = an_access(user, project)
    other = an_access(a_member(project), project)
    item = ids(HargaItem, project)[0]
    prices_set(access, {item: "1"})
    results = at_once(lambda: undo(access), lambda: prices_set(other, {item: "9"}, before={item: "1"}))
    assert sorted(type(result).__name__ for result in results) == ["CellConflicts", "Receipt"]
    assert HargaItem.objects.get(pk=item).harga in {100000, 9}


def test_everyone_at_once_leaves_a_log_that_folds_to_the_tables(user, project):
    people = [an_access(user, project), *(an_access(a_member(project), project) for _ in range(3))]
    item = ids(HargaItem, project)[0]

    def storm(access, number):
        for round_ in range(8):
            quietly(prices_set, access, {item: f"{number}{round_}"})
            quietly(undo, access)
            quietly(change_redo, access=access, request_key=a_request_key(), request_hash=b"")

    results = at_once(*[lambda a=a, n=n: storm(a, n) for n, a in enumerate(people, 1)])
    assert results == [None] * 4
    project.refresh_from_db()
    revisions = list(Change.objects.filter(project=project).order_by("revision").values_list("revision", flat=True))
    assert revisions == list(range(1, project.revision + 1))
    assert state_at(project.pk, project.revision) == state_dump(project.pk)


def quietly(act, *args, **options):
    with suppress(Conflict, Refused):
        act(*args, **options)
