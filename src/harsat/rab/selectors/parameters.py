"""What a change of parameters would do before it is saved: each volume, old and new, and the new total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from harsat.engine.estimate import Estimate, patch
from harsat.engine.numbers import VOLUME, canonical, engine_context
from harsat.ledger.canonical import Row
from harsat.ledger.registry import registry
from harsat.ledger.sql import rows_select
from harsat.rab.models import JenisVolume, Parameter, Volume
from harsat.rab.selectors.estimate import totals
from harsat.rab.selectors.volume import pekerjaan_labels
from harsat.rab.services.parameter_plan import FormulaVolume, ParametersCommand, Plan, in_order, parameters_plan


class VolumeShift(NamedTuple):
    """A volume that would change; `via` are the changed parameters its formula names."""

    id: int
    label: str
    before: Decimal | None
    after: Decimal
    via: tuple[str, ...]


class ParameterShift(NamedTuple):
    """A parameter whose value would change; None where it comes or goes."""

    nama: str
    before: Decimal | None
    after: Decimal | None


class Preview(NamedTuple):
    """The effect of a command before it is saved."""

    parameters: list[ParameterShift]
    volumes: list[VolumeShift]
    totals: dict[str, Any]
    totals_before: dict[str, Any]
    selisih: str


def parameters_preview(project_id: int, estimate: Estimate, command: ParametersCommand) -> Preview:
    """Work out a command and change nothing. Two queries. Raises what the write would raise."""
    stored = parameters_stored(project_id)
    labels = pekerjaan_labels(estimate)
    plan = parameters_plan(stored, _formula_volumes(project_id, labels), command)
    after = _with_volumes(estimate, plan)
    return Preview(
        parameters=_parameter_shifts(stored, plan),
        volumes=_volume_shifts(plan, labels),
        totals=totals(after),
        totals_before=totals(estimate),
        selisih=canonical(_selisih(after, estimate), None),
    )


def _selisih(after: Estimate, before: Estimate) -> Decimal:
    """36 324 000 after 36 000 000 is 324 000."""
    with engine_context():
        return after.rekap.total - before.rekap.total


def _volume_shifts(plan: Plan, labels: dict[int, str]) -> list[VolumeShift]:
    return [
        VolumeShift(
            row.pekerjaan_id, labels.get(row.pekerjaan_id, ""), _decimal(row.before), Decimal(row.after), row.via
        )
        for row in plan.volumes.values()
        if row.before != row.after
    ]


def parameters_stored(project_id: int) -> dict[int, Row]:
    """The parameters in canonical form, in the order of the list. One query."""
    return in_order(rows_select(registry.table(Parameter), project_id, None))


def _formula_volumes(project_id: int, labels: dict[int, str]) -> dict[int, FormulaVolume]:
    found = (
        Volume.objects.filter(project_id=project_id, jenis=JenisVolume.FORMULA)
        .order_by("id")
        .values_list("id", "pekerjaan_id", "formula", "nilai")
    )
    return {
        volume_id: FormulaVolume(
            pekerjaan_id,
            labels.get(pekerjaan_id, ""),
            formula,
            None if nilai is None else canonical(nilai, VOLUME.decimals),
        )
        for volume_id, pekerjaan_id, formula, nilai in found
    }


def _with_volumes(estimate: Estimate, plan: Plan) -> Estimate:
    changed = {row.pekerjaan_id: Decimal(row.after) for row in plan.volumes.values()}
    return patch(estimate, replace(estimate.snapshot, volume={**estimate.snapshot.volume, **changed}))


def _parameter_shifts(stored: dict[int, Row], plan: Plan) -> list[ParameterShift]:
    shifts = [
        ParameterShift(str(row["nama"]), _decimal(stored[key]["nilai"]), _decimal(row["nilai"]))
        for key, row in plan.changed.items()
        if row["nilai"] != stored[key]["nilai"]
    ]
    shifts += [ParameterShift(str(row["nama"]), None, _decimal(row["nilai"])) for row in plan.fresh]
    shifts += [ParameterShift(str(stored[key]["nama"]), _decimal(stored[key]["nilai"]), None) for key in plan.deletes]
    return shifts


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
