"""Writes to a take-off sheet ("lembar hitung"): measured lines added, changed, moved and deleted as one command.

The sum of the lines is the volume, rounded once; both are saved in the same change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.engine.errors import EngineError
from harsat.engine.numbers import FAKTOR, VOLUME, canonical
from harsat.engine.volume import BarisVolume as Baris
from harsat.engine.volume import volume_value
from harsat.kernel.errors import CellRefusals, Conflict, NotFound, Refused
from harsat.ledger.canonical import Row
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import BarisVolume, JenisVolume
from harsat.rab.outline import order_keys
from harsat.rab.services.cells import (
    CellChange,
    CellRefused,
    Judge,
    cells_judge,
    conflicts_refuse,
    flag_judge,
    number_judge,
    text_judge,
)
from harsat.rab.services.volume import volumes_save
from harsat.rab.services.volume_rows import StoredVolume, lines_of, volumes_stored
from harsat.rab.services.volume_text import EMPTY, Filling, volume_text

SIDES = ("n", "p", "l", "t", "faktor")
JUDGES: dict[str, Judge] = {
    "uraian": text_judge(gettext_lazy("Lokasi dan uraian"), length=300),
    **{side: number_judge(replace(VOLUME, name=side, label=side)) for side in ("n", "p", "l", "t")},
    "faktor": number_judge(FAKTOR),
    "pengurang": flag_judge,
}

LineRef = int | str | None
"""A line of the sheet by id, a line of the same command by its key, or None for the head of the sheet."""


@dataclass(frozen=True, slots=True)
class SheetAdd:
    """A new line behind `after`; `key` is the writer's own name for it, answered with its id."""

    key: str
    after: LineRef = None
    values: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetMove:
    """An existing line, set behind `after`."""

    id: int
    after: LineRef = None


@dataclass(frozen=True, slots=True)
class SheetCommand:
    """One act on a sheet. `seen` are the ids of its lines in order, as the writer saw them.

    `replace_volume` gives up the number or formula that the volume was until now.
    """

    seen: Sequence[int] = ()
    cells: Sequence[CellChange] = ()
    adds: Sequence[SheetAdd] = ()
    moves: Sequence[SheetMove] = ()
    deletes: Sequence[int] = ()
    replace_volume: bool = False

    @property
    def structural(self) -> bool:
        """Whether lines come, go or move, which only holds for the sheet that was seen."""
        return bool(self.adds or self.moves or self.deletes)


def sheet_save(
    *, access: Access, pekerjaan_id: int, command: SheetCommand, request_key: UUID, request_hash: bytes
) -> Receipt:
    """Save one act on the sheet of a pekerjaan, and its sum as the volume: 2 x 3,5 x 4 less 0,9 x 2,1 is 26,1100.

    Raises CellRefusals and CellConflicts as a grid does, Conflict `sheet_changed` with the lines there are now, and
    Refused `volume_in_force` or `volume_negative`.
    """

    def body(write: Write) -> Answer:
        return _save(write, pekerjaan_id, command)

    return project_write(
        access=access,
        action="sheet_save",
        page="volume-pekerjaan",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _save(write: Write, pekerjaan_id: int, command: SheetCommand) -> Answer:
    stored = volumes_stored(write, [pekerjaan_id])
    if pekerjaan_id not in stored:
        raise NotFound(_("Pekerjaan ini sudah dihapus."))
    volume = stored[pekerjaan_id]
    _refuse_volume_in_force(volume, command)
    lines = lines_of(write, [pekerjaan_id])
    _refuse_changed_sheet(lines, command)
    changes = _cells_judged(command.cells, lines)
    fresh = _adds_judged(command.adds)

    order = _order(list(lines), command)
    places = _places(order, lines, {move.id for move in command.moves})
    kept = {key: {**row, **changes.get(key, {}), "order": places[key]} for key, row in lines.items() if key in places}
    added = {key: {**row, "pekerjaan_id": pekerjaan_id, "order": places[key]} for key, row in fresh.items()}
    filling = _sum([kept[key] if isinstance(key, int) else added[key] for key in order])

    if command.deletes:
        write.delete(BarisVolume, command.deletes)
    if kept:
        write.update(BarisVolume, kept, known={key: lines[key] for key in kept})
    ids = write.insert(BarisVolume, list(added.values())) if added else []
    volumes_save(write, stored, {pekerjaan_id: filling})
    touched = [key for key, row in kept.items() if row != lines[key]]
    return {
        "changed": {"baris_volume": sorted([*touched, *ids, *command.deletes]), "volume": [pekerjaan_id]},
        "added": dict(zip(added, ids, strict=True)),
        "volumes": [{"id": pekerjaan_id, **filling.row()}],
    }


def _refuse_volume_in_force(volume: StoredVolume, command: SheetCommand) -> None:
    """A number or formula is not lost to a sheet unless that is said."""
    if volume.row is None or volume.row["jenis"] == JenisVolume.LEMBAR or volume_text(volume.row) is None:
        return
    if not command.replace_volume:
        raise Refused(
            _("Volume ini sudah diisi langsung. Ganti dengan lembar hitung bila memang dimaksud."),
            code="volume_in_force",
            volume=volume_text(volume.row),
        )


def _refuse_changed_sheet(lines: Mapping[int, Row], command: SheetCommand) -> None:
    if not lines.keys() >= set(command.deletes):
        raise Conflict(code="row_gone")
    if command.structural and list(command.seen) != list(lines):
        raise Conflict(code="sheet_changed", rows=[{"id": key, **row} for key, row in lines.items()])


# ------------------------------------------------------------------------------------------------- cells


def _cells_judged(cells: Sequence[CellChange], lines: Mapping[int, Row]) -> dict[int, Row]:
    changes = cells_judge(cells, JUDGES)
    conflicts_refuse(cells, JUDGES, changes, lines)
    return changes


def _adds_judged(adds: Sequence[SheetAdd]) -> dict[str, Row]:
    """Every new line whole; refusals name the line by its key."""
    refusals: list[dict[str, Any]] = []
    fresh: dict[str, Row] = {}
    for place, add in enumerate(adds, 1):
        row: Row = {**dict.fromkeys(SIDES), "uraian": "", "pengurang": False}
        for column, text in add.values.items():
            try:
                row[column] = JUDGES[column](text)
            except KeyError:
                refusals.append(_refusal(add, place, column, _("Kolom ini tidak dapat diisi.")))
            except CellRefused as no:
                refusals.append(_refusal(add, place, column, str(no)))
        fresh[add.key] = row
    if refusals:
        raise CellRefusals(refusals)
    return fresh


def _refusal(add: SheetAdd, place: int, column: str, reason: str) -> dict[str, Any]:
    return {"id": add.key, "col": column, "row": place, "reason": reason}


# ------------------------------------------------------------------------------------------------- order


def _order(lines: list[int], command: SheetCommand) -> list[int | str]:
    """The lines after the command: deletions, then moves, then additions, each behind the line it names."""
    order: list[int | str] = [line for line in lines if line not in set(command.deletes)]
    for move in command.moves:
        if move.id not in order:
            raise Conflict(code="row_gone")
        order.remove(move.id)
        _put(order, move.id, move.after)
    for add in command.adds:
        _put(order, add.key, add.after)
    return order


def _put(order: list[int | str], line: int | str, after: LineRef) -> None:
    if after is not None and after not in order:
        raise Conflict(code="row_gone")
    if line in order:
        raise Refused(_("Dua baris baru memakai kunci yang sama."), code="key_twice")
    order.insert(0 if after is None else order.index(after) + 1, line)


def _places(order: Sequence[int | str], lines: Mapping[int, Row], moved: Collection[int]) -> dict[int | str, int]:
    """The order column of every line; new and moved ones get theirs between neighbours that keep their own."""
    kept = {line: int(row["order"] or 0) for line, row in lines.items() if line not in moved}
    keys = order_keys([kept.get(line) if isinstance(line, int) else None for line in order])
    return dict(zip(order, keys, strict=True))


# ------------------------------------------------------------------------------------------------- the sum


def _sum(lines: Sequence[Row]) -> Filling:
    """The volume of the sheet; a sheet without lines is none, and the volume is "belum ada" again."""
    if not lines:
        return EMPTY
    try:
        value = volume_value("lembar", baris=[baris_of(row) for row in lines], parameters={})
    except EngineError as error:
        raise Refused(error.message, code=error.code) from error
    return Filling(JenisVolume.LEMBAR, None if value is None else canonical(value, VOLUME.decimals), "")


def baris_of(row: Row) -> Baris:
    """A stored line as the engine measures it."""
    n, p, l, t, faktor = (_figure(row[side]) for side in SIDES)  # noqa: E741  the form's letter
    return Baris(str(row["uraian"]), n, p, l, t, faktor, bool(row["pengurang"]))


def _figure(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
