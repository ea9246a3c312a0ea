"""Pengaturan: identity and pricing of a project, each field saved as from and to like any cell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


@dataclass(slots=True)
class Part:
    """One form of the page: its name in the address, what its button says, and the `from` of every cell."""

    name: str
    act: str
    form: SectionedForm
    seen: dict[str, str]


@project_page
def proyek(request: HttpRequest, access: Access) -> HttpResponse:
    """Two forms; each is saved by itself."""
    rows = _rows(access)
    parts = [_part(name, row) for name, row in rows.items()]
    if request.method == "POST":
        access.require(Right.EDIT)
        part = next((one for one in parts if one.name == request.POST.get("part")), parts[0])
        part.form = type(part.form)(request.POST)
        if _save(request, access, part, rows[part.name]):
            messages.success(request, _("Pengaturan tersimpan."))
            return redirect("proyek", access.project_id)
    return project_render(request, access, "proyek", {"parts": parts, "readonly": not access.may(Right.EDIT)})


def _rows(access: Access) -> dict[str, Project | PricingPolicy]:
    return {
        "identitas": Project.objects.get(pk=access.project_id),
        "harga": PricingPolicy.objects.get(project_id=access.project_id),
    }


def _part(name: str, row: Project | PricingPolicy) -> Part:
    initial = model_to_dict(row)
    if isinstance(row, PricingPolicy):
        return Part(name, _("Simpan aturan harga"), PricingForm(initial=initial), _seen(row))
    return Part(name, _("Simpan identitas"), ProjectForm(initial=initial), _seen(row))


def _seen(row: Project | PricingPolicy) -> dict[str, str]:
    """What the reader sees, as the wire writes it: the `from` of every cell."""
    table = registry.table(type(row))
    values = {column: table.canonical(column, getattr(row, column)) for column in table.fields}
    return {f"from_{column}": _wire(value) or "" for column, value in values.items()}


def _wire(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _save(request: HttpRequest, access: Access, part: Part, row: Project | PricingPolicy) -> bool:
    """Whether the form was saved; where it was not, it is shown with what was typed and what its writer had seen."""
    form = part.form
    part.seen = {name: request.POST.get(name, now) for name, now in part.seen.items()}
    if not form.is_valid():
        return False
    service: Service = pricing_update if isinstance(row, PricingPolicy) else project_update
    try:
        digest = hashlib.sha256(request.POST.urlencode().encode()).digest()
        service(access=access, cells=_cells(part, row.pk), request_key=uuid4(), request_hash=digest)
    except CellRefusals as refusals:
        form.refusals_add(refusals.extra["cells"])
        return False
    except CellConflicts as conflicts:
        form.refusals_add([_conflict_words(form, cell) for cell in conflicts.extra["cells"]])
        # The writer is told, so the next save of these fields is meant.
        part.seen.update({f"from_{cell['col']}": cell["now"] or "" for cell in conflicts.extra["cells"]})
        return False
    return True


def _cells(part: Part, row_id: int) -> list[CellChange]:
    cells = []
    for name, value in part.form.cleaned_data.items():
        before, after = part.seen.get(f"from_{name}", ""), _wire(value) or ""
        if before != after:
            cells.append(CellChange(row_id, name, before, after))
    return cells


def _conflict_words(form: SectionedForm, cell: Mapping[str, Any]) -> dict[str, Any]:
    now = form.in_words(cell["col"], cell["now"]) or _("kosong")
    words = _("%(by)s sudah mengubahnya menjadi “%(now)s”. Simpan lagi untuk memakai isian Anda.")
    return {"col": cell["col"], "reason": words % {"by": cell["by"] or _("Orang lain"), "now": now}}
