"""The official form A to F: one analysis after the other, each with a title, a head, and the sections A, B, C."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.header import (
    EXACT,
    HEADER_ROWS,
    Columns,
    Header,
    cell_text,
    columns_read,
    numbering_row,
    title_plain,
)
from harsat.catalogue.reading.layouts.outline import Component, Outline
from harsat.catalogue.reading.layouts.sections import section_kategori, section_mark, total_row
from harsat.catalogue.reading.mapping import Mapping, titles_equal
from harsat.catalogue.reading.notes import Note, Reading, numbers_named
from harsat.catalogue.reading.source import Cell, Table

_HEAD_FIELDS = 3
_LONGEST_TITLE = 1_000
_LOOKED_AT = 400
_KODE = r"(?:[A-Z]{1,3}\.)?\d+(?:\s?\.\s?\d+)*(?:\.?[a-z]\b(?:\.\d+)*|\.?\(\d+[a-z]?\))*"
_TITLE = re.compile(rf"^(?P<kode>{_KODE})[.)]*(?:\s*[:\-–]\s*|\s+)(?P<nama>[^\W\d].*|\d.*[^\W\d].*)$", re.DOTALL)
_ONLY_KODE = re.compile(rf"^(?:{_KODE})[.)]*$")
_ANALYSIS_KODE = re.compile(r"^\d+\.\d|^[A-Z]{1,3}\.\d+\.(?:\d|[a-z]\.)|^[A-Z]\.\d+\.[a-z]")
_FORM_KODE = frozenset({"kode", "no kode", "code"})
_KOEFISIEN = re.compile(r"(?:perkiraan\s+)?(?:koef|coef|qty|kuantitas|index|indeks)", re.IGNORECASE)
_DASHES = frozenset({"-", "–", "—"})
_LABELS = {
    **dict.fromkeys(("kode", "kode analisa", "kode ahsp", "kode analisis", "no analisa", "no mata pembayaran"), "kode"),
    **dict.fromkeys(
        ("item pembayaran no", "no item pembayaran", "mata pembayaran no", "nomor mata pembayaran"), "kode"
    ),
    **dict.fromkeys(("nama", "analisa", "analisis", "nama pekerjaan", "jenis pekerjaan", "uraian pekerjaan"), "nama"),
    **dict.fromkeys(("pekerjaan", "uraian", "item pekerjaan", "nama analisa", "mata pembayaran"), "nama"),
    **dict.fromkeys(("satuan", "satuan pekerjaan", "satuan pembayaran"), "satuan_pekerjaan"),
}


class Title(NamedTuple):
    """What opens an analysis; kode may be blank."""

    kode: str
    nama: str
    satuan: str = ""


@dataclass(slots=True)
class _Form:
    """Where the reading of a sheet stands."""

    mapping: Mapping
    columns: dict[str, int]
    outline: Outline = field(default_factory=lambda: Outline(own=True))
    kategori: str = ""
    inside: bool = False  # between a section's row and the sums below it
    lone: str = ""  # the last line of words alone: the name where a form carries no kode
    labels: dict[str, str] = field(default_factory=dict)
    untitled: bool = False
    passed: list[int] = field(default_factory=list)


def form_columns(table: Table, header: Header) -> dict[str, int]:
    """The columns of a form, empty when the table is none: sections or titles with a kode must stand in it.

    A table whose column of codes is plainly that of the analyses is no form, only a table that lacks something.
    """
    columns = _of_form(header.columns)
    kode = header.columns.of.get("kode")
    if kode is not None and title_plain(header.titles[kode]) not in _FORM_KODE:
        return {}
    if not {"item", "koefisien"} <= columns.keys():
        return {}
    rows = [list(map(cell_text, cells)) for cells in table.rows[:_LOOKED_AT]]
    sections = sum(1 for texts in rows if _section_row(texts))
    titles = sum(1 for texts in rows if not _at(texts, columns["koefisien"]) and _title(texts, columns))
    return columns if sections or titles else {}


def form_read(table: Table, mapping: Mapping) -> Reading:
    """Every component of every form in the sheet; titles, sections and sums steer, what is left over is said."""
    form = _Form(mapping, dict(mapping.columns))
    for number, cells in enumerate(table.rows, start=1):
        texts = list(map(cell_text, cells))
        if any(texts):
            _row_read(form, number, cells, texts)
    notes = []
    if form.passed:
        message = _("%(count)d baris di luar analisa dilewati: %(rows)s.")
        values = {"count": len(form.passed), "rows": numbers_named(form.passed)}
        notes.append(Note("baris_dilewati", message % values, tuple(form.passed)))
    return Reading(form.outline.close(), notes)


def _row_read(form: _Form, number: int, cells: Sequence[Cell], texts: list[str]) -> None:
    head = dict(form.mapping.columns) if titles_equal(texts, form.mapping.titles) else _head(texts)
    item, satuan, koef = (_at(texts, form.columns.get(name)) for name in ("item", "satuan", "koefisien"))
    if head:
        _head_take(form, number, head)
    elif numbering_row(texts):
        return
    elif kategori := _section_row(texts):
        _untitled_open(form, number)
        form.kategori, form.inside = kategori, True
    elif _total(texts):
        form.inside = False
    elif (title := _title(texts, form.columns)) and _opens(form, title, koef):
        _title_open(form, number, title)
    elif _DASHES.issuperset(filter(None, texts)):
        return  # a section without components shows a row of dashes
    elif item and (koef or (form.inside and satuan)):
        _untitled_open(form, number)
        koefisien = cells[form.columns["koefisien"]] if koef else ""
        kode_item = _at(texts, form.columns.get("kode_item"))
        form.outline.add(number, Component(form.kategori, kode_item, item, satuan, koefisien))
    elif not _label_take(form, texts):
        form.lone = next(filter(None, texts))
        form.passed.append(number)


def _head_take(form: _Form, number: int, head: dict[str, int]) -> None:
    """The head of the next form: its columns may stand elsewhere, and a line of words above it may be its title."""
    form.columns, form.inside, form.kategori = head, False, ""
    if form.labels:
        labels, form.labels = form.labels, {}
        _title_open(
            form, number, Title(labels.get("kode", ""), labels.get("nama", ""), labels.get("satuan_pekerjaan", ""))
        )
    elif not form.outline.waiting:
        form.untitled = True


def _title_open(form: _Form, number: int, title: Title) -> None:
    form.outline.open(number, title.kode, title.nama, title.satuan)
    form.kategori, form.inside, form.untitled, form.lone = "", False, False, ""


def _untitled_open(form: _Form, number: int) -> None:
    """Components below a new head that no title with a kode announced: the line of words above is their name."""
    if form.untitled:
        kept = form.kategori, form.inside
        _title_open(form, number, Title("", form.lone))
        form.kategori, form.inside = kept


def _opens(form: _Form, title: Title, koef: str) -> bool:
    """Whether a line that looks like a title is one; inside a section only the kode of a work can interrupt."""
    return not koef and (not form.inside or bool(_ANALYSIS_KODE.match(title.kode)))


def _label_take(form: _Form, texts: list[str]) -> bool:
    """A line such as "Satuan : m3" above a form."""
    filled = [text.strip() for text in texts if text.strip(" :")]
    if len(filled) == 1 and ":" in filled[0]:
        filled = [part.strip() for part in filled[0].split(":", 1)]
    name = _LABELS.get(title_plain(filled[0])) if len(filled) == 2 else None  # noqa: PLR2004 a label, its value
    if name and filled[1]:
        form.labels[name] = filled[1].lstrip(": ")
    return bool(name)


def _head(texts: list[str]) -> dict[str, int]:
    if not any(_KOEFISIEN.match(text) for text in texts):
        return {}  # most rows are no head, and reading titles takes time
    read = columns_read(texts)
    columns = _of_form(read)
    exact = sum(1 for sureness in read.confidence.values() if sureness == EXACT)
    return columns if exact >= _HEAD_FIELDS and {"item", "koefisien"} <= columns.keys() else {}


def _of_form(read: Columns) -> dict[str, int]:
    """In a form the plain uraian and kode are the component's: the work stands in the title."""
    columns = dict(read.of)
    found = {
        "item": columns.get("item", columns.get("nama")),
        "kode_item": columns.get("kode_item", columns.get("kode")),
        "satuan": columns.get("satuan", columns.get("satuan_pekerjaan")),
        "koefisien": columns.get("koefisien"),
    }
    return {name: index for name, index in found.items() if index is not None}


def _section_row(texts: list[str]) -> str:
    filled = [text for text in texts if text]
    if len(filled) == 1:
        return section_kategori("", filled[0])
    if filled and section_mark(filled[0]):
        return section_kategori(filled[0], filled[1])
    return ""


def _total(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    words = filled[1:2] if section_mark(filled[0]) else filled[:1]
    return any(map(total_row, words))


def _title(texts: list[str], columns: dict[str, int]) -> Title | None:
    """A kode and a name in one cell, or in two neighbours; a unit may stand in the column of units."""
    filled = [(index, text) for index, text in enumerate(texts[:HEADER_ROWS]) if text]
    satuan = _at(texts, columns.get("satuan"))
    for place, (index, text) in enumerate(filled[:2]):
        if index == columns.get("koefisien"):
            break
        if len(text) > _LONGEST_TITLE:
            continue
        if (match := _TITLE.match(text)) and "." in match["kode"]:
            return Title(match["kode"], match["nama"], satuan)
        if _ONLY_KODE.match(text) and "." in text.rstrip("."):
            others = [
                other for at, other in filled if at not in {index, columns.get("satuan"), columns.get("koefisien")}
            ]
            names = [other for other in others if re.search(r"[^\W\d]", other) and not section_mark(other)]
            if names:
                return Title(text, names[0] if place == 0 or len(names) == 1 else names[-1], satuan)
    return None


def _at(texts: list[str], index: int | None) -> str:
    return texts[index] if index is not None and index < len(texts) else ""
