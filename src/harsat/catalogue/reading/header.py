"""Finds the row of titles and says which column holds which field, by the synonyms people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.reading.source import Cell, Table

HEADER_ROWS = 40
LONGEST_CELL = 200
EXACT = 100
GUESSED = 60
_LONGEST_TITLE = 60
_FEWEST_FIELDS = 2

_SYNONYMS: dict[str, str] = {
    "kode": (
        "kode ahsp, kode, kode analisa, kode analisis, kode pekerjaan, no analisa, nomor analisa, kode ahs, ahs id,"
        " ahsp id, id ahsp, id ahs, id analisa, analisa id, no ahsp, nomor ahsp, kode mata pembayaran"
    ),
    "nama": (
        "nama ahsp, nama, nama pekerjaan, uraian pekerjaan, nama analisa, uraian analisa, nama analisis, nama ahs,"
        " uraian ahsp, judul analisa, judul ahsp, jenis pekerjaan, pekerjaan, item pekerjaan, uraian jenis pekerjaan"
    ),
    "satuan_pekerjaan": (
        "satuan pekerjaan, satuan ahsp, satuan analisa, satuan analisis, satuan pekerjaan ahsp, satuan ahs,"
        " sat pekerjaan, satuan hasil"
    ),
    "divisi": "divisi, klasifikasi, sub klasifikasi, subklasifikasi, bidang, kelompok pekerjaan, sub divisi",
    "kategori": (
        "kategori, kelompok, kategori item, section, kelompok komponen, kategori komponen, jenis komponen, segment,"
        " segmen, tipe komponen, kategori sumber daya, jenis sumber daya"
    ),
    "kode_item": (
        "kode item, kode item lookup, kode komponen, kode sumber daya, kode sumberdaya, kode referensi, kode bahan,"
        " kode upah, kode barang, kode resource, kode tenaga bahan alat"
    ),
    "item": (
        "item, uraian item, nama item, komponen, uraian komponen, nama komponen, sumber daya, nama sumber daya,"
        " uraian sumber daya, sumberdaya, nama bahan, uraian bahan, nama resource, komponen ahsp, rincian,"
        " tenaga bahan alat, uraian tenaga bahan alat"
    ),
    "satuan": "satuan item, satuan komponen, satuan sumber daya, satuan bahan, sat item, sat komponen",
    "koefisien": (
        "koefisien, koef, koefisien item, koefisien komponen, coefficient, koefisien ahsp, koef item, coeff, koefesien,"
        " koefisen, qty, kuantitas, perkiraan kuantitas, indeks, index koefisien, indeks koefisien"
    ),
    "tenaga": "tenaga, tenaga kerja, upah, upah tenaga, upah tenaga kerja, pekerja",
    "bahan": "bahan, material, bahan material",
    "alat": "alat, peralatan, alat peralatan",
    "harga": "harga, harga satuan, harga satuan rp, jumlah harga, jumlah, harga dasar, harga aktual",
}
# words that name a column of the work or of the component: two such columns are the work's, then the component's
_EITHER: dict[str, tuple[str, str]] = {
    "uraian": ("nama", "item"),
    "deskripsi": ("nama", "item"),
    "name": ("nama", "item"),
    "satuan": ("satuan_pekerjaan", "satuan"),
    "sat": ("satuan_pekerjaan", "satuan"),
    "unit": ("satuan_pekerjaan", "satuan"),
    "kode": ("kode", "kode_item"),
    "nama": ("nama", "item"),
}
# alone, a unit belongs to the component and a description to the work
_ALONE = {"uraian": 0, "deskripsi": 0, "name": 0, "satuan": 1, "sat": 1, "unit": 1, "kode": 0, "nama": 0}
_GUESSES: tuple[tuple[str, str], ...] = (
    ("koefisien", r"\bkoef"),
    ("satuan", r"\bsat(?:uan)?\b.*\b(?:item|komponen|bahan|sumber)"),
    ("satuan_pekerjaan", r"\bsat(?:uan)?\b.*\b(?:ahsp?|analis[ai]s?|pekerjaan)"),
    ("kode_item", r"\b(?:kode|id)\b.*\b(?:item|komponen|bahan|sumber|upah|alat)"),
    ("kode", r"\b(?:kode|no|nomor)\b.*\b(?:ahsp?|analis[ai]s?|pekerjaan)"),
    ("item", r"\b(?:nama|uraian|jenis)\b.*\b(?:item|komponen|bahan|sumber)"),
    ("nama", r"\b(?:nama|uraian|judul)\b.*\b(?:ahsp?|analis[ai]s?|pekerjaan)"),
    ("kategori", r"\bkategori\b|\bkelompok\b"),
)
_FIELD_OF = {name.strip(): field for field, names in _SYNONYMS.items() for name in names.split(",")}
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[a-z])\s*\)?[.)]?|\d\s*=\s*.*|\d\s*[x×]\s*\d.*", re.IGNORECASE)


class Columns(NamedTuple):
    """Field -> column index, and how sure each is in percent: 100 for a known title, less for a guess."""

    of: dict[str, int]
    confidence: dict[str, int]


class Header(NamedTuple):
    """Where the titles stand (`row` is their last row, 0: nowhere) and what they say, one per column."""

    row: int
    titles: tuple[str, ...]
    columns: Columns


NO_HEADER = Header(0, (), Columns({}, {}))


def header_find(table: Table) -> Header:
    """The best row of titles within the first rows, two rows together where the upper one spans merged cells."""
    best, best_score = NO_HEADER, 0
    for number in range(1, min(len(table.rows), HEADER_ROWS) + 1):
        for header in _readings(table, number):
            if (score := _score(header)) > best_score:
                best, best_score = header, score
    return best


def header_at(table: Table, row: int) -> Header:
    """The titles at a row a person chose, read as well as possible; beyond the table there are none."""
    if not 1 <= row <= len(table.rows):
        return NO_HEADER
    return max(_readings(table, row), key=_score)


def title_row(table: Table) -> Header:
    """The row that looks most like titles although no field is known: the widest of the first rows."""
    rows = table.rows[:HEADER_ROWS]
    number = max(range(len(rows)), key=lambda index: (sum(1 for cell in rows[index] if cell != ""), -index), default=-1)
    return header_at(table, number + 1)


def columns_read(titles: Sequence[str]) -> Columns:
    """Which column holds which field: known titles first, then doubled and shared ones, then guesses by word."""
    columns: dict[str, int] = {}
    confidence: dict[str, int] = {}
    plain = [title_plain(title) for title in titles]
    for field, index, sureness in [*_known(plain), *_shared(plain, columns), *_guessed(plain)]:
        if field not in columns and index not in columns.values():
            columns[field] = index
            confidence[field] = sureness
    return Columns(columns, confidence)


def title_plain(title: str) -> str:
    """A title as it is compared: "Kode_AHSP*" -> "kode ahsp", "Harga Satuan (Rp.)" -> "harga satuan"."""
    return _plain(title[:LONGEST_CELL])


def numbering_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as under every official head: 1 | 2 | 3 | 4 | 5 = 3 x 4."""
    filled = [cell for cell in cells if cell]
    return len(filled) > _FEWEST_FIELDS and all(_NUMBERING.fullmatch(cell) for cell in filled)


def cell_text(cell: Cell) -> str:
    """A cell as text: whole native numbers without ".0", a date as 2025-01-02, blanks at the ends kept out."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00").strip()


def title_text(cell: Cell) -> str:
    """A cell of a row of titles as text, cut where no title goes on."""
    return cell_text(cell)[:LONGEST_CELL]


@lru_cache(maxsize=4096)
def _plain(title: str) -> str:
    text = unicodedata.normalize("NFKC", title).lower()
    text = re.sub(r"\([^)]*\)?", " ", text) if not text.startswith("(") else text
    return re.sub(r"[\s_.\-:;*/,&]+", " ", text).strip()


def _readings(table: Table, number: int) -> list[Header]:
    lower = list(map(title_text, table.rows[number - 1]))
    readings = [Header(number, tuple(lower), columns_read(lower))]
    if number > 1 and any(table.rows[number - 2]):
        joined = _joined(list(map(title_text, table.rows[number - 2])), lower)
        readings.append(Header(number, tuple(joined), columns_read(joined)))
    return readings


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Two rows of titles as one: Komponen over Uraian, Satuan becomes Komponen Uraian, Komponen Satuan.

    The upper title of a merged cell stands only in its first column; it is carried to the right as long as there are
    titles below it.
    """
    joined, carried = [], ""
    width = max(len(upper), len(lower))
    for above, below in zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True):
        carried = above or (carried if below else "")
        title = f"{carried} {below}".strip()
        joined.append(title if title_plain(title) in _FIELD_OF or not below else _better(above, carried, below))
    return joined


def _better(above: str, carried: str, below: str) -> str:
    if title_plain(f"{below} {carried}") in _FIELD_OF:
        return f"{below} {carried}"
    return below if title_plain(below) in _FIELD_OF or not above else f"{above} {below}"


def _score(header: Header) -> int:
    """Known titles weigh most; guesses alone are no header, and two numbers in a row are data."""
    if numbering_row(header.titles):
        return 0
    fields = header.columns.confidence
    exact = sum(1 for sureness in fields.values() if sureness == EXACT)
    if exact < _FEWEST_FIELDS:
        return 0
    return sum(fields.values())


def _known(plain: Sequence[str]) -> list[tuple[str, int, int]]:
    return [
        (_FIELD_OF[title], index, EXACT)
        for index, title in enumerate(plain)
        if title in _FIELD_OF and title not in _EITHER
    ]


def _shared(plain: Sequence[str], columns: dict[str, int]) -> list[tuple[str, int, int]]:
    """Columns whose title alone does not tell: the order and the fields that are taken decide."""
    found: list[tuple[str, int, int]] = []
    places: dict[tuple[str, str], list[int]] = {}
    alone: dict[tuple[str, str], int] = {}
    taken = {_FIELD_OF[title] for title in plain if title in _FIELD_OF and title not in _EITHER} | columns.keys()
    for index, title in enumerate(plain):
        if title in _EITHER:
            places.setdefault(_EITHER[title], []).append(index)
            alone.setdefault(_EITHER[title], _ALONE[title])
    for fields, indexes in places.items():
        free = [field for field in fields if field not in taken]
        if len(indexes) == 1 and len(free) > 1:
            free = [fields[alone[fields]]]
        found += [(field, index, EXACT) for field, index in zip(free, indexes, strict=False)]
    return found


def _guessed(plain: Sequence[str]) -> list[tuple[str, int, int]]:
    return [
        (field, index, GUESSED)
        for field, pattern in _GUESSES
        for index, title in enumerate(plain)
        if len(title) <= _LONGEST_TITLE and title not in _FIELD_OF and re.search(pattern, title)
    ]
