"""Reads of the price list and of the estimate: a price edit reloads prices only, and size costs no query."""

import pytest

from harsat.engine.estimate import compute
from harsat.rab.models import HargaItem, Komponen, Pekerjaan, PricingPolicy, Volume
from harsat.rab.selectors import parts
from harsat.rab.selectors.estimate import ESTIMATES, estimate_at, estimate_current
from harsat.rab.selectors.harga import harga_rows
from harsat.rab.selectors.snapshot import snapshot_current
from support.operations import Worker
from support.projects import a_project, a_user, an_access, ids, prices_set, write
from support.queries import statement_count

pytestmark = pytest.mark.django_db


def cold():
    ESTIMATES.clear()
    parts.PARTS_CACHE.clear()


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=2)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


@pytest.mark.parametrize("pekerjaan", [10, 300])
def test_a_cold_estimate_costs_eight_statements_whatever_the_size(user, pekerjaan):
    project = a_project(user, pekerjaan=pekerjaan)
    cold()
    with statement_count(8):
        estimate_current(project.pk)


def test_a_known_estimate_costs_the_marks_alone_and_at_its_mark_nothing(project):
    estimate_current(project.pk)
    with statement_count(1):
        estimate = estimate_current(project.pk)
    with statement_count(0):
        assert estimate_at(project.pk, project.mark) is estimate


# The statements of each part, besides the one for the marks.
EDITS = {
    "harga": (HargaItem, {"harga": "7.00"}, 1),
    "volume": (Volume, {"nilai": "7.0000"}, 1),
    "analisa": (Komponen, {"koefisien": "7.000000"}, 1),
    "struktur": (Pekerjaan, {"uraian": "lain"}, 3),
    "proyek": (PricingPolicy, {"buk_persen": "7.00"}, 1),
}


@pytest.mark.parametrize("part", EDITS)
def test_an_edit_reloads_its_own_part_only(project, access, part):
    model, row, cost = EDITS[part]
    key = project.pk if model is PricingPolicy else ids(model, project)[0]
    write(access, lambda w: w.update(model, {key: row}))
    mark = an_access_mark(access)
    ESTIMATES.clear()
    parts.PARTS_CACHE._entries.pop((project.pk, part, mark), None)
    with statement_count(1 + cost) as statements:
        estimate_current(project.pk)
    assert all("project" in sql for sql in statements.seen)


def an_access_mark(access):
    from harsat.ledger.marks import marks_get

    return marks_get(access.project_id).mark


def test_parts_that_did_not_change_are_the_same_objects(project, access):
    before = snapshot_current(project.pk)
    prices_set(access, {ids(HargaItem, project)[0]: "7"})
    after = snapshot_current(project.pk)
    assert after.komponen is before.komponen
    assert after.pekerjaan is before.pekerjaan
    assert after.volume is before.volume
    assert after.harga is not before.harga


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_patched_estimate_equals_a_fresh_one(user, project, access, seed):
    from random import Random

    worker = Worker(access, project, Random(seed))
    estimate_current(project.pk)
    for _ in range(40):
        worker.step()
        patched = estimate_current(project.pk)
        assert patched == compute(patched.snapshot)
        cold_snapshot = fresh(project)
        assert (patched.rekap, patched.rab) == (cold_snapshot.rekap, cold_snapshot.rab)


def fresh(project):
    kept = dict(parts.PARTS_CACHE._entries)
    parts.PARTS_CACHE._entries.clear()
    try:
        return compute(snapshot_current(project.pk))
    finally:
        parts.PARTS_CACHE._entries.clear()
        parts.PARTS_CACHE._entries.update(kept)


def test_a_row_says_price_source_and_where_it_is_used(project, access):
    rows = {row.kode: row for row in harga_rows(project.pk, estimate_current(project.pk))}
    assert (str(rows["L.01"].harga), rows["L.01"].dipakai, rows["M.0001"].dipakai) == ("100000.00", 2, 1)


@pytest.mark.parametrize("pekerjaan", [2, 60])
def test_the_rows_of_the_page_cost_one_statement(user, pekerjaan):
    project = a_project(user, pekerjaan=pekerjaan)
    estimate = estimate_current(project.pk)
    with statement_count(1):
        assert len(harga_rows(project.pk, estimate)) == pekerjaan + 1


def test_another_project_is_not_in_the_rows(user, project):
    a_project(user, pekerjaan=4)
    assert len(harga_rows(project.pk, estimate_current(project.pk))) == 3


def test_reading_writes_nothing(project):
    from harsat.ledger.replay import state_dump

    before = state_dump(project.pk)
    cold()
    with statement_count() as statements:
        harga_rows(project.pk, estimate_current(project.pk))
    assert state_dump(project.pk) == before
    assert all(sql.lstrip().startswith("SELECT") for sql in statements.seen)
