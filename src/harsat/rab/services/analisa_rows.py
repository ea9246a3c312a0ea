"""The rows of one analysis inside a write: what stands there, what a command meets, and how it would stand after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from harsat.engine.bundel_check import NodeRows
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.numbers import KOEFISIEN, canonical
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from harsat.ledger.write import Write
from harsat.rab.models import Komponen, Pekerjaan
from harsat.rab.outline import Ref, order_keys
from harsat.rab.selectors.analisa_lines import LETTERS
from harsat.rab.services.analisa_command import After, AnalisaCommand, KomponenAdd, KomponenDelete, KomponenMove


class Sibling(NamedTuple):
    """A stored row of the analysis."""

    id: int
    kategori: str
    order: int
    koefisien: Decimal
    harga_item_id: int | None
    target: Node | None


@dataclass(frozen=True, slots=True)
class AnalisaRows:
    """One analysis: its pekerjaan, its rows in order, and whether others bundle it.

    `base_rows` and `targets` say what stands there; `orders` is what must be written to bring rows where they belong.
    """

    pekerjaan_id: int
    kode: str
    source: str
    langsung: bool
    is_target: bool
    siblings: tuple[Sibling, ...]
    base_rows: int
    targets: tuple[Node, ...]
    orders: Mapping[Ref, int] = field(default_factory=dict)

    def node_rows(self) -> NodeRows:
        """As the bundle check reads it."""
        return NodeRows(self.kode, self.base_rows, self.targets)

    def place_of(self, row_id: int) -> str:
        """Where a row stands as the form prints it: A.1, B.3."""
        kategori = self._by_id()[row_id].kategori
        number = [row.id for row in self.siblings if row.kategori == kategori].index(row_id) + 1
        return f"{LETTERS[Kategori(kategori)]}.{number}"

    def conflicts(self, command: AnalisaCommand) -> list[dict[str, Any]]:
        """Every row that is gone or does not stand where it was seen, as cell conflicts."""
        known = self._by_id()
        found = [_gone(cell.id, cell.col) for cell in command.cells if cell.id not in known]
        found += [no for row in command.deletes if (no := self._deletion_conflict(row))]
        found += [no for row in command.moves if (no := self._move_conflict(row))]
        afters = [*(add.after for add in command.adds), *(move.after for move in command.moves)]
        places = {place for place in afters if isinstance(place, int)} - set(known)
        found += [_gone(place, "order") for place in sorted(places)]
        return found

    def after(self, command: AnalisaCommand) -> AnalisaRows:
        """The analysis as the command leaves it."""
        gone = {row.id for row in command.deletes}
        kept = [row for row in self.siblings if row.id not in gone]
        base, targets = _content(kept)
        base += sum(not add.is_bundel for add in command.adds)
        targets += [target for add in command.adds if (target := target_of_add(add))]
        orders = _orders(kept, command)
        return replace(self, siblings=tuple(kept), base_rows=base, targets=tuple(targets), orders=orders)

    def _by_id(self) -> dict[int, Sibling]:
        return {row.id: row for row in self.siblings}

    def _before(self, row: Sibling) -> int | None:
        """The row that stands before this one in its block."""
        block = [None, *(other.id for other in self.siblings if other.kategori == row.kategori)]
        return block[block.index(row.id) - 1]

    def _deletion_conflict(self, asked: KomponenDelete) -> dict[str, Any] | None:
        row = self._by_id().get(asked.id)
        if row is None:
            return _gone(asked.id, "")
        if row.koefisien == _decimal(asked.koefisien):
            return None
        now = canonical(row.koefisien, KOEFISIEN.decimals)
        return _conflict(asked.id, "koefisien", asked.koefisien, None, now)

    def _move_conflict(self, asked: KomponenMove) -> dict[str, Any] | None:
        row = self._by_id().get(asked.id)
        if row is None:
            return _gone(asked.id, "order")
        before = self._before(row)
        return None if before == asked.seen else _conflict(asked.id, "order", asked.seen, asked.after, before)


def analisa_rows_read(write: Write, pekerjaan_id: int) -> AnalisaRows:
    """The analysis under the project's lock, and whether a row elsewhere bundles it. Two statements.

    Raises:
        NotFound: no such pekerjaan in this project.
    """
    pekerjaan = write.rows(Pekerjaan, [pekerjaan_id]).get(pekerjaan_id)
    if pekerjaan is None:
        raise NotFound
    mine_or_hosting = Q(pekerjaan_id=pekerjaan_id) | Q(target_pekerjaan_id=pekerjaan_id)
    columns = ("id", "kategori", "order", "koefisien", "harga_item_id", "target_pekerjaan_id", "target_analysis_id")
    found = Komponen.objects.filter(mine_or_hosting, project_id=write.project_id).order_by("order", "id")
    siblings = []
    is_target = False
    for host_id, *row in found.values_list("pekerjaan_id", *columns):
        if host_id == pekerjaan_id:
            *plain, target_pekerjaan, target_analysis = row
            siblings.append(Sibling._make((*plain, _target(target_pekerjaan, target_analysis))))
        else:
            is_target = True
    base, targets = _content(siblings)
    return AnalisaRows(
        pekerjaan_id,
        str(pekerjaan["kode"]),
        str(pekerjaan["source"]),
        bool(pekerjaan["langsung"]),
        is_target,
        tuple(siblings),
        base,
        tuple(targets),
    )


def target_of_add(add: KomponenAdd) -> Node | None:
    """Where a new row points, None for a resource."""
    return _target(add.target_pekerjaan_id, add.target_analysis_id)


def _target(pekerjaan_id: int | None, analysis_id: int | None) -> Node | None:
    if pekerjaan_id is not None:
        return Node(NodeKind.PEKERJAAN, pekerjaan_id)
    return None if analysis_id is None else Node(NodeKind.ACUAN, analysis_id)


def _content(rows: Iterable[Sibling]) -> tuple[int, list[Node]]:
    """How many resources, and which analyses, the rows hold."""
    pointing = [row.target for row in rows]
    targets = [target for target in pointing if target is not None]
    return len(pointing) - len(targets), targets


def _orders(kept: Iterable[Sibling], command: AnalisaCommand) -> dict[Ref, int]:
    """The orders to write: each moved and new row right behind the one it names."""
    moved = {row.id for row in command.moves}
    places: list[tuple[Ref, int | None]] = [(row.id, None if row.id in moved else row.order) for row in kept]
    for move in command.moves:
        places = [place for place in places if place[0] != move.id]
        places.insert(_place_behind(places, move.after), (move.id, None))
    for add in command.adds:
        places.insert(_place_behind(places, add.after), (add.temp, None))
    keys = order_keys([order for _key, order in places])
    return {key: new for (key, old), new in zip(places, keys, strict=True) if new != old}


def _place_behind(places: list[tuple[Ref, int | None]], after: After) -> int:
    """Where to insert; behind a row that this very command deletes means at the end."""
    if after is None:
        return 0
    keys = [key for key, _order in places]
    return keys.index(after) + 1 if after in keys else len(keys)


def _gone(row_id: int, col: str) -> dict[str, Any]:
    return {**_conflict(row_id, col, None, None, None), "reason": _("dihapus")}


def _conflict(row_id: int, col: str, before: Any, after: Any, now: Any) -> dict[str, Any]:
    return {
        "id": row_id,
        "col": col,
        "from": before,
        "to": after,
        "now": now,
        "reason": _("sudah diubah"),
        "by": None,
        "at": None,
    }


def _decimal(text: str) -> Decimal | None:
    """The koefisien someone saw; text that is no number was never seen."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return None
