"""Routes of the project itself: list, birth, identity, pricing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key, signed_in
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, CellsIn, ErrorOut, ReceiptOut
from harsat.engine.estimate import Estimate
from harsat.kernel.clock import now
from harsat.kernel.errors import Forbidden
from harsat.projects.access import Right
from harsat.projects.selectors import organisations_for_new_project, project_page_list
from harsat.rab.selectors.estimate import totals
from harsat.rab.selectors.proyek import identity_row, pricing_row
from harsat.rab.services.proyek import ProjectDraft, pricing_update, project_create, project_update

projects_router = Router(tags=["proyek"])
router = Router(tags=["proyek"])


class ProjectIn(Schema):
    """A new project: `values` are columns of the identity as canonical text."""

    nama: str = Field(max_length=200)
    organisation: int | None = None
    values: dict[str, str | None] = Field(default_factory=dict)


class ProjectRowOut(Schema):
    """One line of the list; `total` null is "belum dihitung"."""

    id: int
    nama: str
    lokasi: str
    sumber_dana: str
    organisasi: str
    pagu: str | None
    total: str | None
    pekerjaan: int
    belum_lengkap: int
    stale: bool


class ProjectsOut(Schema):
    """Twenty projects; `next` is the id to ask `before` for the next twenty."""

    rows: list[ProjectRowOut]
    count: int
    next: int | None


class BornOut(Schema):
    """The id of a project; the same Idempotency-Key answers with the same id."""

    id: int


class IdentityOut(Schema):
    """Identity and pricing at one mark, canonical text by column."""

    revision: int
    mark: str
    project: dict[str, str | int | bool | None]
    pricing: dict[str, str | int | bool | None]
    totals: dict[str, str | int | bool | None]
    can_edit: bool


@projects_router.get("projects/", response={200: ProjectsOut, 401: ErrorOut}, operation_id="projects")
def projects(request: HttpRequest, q: str = "", before: int | None = None) -> dict[str, Any]:
    """The projects of the user's organisations, newest first."""
    page = project_page_list(user=signed_in(request), query=q, before=before)
    rows = [{**row._asdict(), "pagu": figure(row.pagu), "total": figure(row.total)} for row in page.rows]
    return {"rows": rows, "count": page.count, "next": page.next_before}


@projects_router.post("projects/", response={200: BornOut, **ERRORS}, operation_id="create_project")
def projects_create(request: HttpRequest, body: ProjectIn) -> dict[str, Any]:
    """Make an empty project, by default in the user's personal organisation."""
    user = signed_in(request)
    mine = organisations_for_new_project(user)
    chosen = next((one for one in mine if body.organisation in (None, one.pk)), None)
    if chosen is None:
        raise Forbidden(_("Anda tidak dapat membuat proyek di organisasi ini."))
    project = project_create(
        user=user,
        organisation=chosen,
        draft=ProjectDraft(body.nama, body.values),
        request_key=request_key(request),
        as_of=now(),
    )
    return {"id": project.pk}


@router.get("", response={200: IdentityOut, **READ_ERRORS}, operation_id="project")
def project(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """Identity, pricing and totals."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        return {
            "project": identity_row(project_id),
            "pricing": pricing_row(project_id),
            "totals": totals(estimate),
            "can_edit": access.may(Right.EDIT),
        }

    return conditional_read(request, access, "project", make)


@router.post("save/", response={200: ReceiptOut, **ERRORS}, operation_id="save_project")
def project_save(request: HttpRequest, project_id: Path[int], body: CellsIn) -> dict[str, Any]:
    """Set fields of the identity."""
    receipt = project_update(
        access=project_access(request, project_id, Right.EDIT),
        cells=body.changes(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.post("pricing/", response={200: ReceiptOut, **ERRORS}, operation_id="save_pricing")
def pricing_save(request: HttpRequest, project_id: Path[int], body: CellsIn) -> dict[str, Any]:
    """Set policies of markup, rounding and PPN."""
    receipt = pricing_update(
        access=project_access(request, project_id, Right.EDIT),
        cells=body.changes(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()
