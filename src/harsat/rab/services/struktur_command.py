"""What one command of the List Pekerjaan says: cells, rows to add, to move, to delete, and sources to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from harsat.kernel.errors import CellConflicts, CellRefusals, Refused
from harsat.rab.models import Klasifikasi, Pekerjaan, SubKlasifikasi
from harsat.rab.outline import LAST, Ref, Table
from harsat.rab.services.cells import CellChange

MODELS: dict[Table, type[models.Model]] = {
    "klasifikasi": Klasifikasi,
    "sub_klasifikasi": SubKlasifikasi,
    "pekerjaan": Pekerjaan,
}
"""The levels from the outermost in; the order in which rows are inserted."""
PARENT_COLUMNS: dict[Table, str] = {"sub_klasifikasi": "klasifikasi_id", "pekerjaan": "sub_klasifikasi_id"}


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell and the table it stands in."""

    table: Table
    change: CellChange


@dataclass(frozen=True, slots=True)
class RowAdd:
    """A new row behind `after` under `parent`; with `analysis_id` a pekerjaan copied from the catalogue."""

    table: Table
    temp: str
    parent: Ref | None = None
    after: Ref | None = LAST
    values: Mapping[str, str | None] = field(default_factory=dict)
    source: str = ""
    analysis_id: int | None = None


@dataclass(frozen=True, slots=True)
class RowMove:
    """A row to stand behind `after` under `to_parent`; `from_parent` is where the writer saw it."""

    table: Table
    id: int
    from_parent: int | None = None
    to_parent: Ref | None = None
    after: Ref | None = LAST


@dataclass(frozen=True, slots=True)
class RowDelete:
    """A row to go with all inside it; `inside` is how many rows of the outline the writer saw in it."""

    table: Table
    id: int
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A pekerjaan to take another source; None as `analysis_id` keeps the analysis it has."""

    id: int
    before: str
    after: str
    analysis_id: int | None = None


@dataclass(frozen=True, slots=True)
class StrukturCommand:
    """One act of the user on the outline, applied wholly or not at all; what is not named stays as it is."""

    cells: Sequence[TableCell] = ()
    adds: Sequence[RowAdd] = ()
    moves: Sequence[RowMove] = ()
    deletes: Sequence[RowDelete] = ()
    sources: Sequence[SourceChange] = ()

    def analysis_ids(self) -> set[int]:
        """The catalogue analyses that the command names."""
        named = [*(add.analysis_id for add in self.adds), *(one.analysis_id for one in self.sources)]
        return {analysis_id for analysis_id in named if analysis_id is not None}

    def cells_of(self, table: Table) -> list[CellChange]:
        """The cells of one table, in the order of the command."""
        return [cell.change for cell in self.cells if cell.table == table]

    def typed_codes(self) -> list[str]:
        """The codes of pekerjaan that were typed by hand."""
        added = [add.values.get("kode") for add in self.adds if add.table == "pekerjaan"]
        edited = [cell.after for cell in self.cells_of("pekerjaan") if cell.col == "kode"]
        return [kode.strip() for kode in [*added, *edited] if kode]

    def needs_outline(self) -> bool:
        """Whether siblings or codes matter; a command of plain cells reads neither."""
        return bool(self.adds or self.moves or self.deletes or self.sources or self.typed_codes())


def command_check(command: StrukturCommand) -> None:
    """Refuse what no outline could make sense of: two rows of one temp, a deleted row that is changed as well."""
    temps = [add.temp for add in command.adds]
    if len(set(temps)) != len(temps) or LAST in temps or "" in temps:
        raise Refused(_("Baris baru harus bernama sementara yang berbeda-beda."), code="command_invalid")
    deleted = {(one.table, one.id) for one in command.deletes}
    if deleted & set(_changed(command)):
        raise Refused(_("Baris yang dihapus tidak dapat sekaligus diubah."), code="command_invalid")
    if any(add.analysis_id is not None and add.table != "pekerjaan" for add in command.adds):
        raise Refused(_("Hanya pekerjaan yang dapat diambil dari katalog."), code="command_invalid")


def _changed(command: StrukturCommand) -> Iterator[tuple[Table, int]]:
    yield from ((cell.table, cell.change.id) for cell in command.cells)
    yield from ((move.table, move.id) for move in command.moves)
    yield from (("pekerjaan", one.id) for one in command.sources)


class Findings:
    """Collects everything wrong with a command, so that all of it is told at once."""

    def __init__(self) -> None:
        self.conflicts: list[dict[str, Any]] = []
        self.refusals: list[dict[str, Any]] = []

    def conflict(self, table: Table, ref: Ref, col: str, *, now: Any, reason: str, to: Any = None) -> None:
        """A row is not where, or what, the writer saw."""
        self.conflicts.append({"table": table, "id": ref, "col": col, "to": to, "now": now, "reason": reason})

    def refuse(self, table: Table, ref: Ref, col: str, row: int, reason: str) -> None:
        """A value or a choice is not acceptable; `row` is its place in the command."""
        self.refusals.append({"table": table, "id": ref, "col": col, "row": row, "reason": reason})

    def refuse_all(self, table: Table, cells: Iterable[Mapping[str, Any]]) -> None:
        """Take over refusals that were judged elsewhere."""
        self.refusals += [{"table": table, **cell} for cell in cells]

    def raise_any(self) -> None:
        """Conflicts first: a refusal judged against rows that are not there any more says nothing."""
        if self.conflicts:
            raise CellConflicts(self.conflicts, _("Susunan pekerjaan sudah diubah orang lain; muat ulang lalu ulangi."))
        if self.refusals:
            raise CellRefusals(self.refusals)
