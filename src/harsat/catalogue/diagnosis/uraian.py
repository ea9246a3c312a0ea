"""What the texts and codes of the rows went through: repairs made, damage that remains, too long, missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_read
from harsat.catalogue.diagnosis.angka import formula_broken
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.diagnosis.teks import text_mend
from harsat.catalogue.models import KODE_MAX, SATUAN_MAX, URAIAN_MAX
from harsat.catalogue.reading.rows import Row, cell_text

LIMITS = {
    "kode": KODE_MAX,
    "nama": URAIAN_MAX,
    "satuan_pekerjaan": SATUAN_MAX,
    "divisi": URAIAN_MAX,
    "kode_item": KODE_MAX,
    "item": URAIAN_MAX,
    "satuan": SATUAN_MAX,
}
_WORDS = ("nama", "satuan_pekerjaan", "divisi", "item", "satuan")
_NEEDED = ("nama", "item")
_SHOWN = 80


class Place(NamedTuple):
    """One text of one analysis: the same words in many rows are one place."""

    kode: str
    column: str
    original: str


def text_findings(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Finding]:
    """For every distinct text of an analysis what was mended and what is wrong, in the order of the file."""
    places: dict[Place, list[int]] = {}
    for row, line in zip(rows, lines, strict=True):
        for place in _places(row, line):
            places.setdefault(place, []).append(row.number)
    for place, numbers in places.items():
        found = tuple(numbers)
        yield from _code(place, found) if place.column in {"kode", "kode_item"} else _words(place, found)


def _places(row: Row, line: Line) -> Iterator[Place]:
    """Only texts that changed, are missing, are too long or may be an error; the rest is sound and skipped quickly."""
    kode = cell_text(row.kode)
    if kode != line.kode or len(kode) > KODE_MAX:
        yield Place(line.kode, "kode", kode)
    if row.kode_item != line.kode_item or len(line.kode_item) > KODE_MAX:
        yield Place(line.kode, "kode_item", row.kode_item)
    for column in _WORDS:
        original, text = getattr(row, column), getattr(line, column)
        if _suspect(column, original, text):
            yield Place(line.kode, column, original)


@lru_cache(maxsize=16_384)
def _suspect(column: str, original: str, text: str) -> bool:
    if not original:
        return column in _NEEDED
    return original != text or len(text) > LIMITS[column] or original[0] in "#=" or text_mend(original).damaged


def _words(place: Place, rows: tuple[int, ...]) -> Iterator[Finding]:
    mended = text_mend(place.original)
    if not mended.text:
        reason = (
            _("Nama pekerjaan kosong.")
            if place.column == "nama"
            else _("Uraian komponen kosong: baris ini tidak menyebut sumber daya apa pun.")
        )
        yield _wrong(Kind.TEKS_KOSONG, place, rows, reason, blocking=True)
    elif formula_broken(mended.text):
        reason = _("Sel berisi galat rumus %(text)s, bukan teks.") % {"text": mended.text[:_SHOWN]}
        yield _wrong(Kind.RUMUS_GALAT, place, rows, reason, blocking=True)
    elif len(mended.text) > LIMITS[place.column]:
        yield _long(place, rows, len(mended.text))
    elif mended.damaged:
        reason = _("Huruf rusak yang tidak dapat dipulihkan: salah sandi atau huruf kendali.")
        yield _wrong(Kind.TEKS_RUSAK, place, rows, reason)
    for kind in mended.repairs:
        yield _mended(kind, place, rows, mended.text)


def _code(place: Place, rows: tuple[int, ...]) -> Iterator[Finding]:
    code = code_read(place.original)
    limit = LIMITS[place.column]
    if len(code.kode) > limit:
        yield _long(place, rows, len(code.kode))
    if code.repairs:
        reason = _("Kode dirapikan: %(repairs)s.") % {"repairs": ", ".join(code.repairs)}
        yield Finding(
            Kind.KODE_RUSAK,
            Severity.INFO,
            place.kode,
            rows,
            place.column,
            place.original,
            code.kode,
            reason,
            repaired=True,
        )


def _mended(kind: Kind, place: Place, rows: tuple[int, ...], text: str) -> Finding:
    return Finding(
        kind, Severity.INFO, place.kode, rows, place.column, place.original, text, _REASONS[kind](), repaired=True
    )


def _wrong(kind: Kind, place: Place, rows: tuple[int, ...], reason: str, *, blocking: bool = False) -> Finding:
    original = place.original[:_SHOWN]
    return Finding(kind, Severity.DANGER, place.kode, rows, place.column, original, "", reason, blocking=blocking)


def _long(place: Place, rows: tuple[int, ...], length: int) -> Finding:
    reason = _("Teks sepanjang %(length)d huruf; paling panjang %(most)d.") % {
        "length": length,
        "most": LIMITS[place.column],
    }
    return _wrong(Kind.TEKS_PANJANG, place, rows, reason, blocking=True)


_REASONS = {
    Kind.TEKS_RUSAK: lambda: _("Huruf salah sandi atau salah baca sudah dipulihkan."),
    Kind.SPASI_GANDA: lambda: _("Spasi ganda atau spasi di tepi sudah dirapikan."),
    Kind.RUJUKAN_PERATURAN: lambda: _("Rujukan peraturan di ujung nama sudah dilepas."),
}
