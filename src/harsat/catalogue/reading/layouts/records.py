"""One record per analysis: the cells tenaga, bahan and alat each list all components, their numbers inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.header import Header, cell_text
from harsat.catalogue.reading.layouts.sections import BAHAN, PERALATAN, TENAGA
from harsat.catalogue.reading.mapping import Mapping
from harsat.catalogue.reading.notes import Note, Reading
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.reading.source import Cell, Table, table_shape_check
from harsat.catalogue.units import unit_read

KATEGORI = {"tenaga": TENAGA, "bahan": BAHAN, "alat": PERALATAN}
_LOOKED_AT = 200
_FEWEST = 2
_MOST_JOINED = 3
_BLANK = frozenset({"", "-", "–", "—"})
_ENDS_IN_NUMBER = re.compile(r"^(?P<item>.*?\S)\s+(?P<koefisien>-?\d[\d.,]*)$", re.DOTALL)
_ENDS_IN_UNIT = re.compile(r"^(?P<item>.*?\S)\s+(?P<koefisien>-?\d[\d.,]*)\s*(?P<satuan>[^\W\d]\S{0,5})$", re.DOTALL)


class Entry(NamedTuple):
    """One component of a cell; blank koefisien where no number stands behind the words."""

    item: str
    satuan: str
    koefisien: str


def records_held(table: Table, header: Header) -> bool:
    """Whether the columns tenaga, bahan, alat hold lists in words; numbers would be sums of money, no analyses."""
    columns = header.columns.of
    lists = [columns[name] for name in KATEGORI if name in columns]
    if len(lists) < _FEWEST or "koefisien" in columns or not {"kode", "nama"} & columns.keys():
        return False
    below = table.rows[header.row : header.row + _LOOKED_AT]
    texts = [cell_text(cells[index]) for cells in below for index in lists if index < len(cells)]
    worded = [text for text in texts if text not in _BLANK]
    return bool(worded) and all(re.search(r"[^\W\d]", text) for text in worded)


def records_read(table: Table, mapping: Mapping) -> Reading:
    """Every entry of every cell as a row; a record without entries is one row without item, so that it is seen."""
    rows: list[Row] = []
    empty = 0
    for number, cells in enumerate(table.rows[mapping.header_row :], start=mapping.header_row + 1):
        fields = {name: cells[index] for name, index in mapping.columns.items() if index < len(cells)}
        if not any(map(cell_text, fields.values())):
            continue
        before = len(rows)
        rows.extend(_record(number, fields, before))
        table_shape_check(len(rows), 1)
        empty += not rows[-1].item and len(rows) == before + 1
    notes = [
        Note(
            "rekaman_diurai",
            _("Satu rekaman per analisa: isi sel diurai menjadi %(rows)d komponen.") % {"rows": len(rows) - empty},
        )
    ]
    if empty:
        notes.append(Note("tanpa_komponen", _("%(count)d rekaman tidak memuat komponen apa pun.") % {"count": empty}))
    return Reading(rows, notes)


def entries_read(text: str) -> list[Entry]:
    """The components of a cell. A piece that does not end in a number belongs to the next one.

    "Pekerja 0.6;Chainsaw 20”; 5,5HP 0.03" -> Pekerja 0.6 and Chainsaw 20”; 5,5HP 0.03.
    """
    mark = ";" if ";" in text else "\n"
    entries: list[Entry] = []
    held = ""
    for part in text.split(mark):
        if held.count(mark) == _MOST_JOINED:
            entries.append(Entry(_unbroken(held), "", ""))
            held = ""
        piece = " ".join(part.split())
        whole = f"{held}{mark} {piece}" if held else piece
        if whole in _BLANK:
            continue
        held = ""
        if match := _ENDS_IN_NUMBER.match(whole):
            entries.append(Entry(_unbroken(match["item"]), "", match["koefisien"]))
        elif (match := _ENDS_IN_UNIT.match(whole)) and unit_read(match["satuan"]):
            entries.append(Entry(_unbroken(match["item"]), match["satuan"], match["koefisien"]))
        else:
            held = whole
    return [*entries, Entry(_unbroken(held), "", "")] if held else entries


def _unbroken(text: str) -> str:
    return " ".join(text.split())


def row_place(number: int) -> str:
    """Where a row stands, in words: "baris 12"."""
    return _("baris %(row)d") % {"row": number}


def _record(number: int, fields: dict[str, Cell], before: int) -> Iterator[Row]:
    found = [
        (kategori, name, order, entry)
        for name, kategori in KATEGORI.items()
        for order, entry in enumerate(entries_read(cell_text(fields.get(name, ""))), start=1)
    ]
    nama, satuan_pekerjaan, divisi = (
        cell_text(fields.get(name, "")) for name in ("nama", "satuan_pekerjaan", "divisi")
    )
    blank = Row(0, fields.get("kode", ""), nama, satuan_pekerjaan, divisi, "", "", "", "", "")
    place = row_place(number)
    entry_place = _("%(place)s, %(column)s ke-%(order)d")
    for index, (kategori, name, order, entry) in enumerate(found, start=before + 1):
        yield blank._replace(
            number=index,
            kategori=kategori,
            item=entry.item,
            satuan=entry.satuan,
            koefisien=entry.koefisien,
            place=entry_place % {"place": place, "column": name, "order": order},
        )
    if not found:
        yield blank._replace(number=before + 1, place=place)
