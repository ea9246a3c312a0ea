"""Which column holds which field: found by the titles, shown to a person, corrected, and remembered per file shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import (
    EXACT,
    HEADER_ROWS,
    NO_HEADER,
    Header,
    header_at,
    header_find,
    title_plain,
    title_row,
    title_text,
)
from harsat.catalogue.reading.source import MAX_COLUMNS, Table

SAMPLES = 5
TITLES_SAID = 12
FIELDS = ("kode", "nama", "satuan_pekerjaan", "divisi", "kategori", "kode_item", "item", "satuan", "koefisien")
RECORD_FIELDS = ("kode", "nama", "satuan_pekerjaan", "divisi", "tenaga", "bahan", "alat")


class Layout(StrEnum):
    """How a file lays out its analyses."""

    FLAT = "baris"
    BLOCKS = "blok"
    RECORDS = "rekaman"
    FORM = "formulir"
    RELATED = "berkas_terkait"


REQUIRED: dict[Layout, tuple[str, ...]] = {
    Layout.FLAT: ("kode", "nama", "item", "koefisien"),
    Layout.FORM: ("item", "koefisien"),
    Layout.RECORDS: ("kode", "nama", "tenaga", "bahan", "alat"),
    Layout.BLOCKS: (),
    Layout.RELATED: (),
}
WANTED: dict[Layout, tuple[str, ...]] = {Layout.FLAT: ("kategori", "satuan"), Layout.FORM: ("satuan",)}


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a table is read by. `columns` maps a field to a column index from 0; `header_row` counts from 1.

    `titles` are the titles of all columns as printed, `confidence` is the percent of certainty per field, `shape`
    identifies files of the same make, so that a correction made once serves the next file. `confirmed`: a person has
    looked, so a catalogue without codes or names is their decision.
    """

    layout: Layout
    sheet: str
    header_row: int
    columns: MappingOf[str, int]
    titles: tuple[str, ...] = ()
    confidence: MappingOf[str, int] = field(default_factory=dict)
    shape: str = ""
    confirmed: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields a person may place, in the order of the form."""
        return RECORD_FIELDS if self.layout is Layout.RECORDS else FIELDS

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column. Once confirmed, kode or nama may stand for each other."""
        missing = tuple(name for name in REQUIRED[self.layout] if name not in self.columns)
        if self.layout is Layout.RECORDS:
            held = any(name in self.columns for name in ("tenaga", "bahan", "alat"))
            missing = tuple(name for name in missing if name in {"kode", "nama"} or not held)
        if self.confirmed and {"kode", "nama"} & self.columns.keys():
            missing = tuple(name for name in missing if name not in {"kode", "nama"})
        return missing

    @property
    def wanted(self) -> tuple[str, ...]:
        """Fields the file can be read without, though what is read will need them."""
        return tuple(name for name in WANTED.get(self.layout, ()) if name not in self.columns)

    @property
    def unmapped(self) -> tuple[int, ...]:
        """Columns with a title that hold no field."""
        used = set(self.columns.values())
        return tuple(index for index, title in enumerate(self.titles) if title and index not in used)

    def corrected(self, columns: MappingOf[str, int], *, layout: Layout | None = None) -> Self:
        """The same file read by the columns a person chose; what they chose is certain."""
        return replace(
            self,
            layout=layout or self.layout,
            columns=dict(columns),
            confidence=dict.fromkeys(columns, EXACT),
            confirmed=True,
        )

    def __post_init__(self) -> None:
        """Columns come from people and from stored values: a place beyond any table would fill the memory."""
        if not all(0 <= index < MAX_COLUMNS for index in self.columns.values()):
            raise FileRefused(_("Kolom yang dipetakan tidak ada dalam tabel."), code="file_mapping")

    def to_json(self) -> dict[str, Any]:
        """Plain values to store; `from_json` is the way back."""
        return {
            "layout": self.layout.value,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": dict(self.columns),
            "titles": list(self.titles),
            "confidence": dict(self.confidence),
            "shape": self.shape,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_json(cls, stored: MappingOf[str, Any]) -> Self:
        """The mapping that `to_json` gave."""
        return cls(
            Layout(stored["layout"]),
            stored["sheet"],
            stored["header_row"],
            dict(stored["columns"]),
            tuple(stored["titles"]),
            dict(stored["confidence"]),
            stored["shape"],
            stored["confirmed"],
        )


def mapping_find(table: Table) -> Mapping:
    """The layout of a table and its columns, as far as they can be found; `missing` names what could not."""
    from harsat.catalogue.reading.layouts.blocks import blocks_marked
    from harsat.catalogue.reading.layouts.form import form_columns
    from harsat.catalogue.reading.layouts.records import records_held
    from harsat.catalogue.reading.layouts.related import components_held

    if blocks_marked(table):
        return _mapping(Layout.BLOCKS, table, NO_HEADER, {})
    if components_held(table):
        return _mapping(Layout.RELATED, table, header_at(table, 1), {})
    header = header_find(table)
    if not header.row:
        return _mapping(Layout.FLAT, table, title_row(table), {})
    columns = dict(header.columns.of)
    if records_held(table, header):
        columns.setdefault("satuan_pekerjaan", columns.pop("satuan", -1))  # a record has no unit but the work's
        held = {name: columns[name] for name in RECORD_FIELDS if columns.get(name, -1) >= 0}
        return _mapping(Layout.RECORDS, table, header, held)
    flat = {name: index for name, index in columns.items() if name in FIELDS}
    if not all(name in flat for name in REQUIRED[Layout.FLAT]) and (form := form_columns(table, header)):
        return _mapping(Layout.FORM, table, header, form)
    return _mapping(Layout.FLAT, table, header, flat)


def mapping_at(table: Table, header_row: int) -> Mapping:
    """The mapping of a header row a person chose, with what its titles say filled in; the file keeps its shape."""
    header = header_at(table, header_row)
    columns = {name: index for name, index in header.columns.of.items() if name in FIELDS}
    return replace(_mapping(Layout.FLAT, table, header, columns), shape=mapping_find(table).shape)


def mapping_apply(mapping: Mapping, table: Table) -> Mapping | None:
    """A remembered mapping on this table: its titles are looked for, and may stand in another row. None: not there."""
    if not any(mapping.titles):
        return replace(mapping, sheet=table.name)
    rows = sorted(range(1, min(len(table.rows), HEADER_ROWS) + 1), key=lambda row: row != mapping.header_row)
    for row in rows:
        for reading in _titles_at(table, row):
            if titles_equal(reading, mapping.titles):
                return replace(mapping, sheet=table.name, header_row=row)
    return None


def mapping_demand(mapping: Mapping) -> None:
    """Refuse a mapping that lacks required columns, naming what is missing and what was found."""
    if mapping.missing:
        found = list(filter(None, mapping.titles))[:TITLES_SAID]
        raise FileRefused(
            _(
                "Bukan tabel analisa: kolom %(missing)s tidak ditemukan dalam %(rows)d baris pertama"
                " (terbaca: %(found)s)."
            )
            % {
                "missing": ", ".join(mapping.missing),
                "rows": HEADER_ROWS,
                "found": ", ".join(found) or "-",
            },
            code="file_columns_missing",
            missing=list(mapping.missing),
        )


def samples_read(table: Table, mapping: Mapping, count: int = SAMPLES) -> dict[int, list[str]]:
    """The first filled cells below the titles, per column, for a person to judge the mapping by."""
    below = table.rows[mapping.header_row : mapping.header_row + HEADER_ROWS]
    width = max(map(len, below), default=0)
    return {index: _filled(below, index)[:count] for index in range(width)}


def shape_of(layout: Layout, titles: Sequence[str]) -> str:
    """The fingerprint of files of the same make: layout and titles, not their place, letters' case or separators."""
    text = "|".join([layout.value, *_trimmed([title_plain(title) for title in titles])])
    return sha256(text.encode()).hexdigest()[:32]


def _mapping(layout: Layout, table: Table, header: Header, columns: dict[str, int]) -> Mapping:
    confidence = {name: header.columns.confidence.get(name, EXACT) for name in columns}
    return Mapping(layout, table.name, header.row, columns, header.titles, confidence, shape_of(layout, header.titles))


def titles_equal(titles: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two rows hold the same titles, blank ones at the end aside; rows without any title are not equal."""
    plain = _trimmed([title_plain(title) for title in titles])
    return bool(plain) and plain == _trimmed([title_plain(title) for title in others])


def _titles_at(table: Table, row: int) -> Iterator[Sequence[str]]:
    yield list(map(title_text, table.rows[row - 1]))
    yield header_at(table, row).titles


def _trimmed(titles: Sequence[str]) -> list[str]:
    end = len(titles)
    while end and not titles[end - 1]:
        end -= 1
    return list(titles[:end])


def _filled(rows: Sequence[Sequence[Any]], index: int) -> list[str]:
    texts = (title_text(row[index]) for row in rows if index < len(row))
    return [text for text in texts if text]
