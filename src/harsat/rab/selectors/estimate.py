"""The estimate of a project at its mark: computed once, patched from the one before, shared by all that show it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from harsat.engine.estimate import Estimate, compute, estimate_size, patch
from harsat.engine.numbers import canonical
from harsat.engine.snapshot import Snapshot
from harsat.kernel.cache import ByteBoundCache
from harsat.kernel.clock import now
from harsat.ledger.marks import marks_get
from harsat.ledger.snapshot_read import read_snapshot
from harsat.projects.summary import summary_save
from harsat.rab.selectors.snapshot import snapshot_current, snapshot_of

ESTIMATES: ByteBoundCache[Estimate] = ByteBoundCache(64 * 1024 * 1024)

_LATEST_KEPT = 64
_latest: OrderedDict[int, str] = OrderedDict()
_latest_lock = Lock()


def estimate_at(project_id: int, mark: str) -> Estimate:
    """The estimate at a mark that was just read; no query when it is known, those of the changed parts otherwise.

    One caller computes and the others wait. Where a writer came between, the estimate is that of the newer mark.
    """
    return ESTIMATES.get_or_make((project_id, mark), lambda: _made(project_id, snapshot_current(project_id)))


def estimate_current(project_id: int) -> Estimate:
    """The estimate of this moment, or of the moment of the read snapshot that is open. One query when it is known."""
    with read_snapshot():
        marks = marks_get(project_id)
        known = ESTIMATES.get((project_id, marks.mark))
        if known is not None:
            return known
        snapshot = snapshot_of(project_id, marks)
    return ESTIMATES.get_or_make((project_id, snapshot.mark), lambda: _made(project_id, snapshot))


def _made(project_id: int, snapshot: Snapshot) -> tuple[Estimate, int]:
    """Compute, from the newest estimate where one is kept; the marks read with the parts are the key."""
    before = _latest_estimate(project_id)
    estimate = patch(before, snapshot) if before is not None else compute(snapshot)
    size = estimate_size(estimate)
    ESTIMATES.put((project_id, snapshot.mark), estimate, size)
    with _latest_lock:
        _latest[project_id] = snapshot.mark
        _latest.move_to_end(project_id)
        while len(_latest) > _LATEST_KEPT:
            _latest.popitem(last=False)
    return estimate, size


def _latest_estimate(project_id: int) -> Estimate | None:
    with _latest_lock:
        mark = _latest.get(project_id)
    return ESTIMATES.get((project_id, mark)) if mark else None


def totals(estimate: Estimate) -> dict[str, Any]:
    """The figures at the foot of every page, as canonical strings."""
    rekap = estimate.rekap
    return {
        "subtotal": canonical(rekap.subtotal.jumlah, None),
        "total": canonical(rekap.total, None),
        "belum_lengkap": rekap.subtotal.belum_lengkap,
        "melebihi_pagu": rekap.melebihi_pagu,
    }


def totals_current(project_id: int) -> dict[str, Any]:
    """The totals of this moment, or of the read snapshot that is open."""
    return totals(estimate_current(project_id))


def totals_after_commit(project_id: int) -> dict[str, Any]:
    """Compute what the commit came to, so that readers find it warm; write the summary that lists show."""
    estimate = estimate_current(project_id)
    rekap = estimate.rekap
    summary_save(
        project_id=project_id,
        mark=estimate.snapshot.mark,
        total=rekap.total,
        pekerjaan=len(estimate.snapshot.pekerjaan),
        belum_lengkap=rekap.subtotal.belum_lengkap,
        computed_at=now(),
    )
    return totals(estimate)
