"""A finding: what is wrong in which cells, why in one sentence, and the cell edits that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity

DROP = "buang"
"""The field of a change that leaves its row out."""


class Change(NamedTuple):
    """One cell edit: `field` is a field of Line (or DROP), `value` its new text, numbers in canonical form.

    A split into a and b is one change of `kode` per row; a work's unit is one change of `satuan_pekerjaan` per row.
    """

    row: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `rows` are rows of the file, the first one is shown; empty means the whole file.

    `column` names the field of Line that is doubtful ("" when it is the analysis as a whole). `original` and
    `proposal` are display text, numbers canonical. `repaired`: the book already carries the mended value, nothing
    is to be decided. `blocking`: kept as it stands, the analysis cannot be stored (a zero koefisien, no kategori).
    `chance` is the probability behind `certainty` where a detector states one, as percent 0..100.
    """

    kind: Kind
    severity: Severity
    kode: str
    rows: tuple[int, ...]
    column: str
    original: str
    proposal: str
    reason: str
    changes: tuple[Change, ...] = ()
    certainty: Certainty = Certainty.NONE
    chance: int | None = None
    repaired: bool = False
    blocking: bool = False
