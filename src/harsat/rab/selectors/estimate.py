"""The estimate of a project at its mark: computed once, patched from the one before, shared by all that show it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from harsat.engine.estimate import Estimate, compute, estimate_size, patch
from harsat.engine.numbers import canonical
from harsat.kernel.cache import ByteBoundCache
from harsat.kernel.clock import now
from harsat.ledger.replay import checkpoint_due, checkpoint_take
from harsat.projects.models import ProjectSummary
from harsat.rab.selectors.snapshot import snapshot_current

ESTIMATES: ByteBoundCache[Estimate] = ByteBoundCache(64 * 1024 * 1024)

_LATEST_KEPT = 64
_latest: OrderedDict[int, str] = OrderedDict()
_latest_lock = Lock()


def estimate_at(project_id: int, mark: str) -> Estimate:
    """The estimate at a mark that was just read; no query when it is known, those of the changed parts otherwise."""
    return ESTIMATES.get_or_make((project_id, mark), lambda: _made(project_id))


def _made(project_id: int) -> tuple[Estimate, int]:
    """Read and compute; the marks read with the parts are the key, so a writer in between makes nothing wrong."""
    snapshot = snapshot_current(project_id)
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


def estimate_current(project_id: int) -> Estimate:
    """The estimate of this moment."""
    estimate, _size = _made(project_id)
    return estimate


def totals(estimate: Estimate) -> dict[str, Any]:
    """The figures at the foot of every page, as canonical strings."""
    rekap = estimate.rekap
    return {
        "subtotal": canonical(rekap.subtotal.jumlah, None),
        "total": canonical(rekap.total, None),
        "belum_lengkap": rekap.subtotal.belum_lengkap,
        "melebihi_pagu": rekap.melebihi_pagu,
    }


def totals_after_commit(project_id: int) -> dict[str, Any]:
    """Compute what the commit came to, so that readers find it warm; write the summary that lists show."""
    estimate = estimate_current(project_id)
    summary_write(project_id, estimate)
    if checkpoint_due(int(estimate.snapshot.mark.split(".")[0])):
        checkpoint_take(project_id)
    return totals(estimate)


def summary_write(project_id: int, estimate: Estimate) -> None:
    """One upsert, outside the ledger: a summary is a cache that lists may order by."""
    rekap = estimate.rekap
    ProjectSummary.objects.update_or_create(
        project_id=project_id,
        defaults={
            "mark": estimate.snapshot.mark,
            "total_text": canonical(rekap.total, None),
            "total_sen": int(rekap.total * 100),
            "pekerjaan_count": len(estimate.snapshot.pekerjaan),
            "belum_lengkap": rekap.subtotal.belum_lengkap,
            "computed_at": now(),
        },
    )
