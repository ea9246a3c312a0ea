"""The log is whole: folded from nothing or from a checkpoint it gives what the tables hold, at every revision."""

from random import Random

import pytest

from harsat.kernel.errors import Refused
from harsat.ledger import replay
from harsat.ledger.models import Change, Checkpoint
from harsat.ledger.replay import checkpoint_take, state_at, state_dump
from harsat.projects.models import Project
from harsat.rab.models import HargaItem, PricingPolicy
from support.operations import Worker
from support.projects import a_member, an_access, ids, prices_set, write


def work(project, steps, seed, people=2):
    """Random work by several people; the state of the tables after each revision."""
    random = Random(seed)
    workers = [Worker(an_access(a_member(project), project), project, random) for _ in range(people)]
    states = {}
    for _ in range(steps):
        receipt = random.choice(workers).step()
        if receipt is not None and receipt.change_id is not None:
            states[receipt.revision] = state_dump(project.pk)
    return states


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_fold_equals_the_tables_at_every_revision(project, seed):
    states = work(project, 120, seed)
    assert len(states) > 60
    assert all(state_at(project.pk, revision) == state for revision, state in states.items())


@pytest.mark.slow
def test_the_fold_equals_the_tables_after_2000_operations(project):
    states = work(project, 2000, seed=7, people=3)
    newest = max(states)
    assert newest > 1000
    assert state_at(project.pk, newest) == state_dump(project.pk)
    assert all(state_at(project.pk, revision) == states[revision] for revision in list(states)[::50])


@pytest.mark.slow
def test_a_checkpoint_is_taken_every_so_many_revisions_and_the_fold_starts_there(project, access, monkeypatch):
    monkeypatch.setattr(replay, "EVERY", 10)
    states = work(project, 60, seed=3)
    kept = list(Checkpoint.objects.filter(project=project).order_by("revision").values_list("revision", flat=True))
    assert kept == [1, *range(10, max(states) + 1, 10)]
    assert all(state_at(project.pk, revision) == state for revision, state in states.items())
    Change.objects.filter(project=project, revision__lte=kept[-1]).update(ops=b"")
    assert state_at(project.pk, max(states)) == states[max(states)]


def test_checkpoints_are_five_hundred_revisions_apart():
    assert [replay.checkpoint_due(revision) for revision in (1, 499, 500, 501, 1000)] == [
        False,
        False,
        True,
        False,
        True,
    ]


def test_a_checkpoint_taken_twice_at_one_revision_is_one(project):
    assert checkpoint_take(project.pk).pk == checkpoint_take(project.pk).pk


def test_a_write_stands_where_its_checkpoint_fails(project, access, monkeypatch, caplog):
    monkeypatch.setattr(replay, "EVERY", 2)
    monkeypatch.setattr("harsat.ledger.write.checkpoint_take", lambda _project_id: 1 / 0)
    assert prices_set(access, {ids(HargaItem, project)[0]: "1"}).revision == 2
    assert "no checkpoint" in caplog.text


def test_a_birth_is_a_change_without_ops_and_a_checkpoint(project):
    birth = Change.objects.get(project=project)
    assert (birth.revision, birth.undoable, birth.action) == (1, False, "project_create")
    assert state_at(project.pk, 1) == state_dump(project.pk)
    assert Checkpoint.objects.get(project=project).mark == birth.mark


def test_the_state_before_the_birth_is_empty(project):
    assert state_at(project.pk, 0) == {}


def test_identity_and_pricing_are_in_the_log(project, access):
    write(access, lambda w: w.update(Project, {project.pk: {"nama": "Gedung B", "tanggal_mulai": "2026-02-01"}}))
    write(access, lambda w: w.update(PricingPolicy, {project.pk: {"buk_persen": "12.5", "bulatkan_baris": False}}))
    state = state_at(project.pk, 3)
    assert state == state_dump(project.pk)
    assert state["project"][project.pk]["tanggal_mulai"] == "2026-02-01"
    assert state["pricing_policy"][project.pk]["buk_persen"] == "12.50"
    project.refresh_from_db()
    assert str(project.tanggal_mulai) == "2026-02-01"


def test_ops_of_an_older_schema_are_not_read(project, access):
    prices_set(access, {ids(HargaItem, project)[0]: "1"})
    Change.objects.filter(project=project, revision=2).update(schema=0)
    with pytest.raises(Refused) as raised:
        state_at(project.pk, 2)
    assert raised.value.code == "revision_too_old"


def test_a_checkpoint_of_a_migration_makes_older_ops_unnecessary(project, access):
    prices_set(access, {ids(HargaItem, project)[0]: "1"})
    Change.objects.filter(project=project).update(schema=0)
    checkpoint_take(project.pk)
    prices_set(access, {ids(HargaItem, project)[0]: "2"})
    assert state_at(project.pk, 3) == state_dump(project.pk)
