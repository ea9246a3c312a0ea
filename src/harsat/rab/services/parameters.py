"""Writes to parameters: definitions, single cells and deletions, with every volume that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from harsat.kernel.errors import Conflict
from harsat.ledger.canonical import Row
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import Parameter, Volume
from harsat.rab.selectors.estimate import estimate_at
from harsat.rab.selectors.volume import pekerjaan_labels
from harsat.rab.services.parameter_plan import (
    FormulaVolume,
    ParametersCommand,
    Plan,
    in_order,
    parameters_plan,
    parameters_tag,
)
from harsat.rab.services.volume_rows import volumes_with_formula


def parameters_sync(
    *,
    access: Access,
    command: ParametersCommand,
    request_key: UUID,
    request_hash: bytes,
    seen: str | None = None,
) -> Receipt:
    """Apply a command on the parameters and recompute every parameter and volume that depends, in one change.

    `seen` is the tag of the list that a replacing writer read. Raises what `parameters_plan` refuses, and Conflict
    `parameters_changed` when the list to be replaced is another by now.
    """
    labels = pekerjaan_labels(estimate_at(access.project_id, access.mark))

    def body(write: Write) -> Answer:
        stored = in_order(write.rows(Parameter))
        if command.mode == "replace" and seen != parameters_tag(stored):
            raise Conflict(code="parameters_changed", rows=[{"id": key, **row} for key, row in stored.items()])
        rows = volumes_with_formula(write)
        plan = parameters_plan(stored, _named(rows, labels), command)
        return _apply(write, stored, rows, plan)

    return project_write(
        access=access,
        action="parameters_sync",
        page="volume-pekerjaan",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _named(rows: Mapping[int, Row], labels: Mapping[int, str]) -> dict[int, FormulaVolume]:
    """The formula volumes with the name their pekerjaan was shown under when this request began."""
    return {
        volume_id: FormulaVolume(
            int(row["pekerjaan_id"] or 0),
            labels.get(int(row["pekerjaan_id"] or 0), ""),
            str(row["formula"]),
            None if row["nilai"] is None else str(row["nilai"]),
        )
        for volume_id, row in rows.items()
    }


def _apply(write: Write, stored: Mapping[int, Row], rows: Mapping[int, Row], plan: Plan) -> Answer:
    if plan.deletes:
        write.delete(Parameter, plan.deletes)
    changed = plan.changed
    if _renames_collide(stored, changed):
        write.update_in_two_phases(Parameter, changed)
    elif changed:
        write.update(Parameter, changed, known={key: stored[key] for key in changed})
    fresh = write.insert(Parameter, plan.fresh) if plan.fresh else []
    volumes: dict[int, Row] = {
        volume_id: {"formula": change.formula, "nilai": change.after} for volume_id, change in plan.volumes.items()
    }
    if volumes:
        write.update(Volume, volumes, known={volume_id: rows[volume_id] for volume_id in volumes})
    return {
        "changed": {
            "parameter": sorted([*changed, *fresh, *plan.deletes]),
            "volume": sorted(change.pekerjaan_id for change in plan.volumes.values()),
        },
        "volumes": [
            {"id": change.pekerjaan_id, "jenis": "formula", "nilai": change.after, "formula": change.formula}
            for change in plan.volumes.values()
        ],
    }


def _renames_collide(stored: Mapping[int, Row], changed: Mapping[int, Row]) -> bool:
    """Whether a new name is the old name of a line that is renamed as well: the database would see it twice."""
    renamed = {key for key, row in changed.items() if row["nama"] != stored[key]["nama"]}
    old = {stored[key]["nama"] for key in renamed}
    return any(changed[key]["nama"] in old for key in renamed)
