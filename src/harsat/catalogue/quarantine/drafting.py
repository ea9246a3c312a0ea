"""Lines of one code -> the analysis that would be stored, or every reason why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import is_
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.satuan_pekerjaan import work_unit_find
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import DIVISI_MAX, KODE_MAX, SATUAN_MAX, URAIAN_MAX
from harsat.catalogue.units import unit_read
from harsat.engine.errors import NumberRefused
from harsat.engine.fields import KOEFISIEN
from harsat.engine.numbers import field_fit
from harsat.engine.snapshot import Kategori


class Hold(NamedTuple):
    """Why an analysis stays out: a stable word and one sentence."""

    code: str
    reason: str


Drafted = AnalysisDraft | tuple[Hold, ...]
"""The analysis that would be stored, or all that stands in its way."""


def drafts_read(
    book: Book, before: Book | None = None, drafted: Mapping[str, Drafted] = MappingProxyType({})
) -> dict[str, Drafted]:
    """Every analysis of the book in order; one whose lines are the very ones of `before` is taken from `drafted`."""
    return {
        kode: drafted[kode] if _same(lines, before, kode) else analysis_draft(kode, lines)
        for kode, lines in book.analyses.items()
    }


def _same(lines: Sequence[Line], before: Book | None, kode: str) -> bool:
    then = before.analyses.get(kode, ()) if before else ()
    return len(then) == len(lines) and all(map(is_, lines, then))


def analysis_draft(kode: str, lines: Sequence[Line]) -> Drafted:
    """The analysis, units in printed form and koefisien at six decimals; else all that stands in its way."""
    holds = (*_head_holds(kode, lines), *(hold for line in lines for hold in _line_holds(line)))
    if holds:
        return holds
    first = lines[0]
    satuan = work_unit(lines) or ""
    return AnalysisDraft(kode, first.nama, satuan, first.divisi[:DIVISI_MAX], tuple(map(_komponen, lines)))


def work_unit(lines: Sequence[Line]) -> str | None:
    """The printed unit of the work: as a row states it, else as the name counts it, None where neither is known."""
    stated = next((line.satuan_pekerjaan for line in lines if line.satuan_pekerjaan), "")
    return unit_printed(stated) if stated else work_unit_find(lines[0].nama)


@lru_cache(maxsize=8192)
def unit_printed(text: str) -> str | None:
    """`units.unit_read`, remembered."""
    return unit_read(text)


@lru_cache(maxsize=8192)
def koefisien_fit(koefisien: Decimal | None) -> Decimal | None:
    """At six decimals; None for what an analysis cannot hold: no reading, zero, negative, over nine digits."""
    if koefisien is None:
        return None
    try:
        value, _rounded = field_fit(koefisien, KOEFISIEN)
    except NumberRefused:
        return None
    return value or None


def _komponen(line: Line) -> KomponenDraft:
    koefisien = koefisien_fit(line.koefisien)
    assert koefisien is not None
    kategori = Kategori.LAIN if line.target_kode else line.kategori
    assert kategori is not None
    satuan = unit_printed(line.satuan) or line.satuan
    return KomponenDraft(kategori, line.kode_item, line.item, satuan, koefisien, line.target_kode)


def _head_holds(kode: str, lines: Sequence[Line]) -> Iterator[Hold]:
    first = lines[0]
    if not 0 < len(kode) <= KODE_MAX:
        yield Hold("kode", _("Kode kosong atau lebih dari %(most)d huruf.") % {"most": KODE_MAX})
    if not 0 < len(first.nama) <= URAIAN_MAX:
        yield Hold("nama", _("Nama pekerjaan kosong atau lebih dari %(most)d huruf.") % {"most": URAIAN_MAX})
    if work_unit(lines) is None:
        yield Hold("satuan_pekerjaan", _("Satuan pekerjaan belum diketahui."))


def _line_holds(line: Line) -> Iterator[Hold]:
    place = {"row": line.row}
    if koefisien_fit(line.koefisien) is None:
        yield Hold("koefisien", _("Baris %(row)d: koefisien harus lebih dari nol dan terbaca.") % place)
    if line.kategori is None and not line.target_kode:
        yield Hold("kategori", _("Baris %(row)d: kategori belum diketahui.") % place)
    if not 0 < len(line.item) <= URAIAN_MAX or len(line.kode_item) > KODE_MAX:
        yield Hold("uraian", _("Baris %(row)d: uraian kosong atau teks terlalu panjang.") % place)
    if not 0 < len(unit_printed(line.satuan) or line.satuan) <= SATUAN_MAX:
        yield Hold("satuan", _("Baris %(row)d: satuan kosong atau terlalu panjang.") % place)
