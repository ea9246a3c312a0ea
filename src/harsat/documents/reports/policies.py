"""The rules a budget was computed by, in the sentences that documents print under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from harsat.documents.reports.identity import date_text
from harsat.engine.analisa import rounds_lines
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import id_text
from harsat.engine.snapshot import Pricing, RoundingPolicy

ROUNDING_NOTES = {
    RoundingPolicy.SEN: "Harga satuan dibulatkan 2 desimal, setengah ke atas.",
    RoundingPolicy.RUPIAH: "Harga satuan dibulatkan ke rupiah, setengah ke atas.",
    RoundingPolicy.RUPIAH_BAWAH: "Harga satuan dibulatkan ke rupiah, ke bawah.",
    RoundingPolicy.TANPA: "Harga satuan, jumlah, dan PPN tidak dibulatkan; dicetak paling banyak 6 desimal.",
}


def percent(value: Decimal) -> str:
    """A percentage as documents write it: 12,5 %."""
    return f"{id_text(value, 2, trim=True)} %"


def policy_notes(estimate: Estimate, tanggal: date) -> tuple[str, ...]:
    """Rounding, PPN and biaya umum dan keuntungan, one note each."""
    pricing = estimate.snapshot.pricing
    return (_rounding(pricing), _ppn(pricing, tanggal), " ".join(_buk(estimate)))


def _rounding(pricing: Pricing) -> str:
    notes = [ROUNDING_NOTES[pricing.rounding]]
    if pricing.rounding != RoundingPolicy.TANPA:
        notes.append("Jumlah = volume × harga satuan tercetak, dibulatkan 2 desimal.")
    if rounds_lines(pricing):
        notes.append("Baris analisa dibulatkan 2 desimal.")
    elif pricing.rounding != RoundingPolicy.TANPA:
        notes.append("Baris analisa dihitung penuh; selisih karena pembulatan tampilan.")
    return " ".join(notes)


def _ppn(pricing: Pricing, tanggal: date) -> str:
    source = f" ({pricing.ppn.sumber})" if pricing.ppn.sumber else ""
    return f"PPN {percent(pricing.ppn.persen)} untuk tanggal dokumen {date_text(tanggal)}{source}."


def _buk(estimate: Estimate) -> Iterator[str]:
    pricing = estimate.snapshot.pricing
    yield f"Biaya umum dan keuntungan {percent(pricing.buk_persen)} dari biaya langsung."
    given = {row.buk_persen for row in estimate.snapshot.pekerjaan if row.buk_persen is not None}
    own = sorted(given - {pricing.buk_persen})
    if own:
        yield f"Ditetapkan tersendiri pada sebagian pekerjaan: {', '.join(map(percent, own))}."
