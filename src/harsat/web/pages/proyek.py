"""Pengaturan: identity and pricing of a project, each field saved as from and to like any cell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.ledger.registry import registry
from harsat.ledger.write import Receipt
from harsat.projects.access import Access, Right
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy
from harsat.rab.services.cells import CellChange
from harsat.rab.services.proyek import pricing_update, project_update
from harsat.web.forms import PricingForm, ProjectForm, SectionedForm
from harsat.web.pages.gate import project_page, project_render

Service = Callable[..., Receipt]


@project_page
def proyek(request: HttpRequest, access: Access) -> HttpResponse:
    """Two forms; each is saved by itself."""
    project = Project.objects.get(pk=access.project_id)
    policy = PricingPolicy.objects.get(project_id=access.project_id)
    forms: dict[str, SectionedForm] = {
        "project": ProjectForm(initial=model_to_dict(project)),
        "pricing": PricingForm(initial=model_to_dict(policy)),
    }
    if request.method == "POST":
        access.require(Right.EDIT)
        part = "pricing" if request.POST.get("part") == "pricing" else "project"
        form = (PricingForm if part == "pricing" else ProjectForm)(request.POST)
        if _save(request, access, form, policy if part == "pricing" else project):
            messages.success(request, _("Pengaturan tersimpan."))
            return redirect("proyek", access.project_id)
        forms[part] = form
    parts = [("project", forms["project"], _seen(project)), ("pricing", forms["pricing"], _seen(policy))]
    return project_render(request, access, "proyek", {"parts": parts})


def _seen(row: Project | PricingPolicy) -> dict[str, str]:
    """What the reader sees, as the wire writes it: the `from` of every cell."""
    table = registry.table(type(row))
    values = {column: table.canonical(column, getattr(row, column)) for column in table.fields}
    return {f"from_{column}": _wire(value) or "" for column, value in values.items()}


def _wire(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _save(request: HttpRequest, access: Access, form: SectionedForm, row: Project | PricingPolicy) -> bool:
    if not form.is_valid():
        return False
    cells = _cells(request.POST, form, row.pk)
    service: Service = pricing_update if isinstance(row, PricingPolicy) else project_update
    try:
        digest = hashlib.sha256(request.body).digest()
        service(access=access, cells=cells, request_key=uuid4(), request_hash=digest)
    except CellRefusals as refusals:
        form.refusals_add(refusals.extra["cells"])
        return False
    except CellConflicts as conflicts:
        form.refusals_add([_conflict_words(cell) for cell in conflicts.extra["cells"]])
        return False
    return True


def _cells(posted: Mapping[str, Any], form: SectionedForm, row_id: int) -> list[CellChange]:
    cells = []
    for name, value in form.cleaned_data.items():
        before, after = posted.get(f"from_{name}", ""), _wire(value) or ""
        if before != after:
            cells.append(CellChange(row_id, name, before or None, after or None))
    return cells


def _conflict_words(cell: Mapping[str, Any]) -> dict[str, Any]:
    words = _("Sudah diubah oleh %(by)s menjadi “%(now)s”. Muat ulang untuk melihat nilai sekarang.")
    return {"col": cell["col"], "reason": words % {"by": cell["by"] or _("orang lain"), "now": cell["now"]}}
