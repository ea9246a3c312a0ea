"""What an undo must not break, since others have written in between: circles of bundels, and formulas' figures."""

import pytest
from volume_builders import Bench

from harsat.kernel.errors import CellConflicts, Refused
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_redo, change_undo
from harsat.rab.models import Komponen
from support.analisa import Analyses, a_bundle, a_delete
from support.projects import a_member, a_project, a_request_key, a_user, an_access

pytestmark = pytest.mark.django_db


def undo(access):
    return change_undo(access=access, request_key=a_request_key(), request_hash=b"")


def refused(access, project, kind=Refused):
    before = state_dump(project.pk)
    with pytest.raises(kind) as raised:
        undo(access)
    assert state_dump(project.pk) == before
    return raised.value


@pytest.fixture
def site():
    return Analyses(pekerjaan=3)


@pytest.fixture
def other(site):
    """The same site under another member's hands."""
    second = Analyses.__new__(Analyses)
    second.user, second.project, second.works = a_member(site.project), site.project, site.works
    return second


def test_an_undo_that_would_close_a_circle_of_bundels_is_refused_with_the_path(site, other):
    site.bundle(0, 1)
    (row,) = Komponen.objects.filter(pekerjaan=site.works[0], target_pekerjaan=site.works[1])
    site.save(0, deletes=[a_delete(row)])
    other.bundle(1, 0)
    error = refused(site.access, site.project)
    assert error.code == "bundel_cycle"
    assert error.payload()["path"][0] == error.payload()["path"][-1]


def test_an_undo_that_would_empty_what_another_bundles_is_refused(site, other):
    site.empty(2)
    site.save(2, adds=[a_bundle(site.works[1].pk)])
    other.bundle(0, 2)
    assert refused(site.access, site.project).code == "bundel_target_empty"


def test_an_undo_of_a_bundle_that_breaks_nothing_passes(site):
    before = state_dump(site.project.pk)
    site.bundle(0, 1)
    undo(site.access)
    assert state_dump(site.project.pk) == before
    change_redo(access=site.access, request_key=a_request_key(), request_hash=b"")
    assert Komponen.objects.filter(target_pekerjaan=site.works[1]).exists()


@pytest.fixture
def bench():
    user = a_user()
    return Bench(user, a_project(user, pekerjaan=2))


@pytest.fixture
def colleague(bench):
    return Bench(a_member(bench.project), bench.project)


def test_a_formula_that_comes_back_must_be_worth_what_it_was(bench, colleague):
    bench.define(p="2")
    bench.fill((0, "10", "=p*2"))
    bench.fill((0, "=p*2", "7"))
    colleague.define(p="5")
    (cell,) = refused(bench.access, bench.project, CellConflicts).payload()["cells"]
    assert (cell["table"], cell["to"], cell["now"]) == ("volume", "4.0000", "10.0000")


def test_a_parameter_that_goes_back_must_leave_no_formula_behind(bench, colleague):
    bench.define(p="2")
    bench.define(p="3")
    colleague.fill((0, "10", "=p*2"))
    (cell,) = refused(bench.access, bench.project, CellConflicts).payload()["cells"]
    assert (cell["table"], cell["to"], cell["now"]) == ("volume", "6.0000", "4.0000")


def test_a_parameter_that_another_formula_uses_cannot_be_undone_away(bench, colleague):
    bench.define(p="2")
    colleague.fill((0, "10", "=p*2"))
    (cell,) = refused(bench.access, bench.project, CellConflicts).payload()["cells"]
    assert (cell["table"], cell["now"]) == ("volume", None)


def test_a_parameter_that_another_parameter_uses_cannot_be_undone_away(bench, colleague):
    bench.define(p="2")
    colleague.define(luas="p*4")
    cells = refused(bench.access, bench.project, CellConflicts).payload()["cells"]
    assert [cell["table"] for cell in cells] == ["parameter"]


def test_a_parameter_change_with_its_volumes_is_undone_and_redone(bench):
    bench.define(p="2", luas="p*4")
    bench.fill((0, "10", "=luas/2"))
    bench.define(p="3")
    changed = state_dump(bench.project.pk)
    undo(bench.access)
    assert str(bench.volume(0).nilai) == "4.0000"
    change_redo(access=an_access(bench.user, bench.project), request_key=a_request_key(), request_hash=b"")
    assert state_dump(bench.project.pk) == changed
