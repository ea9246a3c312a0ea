"""What one act on an analysis asks for: cells, new rows, moves and deletions, each saying what it saw."""

from __future__ import annotations

from dataclasses import dataclass

from harsat.rab.outline import LAST, Ref
from harsat.rab.services.analisa_items import ItemDraft
from harsat.rab.services.cells import CellChange

After = Ref | None
"""The row to stand behind: its id, the `temp` of a new row, LAST for the end, None for the first place."""


@dataclass(frozen=True, slots=True)
class KomponenAdd:
    """A new row under a name of the client's: an item of the price list, a new one, or a bundle of another analysis."""

    temp: str
    kategori: str
    koefisien: str
    after: After = LAST
    catatan: str = ""
    harga_item_id: int | None = None
    item: ItemDraft | None = None
    target_pekerjaan_id: int | None = None
    target_analysis_id: int | None = None

    @property
    def is_bundel(self) -> bool:
        """Whether it points at another analysis."""
        return self.target_pekerjaan_id is not None or self.target_analysis_id is not None


@dataclass(frozen=True, slots=True)
class KomponenMove:
    """A row to stand behind another; `seen` is the row it stood behind in its block, None for the first."""

    id: int
    after: After
    seen: int | None


@dataclass(frozen=True, slots=True)
class KomponenDelete:
    """A row to be deleted, with the koefisien it was seen to have."""

    id: int
    koefisien: str


@dataclass(frozen=True, slots=True)
class AnalisaCommand:
    """One act: applied wholly or not at all. `harga` are prices of the project's items, typed beside the koefisien."""

    cells: tuple[CellChange, ...] = ()
    harga: tuple[CellChange, ...] = ()
    adds: tuple[KomponenAdd, ...] = ()
    moves: tuple[KomponenMove, ...] = ()
    deletes: tuple[KomponenDelete, ...] = ()

    @property
    def touches_analysis(self) -> bool:
        """Whether anything but prices is asked for."""
        return bool(self.cells or self.adds or self.moves or self.deletes)
