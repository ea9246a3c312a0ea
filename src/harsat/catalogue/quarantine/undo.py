"""Takes back the last decision of an import, or does it again: last in, first out, whoever asks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import ImportBatch, ImportDecision, ImportFinding
from harsat.catalogue.quarantine.decide import Receipt, batch_lock, batch_settle
from harsat.catalogue.quarantine.outcome import Outcome, outcomes, outcomes_write
from harsat.kernel.errors import Conflict, Refused
from harsat.kernel.transaction import write_transaction


def decision_undo(*, batch_id: int, by: User | None, sequence: int | None = None) -> Receipt:
    """Put the findings of the last decision back as they stood before it.

    Raises:
        Refused: there is nothing to undo.
        Conflict: `sequence` names a decision that is no longer the last.
    """
    with write_transaction():
        batch = batch_lock(batch_id)
        decision = _expected(decision_to_undo(batch), sequence)
        outcomes_write({finding_id: Outcome.read(stored) for finding_id, *stored in decision.before})
        _mark(decision, undone=True)
        return batch_settle(batch, decision, by, "urungkan")


def decision_redo(*, batch_id: int, by: User | None, sequence: int | None = None) -> Receipt:
    """Do the decision that was undone last once more.

    Raises:
        Refused: there is nothing to redo; a decision made after an undo ends its redo.
        Conflict: `sequence` names a decision that is not the next.
    """
    with write_transaction():
        batch = batch_lock(batch_id)
        decision = _expected(decision_to_redo(batch), sequence)
        ids = [finding_id for finding_id, *_stored in decision.before]
        findings = list(ImportFinding.objects.filter(batch=batch, pk__in=ids))
        outcomes_write(outcomes(batch, decision, findings))
        _mark(decision, undone=False)
        return batch_settle(batch, decision, by, "ulangi")


def decision_to_undo(batch: ImportBatch) -> ImportDecision | None:
    """The last decision in force."""
    return ImportDecision.objects.filter(batch=batch, undone=False).order_by("-sequence").first()


def decision_to_redo(batch: ImportBatch) -> ImportDecision | None:
    """The first decision undone after the last one in force."""
    last = decision_to_undo(batch)
    after = ImportDecision.objects.filter(batch=batch, undone=True, sequence__gt=last.sequence if last else 0)
    return after.order_by("sequence").first()


def _expected(decision: ImportDecision | None, sequence: int | None) -> ImportDecision:
    if decision is None:
        raise Refused(_("Tidak ada keputusan yang dapat diurungkan atau diulangi."), code="import_nothing")
    if sequence is not None and decision.sequence != sequence:
        raise Conflict(_("Sudah ada keputusan lain sesudahnya. Muat ulang."), code="import_conflict")
    return decision


def _mark(decision: ImportDecision, *, undone: bool) -> None:
    decision.undone = undone
    decision.save(update_fields=["undone"])
