"""Analyses without labour, or without the mandor that their siblings have: a price that lacks a part of the wages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kalimat import names_text, rows_text
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.diagnosis.peran import MANDOR, crew_class, crew_named, is_labour
from harsat.catalogue.diagnosis.susunan import kode_parent

USUAL = 0.6
SIBLINGS = 2
_SUPPLY = re.compile(
    r"^\W*(?:pengadaan|penyediaan|pembelian|sewa|penyewaan|biaya|harga satuan dasar|pengiriman|mobilisasi)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"^\W*(?:1\s?(?:kg|m[123²³'’]?|buah|unit|set|titik|ton)\b|pekerjaan|pembuatan|pemasangan|memasang|penuangan|produksi)",
    re.IGNORECASE,
)


def find(book: Book) -> list[Finding]:
    """Both kinds, in order of the file."""
    labour = {kode: any(map(is_labour, lines)) for kode, lines in book.analyses.items()}
    mandor = {
        kode: any(is_labour(line) and crew_class(line) == MANDOR for line in lines)
        for kode, lines in book.analyses.items()
    }
    siblings: dict[str, list[str]] = {}
    for kode in book.analyses:
        siblings.setdefault(kode_parent(kode), []).append(kode)
    return [
        finding
        for kode, lines in book.analyses.items()
        if not mandor[kode]
        for finding in _code(lines, [other for other in siblings[kode_parent(kode)] if other != kode], labour, mandor)
    ]


def _code(
    lines: Sequence[Line], siblings: Sequence[str], labour: dict[str, bool], mandor: dict[str, bool]
) -> Iterator[Finding]:
    kode = lines[0].kode
    if not labour[kode]:
        yield _without_labour(lines, [other for other in siblings if labour[other]], siblings)
        return
    having = [other for other in siblings if mandor[other]]
    if len(having) >= SIBLINGS and len(having) >= USUAL * len(siblings):
        yield _without_mandor(lines, having, siblings)


def _without_labour(lines: Sequence[Line], having: Sequence[str], siblings: Sequence[str]) -> Finding:
    reason, severity = _labour_reason(lines, having, siblings)
    rows = tuple(line.row for line in lines)
    return Finding(Kind.TANPA_TENAGA, severity, lines[0].kode, rows, "kategori", "", "", reason)


def _labour_reason(lines: Sequence[Line], having: Sequence[str], siblings: Sequence[str]) -> tuple[str, Severity]:
    values = {
        "rows": len(lines),
        "having": len(having),
        "siblings": len(siblings),
        "codes": names_text(sorted(having, key=code_sort_key)),
        "named": rows_text([line.row for line in lines if crew_named(line.item)]),
    }
    if values["named"]:
        return _(
            "Tidak ada baris tenaga kerja, tetapi baris %(named)s bernama tenaga dan berkategori lain: upahnya"
            " terhitung di tempat yang salah."
        ) % values, Severity.WARNING
    works = sum(_is_work(line) for line in lines)
    if works * 2 > len(lines):
        return _(
            "Tidak ada baris tenaga kerja: %(works)d dari %(rows)d barisnya memuat pekerjaan lain atau tanpa kategori,"
            " dan tenaga tampaknya ada di dalamnya."
        ) % {**values, "works": works}, Severity.INFO
    if _SUPPLY.match(lines[0].nama):
        return _(
            "Tidak ada baris tenaga kerja; menurut namanya ini pengadaan, sewa atau biaya."
        ) % values, Severity.INFO
    if not siblings:
        return _("Tidak ada baris tenaga kerja di antara %(rows)d barisnya.") % values, Severity.WARNING
    if len(having) * 2 < len(siblings):
        return _(
            "Tidak ada baris tenaga kerja, seperti %(without)d dari %(siblings)d analisa lain di bawah induk yang sama."
        ) % {**values, "without": len(siblings) - len(having)}, Severity.INFO
    return _(
        "Tidak ada baris tenaga kerja, sedangkan %(having)d dari %(siblings)d analisa di bawah induk yang sama"
        " memilikinya (%(codes)s): harga satuannya tanpa upah."
    ) % values, Severity.WARNING


def _is_work(line: Line) -> bool:
    """Whether the component is another work, with its own labour: nested, without kategori, or named like one."""
    return bool(line.target_kode) or line.kategori is None or _WORK.match(line.item) is not None


def _without_mandor(lines: Sequence[Line], having: Sequence[str], siblings: Sequence[str]) -> Finding:
    workers = [line for line in lines if is_labour(line)]
    reason = _(
        "Tenaga kerjanya %(workers)s tanpa mandor, sedangkan %(having)d dari %(siblings)d analisa di bawah induk yang"
        " sama memiliki mandor (%(codes)s)."
    ) % {
        "workers": names_text([line.item for line in workers]),
        "having": len(having),
        "siblings": len(siblings),
        "codes": names_text(sorted(having, key=code_sort_key)),
    }
    rows = tuple(line.row for line in workers)
    return Finding(Kind.TANPA_MANDOR, Severity.WARNING, lines[0].kode, rows, "item", "", "", reason)
