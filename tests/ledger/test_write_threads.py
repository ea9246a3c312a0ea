"""The write path under real threads and real commits: nothing is lost, nothing is done twice, nobody waits for ever."""

from contextlib import contextmanager
from decimal import Decimal
from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from harsat.accounts.models import Membership, Role
from harsat.kernel import transaction as kernel_transaction
from harsat.kernel.errors import Busy, CellConflicts, Conflict, Forbidden
from harsat.ledger.models import Change
from harsat.rab.models import HargaItem, Komponen, Pekerjaan
from support.projects import a_member, a_project, a_request_key, a_user, an_access, ids, prices_set, write
from support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return a_user("Estimator A")


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=3)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


def test_no_update_is_lost_and_revisions_have_no_gap(project):
    accesses = [an_access(a_member(project), project) for _ in range(4)]
    item = ids(HargaItem, project)[0]

    def add_ten_times(access):
        for _ in range(10):
            write(access, add_one)

    def add_one(w):
        now = Decimal(w.rows(HargaItem, [item])[item]["harga"])
        w.update(HargaItem, {item: {"harga": str(now + 1)}})

    results = at_once(*[lambda access=access: add_ten_times(access) for access in accesses])
    assert results == [None] * 4
    assert HargaItem.objects.get(pk=item).harga == 100040
    revisions = Change.objects.filter(project=project).order_by("revision").values_list("revision", flat=True)
    assert list(revisions) == list(range(1, 42))


def test_one_key_sent_by_four_threads_is_one_change(project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    seen = {item: "100000"}
    results = at_once(*[lambda: prices_set(access, {item: "7"}, before=seen, key=key, request_hash=b"x")] * 4)
    assert {receipt.change_id for receipt in results} == {results[0].change_id}
    assert Change.objects.filter(project=project, request_key=key).count() == 1
    project.refresh_from_db()
    assert project.revision == 2


def test_two_writers_of_one_cell_are_one_change_and_one_conflict(project):
    accesses = [an_access(a_member(project), project) for _ in range(2)]
    item = ids(HargaItem, project)[0]
    results = at_once(
        *[lambda a=a, n=n: prices_set(a, {item: str(n)}, before={item: "100000"}) for n, a in enumerate(accesses, 1)]
    )
    assert sorted(type(result).__name__ for result in results) == ["CellConflicts", "Receipt"]
    (conflict,) = [result for result in results if isinstance(result, CellConflicts)]
    assert conflict.payload()["cells"][0]["by"]


def test_a_role_that_changes_while_the_writer_waits_is_the_one_that_counts(project):
    member = a_member(project)
    access, item = an_access(member, project), ids(HargaItem, project)[0]
    held, let_go = Event(), Event()

    def hold():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("UPDATE projects_project SET revision = revision WHERE id = %s", [project.pk])
            held.set()
            let_go.wait(5)
            Membership.objects.filter(user=member, organisation=project.organisation).update(role=Role.PENINJAU)

    def late():
        held.wait(5)
        let_go.set()
        return prices_set(access, {item: "7"}, before={item: "100000"})

    _held, answer = at_once(hold, late)
    assert isinstance(answer, Forbidden)
    assert HargaItem.objects.get(pk=item).harga == 100000


def test_a_broken_reference_shows_at_commit_and_is_a_409(project, access):
    work = ids(Pekerjaan, project)[0]
    with pytest.raises(Conflict) as raised:
        write(access, lambda w: w.delete(Pekerjaan, [work]))
    assert raised.value.code == "constraint"
    assert isinstance(raised.value.__cause__, IntegrityError)
    assert Komponen.objects.filter(pekerjaan_id=work).exists()
    project.refresh_from_db()
    assert project.revision == 1


def test_a_write_does_not_wait_for_the_lock_of_another_project_on_postgresql(user, project, access):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer")
    other = a_project(user, pekerjaan=1)
    with holding(other):
        assert prices_set(access, {ids(HargaItem, project)[0]: "7"}, before={ids(HargaItem, project)[0]: "100000"})


def test_a_lock_that_does_not_come_is_a_503_that_may_be_sent_again(project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 200")
    with holding(project), pytest.raises(Busy) as raised:
        prices_set(access, {item: "7"}, before={item: "100000"}, key=key)
    assert (raised.value.status, raised.value.retry_after) == (503, 1)
    assert prices_set(access, {item: "7"}, before={item: "100000"}, key=key).change_id


def test_the_queue_of_an_embedded_server_ends_in_a_503(project, access, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL queues by itself")
    monkeypatch.setattr(kernel_transaction, "WAIT", 0.1)
    inside, let_go = Event(), Event()

    def slow(_w):
        inside.set()
        let_go.wait(5)

    def hold():
        write(access, slow)
        connection.close()

    thread = Thread(target=hold)
    thread.start()
    inside.wait(5)
    try:
        with pytest.raises(Busy):
            prices_set(access, {ids(HargaItem, project)[0]: "7"})
    finally:
        let_go.set()
        thread.join()


def test_an_error_of_the_database_that_is_no_wait_stays_what_it_is(access):
    def broken(_w):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    with pytest.raises(DatabaseError, match="no_such_table"):
        write(access, broken)


@contextmanager
def holding(project):
    """Another connection holds the project's row inside the block."""
    held, let_go = Event(), Event()

    def hold():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("UPDATE projects_project SET revision = revision WHERE id = %s", [project.pk])
            held.set()
            let_go.wait(20)
        connection.close()

    thread = Thread(target=hold)
    thread.start()
    held.wait(5)
    try:
        yield
    finally:
        let_go.set()
        thread.join()
