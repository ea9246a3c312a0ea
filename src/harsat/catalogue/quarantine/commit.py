"""Sound analyses of an import enter its edition; what is decided later follows by another commit."""

from __future__ import annotations

from typing import NamedTuple

from harsat.accounts.models import User
from harsat.catalogue.models import BatchStatus, Bidang, Edition, EditionStatus, ImportBatch
from harsat.catalogue.quarantine.decide import batch_lock
from harsat.catalogue.quarantine.state import batch_state
from harsat.catalogue.services.analysis import analyses_publish
from harsat.catalogue.services.edition import edition_bidang_check, edition_draft_make, edition_publish_draft
from harsat.catalogue.services.log import log_add
from harsat.kernel.clock import now
from harsat.kernel.transaction import write_transaction


class Commit(NamedTuple):
    """What was stored: new kodes, new versions, unchanged ones; `held` of all `analyses` wait in quarantine."""

    edition_id: int
    rows: int
    analyses: int
    created: int
    versioned: int
    unchanged: int
    held: int


def batch_commit(*, batch_id: int, by: User | None = None, publish: bool = False) -> Commit:
    """Store every ready analysis that differs from the edition; twice in a row the second stores nothing.

    An edition that is not there yet is made as a draft. `publish` offers the draft at once. Nothing is ever removed
    from an edition: a changed analysis becomes a new version.

    Raises:
        NotFound: no such import.
        Refused: not diagnosed yet, or the edition is retired or of another bidang.
    """
    with write_transaction():
        batch = batch_lock(batch_id)
        edition = _edition(batch, by)
        batch.edition = edition
        readiness = batch_state(batch).readiness
        count = analyses_publish(edition=edition, drafts=list(readiness.ready.values()))
        if publish and edition.status == EditionStatus.DRAFT and readiness.ready:
            edition_publish_draft(edition=edition, by=by)
        batch.status, batch.committed_at = BatchStatus.COMMITTED, now()
        batch.ready, batch.committed, batch.analyses = len(readiness.ready), len(readiness.ready), readiness.analyses
        batch.save(update_fields=["edition", "status", "committed_at", "ready", "committed", "analyses"])
        commit = Commit(
            edition.pk, batch.rows, batch.analyses, count.created, count.versioned, count.unchanged, len(readiness.held)
        )
        log_add(
            by=by, verb="simpan", noun="impor", object_id=batch.pk, name=batch.edition_name, details=commit._asdict()
        )
    return commit


def _edition(batch: ImportBatch, by: User | None) -> Edition:
    """The edition of the import, locked, so that two commits into it follow each other."""
    edition = Edition.objects.select_for_update().filter(name=batch.edition_name).first()
    if edition is None:
        return edition_draft_make(
            name=batch.edition_name, as_of=batch.as_of, bidang=Bidang(batch.bidang), source=batch.source, by=by
        )
    edition_bidang_check(edition, batch.bidang)
    return edition
