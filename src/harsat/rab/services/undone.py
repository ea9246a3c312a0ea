"""What an undo must not break, though every row it brings back was right in its day: others have written since.

The ledger runs these after it has put the rows back and before it commits; a refusal takes all of it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from harsat.engine.bundel_check import bundel_check_all
from harsat.engine.errors import EngineError
from harsat.engine.formula import formula_value, parameters_evaluate
from harsat.engine.numbers import PARAMETER, VOLUME, canonical
from harsat.kernel.errors import CellConflicts
from harsat.ledger.ops import Op
from harsat.ledger.write import Write
from harsat.rab.models import Parameter
from harsat.rab.services.bundel import bundel_graph, refused_of
from harsat.rab.services.volume_rows import volumes_with_formula

_POINTING = {"target_pekerjaan_id", "target_analysis_id"}


def bundels_judge(write: Write, ops: Sequence[Op]) -> None:
    """Refuse an undo that closes a circle of bundels or empties what another bundels.

    Two statements, and only where rows of an analysis came, went or point elsewhere.
    """
    if not any(_moves_bundels(op) for op in ops):
        return
    try:
        bundel_check_all(bundel_graph(write).nodes)
    except EngineError as error:
        raise refused_of(error) from error


def _moves_bundels(op: Op) -> bool:
    if op.table == "komponen":
        return op.kind != "u" or bool(_POINTING & (op.after or {}).keys())
    return op.table == "pekerjaan" and (op.kind != "u" or "langsung" in (op.after or {}))


def formulas_judge(write: Write, ops: Sequence[Op]) -> None:
    """A parameter and a formula volume that come back must be worth what they were: the parameters may have moved.

    Two statements, and only where parameters or volumes are concerned. Raises CellConflicts naming every figure.
    """
    parameters = any(op.table == "parameter" for op in ops)
    concerned = {op.id for op in ops if op.table == "volume" and op.kind != "d"}
    if not parameters and not concerned:
        return
    volumes = {key: row for key, row in volumes_with_formula(write).items() if parameters or key in concerned}
    if not volumes and not parameters:
        return
    stored = write.rows(Parameter)
    values = {str(row["nama"]): Decimal(str(row["nilai"])) for row in stored.values()}
    against = [*_parameters_moved(stored, values)] if parameters else []
    against += [
        _moved("volume", key, row["nilai"], _worth(str(row["formula"]), values))
        for key, row in volumes.items()
        if row["nilai"] != _worth(str(row["formula"]), values)
    ]
    if against:
        raise CellConflicts(against, _("Rumus yang memakai nilai ini sudah berubah; tidak ada yang diurungkan."))


def _parameters_moved(stored: dict[int, Any], values: dict[str, Decimal]) -> Iterable[dict[str, Any]]:
    try:
        worth = parameters_evaluate({str(row["nama"]): str(row["formula"]) for row in stored.values()})
    except EngineError as error:
        names = {str(row["nama"]): key for key, row in stored.items()}
        key = names.get(error.path[0] if error.path else "", 0)
        yield {**_moved("parameter", key, None, None), "reason": error.message}
        return
    for key, row in stored.items():
        if worth[str(row["nama"])] != values[str(row["nama"])]:
            yield _moved("parameter", key, row["nilai"], canonical(worth[str(row["nama"])], PARAMETER.decimals))


def _worth(formula: str, values: dict[str, Decimal]) -> str | None:
    try:
        return canonical(formula_value(formula, values, VOLUME).value, VOLUME.decimals)
    except EngineError:
        return None


def _moved(table: str, row_id: int, to: Any, now: Any) -> dict[str, Any]:
    return {
        "table": table,
        "id": row_id,
        "col": "nilai",
        "from": None,
        "to": to,
        "now": now,
        "reason": _("rumusnya sekarang bernilai lain"),
        "by": None,
        "at": None,
    }
