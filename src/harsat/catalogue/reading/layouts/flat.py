"""The commonest layout: one component per row, the analysis repeated, carried down, or opened by a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.header import cell_text, columns_read, numbering_row
from harsat.catalogue.reading.layouts.outline import Component, Outline
from harsat.catalogue.reading.layouts.sections import section_kategori, total_row
from harsat.catalogue.reading.mapping import Mapping, titles_equal
from harsat.catalogue.reading.notes import Note, Reading, numbers_named
from harsat.catalogue.reading.source import Cell, Table

_SAME_TITLES = 3


class _Fields(NamedTuple):
    """The fields of one row as text."""

    kode: str
    nama: str
    satuan_pekerjaan: str
    divisi: str
    kategori: str
    kode_item: str
    item: str
    satuan: str
    koefisien: str


@dataclass(slots=True)
class _Flat:
    """Where the reading of a table stands. `work` are the cells that named the analysis last."""

    titles: Sequence[str]
    outline: Outline
    section: str = ""
    work: tuple[str, ...] = ()
    passed: list[int] = field(default_factory=list)


def flat_read(table: Table, mapping: Mapping) -> Reading:
    """Every component below the header; repeated heads, numbering rows, sections and sums are passed over, and said."""
    flat = _Flat(mapping.titles, Outline(own="kode" not in mapping.columns))
    width = max([*map(len, table.rows), *(index + 1 for index in mapping.columns.values())], default=0)
    pick = itemgetter(*(mapping.columns.get(name, width) for name in _Fields._fields))
    for number, cells in enumerate(table.rows[mapping.header_row :], start=mapping.header_row + 1):
        picked = pick([*cells, *[""] * (width + 1 - len(cells))])
        # the loop of every cell of a large file: text, the usual case, is not asked twice
        fields = _Fields(*[cell.strip() if type(cell) is str else cell_text(cell) for cell in picked])
        if not _passes(flat, number, cells, fields):
            _row_take(flat, number, fields, picked[0], picked[-1])
    return Reading(flat.outline.close(), _notes(flat.passed))


def _passes(flat: _Flat, number: int, cells: Sequence[Cell], fields: _Fields) -> bool:
    """Whether a row is no component and names no analysis; a section is remembered for the rows below it."""
    if fields.item and fields.koefisien:
        passed = _repeated_head(flat.titles, cells, fields.koefisien) or (
            not any(map(str.isalpha, fields.item)) and numbering_row(list(map(cell_text, cells)))
        )
    else:
        texts = list(map(cell_text, cells))
        if not any(texts):
            return True
        section = _section(texts)
        flat.section = section or flat.section
        passed = bool(section) or numbering_row(texts) or total_row(fields.item or fields.nama)
    if passed:
        flat.passed.append(number)
    return passed


def _row_take(flat: _Flat, number: int, fields: _Fields, kode: Cell, koefisien: Cell) -> None:
    component = bool(fields.item or fields.koefisien)
    if fields[:4] != flat.work:
        flat.work = fields[:4]
        _follow(flat.outline, number, kode, fields)
    if component:
        kategori = fields.kategori or flat.section
        flat.outline.add(number, Component(kategori, fields.kode_item, fields.item, fields.satuan, koefisien))
        return
    flat.section = ""
    if fields.satuan and not flat.outline.satuan_pekerjaan:
        flat.outline.satuan_pekerjaan = fields.satuan  # the only unit of a row without component is the work's


def _follow(outline: Outline, number: int, kode: Cell, fields: _Fields) -> None:
    """Open the analysis a row names; blank cells, and the same kode again, continue the one above."""
    nama, satuan_pekerjaan, divisi = fields.nama, fields.satuan_pekerjaan, fields.divisi
    if not fields.kode and nama in {"", outline.nama}:
        return
    if fields.kode and fields.kode == cell_text(outline.kode):
        work = (nama or outline.nama, satuan_pekerjaan or outline.satuan_pekerjaan, divisi or outline.divisi)
        if work == (outline.nama, outline.satuan_pekerjaan, outline.divisi):
            return
        nama, satuan_pekerjaan, divisi = work
        outline.waiting = False
    outline.open(number, kode, nama, satuan_pekerjaan, divisi)


def _section(texts: Sequence[str]) -> str:
    filled = [text for text in texts if text]
    if len(filled) == 1:
        return section_kategori("", filled[0])
    return section_kategori(filled[0], filled[1]) if len(filled) == 2 else ""  # noqa: PLR2004 the letter, the word


def _repeated_head(titles: Sequence[str], cells: Sequence[Cell], koef: str) -> bool:
    """Whether the titles stand here once more, as after a page break."""
    if not koef.isalpha() and any(map(str.isdigit, koef)):
        return False
    texts = list(map(cell_text, cells))
    return titles_equal(texts, titles) or len(columns_read(texts).of) >= _SAME_TITLES


def _notes(passed: Sequence[int]) -> list[Note]:
    if not passed:
        return []
    message = _("%(count)d baris bukan komponen (judul kolom, nomor kolom, bagian, atau jumlah) dilewati: %(rows)s.")
    return [Note("baris_dilewati", message % {"count": len(passed), "rows": numbers_named(passed)}, tuple(passed))]
