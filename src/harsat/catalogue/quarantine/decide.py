"""Decisions about findings: accept, edit, keep, drop, reopen; each is one transaction that can be undone.

Every act on chosen findings names the state it saw; where a colleague was quicker nothing is written and the findings
are named. An act on a whole kind takes what is open at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.models import (
    FINDING_KODE_MAX,
    BatchStatus,
    DecisionAction,
    FindingState,
    ImportBatch,
    ImportDecision,
    ImportFinding,
)
from harsat.catalogue.quarantine.outcome import Outcome, outcomes, outcomes_write
from harsat.catalogue.quarantine.state import batch_state
from harsat.catalogue.services.log import log_add
from harsat.kernel.clock import now
from harsat.kernel.errors import Conflict, NotFound, Refused
from harsat.kernel.ids import ids_possible
from harsat.kernel.transaction import write_transaction

NAMED_AT_MOST = 50
CHOSEN_AT_MOST = 5000


class Receipt(NamedTuple):
    """What an act did: its place in the order of undo, how many findings it decided, and what is ready now."""

    decision_id: int
    sequence: int
    decided: int
    ready: int
    analyses: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Findings chosen one by one; `seen` is the state they were seen in."""

    findings: Sequence[int]
    seen: FindingState = FindingState.TERBUKA


@dataclass(frozen=True, slots=True)
class OfKind:
    """Every open finding of a kind; `only_sure` leaves out what is not proposed as certain."""

    kind: str
    only_sure: bool = False


@dataclass(frozen=True, slots=True)
class OfAnalysis:
    """Everything found in one analysis, by its kode in the file."""

    kode: str


Scope = Chosen | OfKind | OfAnalysis


def decision_make(
    *,
    batch_id: int,
    action: DecisionAction,
    scope: Scope,
    by: User | None,
    request_key: UUID,
    value: str = "",
    changes: Sequence[Change] = (),
) -> Receipt:
    """Decide all findings of the scope alike; the same request key a second time answers without doing it again.

    `value` (for the doubtful column) or `changes` (any cells of the analyses) go with UBAH.

    Raises:
        NotFound: no such import, or a finding of another one.
        Refused: nothing to decide, no proposal to accept, or a value that cannot stand.
        Conflict: a colleague decided one of the chosen findings meanwhile; `findings` names them with their state.
    """
    with write_transaction():
        batch = batch_lock(batch_id)
        if done := ImportDecision.objects.filter(batch=batch, request_key=request_key).first():
            return _receipt(batch, done)
        findings = _findings(batch, action, scope)
        ImportDecision.objects.filter(batch=batch, undone=True).delete()  # a new decision ends every redo
        decision = ImportDecision.objects.create(
            batch=batch,
            sequence=batch.revision,
            action=action,
            by=by,
            at=now(),
            request_key=request_key,
            value=value,
            changes=[list(change) for change in changes],
            before=[[one.pk, *Outcome.of(one).stored()] for one in findings],
        )
        outcomes_write(outcomes(batch, decision, findings))
        return batch_settle(batch, decision, by, action)


def batch_lock(batch_id: int) -> ImportBatch:
    """The import at its next revision, locked by that very update until the transaction ends.

    Raises:
        NotFound: no such import.
        Refused: it has not been diagnosed, or was rejected.
    """
    if not ImportBatch.objects.filter(pk__in=ids_possible([batch_id])).update(revision=F("revision") + 1):
        raise NotFound(_("Impor tidak ditemukan."))
    batch = ImportBatch.objects.select_related("edition").get(pk=batch_id)
    if batch.status not in {BatchStatus.DIAGNOSED, BatchStatus.COMMITTED}:
        raise Refused(_("Impor ini belum diperiksa atau sudah ditolak."), code="import_status")
    return batch


def batch_settle(batch: ImportBatch, decision: ImportDecision, by: User | None, verb: str) -> Receipt:
    """Count anew what is ready, and log."""
    readiness = batch_state(batch).readiness
    batch.ready, batch.analyses = len(readiness.ready), readiness.analyses
    batch.save(update_fields=["ready", "analyses"])
    details = {"keputusan": decision.sequence, "temuan": len(decision.before), "nilai": decision.value}
    log_add(by=by, verb=verb, noun="impor", object_id=batch.pk, name=batch.edition_name, details=details)
    return _receipt(batch, decision)


def _receipt(batch: ImportBatch, decision: ImportDecision) -> Receipt:
    return Receipt(decision.pk, decision.sequence, len(decision.before), batch.ready, batch.analyses)


def _findings(batch: ImportBatch, action: DecisionAction, scope: Scope) -> list[ImportFinding]:
    rows = ImportFinding.objects.filter(batch=batch).order_by("order")
    if isinstance(scope, Chosen):
        findings = _chosen(rows.filter(pk__in=ids_possible(scope.findings[:CHOSEN_AT_MOST])), scope)
        _possible_check(action, findings)
    elif isinstance(scope, OfKind):
        findings = list(rows.filter(kind=scope.kind, repaired=False, state=FindingState.TERBUKA))
        if action == DecisionAction.TERIMA:
            findings = [one for one in findings if one.changes and (not scope.only_sure or _is_sure(one))]
    else:
        findings = list(rows.filter(kode=scope.kode[:FINDING_KODE_MAX], repaired=False).exclude(kode=""))
    if not findings:
        raise Refused(_("Tidak ada temuan yang dapat diputuskan."), code="import_nothing")
    return findings


def _is_sure(finding: ImportFinding) -> bool:
    return finding.certainty == Certainty.SURE


def _chosen(rows: Iterable[ImportFinding], scope: Chosen) -> list[ImportFinding]:
    findings = list(rows)
    if len(findings) != len(set(scope.findings)):
        raise NotFound(_("Temuan tidak ditemukan."))
    if moved := [one for one in findings if one.state != scope.seen]:
        raise _moved(moved)
    return findings


def _moved(findings: Iterable[ImportFinding]) -> Conflict:
    named = [
        {"id": one.pk, "kode": one.kode, "now": one.state, "by": one.decided_by_id, "at": str(one.decided_at or "")}
        for one in findings
    ]
    kodes = ", ".join(dict.fromkeys(str(one["kode"]) for one in named[:3]))
    return Conflict(
        _("Sudah diputuskan orang lain: %(kode)s. Muat ulang lalu periksa.") % {"kode": kodes},
        code="import_conflict",
        findings=named[:NAMED_AT_MOST],
    )


def _possible_check(action: DecisionAction, findings: Iterable[ImportFinding]) -> None:
    if action == DecisionAction.TERIMA and any(not one.changes for one in findings):
        raise Refused(_("Ada temuan tanpa usulan; ubah atau pertahankan."), code="import_no_proposal")
    if action in {DecisionAction.TERIMA, DecisionAction.TOLAK} and any(one.repaired for one in findings):
        raise Refused(_("Sudah diperbaiki saat dibaca; ubah bila perlu."), code="import_repaired")
