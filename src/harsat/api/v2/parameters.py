"""Routes of the parameters that formulas use: the list, what a change would do, and the change."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import volume as volume_figure
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, CellIn, ReceiptOut, TotalsOut
from harsat.api.v2.volume import VolumeFilledOut
from harsat.engine.estimate import Estimate
from harsat.kernel.errors import Refused
from harsat.projects.access import Access, Right
from harsat.rab.selectors.estimate import estimate_at, totals
from harsat.rab.selectors.parameters import parameters_preview, parameters_stored
from harsat.rab.selectors.volume import ParameterRow, parameter_rows
from harsat.rab.services.parameter_judges import definition_text
from harsat.rab.services.parameter_plan import ParameterDraft, ParametersCommand, parameters_tag
from harsat.rab.services.parameters import parameters_sync

router = Router(tags=["volume"])

PARAMETERS_AT_MOST = 2_000


class ParameterOut(Schema):
    """A parameter; `dipakai` counts volumes that depend on it, directly or through others."""

    id: int
    nama: str
    label: str
    satuan: str
    formula: str
    nilai: str
    dipakai: int
    dipakai_parameter: int


class ParametersOut(Schema):
    """The list at one mark; `tag` names it as a whole, for a replacing writer's If-Match."""

    revision: int
    mark: str
    tag: str
    rows: list[ParameterOut]
    can_edit: bool
    totals: TotalsOut


class ParameterIn(Schema):
    """A definition by name: `formula` is a number in machine form ("1.25") or a formula in id-ID ("=2*(p+l)")."""

    nama: str = Field(max_length=200)
    formula: str | None = Field(None, max_length=2000)
    label: str | None = Field(None, max_length=2000)
    satuan: str | None = Field(None, max_length=200)


class ParametersIn(Schema):
    """One act on the list. `merge` changes and adds; `replace` is the whole list and needs If-Match with its tag."""

    mode: Literal["merge", "replace"] = "merge"
    parameters: list[ParameterIn] = Field([], max_length=PARAMETERS_AT_MOST)
    cells: list[CellIn] = Field([], max_length=4 * PARAMETERS_AT_MOST)
    deletes: list[int] = Field([], max_length=PARAMETERS_AT_MOST)

    def command(self) -> ParametersCommand:
        """As the service takes it."""
        return ParametersCommand(
            definitions=[ParameterDraft(one.nama, one.formula, one.label, one.satuan) for one in self.parameters],
            cells=[cell.change() for cell in self.cells],
            deletes=self.deletes,
            mode=self.mode,
        )


class ParametersSavedOut(ReceiptOut):
    """The receipt, with every volume that was computed again."""

    volumes: list[VolumeFilledOut] = Field(default_factory=list)


class ParameterShiftOut(Schema):
    """A parameter whose value would change; null where it comes or goes."""

    nama: str
    before: str | None
    after: str | None


class VolumeShiftOut(Schema):
    """A volume that would change; `via` are the changed parameters that its formula names."""

    id: int
    label: str
    before: str | None
    after: str
    via: list[str]


class ParametersPreviewOut(Schema):
    """What a command would do; nothing is stored. `selisih` is the difference of the total, with its sign."""

    mark: str
    parameters: list[ParameterShiftOut]
    volumes: list[VolumeShiftOut]
    totals: TotalsOut
    totals_before: TotalsOut
    selisih: str


@router.get("parameters/", response={200: ParametersOut, **READ_ERRORS}, operation_id="parameters")
def parameters(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The parameters in the order of their list."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        return {
            "tag": parameters_tag(parameters_stored(project_id)),
            "rows": [_row(row) for row in parameter_rows(project_id)],
            "can_edit": access.may(Right.EDIT),
            "totals": totals(estimate),
        }

    return conditional_read(request, access, "parameters", make)


def _row(row: ParameterRow) -> dict[str, Any]:
    return {**row._asdict(), "formula": definition_text(row.formula), "nilai": volume_figure(row.nilai)}


@router.post(
    "parameters/preview/",
    response={200: ParametersPreviewOut, **ERRORS},
    operation_id="preview_parameters",
)
def preview(request: HttpRequest, project_id: Path[int], body: ParametersIn) -> dict[str, Any]:
    """List the volumes a command would change, old and new, and the new total. Reading it changes nothing."""
    access: Access = project_access(request, project_id)
    estimate = estimate_at(project_id, access.mark)
    effect = parameters_preview(project_id, estimate, body.command())
    return {
        "mark": estimate.snapshot.mark,
        "parameters": [_shift(row._asdict()) for row in effect.parameters],
        "volumes": [_shift(row._asdict()) for row in effect.volumes],
        "totals": effect.totals,
        "totals_before": effect.totals_before,
        "selisih": effect.selisih,
    }


def _shift(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "before": volume_figure(row["before"]), "after": volume_figure(row["after"])}


@router.post("parameters/sync/", response={200: ParametersSavedOut, **ERRORS}, operation_id="sync_parameters")
def sync(request: HttpRequest, project_id: Path[int], body: ParametersIn) -> dict[str, Any]:
    """Change, add and delete parameters, and compute every volume that depends on them, as one undoable command."""
    access = project_access(request, project_id, Right.EDIT)
    seen = request.headers.get("If-Match", "").strip('"')
    if body.mode == "replace" and not seen:
        raise Refused(
            _("Mengganti seluruh daftar memerlukan header If-Match berisi tag daftar."), code="if_match_missing"
        )
    receipt = parameters_sync(
        access=access,
        command=body.command(),
        seen=seen,
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()
