"""Rows of a price list -> clean lines, with what was mended and what has no reading said for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_read
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.teks import text_mend
from harsat.catalogue.prices.book import PriceBook, PriceFinding, PriceLine
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.money import Price, PriceColumn, column_read, price_read
from harsat.catalogue.prices.reading import PriceRow
from harsat.catalogue.prices.units import unit_known, unit_printed
from harsat.catalogue.reading.header import cell_text
from harsat.engine.numbers import canonical

URAIAN_MAX = 500
SATUAN_MAX = 20
KODE_MAX = 50
_HOLDING = frozenset(
    {PriceKind.HARGA_KOSONG, PriceKind.HARGA_NOL, PriceKind.HARGA_TAK_TERBACA, PriceKind.HARGA_DUA_BACAAN}
)


def book_read(rows: Sequence[PriceRow]) -> tuple[PriceBook, list[PriceFinding]]:
    """The lines with every repair that has one answer, and a finding for each repair and each empty place."""
    column = column_read(row.harga for row in rows)
    lines: list[PriceLine] = []
    findings: list[PriceFinding] = []
    for row in rows:
        price = price_read(row.harga, column)
        line = _line(row, price)
        lines.append(line)
        findings.extend(_price_findings(row, price, column))
        findings.extend(_text_findings(row, line))
        findings.extend(_unit_findings(row, line))
    return PriceBook(lines), findings


class Place(NamedTuple):
    """Where a finding stands: rows of the file, the field of PriceLine ("" for the whole row) and what it says."""

    rows: Sequence[int]
    column: str
    original: str


def finding(
    kind: PriceKind,
    severity: Severity,
    place: Place,
    reason: str,
    *,
    proposal: str = "",
    repaired: bool = False,
    holds: bool = False,
    certainty: Certainty = Certainty.NONE,
    changes: tuple[Change, ...] = (),
) -> PriceFinding:
    """A finding with the usual silences."""
    return PriceFinding(
        kind,
        severity,
        tuple(place.rows),
        place.column,
        place.original,
        proposal,
        reason,
        changes,
        certainty,
        repaired,
        holds,
    )


def _line(row: PriceRow, price: Price) -> PriceLine:
    nama = text_mend(row.nama).text
    spesifikasi = text_mend(row.spesifikasi).text
    return PriceLine(
        row=row.number,
        kode=code_read(row.kode).kode,
        nama=nama or spesifikasi,
        spesifikasi="" if not nama or spesifikasi.lower() == nama.lower() else spesifikasi,
        satuan=unit_printed(text_mend(row.satuan).text),
        harga=price.value,
        harga_text=cell_text(row.harga),
        kelompok=text_mend(row.kelompok).text,
        keterangan=text_mend(row.keterangan).text,
        sumber=text_mend(row.sumber).text,
        place=row.place,
    )


def _price_findings(row: PriceRow, price: Price, column: PriceColumn) -> Iterator[PriceFinding]:
    text = cell_text(row.harga)
    if price.kind is not None:
        yield _price_finding(row, price, price.kind, text)
    others = [price_read(cell, column).value for cell in row.harga_lain]
    differing = [other for other in others if other is not None and other != price.value]
    if differing:
        yield finding(
            PriceKind.HARGA_DUA_KOLOM,
            Severity.INFO,
            Place([row.number], "harga", text),
            _("Berkas memuat dua harga: dipakai %(used)s, kolom lain menyebut %(other)s.")
            % {"used": text or _("kosong"), "other": ", ".join(_figure(other) for other in differing)},
        )


def _price_finding(row: PriceRow, price: Price, kind: PriceKind, text: str) -> PriceFinding:
    severity = Severity.DANGER
    if kind is PriceKind.HARGA_DIBULATKAN:
        severity = Severity.INFO
    elif kind is PriceKind.HARGA_KOSONG:
        severity = Severity.WARNING
    proposes = bool(price.proposal) and kind is PriceKind.HARGA_DUA_BACAAN
    return finding(
        kind,
        severity,
        Place([row.number], "harga", text),
        price.reason,
        proposal=price.proposal,
        repaired=kind is PriceKind.HARGA_DIBULATKAN,
        holds=kind in _HOLDING,
        certainty=Certainty.TWO_READINGS if proposes else Certainty.NONE,
        changes=(Change(row.number, "harga", price.proposal),) if proposes else (),
    )


def _text_findings(row: PriceRow, line: PriceLine) -> Iterator[PriceFinding]:
    for field, text in (("nama", row.nama), ("spesifikasi", row.spesifikasi), ("satuan", row.satuan)):
        mended = text_mend(text)
        if mended.damaged:
            reason = _("Huruf rusak yang tidak dapat dipulihkan; periksa ke sumbernya.")
            yield finding(PriceKind.TEKS_RUSAK, Severity.WARNING, Place([row.number], field, text), reason)
        elif Kind.TEKS_RUSAK in mended.repairs:
            reason = _("Huruf rusak karena salah sandi berkas; dipulihkan.")
            yield _repaired(PriceKind.TEKS_RUSAK, Place([row.number], field, text), mended.text, reason)
    if row.nama and text_mend(row.spesifikasi).text.lower() == text_mend(row.nama).text.lower():
        reason = _("Spesifikasi hanya mengulang nama; dikosongkan.")
        yield _repaired(PriceKind.SPESIFIKASI_BERULANG, Place([row.number], "spesifikasi", row.spesifikasi), "", reason)
    if repairs := code_read(row.kode).repairs:
        reason = _("Kode dirapikan (%(repairs)s).") % {"repairs": ", ".join(repairs)}
        yield _repaired(PriceKind.KODE_RUSAK, Place([row.number], "kode", row.kode), line.kode, reason)
    if not line.nama:
        reason = _("Harga tanpa nama barang.")
        yield finding(PriceKind.URAIAN_KOSONG, Severity.DANGER, Place([row.number], "nama", ""), reason, holds=True)
    if len(line.uraian) > URAIAN_MAX or len(line.kode) > KODE_MAX or len(line.satuan) > SATUAN_MAX:
        reason = _("Teks lebih panjang daripada yang dapat disimpan (kode 50, uraian 500, satuan 20 huruf).")
        yield finding(
            PriceKind.TEKS_PANJANG, Severity.WARNING, Place([row.number], "nama", line.uraian[:80]), reason, holds=True
        )


def _unit_findings(row: PriceRow, line: PriceLine) -> Iterator[PriceFinding]:
    if not line.satuan:
        reason = _("Harga tanpa satuan tidak dapat dipakai.")
        yield finding(PriceKind.SATUAN_KOSONG, Severity.WARNING, Place([row.number], "satuan", ""), reason, holds=True)
    elif not unit_known(line.satuan):
        reason = _("Satuan %(satuan)s tidak dikenal; hanya cocok dengan tulisan yang sama.") % {"satuan": line.satuan}
        yield finding(PriceKind.SATUAN_TIDAK_DIKENAL, Severity.INFO, Place([row.number], "satuan", line.satuan), reason)


def _repaired(kind: PriceKind, place: Place, proposal: str, reason: str) -> PriceFinding:
    return finding(kind, Severity.INFO, place, reason, proposal=proposal, repaired=True)


def _figure(value: Decimal) -> str:
    return canonical(value, None)
