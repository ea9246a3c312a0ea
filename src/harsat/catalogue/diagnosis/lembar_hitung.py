"""Rows of a worksheet that pose as components: sums, rupiah, capacities and years where a koefisien should stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import DROP, Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.units import unit_read

TOGETHER = 2
_SUM = re.compile(
    r"(?:jumlah (?:harga|tenaga|upah|bahan|alat|peralatan|biaya|\()|sub ?total|total (?:harga|biaya|upah)"
    r"|biaya umum|overhead|keuntungan\b|harga satuan pekerjaan|ppn\b|[a-f] ?= ?[a-f])",
    re.IGNORECASE,
)
_CALCULATED = re.compile(
    r"(?:(?:sub ?)?total|jumlah|biaya|depresiasi|penyusutan|kapasitas|kebutuhan|koefisien|umur|harga|nilai sisa"
    r"|faktor|bbm\b|bunga|suku bunga|asuransi|produksi|waktu siklus|jam kerja|modal|investasi|tenaga mesin|pajak)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:rp|rupiah|idr)\b.*", re.IGNORECASE)


def worksheet_rows(book: Book) -> Mapping[str, tuple[int, ...]]:
    """Code of the analysis -> its rows that calculate instead of naming a resource."""
    found: dict[str, tuple[int, ...]] = {}
    for kode, lines in book.analyses.items():
        if any(line.kategori is None or _sum(line) or _MONEY.match(line.satuan) for line in lines):
            rows = tuple(line.row for line in _calculating(lines))
            if rows:
                found[kode] = rows
    return found


def find(book: Book) -> list[Finding]:
    """One finding per analysis, which proposes to leave those rows out."""
    return [_finding(book.analyses[kode], kode, rows) for kode, rows in worksheet_rows(book).items()]


def _calculating(lines: Sequence[Line]) -> list[Line]:
    """Sums and money always; beside two rows of a calculation every other row without kategori and unit as well."""
    sure = [line for line in lines if _sum(line) or _MONEY.match(line.satuan)]
    bare = [line for line in lines if line.kategori is None and not line.kode_item and not unit_read(line.satuan)]
    named = [line for line in bare if _CALCULATED.match(line.item)]
    chosen = {line.row for line in (*sure, *(bare if len(named) >= TOGETHER else named))}
    return [line for line in lines if line.row in chosen]


def _sum(line: Line) -> bool:
    return not line.kode_item and _SUM.match(line.item) is not None


def _finding(lines: Sequence[Line], kode: str, rows: tuple[int, ...]) -> Finding:
    names = [line.item for line in lines if line.row in set(rows)]
    reason = _("%(count)d dari %(total)d baris adalah perhitungan, bukan komponen: %(names)s.") % {
        "count": len(rows),
        "total": len(lines),
        "names": ", ".join(names[:3]) + (", …" if len(names) > len(names[:3]) else ""),
    }
    if len(rows) * 2 > len(lines):
        reason += " " + _("Analisa ini tampaknya lembar hitung seluruhnya.")
    changes = tuple(Change(row, DROP, "") for row in rows)
    return Finding(
        Kind.LEMBAR_HITUNG,
        Severity.DANGER,
        kode,
        rows,
        "item",
        "; ".join(names[:3]),
        _("buang %(count)d baris") % {"count": len(rows)},
        reason,
        changes,
        Certainty.LIKELY,
        blocking=True,
    )
