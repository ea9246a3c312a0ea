"""Several files that are one catalogue: analyses, components, resources, units and groups, joined by their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import cell_text, columns_read, title_plain
from harsat.catalogue.reading.layouts.sections import kategori_within, kategori_word
from harsat.catalogue.reading.notes import Note, Reading, numbers_named
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.reading.source import Table

_KEYS = ("id", "kode", "kode ahsp", "kode analisa", "kode pekerjaan", "kode item", "kode sumber daya", "kode komponen")
_NAMES = ("name", "nama", "uraian", "nama item", "nama pekerjaan", "nama ahsp", "uraian pekerjaan", "nama analisa")
_RESOURCE = (
    "ahs itemable id",
    "itemable id",
    "item price id",
    "item id",
    "id item",
    "resource id",
    "sumber daya id",
    "id sumber daya",
    "komponen id",
    "bahan id",
    "kode item",
    "kode sumber daya",
    "kode komponen",
)
_TYPE = ("ahs itemable type", "itemable type", "item type", "tipe rujukan")
_UNIT = ("unit id", "satuan id", "id satuan", "satuan", "unit", "satuan item")
_GROUP = ("item price group id", "group id", "kelompok id", "id kelompok", "kategori id", "kategori", "kelompok")
_WORK_UNIT = ("satuan pekerjaan", "satuan", "unit id", "satuan id")
_ANALYSIS_TYPES = ("ahs", "ahsp", "analisa", "analysis")
_COVERED = 0.5
_NAMED = 0.5


class Source(NamedTuple):
    """One table and the name of its file."""

    file: str
    table: Table


class Keyed(NamedTuple):
    """A file of records by their key; each record is title -> text."""

    file: str
    records: Mapping[str, Mapping[str, str]]

    def name(self, key: str) -> str:
        """The name of a record, "" where there is no such record."""
        return _first(self.records.get(key, {}), _NAMES)


NO_FILE = Keyed("", {})


class Joined(NamedTuple):
    """What a set gave, and the files that took part in it."""

    reading: Reading
    used: tuple[str, ...]


class _Parts(NamedTuple):
    """Which file plays which part."""

    analyses: Keyed
    resources: Keyed
    units: Keyed
    groups: Keyed


def components_held(table: Table) -> bool:
    """Whether a table lists components by the keys of other files: analysis, resource, koefisien, but no names."""
    if not table.rows:
        return False
    titles = list(map(cell_text, table.rows[0]))
    fields = columns_read(titles).of
    plain = {title_plain(title) for title in titles}
    return {"kode", "koefisien"} <= fields.keys() and "item" not in fields and bool(plain & set(_RESOURCE))


def related_read(sources: Sequence[Source]) -> Joined:
    """The rows of a set of files, one of which lists components by keys.

    Raises:
        FileRefused: the file with the names of the resources is not among them.
    """
    held = next(source for source in sources if components_held(source.table))
    titles = [title_plain(cell_text(cell)) for cell in held.table.rows[0]]
    kode_title = titles[columns_read(list(map(cell_text, held.table.rows[0]))).of["kode"]]
    components = list(_records(held.table))
    others = [keyed for source in sources if source is not held and (keyed := _keyed(source))]
    parts = _parts(components, kode_title, others)
    if not parts.resources.file:
        raise FileRefused(
            _(
                "%(file)s memuat komponen yang merujuk berkas lain. Sertakan juga berkas sumber daya"
                " (kode, nama, satuan) dan berkas analisanya."
            )
            % {"file": held.file},
            code="file_set_incomplete",
        )
    rows, notes = _rows(components, kode_title, parts)
    used = [held.file, *(part.file for part in parts if part.file)]
    return Joined(Reading(rows, [*_set_notes(parts, used), *notes]), tuple(dict.fromkeys(used)))


def _parts(components: Sequence[tuple[int, Mapping[str, str]]], kode_title: str, others: Sequence[Keyed]) -> _Parts:
    records = [record for _number, record in components]
    own = [record for record in records if not _nested(record)]
    analyses = _best(others, (record[kode_title] for record in records), _stem(kode_title))
    rest = [keyed for keyed in others if keyed is not analyses]
    resources = _best(rest, (_first(record, _RESOURCE) for record in own), "item resource sumber")
    rest = [keyed for keyed in rest if keyed is not resources]
    held = resources.records.values()
    units = _best(rest, (_first(record, _UNIT) for record in held), "unit satuan")
    rest = [keyed for keyed in rest if keyed is not units]
    groups = _best(rest, (_first(record, _GROUP) for record in held), "group kelompok kategori")
    return _Parts(analyses, resources, units, groups)


def _rows(
    components: Sequence[tuple[int, Mapping[str, str]]], kode_title: str, parts: _Parts
) -> tuple[list[Row], list[Note]]:
    rows, unknown, against = [], [], []
    for number, record in components:
        resource = _first(record, _RESOURCE)
        nested = _nested(record)
        entry = {} if nested else parts.resources.records.get(resource, {})
        if not nested and parts.resources.file and not entry:
            unknown.append(number)
        section = kategori_word(_first(record, ("section", "kategori", "kelompok")))
        group = _first(entry, _GROUP)
        grouped = kategori_within(parts.groups.name(group) or group)
        if section and grouped and section != grouped:
            against.append(number)
        kode = record[kode_title]
        work = parts.analyses.records.get(kode, {})
        name = parts.analyses.name(resource) if nested else _first(entry, _NAMES)
        rows.append(
            Row(
                number,
                kode,
                _first(work, _NAMES),
                _named(parts.units, _first(work, _WORK_UNIT)),
                "",
                section or grouped,
                "" if nested else resource,
                name or _first(record, _NAMES),
                _named(parts.units, _first(entry, _UNIT) or (_first(record, _UNIT) if nested else "")),
                _first(record, ("koefisien", "coefficient", "koef", "coeff", "qty")),
                target_kode=resource if nested else "",
            )
        )
    idle = sorted(parts.analyses.records.keys() - {cell_text(row.kode) for row in rows})
    return rows, list(_join_notes(unknown, against, idle))


def _join_notes(unknown: Sequence[int], against: Sequence[int], idle: Sequence[str]) -> Iterator[Note]:
    if unknown:
        message = _("%(count)d komponen merujuk sumber daya yang tidak ada dalam berkasnya: baris %(rows)s.")
        yield Note("rujukan_hilang", message % {"count": len(unknown), "rows": numbers_named(unknown)}, tuple(unknown))
    if against:
        message = _(
            "%(count)d komponen berada di bagian yang berbeda dari kelompok sumber dayanya;"
            " bagiannya yang dipakai: baris %(rows)s."
        )
        yield Note(
            "kategori_berbeda", message % {"count": len(against), "rows": numbers_named(against)}, tuple(against)
        )
    if idle:
        message = _("%(count)d analisa tidak memiliki komponen: %(codes)s.")
        yield Note("tanpa_komponen", message % {"count": len(idle), "codes": ", ".join(idle[:5])})


def _set_notes(parts: _Parts, used: Sequence[str]) -> Iterator[Note]:
    yield Note("berkas_digabung", _("Dibaca sebagai satu set: %(files)s.") % {"files": ", ".join(used)})
    if not parts.analyses.file:
        yield Note("berkas_kurang", _("Berkas nama analisa tidak disertakan; nama pekerjaan dibiarkan kosong."))


def _keyed(source: Source) -> Keyed | None:
    records = [record for _number, record in _records(source.table)]
    key = next((title for title in _KEYS if records and title in records[0]), None)
    if key is None or not any(name in records[0] for name in _NAMES):
        return None
    return Keyed(source.file, {record[key]: record for record in records if record[key]})


def _records(table: Table) -> Iterator[tuple[int, Mapping[str, str]]]:
    titles = [title_plain(cell_text(cell)) for cell in table.rows[0]]
    for number, cells in enumerate(table.rows[1:], start=2):
        texts = list(map(cell_text, cells))
        if any(texts):
            yield number, dict(zip(titles, [*texts, *[""] * (len(titles) - len(texts))], strict=False))


def _best(others: Sequence[Keyed], keys: Iterable[str], words: str) -> Keyed:
    """The file that knows most of these keys; one whose name speaks of the same thing goes first."""
    wanted = Counter(key for key in keys if key)
    best, best_score = NO_FILE, _COVERED
    for keyed in others:
        covered = sum(count for key, count in wanted.items() if key in keyed.records) / max(wanted.total(), 1)
        alike = any(word in keyed.file.lower() for word in words.split())
        if covered >= _COVERED and covered + _NAMED * alike > best_score:
            best, best_score = keyed, covered + _NAMED * alike
    return best


def _nested(record: Mapping[str, str]) -> bool:
    """Whether the component is an analysis: a type whose last word is Ahs says so."""
    kind = _first(record, _TYPE).replace("/", "\\").rsplit("\\", 1)[-1].lower()
    return kind in _ANALYSIS_TYPES


def _named(units: Keyed, key: str) -> str:
    return units.name(key) or ("" if key.isdigit() else key)


def _stem(title: str) -> str:
    return title.replace(" id", "").replace("kode ", "")


def _first(record: Mapping[str, str], titles: Iterable[str]) -> str:
    return next((record[title] for title in titles if record.get(title)), "")
