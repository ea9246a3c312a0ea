"""Reads the chosen tables one after the other and makes them one list of rows with numbers of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.layouts.blocks import blocks_read
from harsat.catalogue.reading.layouts.flat import flat_read
from harsat.catalogue.reading.layouts.form import form_read
from harsat.catalogue.reading.layouts.items import ItemList
from harsat.catalogue.reading.layouts.outline import OwnKode
from harsat.catalogue.reading.layouts.records import records_read, row_place
from harsat.catalogue.reading.mapping import Layout, Mapping
from harsat.catalogue.reading.notes import Note, Reading, numbers_named
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.reading.source import Cell, Table, table_shape_check

_READERS: dict[Layout, Callable[[Table, Mapping], Reading]] = {
    Layout.FLAT: flat_read,
    Layout.BLOCKS: blocks_read,
    Layout.RECORDS: records_read,
    Layout.FORM: form_read,
}


class Part(NamedTuple):
    """A table that is read; `file` is "" when there is only one file to read."""

    file: str
    table: Table
    mapping: Mapping


def parts_read(parts: Sequence[Part]) -> tuple[list[Row], list[Note]]:
    """The rows of all parts. The first keeps its row numbers; those of the next follow, and say where they stand."""
    rows: list[Row] = []
    notes: list[Note] = []
    offset = 0
    for part in parts:
        reading = _READERS[part.mapping.layout](part.table, part.mapping)
        reading = Reading(_own_kode(reading.rows, rows), reading.notes)
        placed = reading.rows if len(parts) == 1 else [_placed(row, part, offset) for row in reading.rows]
        rows += placed
        notes += [_note_placed(note, part, offset, several=len(parts) > 1) for note in reading.notes]
        offset += max(len(part.table.rows), max((row.number for row in reading.rows), default=0))
    if not rows:
        notes.append(Note("tanpa_baris", _("Tidak ada komponen di bawah judul kolom.")))
    else:
        table_shape_check(len(rows), 1)
    notes += [*_own_notes(rows), *_kode_notes(rows), *_wanted_notes(parts[0].mapping)]
    return [row._replace(kode=str(row.kode)) if isinstance(row.kode, OwnKode) else row for row in rows], notes


def items_lend(rows: Sequence[Row], lists: Sequence[tuple[str, ItemList]]) -> tuple[list[Row], list[Note]]:
    """Kategori, unit and kode of each component from the list that names it; an unknown one stays without."""
    if not lists:
        message = _("Format blok tidak memuat kategori dan satuan komponen. Sertakan daftar itemnya.")
        return list(rows), [Note("daftar_item_kurang", message)]
    lent, unknown, doubtful = [], [], []
    for row in rows:
        found = next((item for _file, held in lists if (item := held.find(row.item))), None)
        if found is None and row.item:
            unknown.append(row)
            if any(held.shared(row.item) for _file, held in lists):
                doubtful.append(row)
        lent.append(
            row._replace(kategori=found.kategori, kode_item=found.kode, satuan=row.satuan or found.satuan)
            if found
            else row
        )
    files = ", ".join(file for file, _held in lists)
    notes = [Note("daftar_item", _("Kategori dan satuan komponen diambil dari %(files)s.") % {"files": files})]
    if unknown:
        names = ", ".join(dict.fromkeys(row.item for row in unknown[:5]))
        message = _("%(count)d komponen tidak ada dalam daftar item: %(names)s.")
        numbers = tuple(row.number for row in unknown)
        notes.append(Note("item_tidak_dikenal", message % {"count": len(unknown), "names": names}, numbers))
    if doubtful:
        message = _("%(count)d komponen bernama sama dengan dua item yang berbeda: baris %(rows)s.")
        numbers = tuple(row.number for row in doubtful)
        notes.append(Note("item_ganda", message % {"count": len(doubtful), "rows": numbers_named(numbers)}, numbers))
    return lent, notes


def _placed(row: Row, part: Part, offset: int) -> Row:
    place = row.place or row_place(row.number)
    where = _where(part)
    return row._replace(number=row.number + offset, place=f"{where}, {place}")


def _note_placed(note: Note, part: Part, offset: int, *, several: bool) -> Note:
    if not several:
        return note
    return Note(note.code, f"{_where(part)}: {note.message}", tuple(row + offset for row in note.rows))


def _where(part: Part) -> str:
    """The file and the sheet; a CSV file is its own sheet."""
    return " / ".join(filter(None, (part.file, "" if Path(part.file).stem == part.table.name else part.table.name)))


def _own_kode(rows: list[Row], before: Sequence[Row]) -> list[Row]:
    """Codes by order go on counting from table to table, past any that the file itself uses."""
    if not any(isinstance(row.kode, OwnKode) for row in rows):
        return rows
    taken = {cell_text(row.kode) for row in [*before, *rows] if not isinstance(row.kode, OwnKode)}
    taken |= {str(row.kode) for row in before}
    free = (kode for number in count(1) if (kode := f"U.{number:03d}") not in taken)
    given: dict[Cell, OwnKode] = {}
    for row in rows:
        if isinstance(row.kode, OwnKode) and row.kode not in given:
            given[row.kode] = OwnKode(next(free))
    return [row._replace(kode=given[row.kode]) if isinstance(row.kode, OwnKode) else row for row in rows]


def _own_notes(rows: Sequence[Row]) -> list[Note]:
    own = list(dict.fromkeys(row.kode for row in rows if isinstance(row.kode, OwnKode)))
    if not own:
        return []
    message = _("%(count)d analisa tanpa kode diberi kode menurut urutannya: %(first)s s.d. %(last)s.")
    return [Note("kode_diusulkan", message % {"count": len(own), "first": own[0], "last": own[-1]})]


def _kode_notes(rows: Sequence[Row]) -> list[Note]:
    """Codes that Excel has turned into numbers or dates: 1.10 became 1.1, and 2.1 the second of January."""
    numbers = tuple(row.number for row in rows if isinstance(row.kode, float) and not row.kode.is_integer())
    dates = tuple(row.number for row in rows if isinstance(row.kode, date))
    notes = []
    if numbers:
        message = _(
            "%(count)d baris memuat kode yang tersimpan sebagai angka; 1.1 mungkin semula 1.10. Periksa baris %(rows)s."
        )
        notes.append(Note("kode_angka", message % {"count": len(numbers), "rows": numbers_named(numbers)}, numbers))
    if dates:
        first = next(row for row in rows if isinstance(row.kode, date))
        message = _(
            "%(count)d baris memuat kode yang diubah Excel menjadi tanggal; %(shown)s mungkin semula %(likely)s."
            " Periksa baris %(rows)s."
        )
        values = {
            "count": len(dates),
            "shown": cell_text(first.kode),
            "likely": date_kode(first.kode) if isinstance(first.kode, date) else "",
            "rows": numbers_named(dates),
        }
        notes.append(Note("kode_tanggal", message % values, dates))
    return notes


def date_kode(day: date) -> str:
    """The kode that a date most likely was: 2 January 2025 -> "2.1", 2 January 2003 -> "2.1.3"."""
    short = f"{day.day}.{day.month}"
    return short if day.year >= _TYPED_YEAR else f"{short}.{day.year % 100}"


_TYPED_YEAR = 2015  # Excel completes "2.1" by the year it is typed in, and reads "2.1.3" as 2003


def _wanted_notes(mapping: Mapping) -> list[Note]:
    if not mapping.wanted:
        return []
    message = _("Berkas tidak memiliki kolom %(names)s.") % {"names": ", ".join(mapping.wanted)}
    return [Note("kolom_kurang", message)]
