"""Undo, redo and restore on the wire."""

import pytest

from harsat.accounts.models import Role
from harsat.rab.models import HargaItem
from support.projects import (
    a_client,
    a_member,
    a_project,
    a_request_key,
    a_user,
    an_access,
    api_post,
    api_url,
    ids,
    prices_set,
)
from support.queries import statement_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


@pytest.fixture
def client(user):
    return a_client(user)


@pytest.fixture
def item(project):
    return ids(HargaItem, project)[0]


def act(client, project, verb, body=None, **options):
    return api_post(client, api_url(project, f"{verb}/"), body, **options)


def test_an_undo_says_what_was_taken_back_where_and_the_totals(user, client, project, item):
    prices_set(an_access(user, project), {item: "1"})
    body = act(client, project, "undo").json()
    assert (body["action"], body["page"], body["changed"]) == (
        "harga_items_update",
        "harga-items",
        {"harga_item": [item]},
    )
    assert (body["revision"], body["totals"]["total"]) == (3, "1832000")
    assert act(client, project, "redo").json()["revision"] == 4
    assert HargaItem.objects.get(pk=item).harga == 1


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_nothing_to_do_is_a_422_in_words(client, project, verb):
    answer = act(client, project, verb)
    assert (answer.status_code, answer.json()["code"]) == (422, f"nothing_to_{verb}")
    assert answer.json()["message"].startswith("Tidak ada")


def test_what_another_changed_since_is_a_409_side_by_side(user, client, project, item):
    prices_set(an_access(user, project), {item: "1"})
    prices_set(an_access(a_member(project, nama="Estimator B"), project), {item: "2"})
    answer = act(client, project, "undo")
    assert answer.status_code == 409
    (cell,) = answer.json()["cells"]
    assert (cell["id"], cell["now"], cell["by"]) == (item, "2.00", "Estimator B")


def test_an_undo_sent_twice_is_one(user, client, project, item):
    access, key = an_access(user, project), a_request_key()
    prices_set(access, {item: "1"})
    prices_set(access, {item: "2"})
    first, second = (act(client, project, "undo", key=key).json() for _ in range(2))
    assert first == second
    assert HargaItem.objects.get(pk=item).harga == 1


@pytest.mark.parametrize("changes", [1, 30])
def test_an_undo_costs_the_same_however_long_the_history(user, client, project, item, changes):
    access = an_access(user, project)
    for number in range(changes):
        prices_set(access, {item: f"{number + 1}"})
    with statement_count() as statements:
        assert act(client, project, "undo").status_code == 200
    assert len(statements) == 15, str(statements)


def test_every_answer_says_what_can_be_undone_and_redone(user, client, project, item):
    prices_set(an_access(user, project), {item: "1"})
    undone = act(client, project, "undo").json()
    assert (undone["can_undo"], undone["can_redo"]) == (False, True)
    redone = act(client, project, "redo").json()
    assert (redone["can_undo"], redone["can_redo"]) == (True, False)


def test_a_reader_undoes_nothing(project):
    answer = act(a_client(a_member(project, Role.PENINJAU)), project, "undo")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_restore_goes_back_and_can_be_undone(user, client, project, item):
    access = an_access(user, project)
    prices_set(access, {item: "1"})
    mark = prices_set(access, {item: "2"}).mark
    body = act(client, project, "restore", {"revision": 2, "mark": mark}).json()
    assert (body["restored"], body["revision"], body["changed"]) == (2, 4, {"harga_item": [item]})
    assert HargaItem.objects.get(pk=item).harga == 1
    act(client, project, "undo")
    assert HargaItem.objects.get(pk=item).harga == 2


def test_a_restore_over_what_was_not_seen_is_a_409(user, client, project, item):
    seen = project.mark
    newer = prices_set(an_access(user, project), {item: "1"}).mark
    answer = act(client, project, "restore", {"revision": 1, "mark": seen})
    assert (answer.status_code, answer.json()["code"], answer.json()["mark"]) == (409, "project_moved", newer)


@pytest.mark.parametrize("revision", [0, 5, 10**30])
def test_a_restore_of_no_revision_is_a_422(client, project, revision):
    answer = act(client, project, "restore", {"revision": revision, "mark": project.mark})
    assert (answer.status_code, answer.json()["code"]) == (422, "revision_unknown")
