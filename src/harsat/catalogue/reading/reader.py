"""The front door of reading: files become one set of rows, and a look at their tables for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import title_text
from harsat.catalogue.reading.layouts.items import items_read
from harsat.catalogue.reading.layouts.related import Source, components_held, related_read
from harsat.catalogue.reading.mapping import (
    Layout,
    Mapping,
    mapping_apply,
    mapping_at,
    mapping_demand,
    mapping_find,
    samples_read,
)
from harsat.catalogue.reading.notes import Note
from harsat.catalogue.reading.parts import Part, items_lend, parts_read
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.reading.source import Table, tables_read

HEAD_ROWS = 12


class SourceFile(NamedTuple):
    """A file as it was given; `sha256` is in hexadecimal, `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileSet:
    """What the files hold together. `mapping` is the one the first table was read by, `rows` come in its order."""

    files: tuple[SourceFile, ...]
    sheet: str
    layout: Layout
    mapping: Mapping
    rows: list[Row]
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class TableLook:
    """One sheet for the mapping page: its size, its first rows as text, its mapping, and sample cells per column."""

    file: str
    sheet: str
    rows: int
    columns: int
    head: list[list[str]]
    mapping: Mapping
    samples: dict[int, list[str]]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """All sheets of all files and the one that would be read (`chosen`); none is refused for its titles."""

    files: tuple[SourceFile, ...]
    tables: list[TableLook]
    chosen: int
    notes: list[Note]

    @property
    def mapping(self) -> Mapping:
        """The mapping of the sheet that would be read."""
        return self.tables[self.chosen].mapping


class _Candidate(NamedTuple):
    """A table with the mapping found for it."""

    file: str
    table: Table
    mapping: Mapping

    @property
    def label(self) -> str:
        """The file, and the sheet where it is not the file itself, as in a CSV."""
        return self.file if Path(self.file).stem == self.table.name else f"{self.file} / {self.table.name}"


def files_read(paths: Sequence[Path], mapping: Mapping | None = None) -> FileSet:
    """All rows of the files; a given mapping, corrected by a person, serves every table with its titles.

    Raises:
        FileRefused: a file cannot be read, no table holds analyses, or the mapping lacks required columns.
    """
    files, candidates = _open(paths)
    if mapping is not None and mapping.layout is not Layout.RELATED:
        return _mapped(files, candidates, mapping)
    chosen = _chosen(candidates)
    if chosen[0].mapping.layout is Layout.RELATED:
        joined = related_read([Source(candidate.label, candidate.table) for candidate in candidates])
        notes = joined.reading.notes + _unused_notes(candidates, set(joined.used))
        return FileSet(files, chosen[0].table.name, Layout.RELATED, chosen[0].mapping, joined.reading.rows, notes)
    if chosen[0].mapping.missing:
        _refuse(candidates, chosen[0])
    return _set(files, candidates, chosen)


def files_look(paths: Sequence[Path], *, file: str = "", sheet: str = "", header_row: int = 0) -> Look:
    """The tables of the files as a mapping page shows them; missing columns stand in `mapping.missing`.

    A person may have chosen another sheet of a file, and the row of its titles.

    Raises:
        FileRefused: a file cannot be read at all.
    """
    files, candidates = _open(paths)
    chosen = candidates.index(_chosen(candidates)[0])
    for index, candidate in enumerate(candidates):
        if sheet == candidate.table.name and file in {"", candidate.file}:
            chosen = index
            if header_row:
                candidates[index] = candidate._replace(mapping=mapping_at(candidate.table, header_row))
            break
    return Look(files, [_look(candidate) for candidate in candidates], chosen, _look_notes(candidates))


def _open(paths: Sequence[Path]) -> tuple[tuple[SourceFile, ...], list[_Candidate]]:
    if not paths:
        raise FileRefused(_("Tidak ada berkas yang diberikan."), code="file_missing")
    files, candidates = [], []
    for path in paths:
        tables = tables_read(path)
        with path.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
        files.append(SourceFile(path.name, digest, path.stat().st_size))
        candidates += [_Candidate(path.name, table, mapping_find(table)) for table in tables]
    return tuple(files), candidates


def _chosen(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best table, and with it those laid out alike: forms and blocks always, other tables by equal titles."""
    best = max(candidates, key=_rank)
    alike = [
        candidate
        for candidate in candidates
        if candidate.mapping.layout is best.mapping.layout
        and not candidate.mapping.missing
        and candidate.table.visible
        and (
            candidate.mapping.shape == best.mapping.shape
            or candidate.mapping.layout in {Layout.FORM, Layout.BLOCKS}
            or candidate.file != best.file
        )
    ]
    return alike if best in alike else [best]


def _rank(candidate: _Candidate) -> tuple[bool, bool, int, int]:
    mapping = candidate.mapping
    return (
        not mapping.missing,
        candidate.table.visible,
        sum(mapping.confidence.values()) if mapping.layout is not Layout.BLOCKS else len(candidate.table.rows),
        len(candidate.table.rows),
    )


def _mapped(files: tuple[SourceFile, ...], candidates: Sequence[_Candidate], mapping: Mapping) -> FileSet:
    mapping_demand(mapping)
    fitting = [
        candidate._replace(mapping=applied)
        for candidate in candidates
        if (candidate.mapping.layout is Layout.BLOCKS) == (mapping.layout is Layout.BLOCKS)
        if (applied := mapping_apply(mapping, candidate.table))
    ]
    if not fitting:
        raise FileRefused(
            _("Tidak ada lembar dengan judul kolom yang dipetakan (%(titles)s).")
            % {"titles": ", ".join(filter(None, mapping.titles)) or "-"},
            code="file_mapping",
        )
    named = [candidate for candidate in fitting if candidate.table.name == mapping.sheet]
    return _set(files, candidates, [*named, *(candidate for candidate in fitting if candidate not in named)])


def _set(files: tuple[SourceFile, ...], candidates: Sequence[_Candidate], chosen: Sequence[_Candidate]) -> FileSet:
    several_files = len({candidate.file for candidate in chosen}) > 1
    parts = [Part(c.file if several_files else "", c.table, c.mapping) for c in chosen]
    rows, notes = parts_read(parts)
    used = {candidate.label for candidate in chosen}
    if chosen[0].mapping.layout is Layout.BLOCKS:
        lists = [(c.label, found) for c in candidates if c.label not in used and (found := items_read(c.table))]
        used |= {label for label, _found in lists}
        rows, more = items_lend(rows, lists)
        notes += more
    first = chosen[0]
    notes += _unused_notes(candidates, used)
    return FileSet(files, first.table.name, first.mapping.layout, first.mapping, rows, notes)


def _unused_notes(candidates: Sequence[_Candidate], used: set[str]) -> list[Note]:
    """What was given and not read; a table that holds analyses too, under other titles, is said with more weight."""
    left = [candidate for candidate in candidates if candidate.label not in used]
    if not left:
        return []
    names = ", ".join(candidate.label for candidate in left)
    alike = [c.label for c in left if not c.mapping.missing and c.mapping.layout is not Layout.RELATED]
    message = _("Tidak dibaca: %(names)s.") % {"names": names}
    if alike:
        message += " " + _("Di antaranya juga memuat analisa: %(names)s.") % {"names": ", ".join(alike)}
    return [Note("tabel_tidak_dibaca", message)]


def _refuse(candidates: Sequence[_Candidate], best: _Candidate) -> None:
    """Say what the file is instead, where that is known, else which columns are missing."""
    if all(items_read(candidate.table) for candidate in candidates):
        raise FileRefused(
            _(
                "%(file)s adalah daftar sumber daya atau harga, bukan analisa."
                " Impor sebagai daftar harga, atau sertakan berkas analisanya."
            )
            % {"file": best.file},
            code="file_price_list",
        )
    mapping_demand(best.mapping)


def _look(candidate: _Candidate) -> TableLook:
    table, mapping = candidate.table, candidate.mapping
    return TableLook(
        candidate.file,
        table.name,
        len(table.rows),
        max(map(len, table.rows), default=0),
        [list(map(title_text, cells)) for cells in table.rows[: max(HEAD_ROWS, mapping.header_row + 6)]],
        mapping,
        samples_read(table, mapping),
        part=_part(candidate),
    )


def _part(candidate: _Candidate) -> str:
    """What a table is besides analyses: "komponen" of a set of files, "daftar_item", or ""."""
    if components_held(candidate.table):
        return "komponen"
    return "daftar_item" if candidate.mapping.missing and items_read(candidate.table) else ""


def _look_notes(candidates: Sequence[_Candidate]) -> list[Note]:
    hidden = [candidate.table.name for candidate in candidates if not candidate.table.visible]
    if not hidden:
        return []
    return [Note("lembar_tersembunyi", _("Lembar tersembunyi: %(names)s.") % {"names": ", ".join(hidden)})]
