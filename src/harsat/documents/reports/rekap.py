"""The closing lines of a budget: sum, DPP, PPN, pembulatan and total, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.documents.reports.policies import percent
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import id_text
from harsat.engine.rab import Rekap
from harsat.engine.snapshot import Pricing
from harsat.engine.trace import PEMBULATAN_WORDS


class ClosingLine(NamedTuple):
    """One line; `kunci` is the field of Rekap it shows, a `signed` figure carries its plus or minus."""

    kunci: str
    label: str
    nilai: Decimal
    signed: bool = False


def closing_lines(estimate: Estimate, nomor: Sequence[str]) -> tuple[ClosingLine, ...]:
    """The lines in printing order; what is not taxed is told apart only where there is any."""
    return tuple(_lines(estimate.rekap, estimate.snapshot.pricing, nomor, splits=has_untaxed(estimate)))


def has_untaxed(estimate: Estimate) -> bool:
    """Whether a pekerjaan that counts is outside PPN."""
    rab = estimate.rab
    return any(not row.kena_ppn and rab[row.id].dijumlah for row in estimate.snapshot.pekerjaan)


def belum_lengkap_text(count: int) -> str:
    """The mark of an incomplete sum, "" for a complete one."""
    return f"belum lengkap ({count})" if count else ""


def _lines(rekap: Rekap, pricing: Pricing, nomor: Sequence[str], *, splits: bool) -> Iterator[ClosingLine]:
    taxed = "jumlah kena PPN" if splits else "jumlah"
    yield ClosingLine("subtotal", _span(nomor), rekap.subtotal.jumlah)
    if splits:
        yield ClosingLine("kena_ppn", "Jumlah kena PPN", rekap.kena_ppn)
        yield ClosingLine("tidak_kena_ppn", "Jumlah tidak kena PPN", rekap.tidak_kena_ppn)
    if rekap.dpp_nilai_lain:
        fraction = f"{pricing.ppn.faktor_pembilang}/{pricing.ppn.faktor_penyebut}"
        yield ClosingLine("dpp", f"DPP nilai lain ({fraction} × {taxed})", rekap.dpp)
    base = "DPP nilai lain" if rekap.dpp_nilai_lain else taxed
    yield ClosingLine("ppn", f"PPN ({percent(rekap.ppn_persen)} × {base})", rekap.ppn)
    yield ClosingLine("jumlah_dengan_ppn", "Jumlah dan PPN", rekap.jumlah_dengan_ppn)
    yield ClosingLine("selisih_pembulatan", pembulatan_label(pricing), rekap.selisih_pembulatan, signed=True)
    yield ClosingLine("total", "Total", rekap.total)


def pembulatan_label(pricing: Pricing) -> str:
    """How the total is rounded: Pembulatan ke Rp 1.000, setengah ke atas."""
    unit = id_text(Decimal(pricing.pembulatan_satuan), 0)
    return f"Pembulatan ke Rp {unit}, {PEMBULATAN_WORDS[pricing.pembulatan_cara]}"


def _span(nomor: Sequence[str]) -> str:
    if not nomor:
        return "Jumlah"
    return f"Jumlah {nomor[0]}" if len(nomor) == 1 else f"Jumlah {nomor[0]} s.d. {nomor[-1]}"
