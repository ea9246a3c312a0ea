"""The rows of the page Harga Items: every resource of the project, its price, and where it is used."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Kategori
from harsat.rab.models import HargaItem


class HargaRow(NamedTuple):
    """One line; `dipakai` counts the pekerjaan whose analysis uses it, bundles included."""

    id: int
    kategori: str
    kode: str
    uraian: str
    satuan: str
    harga: Decimal | None
    sumber: str
    dipakai: int


def harga_rows(project_id: int, estimate: Estimate) -> list[HargaRow]:
    """The price list by kategori, then code. One query."""
    uses = _uses(estimate)
    found = HargaItem.objects.filter(project_id=project_id).values_list(*HargaRow._fields[:-1])
    rows = [HargaRow._make((*row, uses[row[0]])) for row in found]
    return sorted(rows, key=lambda row: (BLOCKS[Kategori(row.kategori)], row.kode, row.satuan, row.id))


def _uses(estimate: Estimate) -> Counter[int]:
    uses: Counter[int] = Counter()
    with engine_context():
        for pekerjaan in estimate.snapshot.pekerjaan:
            lines = estimate.expander.lines(pekerjaan.id)
            uses.update({line.harga_item_id for line in lines if line.harga_item_id is not None})
    return uses
