from random import Random

import pytest

from catalogue.quarantine.quarantine_builders import a_batch, a_line, decide, findings_of, lost, repaired, states
from harsat.catalogue.diagnosis.kinds import Kind
from harsat.catalogue.models import FindingState, ImportDecision
from harsat.catalogue.quarantine.decide import Chosen, OfKind
from harsat.catalogue.quarantine.outcome import Outcome
from harsat.catalogue.quarantine.undo import decision_redo, decision_undo
from harsat.kernel.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(db):
    rows = range(2, 8)
    return a_batch(
        [a_line(row, f"1.{row}", koefisien="13125") for row in rows], [lost(row, f"1.{row}") for row in rows]
    )


def undo(batch, **other):
    return decision_undo(batch_id=batch.pk, by=None, **other)


def redo(batch, **other):
    return decision_redo(batch_id=batch.pk, by=None, **other)


def everything(batch):
    return [Outcome.of(finding) for finding in findings_of(batch)], repaired(batch)


def test_undo_puts_back_what_stood_before_and_redo_does_it_again(batch):
    before = everything(batch)
    decide(batch, "terima", scope=OfKind(Kind.DESIMAL_HILANG))
    after = everything(batch)
    receipt = undo(batch)
    assert (everything(batch), receipt.decided, receipt.ready) == (before, 6, 0)
    assert redo(batch).ready == 6
    assert everything(batch) == after


def test_the_last_decision_is_undone_first(batch):
    decide(batch, "terima", 1)
    decide(batch, "tolak", 2)
    undo(batch)
    assert states(batch)[:2] == ["diterima", "terbuka"]
    undo(batch)
    assert states(batch)[:2] == ["terbuka", "terbuka"]
    redo(batch)
    redo(batch)
    assert states(batch)[:2] == ["diterima", "ditolak"]


def test_undoing_a_reopened_finding_brings_its_own_value_back(batch):
    decide(batch, "ubah", 1, value="2")
    before = everything(batch)
    decide(batch, "buka", scope=Chosen([findings_of(batch)[0].pk], seen=FindingState.DIUBAH))
    undo(batch)
    assert everything(batch) == before


def test_a_new_decision_ends_every_redo(batch):
    decide(batch, "terima", 1)
    undo(batch)
    decide(batch, "terima", 2)
    undo(batch)
    redo(batch)
    assert states(batch)[:2] == ["terbuka", "diterima"]
    with pytest.raises(Refused):
        redo(batch)


def test_there_is_nothing_to_undo_in_the_beginning(batch):
    for act in (undo, redo):
        with pytest.raises(Refused):
            act(batch)


def test_undo_of_a_decision_that_is_no_longer_the_last_is_a_conflict(batch):
    first = decide(batch, "terima", 1)
    decide(batch, "terima", 2)
    with pytest.raises(Conflict):
        undo(batch, sequence=first.sequence)
    assert states(batch)[:2] == ["diterima", "diterima"]


def test_any_order_of_decisions_undos_and_redos_leaves_what_its_history_says(batch):
    chance = Random(20251125)
    history, undone = [everything(batch)], []
    for _step in range(60):
        open_ones = [one.pk for one in findings_of(batch) if one.state == "terbuka"]
        act = chance.choice(["decide", "decide", "undo", "redo"])
        if act == "decide" and open_ones:
            action, value = chance.choice([("terima", ""), ("tolak", ""), ("ubah", "0,25"), ("buang_baris", "")])
            decide(batch, action, scope=Chosen(chance.sample(open_ones, min(2, len(open_ones)))), value=value)
            history.append(everything(batch))
            undone.clear()
        elif act == "undo" and len(history) > 1:
            undo(batch)
            undone.append(history.pop())
        elif act == "redo" and undone:
            redo(batch)
            history.append(undone.pop())
        assert everything(batch) == history[-1]
    assert ImportDecision.objects.filter(batch=batch, undone=False).count() == len(history) - 1
