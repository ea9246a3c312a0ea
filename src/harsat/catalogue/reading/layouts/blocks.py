"""Blocks: a line `[AHSP];kode;nama;satuan` opens an analysis, the lines `item;koefisien` below are its components."""

from __future__ import annotations

from collections.abc import Sequence

from harsat.catalogue.reading.header import HEADER_ROWS, cell_text
from harsat.catalogue.reading.layouts.outline import Component, Outline
from harsat.catalogue.reading.mapping import Mapping
from harsat.catalogue.reading.notes import Reading
from harsat.catalogue.reading.source import Cell, Table
from harsat.catalogue.units import unit_read

MARK = "[AHSP]"
_WITH_KODE = 4


def blocks_marked(table: Table) -> bool:
    """Whether a mark stands within the first rows."""
    return any(_marked(cells) for cells in table.rows[:HEADER_ROWS])


def blocks_read(table: Table, mapping: Mapping) -> Reading:
    """Every component of every block, without kategori, and without satuan unless a third cell holds one."""
    with_kode = _with_kode(table)
    outline = Outline(own=True)
    for number, cells in enumerate(table.rows[mapping.header_row :], start=mapping.header_row + 1):
        texts = [*map(cell_text, cells), "", "", "", ""]
        if _marked(cells):
            kode, nama, satuan = texts[1:4] if with_kode else ("", texts[1], texts[2])
            outline.open(number, kode, nama, satuan)
        elif any(texts):
            koefisien = cells[1] if len(cells) > 1 else ""
            outline.add(number, Component("", "", texts[0], texts[2], koefisien))
    return Reading(outline.close(), [])


def _marked(cells: Sequence[Cell]) -> bool:
    return bool(cells) and cell_text(cells[0]).upper() == MARK


def _with_kode(table: Table) -> bool:
    """Decided for the whole file: one head with four cells has a kode; three cells ending in a unit have none."""
    heads = [[text for text in map(cell_text, cells) if text] for cells in table.rows if _marked(cells)]
    if any(len(head) >= _WITH_KODE for head in heads):
        return True
    return not any(unit_read(head[-1]) for head in heads if len(head) == _WITH_KODE - 1)
