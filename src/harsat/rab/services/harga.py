"""Writes to the price list: prices and their sources, many cells at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from harsat.engine.numbers import HARGA
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import HargaItem
from harsat.rab.services.cells import CellChange, Judge, cells_update, number_judge, text_judge

JUDGES: dict[str, Judge] = {
    "harga": number_judge(HARGA),
    "sumber": text_judge(_("Sumber"), length=200),
    "uraian": text_judge(_("Uraian"), length=500, empty=False),
}


def harga_items_update(
    *, access: Access, cells: Sequence[CellChange], request_key: UUID, request_hash: bytes
) -> Receipt:
    """Set prices, sources and names; an empty price is "belum ada", never 0.

    Raises CellRefusals with every cell that has no reading, CellConflicts with every cell that somebody else changed.
    """

    def body(write: Write) -> Answer:
        return {"changed": cells_update(write, HargaItem, cells, JUDGES)}

    return project_write(
        access=access,
        action="harga_items_update",
        page="harga-items",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )
