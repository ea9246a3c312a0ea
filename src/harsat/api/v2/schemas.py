"""Shapes that several routes share: cells in, receipts and errors out. Figures are canonical decimal strings."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

from harsat.rab.services.cells import CellChange

CELLS_AT_MOST = 20_000


class CellIn(Schema):
    """One cell of a command: `from` is what the writer saw, `to` what it shall be; null is an empty cell."""

    id: int
    col: str = Field(max_length=40)
    before: str | None = Field(None, alias="from", max_length=2000)
    after: str | None = Field(None, alias="to", max_length=2000)

    def change(self) -> CellChange:
        """As the services take it."""
        return CellChange(self.id, self.col, self.before, self.after)


class CellsIn(Schema):
    """A grid command: all its cells, applied wholly or not at all."""

    cells: list[CellIn] = Field(max_length=CELLS_AT_MOST)

    def changes(self) -> list[CellChange]:
        """As the services take them."""
        return [cell.change() for cell in self.cells]


class TotalsOut(Schema):
    """The foot of every page."""

    subtotal: str | None = None
    total: str | None = None
    belum_lengkap: int | None = None
    melebihi_pagu: bool | None = None


class ReceiptOut(Schema):
    """What a write came to; `change` is null where nothing changed. `changed` lists row ids by column or table."""

    revision: int
    mark: str
    change: int | None
    changed: dict[str, list[int]] = Field(default_factory=dict)
    totals: TotalsOut = TotalsOut()
    can_undo: bool | None = None
    can_redo: bool | None = None


class ErrorOut(Schema):
    """Any refusal: a stable code, words for the user, and where they apply the cells or places."""

    code: str
    message: str
    cells: list[dict[str, Any]] | None = None
    errors: list[dict[str, Any]] | None = None


ERRORS = {401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 409: ErrorOut, 422: ErrorOut, 503: ErrorOut}
READ_ERRORS = {401: ErrorOut, 403: ErrorOut, 404: ErrorOut}
