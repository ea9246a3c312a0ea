"""The derivation of any calculated figure: "dari mana angka ini", as steps that add up by hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from harsat.api.v2.access import project_access
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure
from harsat.api.v2.schemas import READ_ERRORS, ErrorOut
from harsat.engine.estimate import Estimate
from harsat.engine.trace import Langkah, trace

router = Router(tags=["asal angka"])


class StepOut(Schema):
    """One step: `rumus` in words with id-ID figures, `nilai` its outcome, `key` the figure it can be opened by."""

    label: str
    rumus: str
    nilai: str | None
    key: str


class DerivationOut(Schema):
    """The steps behind one figure; the last one is the figure itself."""

    revision: int
    mark: str
    title: str
    steps: list[StepOut]


@router.get("derivation/", response={200: DerivationOut, **READ_ERRORS, 422: ErrorOut}, operation_id="derivation")
def derivation(request: HttpRequest, project_id: Path[int], key: str) -> HttpResponse:
    """The steps behind the figure named by `key`, such as `pekerjaan:12:F` or `rekap:ppn`."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        found = trace(estimate, key)
        return {"title": found.title, "steps": [_step(step) for step in found.langkah]}

    return conditional_read(request, access, "derivation", make, key)


def _step(step: Langkah) -> dict[str, str | None]:
    return {"label": step.label, "rumus": step.rumus, "nilai": figure(step.nilai), "key": step.kunci}
