"""What a command on parameters would come to: their new definitions and values, and the volumes that follow.

Pure: the write applies a plan, the preview only shows it, so that both always say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import msgspec
from django.utils.translation import gettext as _

from harsat.engine.errors import EngineError
from harsat.engine.formula import formula_parse, formula_value, parameters_evaluate
from harsat.engine.numbers import PARAMETER, VOLUME, canonical
from harsat.kernel.errors import CellRefusals, Refused
from harsat.ledger.canonical import Row
from harsat.rab.outline import STEP
from harsat.rab.services.cells import CellChange, CellRefused, cells_judge, conflicts_refuse
from harsat.rab.services.parameter_judges import JUDGES, definition_text
from harsat.rab.services.volume_text import formula_renamed, is_formula

FORMULA_LONGEST = 500

_encode = msgspec.json.Encoder().encode

Mode = Literal["merge", "replace"]


@dataclass(frozen=True, slots=True)
class ParameterDraft:
    """A parameter as a client states it; what is None stays as it is, or empty for a new one."""

    nama: str
    formula: str | None = None
    label: str | None = None
    satuan: str | None = None


@dataclass(frozen=True, slots=True)
class ParametersCommand:
    """One act on the parameters: whole definitions by name, cells by id, and explicit deletions.

    With `replace` the definitions are the whole list in its order: what they leave out is deleted, too.
    """

    definitions: Sequence[ParameterDraft] = ()
    cells: Sequence[CellChange] = ()
    deletes: Sequence[int] = ()
    mode: Mode = "merge"


class FormulaVolume(NamedTuple):
    """A volume that a formula computes, with the name to call it by in a message."""

    pekerjaan_id: int
    label: str
    formula: str
    nilai: str | None


class VolumeChange(NamedTuple):
    """What becomes of a volume; `via` are the changed parameters its formula names."""

    pekerjaan_id: int
    formula: str
    before: str | None
    after: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of the table `parameter` that the command changes, adds and deletes, and the volumes whose row changes."""

    changed: Mapping[int, Row]
    fresh: Sequence[Row]
    deletes: Sequence[int]
    volumes: Mapping[int, VolumeChange]


def in_order(rows: Mapping[int, Row]) -> dict[int, Row]:
    """Rows of the list as it is shown: by (order, id)."""
    return dict(sorted(rows.items(), key=lambda item: (int(item[1]["order"] or 0), item[0])))


def parameters_tag(rows: Mapping[int, Row]) -> str:
    """What names a list of parameters as a whole: equal lists have equal tags, whatever revision they are read at."""
    said = [[key, row["nama"], row["label"], row["satuan"], row["formula"]] for key, row in rows.items()]
    return hashlib.sha256(_encode(said)).hexdigest()[:16]


def parameters_plan(
    stored: Mapping[int, Row], volumes: Mapping[int, FormulaVolume], command: ParametersCommand
) -> Plan:
    """Judge a command against the parameters and the formula volumes (by volume id) that are stored.

    `stored` is in the order of the list. Worked: p = 6 becomes 8 while luas = p * 4 and a volume is =luas / 2: luas
    goes from 24 to 32 and the volume from 12 to 16, via luas.

    Raises CellRefusals (a name, a definition, a cycle with its path, a volume that could not be computed), Refused
    `parameter_used` with the users of a deleted name, CellConflicts for cells somebody else changed.
    """
    lines = _Lines(stored)
    lines.take_cells(command.cells)
    lines.take_definitions(command.definitions)
    lines.delete(command.deletes)
    if command.mode == "replace":
        lines.keep_only([draft.nama.strip().lower() for draft in command.definitions])
    lines.refuse_twins()
    _refuse_used(lines, volumes)
    lines.compute()
    return Plan(lines.changed(), lines.fresh(), lines.deleted, _volumes(lines, volumes))


# ------------------------------------------------------------------------------------------------- the list


@dataclass(slots=True)
class _Line:
    """One parameter while a command is worked out; `key` is its id, or its place among the new ones, below zero."""

    key: int
    row: Row

    @property
    def nama(self) -> str:
        return str(self.row["nama"])

    @property
    def formula(self) -> str:
        return str(self.row["formula"])

    @property
    def uses(self) -> tuple[str, ...]:
        return formula_parse(self.formula).names


@dataclass(slots=True)
class _Lines:
    """The list while a command is worked out."""

    stored: Mapping[int, Row]
    lines: dict[int, _Line] = field(default_factory=dict)
    deleted: list[int] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stored = {
            key: {**row, "formula": definition_text(str(row["formula"]))} for key, row in self.stored.items()
        }
        self.lines = {key: _Line(key, dict(row)) for key, row in self.stored.items()}

    def take_cells(self, cells: Sequence[CellChange]) -> None:
        """Cells by id; a new name goes into every formula that used the old one."""
        changes = cells_judge(cells, JUDGES)
        conflicts_refuse(cells, JUDGES, changes, self.stored)
        for key, row in changes.items():
            line = self.lines[key]
            if row.get("nama", line.nama) != line.nama:
                self.renames[line.nama] = str(row["nama"])
            line.row |= row
        if self.renames:
            self._rename(untouched={cell.id for cell in cells if cell.col == "formula"})

    def _rename(self, untouched: set[int]) -> None:
        for line in self.lines.values():
            if line.key not in untouched and is_formula(line.formula):
                line.row["formula"] = _renamed(line.formula, self.renames, key=line.key)

    def take_definitions(self, definitions: Sequence[ParameterDraft]) -> None:
        """Definitions by name: a known name is changed, a new one is added at the end."""
        by_name = {line.nama: line for line in self.lines.values()}
        refusals: list[dict[str, Any]] = []
        for place, draft in enumerate(definitions, 1):
            row = _draft_judged(draft, place, refusals, fresh=draft.nama.strip().lower() not in by_name)
            name = str(row.get("nama", ""))
            line = by_name.get(name) or _Line(-place, {"label": "", "satuan": "", "order": self._next_order()})
            line.row |= row
            by_name[name] = self.lines[line.key] = line
        if refusals:
            raise CellRefusals(refusals)

    def _next_order(self) -> int:
        return STEP + max((int(line.row["order"] or 0) for line in self.lines.values()), default=0)

    def delete(self, keys: Sequence[int]) -> None:
        """Take lines out; one that is gone already is no matter."""
        for key in keys:
            if self.lines.pop(key, None) is not None:
                self.deleted.append(key)

    def keep_only(self, names: Sequence[str]) -> None:
        """Delete every other line and set the rest in the order of the names."""
        self.delete([line.key for line in self.lines.values() if line.nama not in names])
        self.lines = {line.key: line for line in sorted(self.lines.values(), key=lambda line: names.index(line.nama))}
        for position, line in enumerate(self.lines.values(), 1):
            line.row["order"] = STEP * position

    def refuse_twins(self) -> None:
        """Two parameters of one name, named before the database would."""
        names: set[str] = set()
        refusals = []
        for line in sorted(self.lines.values(), key=self._is_new_name):
            if line.nama in names:
                reason = _("Nama “%(nama)s” sudah dipakai parameter lain.") % {"nama": line.nama}
                refusals.append(_refusal(line.key, "nama", line.nama, reason))
            names.add(line.nama)
        if refusals:
            raise CellRefusals(refusals)

    def _is_new_name(self, line: _Line) -> bool:
        """The line that came to a name is to blame for a twin, not the one that always had it."""
        return line.key not in self.stored or self.stored[line.key]["nama"] != line.nama

    def compute(self) -> None:
        """Evaluate all in the order of dependency; the path of a cycle is in the refusal."""
        keys = {line.nama: line.key for line in self.lines.values()}
        try:
            values = parameters_evaluate({line.nama: line.formula for line in self.lines.values()})
        except EngineError as error:
            name = error.path[0] if error.path else ""
            refusal = _refusal(keys.get(name, 0), "formula", name, error.message)
            raise CellRefusals([{**refusal, "code": error.code, "path": list(error.path)}]) from error
        for line in self.lines.values():
            line.row["nilai"] = canonical(values[line.nama], PARAMETER.decimals)

    def values(self) -> dict[str, Decimal]:
        """Value by name, once computed."""
        return {line.nama: Decimal(str(line.row["nilai"])) for line in self.lines.values()}

    def changed(self) -> dict[int, Row]:
        """The stored lines that stay and say something new."""
        return {key: line.row for key, line in self.lines.items() if key > 0 and line.row != self.stored[key]}

    def fresh(self) -> list[Row]:
        """The new lines."""
        return [line.row for key, line in self.lines.items() if key < 0]

    def touched(self) -> set[str]:
        """Names, new and old, under which a volume may find another value than before."""
        names = set(self.renames) | set(self.renames.values())
        for key, line in self.lines.items():
            before = self.stored.get(key)
            if before is None or before["nilai"] != line.row["nilai"]:
                names.add(line.nama)
        return names


def _draft_judged(draft: ParameterDraft, place: int, refusals: list[dict[str, Any]], *, fresh: bool) -> Row:
    given = {"nama": draft.nama, "formula": draft.formula, "label": draft.label, "satuan": draft.satuan}
    row: Row = {}
    for column, text in given.items():
        if text is None and not (fresh and column == "formula"):
            continue
        try:
            row[column] = JUDGES[column](text)
        except CellRefused as no:
            refusals.append({**_refusal(0, column, draft.nama, str(no)), "row": place})
    return row


def _renamed(formula: str, renames: Mapping[str, str], *, key: int) -> str:
    text = formula_renamed(formula, renames)
    if len(text) > FORMULA_LONGEST:
        reason = _("Dengan nama baru, rumus ini lebih dari %(length)d karakter.") % {"length": FORMULA_LONGEST}
        raise CellRefusals([_refusal(key, "formula", "", reason)])
    return text


def _refusal(key: int, column: str, name: str, reason: str) -> dict[str, Any]:
    return {"id": key, "col": column, "nama": name, "reason": reason}


# ------------------------------------------------------------------------------------------------- users


def _refuse_used(lines: _Lines, volumes: Mapping[int, FormulaVolume]) -> None:
    """A deleted name that a formula still uses is refused before anything is touched, and every user is named."""
    gone = {str(lines.stored[key]["nama"]): key for key in lines.deleted} if lines.deleted else {}
    for line in lines.lines.values():
        gone.pop(line.nama, None)
    users: dict[str, list[str]] = {name: [] for name in gone}
    for line in lines.lines.values():
        for name in gone.keys() & set(line.uses):
            users[name].append(_("parameter %(nama)s") % {"nama": line.nama})
    for volume in volumes.values():
        for name in gone.keys() & set(formula_parse(volume.formula).names):
            users[name].append(volume.label)
    used = {name: found for name, found in users.items() if found}
    if used:
        cells = [
            {**_refusal(gone[name], "nama", name, _used_by(name, found)), "users": found}
            for name, found in used.items()
        ]
        raise Refused(cells[0]["reason"], code="parameter_used", cells=cells)


def _used_by(name: str, users: Sequence[str]) -> str:
    return _("Parameter “%(nama)s” masih dipakai: %(users)s.") % {"nama": name, "users": "; ".join(users)}


def _volumes(lines: _Lines, volumes: Mapping[int, FormulaVolume]) -> dict[int, VolumeChange]:
    """Volumes whose formula names a parameter that changed, with their new text and result."""
    touched, values = lines.touched(), lines.values()
    changes: dict[int, VolumeChange] = {}
    refusals: list[dict[str, Any]] = []
    for volume_id, volume in volumes.items():
        via = tuple(name for name in formula_parse(volume.formula).names if name in touched)
        if not via:
            continue
        try:
            formula = _renamed(volume.formula, lines.renames, key=volume.pekerjaan_id)
            after = canonical(formula_value(formula, values, VOLUME).value, VOLUME.decimals)
        except EngineError as error:
            refusal = _refusal(volume.pekerjaan_id, "volume", volume.label, f"{volume.label}: {error.message}")
            refusals.append({**refusal, "table": "volume"})
            continue
        if after != volume.nilai or formula != volume.formula:
            changes[volume_id] = VolumeChange(volume.pekerjaan_id, formula, volume.nilai, after, via)
    if refusals:
        raise CellRefusals(refusals)
    return changes
