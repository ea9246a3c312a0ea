"""Applies cell edits to a book: the one way in which a proposal or an own value reaches the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.engine.snapshot import Kategori

FIELDS = frozenset(
    {
        "kode",
        "nama",
        "satuan_pekerjaan",
        "divisi",
        "kategori",
        "kode_item",
        "item",
        "satuan",
        "koefisien",
        "target_kode",
    }
)
"""What a change may name besides DROP."""
_KATEGORI = {kategori.value: kategori for kategori in Kategori}


def book_repaired(book: Book, changes: Iterable[Change]) -> Book:
    """A new book with the edits in place; of two edits of one cell the later holds, a dropped row is gone.

    `[Change(7, "koefisien", "1.3125")]` turns 13125 of row 7 into 1,3125; the book that came in stays as it is.
    """
    edits: dict[int, dict[str, str]] = {}
    for change in changes:
        edits.setdefault(change.row, {})[change.field] = change.value
    if not edits:
        return book
    return Book(
        [_repaired(line, edits.get(line.row)) for line in book.lines if _stays(edits.get(line.row))], book.known
    )


def _stays(edit: Mapping[str, str] | None) -> bool:
    return not edit or DROP not in edit


def _repaired(line: Line, edit: Mapping[str, str] | None) -> Line:
    if not edit:
        return line
    repaired = line
    for field, value in edit.items():
        repaired = _edited(repaired, field, value)
    return repaired


def _edited(line: Line, field: str, value: str) -> Line:
    if field == "koefisien":
        return line._replace(koefisien=_decimal(value), koefisien_text=value)
    if field == "kategori":
        return line._replace(kategori=_KATEGORI.get(value))
    assert field in FIELDS
    return Line(**{**line._asdict(), field: value})


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
