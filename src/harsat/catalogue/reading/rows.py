"""One component row as it stands in a file, whatever the layout it was found in."""

from __future__ import annotations

from typing import NamedTuple

from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.source import Cell

__all__ = ["Row", "cell_text"]


class Row(NamedTuple):
    """One component as it stands in the file; `kode` and `koefisien` are raw cells, the rest is text.

    `number` is unique in the set of files, and in a single sheet the row the reader sees in Excel; where it is not,
    `place` says in words where the row stands. `target_kode` is the code of the analysis nested here.
    """

    number: int
    kode: Cell
    nama: str
    satuan_pekerjaan: str
    divisi: str
    kategori: str
    kode_item: str
    item: str
    satuan: str
    koefisien: Cell
    target_kode: str = ""
    place: str = ""
