"""A reader beside a writer that never stops sees one moment: prices and volumes of the same commit."""

from decimal import Decimal

import pytest
from django.db import connection, transaction

from harsat.ledger.marks import marks_get
from harsat.ledger.snapshot_read import read_snapshot
from harsat.rab.models import HargaItem, Volume
from harsat.rab.selectors import parts
from harsat.rab.selectors.estimate import ESTIMATES, estimate_at, estimate_current
from harsat.rab.selectors.snapshot import snapshot_of
from support.projects import a_project, a_user, an_access, ids, write
from support.threads import without_pause

pytestmark = pytest.mark.django_db(transaction=True)

TWICE = Decimal(2)


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=2)


class Writer:
    """Doubles every price while it halves every volume, and back: the subtotal never moves."""

    def __init__(self, access, project):
        self.access, self.items, self.volumes = access, ids(HargaItem, project), ids(Volume, project)
        self.up, self.done = False, 0

    def __call__(self):
        self.up = not self.up
        price, volume = (TWICE, 1 / TWICE) if self.up else (1 / TWICE, TWICE)
        write(self.access, lambda w: self.move(w, price, volume))
        self.done += 1

    def move(self, w, price, volume):
        for model, rows, column, factor in (
            (HargaItem, self.items, "harga", price),
            (Volume, self.volumes, "nilai", volume),
        ):
            found = w.rows(model, rows)
            w.update(model, {i: {column: str(Decimal(row[column]) * factor)} for i, row in found.items()})


def test_an_estimate_is_never_torn(user, project):
    writer = Writer(an_access(user, project), project)
    with without_pause(writer):
        for _ in range(60):
            parts.PARTS_CACHE.clear()
            ESTIMATES.clear()
            assert estimate_current(project.pk).rekap.subtotal.jumlah == 3_300_000
    assert writer.done > 10


def test_parts_cached_by_their_marks_are_never_torn(user, project):
    writer = Writer(an_access(user, project), project)
    with without_pause(writer):
        for _ in range(60):
            access = an_access(user, project)
            estimate = estimate_at(project.pk, access.mark)
            assert estimate.rekap.subtotal.jumlah == 3_300_000
            assert int(estimate.snapshot.mark.split(".")[0]) >= access.revision


def test_without_the_read_snapshot_it_would_be_torn(user, project):
    """The test above must be able to fail."""
    access = an_access(user, project)
    writer = Writer(access, project)
    parts.PARTS_CACHE.clear()
    marks = marks_get(project.pk)
    parts.part_get(project.pk, "harga", marks.parts["harga"], parts.harga_read)
    writer()
    torn = snapshot_of(project.pk, marks)
    assert torn.harga[writer.items[0]].harga * torn.volume[ids_work(project)] != 100000 * 10
    parts.PARTS_CACHE.clear()


def ids_work(project):
    return Volume.objects.filter(project=project).order_by("pk").values_list("pekerjaan_id", flat=True)[0]


def test_a_read_snapshot_sees_one_moment(user, project):
    writer = Writer(an_access(user, project), project)
    with without_pause(writer):
        for _ in range(30):
            with read_snapshot():
                before = marks_get(project.pk).mark
                price = HargaItem.objects.get(pk=writer.items[0]).harga
                volume = Volume.objects.get(pk=writer.volumes[0]).nilai
                assert price * volume == 1_000_000
                assert marks_get(project.pk).mark == before


def test_a_read_snapshot_joins_the_transaction_that_is_open(user, project):
    with transaction.atomic():
        HargaItem.objects.filter(project=project).update(harga=7)
        with read_snapshot():
            assert set(HargaItem.objects.filter(project=project).values_list("harga", flat=True)) == {Decimal(7)}
        transaction.set_rollback(True)
    with read_snapshot(), read_snapshot():
        assert not HargaItem.objects.filter(project=project, harga=7).exists()


def test_a_read_snapshot_leaves_the_connection_as_it_was(user, project):
    with pytest.raises(ZeroDivisionError), read_snapshot():
        raise ZeroDivisionError
    assert connection.get_autocommit()
    with transaction.atomic():
        HargaItem.objects.filter(project=project).update(harga=7)
    assert HargaItem.objects.filter(project=project, harga=7).exists()


def test_a_reader_does_not_wait_for_a_writer(user, project):
    access = an_access(user, project)

    def body(w):
        w.update(HargaItem, {ids(HargaItem, project)[0]: {"harga": "1.00"}})
        ESTIMATES.clear()
        parts.PARTS_CACHE.clear()
        (total,) = in_a_thread(lambda: estimate_current(project.pk).rekap.subtotal.jumlah)
        assert total == 3_300_000

    write(access, body)


def in_a_thread(task):
    from support.threads import at_once

    return at_once(task)
