"""Volume of a pekerjaan: a figure, a formula, or the backup sheet of measured lines whose sum it is."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from harsat.engine.errors import EngineError
from harsat.engine.formula import formula_value
from harsat.engine.numbers import VOLUME, engine_context, field_fit

_NOTHING: Final = Decimal(0)


class BarisVolume(NamedTuple):
    """One measured line: number of parts, length, width, height and a factor; None is "not applied".

    `pengurang` marks a deduction, such as the openings of a wall.
    """

    uraian: str
    n: Decimal | None
    p: Decimal | None
    l: Decimal | None  # noqa: E741 - the column of the form is headed L
    t: Decimal | None
    faktor: Decimal | None
    pengurang: bool


def baris_measured(baris: BarisVolume) -> bool:
    """Whether the line carries a figure; without one it is a heading inside the sheet."""
    return any(figure is not None for figure in baris[1:6])


@engine_context()
def baris_jumlah(baris: BarisVolume) -> Decimal:
    """Exact product of the figures given, negative for a deduction, 0 for a heading.

    2 x 3,5 x 4 = 28; an opening 0,9 x 2,1 deducts 1,89.
    """
    if not baris_measured(baris):
        return _NOTHING
    product = Decimal(1)
    for figure in (baris.n, baris.p, baris.l, baris.t, baris.faktor):
        if figure is not None:
            product *= figure
    return -product if baris.pengurang else product


@engine_context()
def sheet_value(rows: Iterable[BarisVolume]) -> Decimal:
    """Sum of the exact lines, rounded once, half-up, to 4 decimals: 28 - 1,89 = 26,1100.

    Raises:
        EngineError: volume_negative, when the deductions outweigh the rest.
        NumberRefused: number_too_large, the limit named.
    """
    total = sum((baris_jumlah(baris) for baris in rows), _NOTHING)
    if total < 0:
        raise EngineError("volume_negative", "Pengurang lebih besar daripada jumlah lembar volume.")
    return field_fit(total, VOLUME)[0]


def volume_value(
    jenis: Literal["angka", "formula", "lembar"],
    *,
    nilai: Decimal | None = None,
    formula: str = "",
    baris: Sequence[BarisVolume] = (),
    parameters: Mapping[str, Decimal],
) -> Decimal | None:
    """The volume of a pekerjaan at 4 decimals by the one of its three sources that is in force.

    None, "unknown", for a figure not given, an empty formula and a sheet without a measured line.

    Raises:
        EngineError: the refusal of the source, see `formula_value`, `sheet_value` and `field_fit`.
    """
    match jenis:
        case "angka":
            return None if nilai is None else field_fit(nilai, VOLUME)[0]
        case "formula":
            return formula_value(formula, parameters).value if formula.strip() else None
        case "lembar":
            return sheet_value(baris) if any(map(baris_measured, baris)) else None
