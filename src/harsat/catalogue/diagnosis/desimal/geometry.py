"""What plain geometry says of a koefisien, without any sibling: pieces to cover a work, steel inside its concrete."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.desimal.experts import Expert
from harsat.catalogue.diagnosis.desimal.rows import Row
from harsat.catalogue.units import unit_key
from harsat.engine.numbers import id_text

_WEIGHT = 6
_WASTE = math.log10(1.03)
"""Pieces are bought with nothing to seven per cent for breakage, on the average three."""
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SIZES = re.compile(
    rf"{_NUMBER}\s*(?:cm|mm)?\s*[x×]\s*{_NUMBER}(?:\s*(?:cm|mm)?\s*[x×]\s*{_NUMBER})?\s*(cm|mm)?", re.IGNORECASE
)
_FLAT = 2
_PIECES = frozenset({"buah", "lembar"})
_STEEL = re.compile(
    r"\b(?:pe)?nulangan\b|\btulangan\b|\bbesi beton\b|\bbj?t[ps]\b|\bdowel\b|\btie ?bar\b", re.IGNORECASE
)
_CONCRETE = re.compile(r"\bbeton\b", re.IGNORECASE)
_STEEL_PER_M3 = tuple(math.log10(kg) for kg in (30, 50, 80, 125, 200, 300))


def geometry_experts(row: Row, rows: Sequence[Row]) -> list[Expert]:
    """Opinions on a row of the analysis `rows`; none for most rows."""
    return [*_pieces(row.line, row.contexts.unit), *_steel(row, rows)]


def geometry_words(line: Line) -> str:
    """Why, in words, for a row that has an opinion of geometry."""
    if sizes := piece_sizes(line.item):
        measures = " × ".join(id_text(Decimal(str(round(size * 100, 2))), 2, trim=True) for size in sizes)
        return _("Ukuran %(sizes)s cm menentukan jumlahnya per %(unit)s pekerjaan.") % {
            "sizes": measures,
            "unit": line.satuan_pekerjaan,
        }
    return _("Tulangan wajar 30 sampai 300 kg untuk setiap m3 beton.")


def piece_sizes(item: str) -> tuple[float, ...]:
    """Sizes of a piece in metres: "Ubin PC uk. 30 x 30 cm" -> (0.3, 0.3); "10 s.d. 15 cm x 40 cm" -> (0.15, 0.4)."""
    match = _SIZES.search(item)
    if not match:
        return ()
    scale = 0.001 if (match[4] or "").lower() == "mm" else 0.01
    sizes = [float(number.replace(",", ".")) * scale for number in match.groups()[:3] if number]
    return tuple(size for size in sizes if size > 0)


def _pieces(line: Line, unit: str) -> list[Expert]:
    """Pieces per square metre or per metre: 1 / (0.30 x 0.30) x 1.05 = 11.667; 1 / 0.40 x 1.05 = 2.625.

    A work in m3 with pieces of two sizes is a metre run whose m' was read as m3.
    """
    sizes = piece_sizes(line.item) if unit in _PIECES else ()
    work = unit_key(line.satuan_pekerjaan)
    if len(sizes) < _FLAT or work not in {"m'", "m2", "m3"}:
        return []
    spans = list(sizes) if work != "m2" else [a * b for place, a in enumerate(sizes) for b in sizes[place + 1 :]]
    return [Expert([_WASTE - math.log10(span) for span in spans], _WEIGHT)]


def _steel(row: Row, rows: Sequence[Row]) -> list[Expert]:
    """Bars in kg for the concrete of the analysis: 0.0204 m3 x 30 to 300 kg = 0.6 to 6 kg, not 60."""
    if row.contexts.unit != "kg" or not _STEEL.search(row.line.item):
        return []
    sizes = [other.best.size for other in rows if other.contexts.unit == "m3" and _CONCRETE.search(other.line.item)]
    if not sizes and unit_key(row.line.satuan_pekerjaan) == "m3" and _CONCRETE.search(row.line.nama):
        sizes = [0.0]
    return [Expert([max(sizes) + share for share in _STEEL_PER_M3], _WEIGHT)] if sizes else []
