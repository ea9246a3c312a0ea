"""Which column holds what: as found, shown with samples, corrected by a person, then the diagnosis."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import BatchStatus, ImportBatch
from harsat.catalogue.quarantine.batch import batch_diagnose, batch_map
from harsat.catalogue.quarantine.source import MAPPING_WANTED
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import EXACT, HEADER_ROWS
from harsat.catalogue.reading.mapping import FIELDS, RECORD_FIELDS, Layout, Mapping
from harsat.catalogue.reading.reader import Look, TableLook
from harsat.catalogue.selectors.batch_analyses import batch_get
from harsat.catalogue.selectors.batches import batch_overview
from harsat.kernel.errors import Refused
from harsat.web.pages.impor import refused_page
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.impor_look import look_at, mapping_remembered
from harsat.web.pages.katalog_shell import katalog_render, katalog_shell

SAMPLES = 3
SAMPLE_LETTERS = 60
HEAD_ROWS = 8
CHOSEN_BY_HAND = (Layout.FLAT, Layout.FORM, Layout.RECORDS)
LETTERS = 26


class Choice(NamedTuple):
    """One option of a select."""

    value: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of the file: its letter and title, the first different cells, and what it may hold."""

    index: int
    letter: str
    title: str
    samples: Sequence[str]
    field: str
    guessed: bool
    choices: Sequence[Choice]


class HeadRow(NamedTuple):
    """One of the first rows of the sheet."""

    number: int
    cells: Sequence[str]
    current: bool


@dataclass(frozen=True, slots=True)
class KolomView:
    """The page: the sheet at hand, how it is laid out, its columns, and what still lacks."""

    table: TableLook
    mapping: Mapping
    sheets: Sequence[Choice]
    layouts: Sequence[Choice]
    columns: Sequence[ColumnView]
    head: Sequence[HeadRow]
    missing: Sequence[str]
    wanted: Sequence[str]
    notes: Sequence[str]
    remembered: bool

    @property
    def by_hand(self) -> bool:
        """Whether columns are chosen at all; blocks and related files say themselves what they hold."""
        return self.mapping.layout in CHOSEN_BY_HAND


@impor_page
def kolom(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """Show the columns; sent back, read the files by them and judge every row."""
    batch = batch_get(batch_id)
    if batch.status in {BatchStatus.COMMITTED, BatchStatus.REJECTED} or batch.decisions.exists():
        raise Refused(_("Impor ini sudah diputuskan; unggah berkasnya lagi."), code="import_status")
    given = request.POST if request.method == "POST" else request.GET
    look = _look(batch, given)
    mapping, remembered = _mapping(batch, look, given)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = _twice(given)
        if not reasons:
            try:
                return _diagnosed(request, user, batch, mapping if _corrected(given, look, mapping) else None)
            except FileRefused as refusal:
                if refusal.code not in MAPPING_WANTED:
                    return refused_page(request, user, batch, refusal)
                reasons = [refusal.message]
    context: dict[str, object] = {
        "batch": batch_overview(batch_id).batch,
        "view": _view(look, mapping, remembered=remembered),
        "reasons": reasons,
        "remember": request.method != "POST" or bool(given.get("ingat")),
    }
    response = katalog_render(request, katalog_shell(user, "impor"), "impor_kolom", context)
    response.status_code = 422 if reasons else 200
    return response


def _diagnosed(request: HttpRequest, user: User, batch: ImportBatch, corrected: Mapping | None) -> HttpResponse:
    """Columns as found need no memory; corrected ones are kept for files of the same shape when asked to."""
    if corrected is not None:
        kept = corrected if request.POST.get("ingat") else replace(corrected, shape="")
        batch_map(batch_id=batch.pk, mapping=kept, by=user)
    batch_diagnose(batch_id=batch.pk, by=user)
    return HttpResponseRedirect(reverse("impor_karantina", args=[batch.pk]))


def _look(batch: ImportBatch, given: MappingOf[str, str]) -> Look:
    """The tables, at the sheet and the row of titles that were asked for."""
    file, _tab, sheet = given.get("lembar", "").partition("|")
    row = given.get("baris", "")
    header_row = int(row) if row.isascii() and row.isdecimal() and 0 < int(row) <= HEADER_ROWS else 0
    look = look_at(batch)
    current = look.tables[look.chosen]
    if (file, sheet) in {("", ""), (current.file, current.sheet)} and header_row in {0, current.mapping.header_row}:
        return look
    return look_at(batch, file=file or current.file, sheet=sheet or current.sheet, header_row=header_row)


def _mapping(batch: ImportBatch, look: Look, given: MappingOf[str, str]) -> tuple[Mapping, bool]:
    """The mapping to show: as sent, else as given to this import, else as remembered, else as found."""
    found = look.mapping
    layout = _layout(given.get("susunan", ""), found)
    if any(name.startswith("kolom-") for name in given):
        return found.corrected(_columns_sent(given), layout=layout), False
    if given.get("lembar") or given.get("baris") or given.get("susunan"):
        fields = RECORD_FIELDS if layout is Layout.RECORDS else FIELDS
        columns = {name: index for name, index in found.columns.items() if name in fields}
        return replace(found, layout=layout, columns=columns), False
    if batch.mapping:
        return Mapping.from_json(batch.mapping), False
    remembered = mapping_remembered(found.shape)
    return (remembered, True) if remembered else (found, False)


def _layout(text: str, found: Mapping) -> Layout:
    return Layout(text) if text in {one.value for one in CHOSEN_BY_HAND} else found.layout


def _columns_sent(given: MappingOf[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, field in given.items():
        index = name.removeprefix("kolom-")
        if index != name and index.isascii() and index.isdecimal() and field in {*FIELDS, *RECORD_FIELDS}:
            columns.setdefault(field, int(index))
    return columns


def _twice(given: MappingOf[str, str]) -> list[str]:
    """A field that two columns claim, in words."""
    fields = [field for name, field in given.items() if name.startswith("kolom-") and field]
    double = dict.fromkeys(field for field in fields if fields.count(field) > 1)
    return [_("%(field)s dipilih di dua kolom.") % {"field": field_names().get(field, field)} for field in double]


def _corrected(given: MappingOf[str, str], look: Look, mapping: Mapping) -> bool:
    """Whether a person chose otherwise than what would be read anyway."""
    if not any(name.startswith("kolom-") for name in given):
        return False
    usual = mapping_remembered(look.mapping.shape) or look.mapping
    asked = (mapping.layout, mapping.sheet, mapping.header_row, dict(mapping.columns))
    return asked != (usual.layout, usual.sheet, usual.header_row, dict(usual.columns))


def _view(look: Look, mapping: Mapping, *, remembered: bool) -> KolomView:
    table = look.tables[look.chosen]
    names = field_names()
    return KolomView(
        table,
        mapping,
        [_sheet(one, several=len(look.files) > 1, current=one is table) for one in look.tables],
        [Choice(one.value, layout_names()[one], one is mapping.layout) for one in CHOSEN_BY_HAND],
        [_column(index, table, mapping, names) for index in range(max(table.columns, len(mapping.titles)))],
        [HeadRow(number, cells, number == mapping.header_row) for number, cells in _head(table, mapping)],
        [names.get(name, name) for name in mapping.missing],
        [names.get(name, name) for name in mapping.wanted],
        [note.message for note in look.notes],
        remembered,
    )


def _sheet(table: TableLook, *, several: bool, current: bool) -> Choice:
    label = f"{table.file} · {table.sheet}" if several else table.sheet
    return Choice(f"{table.file}|{table.sheet}", label, current)


def _column(index: int, table: TableLook, mapping: Mapping, names: dict[str, str]) -> ColumnView:
    field = next((name for name, place in mapping.columns.items() if place == index), "")
    samples = dict.fromkeys(text[:SAMPLE_LETTERS] for text in table.samples.get(index, ()))
    return ColumnView(
        index,
        _letter(index),
        mapping.titles[index] if index < len(mapping.titles) else "",
        list(samples)[:SAMPLES],
        field,
        bool(field) and mapping.confidence.get(field, EXACT) < EXACT,
        [Choice(name, names[name], name == field) for name in mapping.fields],
    )


def _head(table: TableLook, mapping: Mapping) -> list[tuple[int, list[str]]]:
    """The first rows, those round the titles where these stand lower."""
    start = max(mapping.header_row - 3, 0)
    rows = table.head[start : start + HEAD_ROWS]
    return list(enumerate(rows, start=start + 1))


def _letter(index: int) -> str:
    """The letter of a column as a spreadsheet has it: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def field_names() -> dict[str, str]:
    """The fields of a mapping as people call them."""
    return {
        "kode": _("Kode analisa"),
        "nama": _("Nama pekerjaan"),
        "satuan_pekerjaan": _("Satuan pekerjaan"),
        "divisi": _("Divisi"),
        "kategori": _("Kategori komponen"),
        "kode_item": _("Kode komponen"),
        "item": _("Uraian komponen"),
        "satuan": _("Satuan komponen"),
        "koefisien": _("Koefisien"),
        "tenaga": _("Tenaga kerja"),
        "bahan": _("Bahan"),
        "alat": _("Peralatan"),
    }


def layout_names() -> dict[Layout, str]:
    """How a file may be laid out."""
    return {
        Layout.FLAT: _("Satu baris satu komponen"),
        Layout.FORM: _("Formulir A B C per analisa"),
        Layout.RECORDS: _("Satu baris satu analisa"),
        Layout.BLOCKS: _("Blok per analisa"),
        Layout.RELATED: _("Beberapa berkas yang saling merujuk"),
    }
