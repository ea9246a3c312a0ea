"""Value added tax: the dated table of rates, and DPP and PPN of a sum."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.errors import EngineError
from harsat.engine.numbers import engine_context, quantize
from harsat.engine.snapshot import PpnRate

_SEN = 2

# Newest first; a rate holds from its day until the next one's.
PPN_TABLE: tuple[tuple[str, PpnRate], ...] = (
    ("2025-01-01", PpnRate(Decimal(12), 11, 12, "UU 7/2021, PMK 131/2024")),
    ("2022-04-01", PpnRate(Decimal(11), 1, 1, "UU 7/2021 pasal 7 ayat (1) huruf a")),
    ("1985-04-01", PpnRate(Decimal(10), 1, 1, "UU 8/1983 jo. UU 42/2009 pasal 7 ayat (1)")),
)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Ppn(NamedTuple):
    """DPP (the base that is printed) and PPN of one taxed sum, in rupiah."""

    dpp: Decimal
    dpp_nilai_lain: bool
    ppn: Decimal


def ppn_rate(on: str) -> PpnRate:
    """The rate in force on a day written yyyy-mm-dd; 2024-12-31 is 11 %, 2025-01-01 is 12 % of 11/12.

    Raises:
        EngineError: `date_unreadable` for any other writing, `ppn_unknown` for a day before PPN existed.
    """
    if not _ISO_DATE.fullmatch(on):
        raise EngineError("date_unreadable", f"Tanggal tidak terbaca: {on}.")
    for since, rate in PPN_TABLE:
        if on >= since:
            return rate
    raise EngineError("ppn_unknown", f"Tarif PPN pada {on} tidak diketahui.")


def ppn_compute(kena_ppn: Decimal, rate: PpnRate, *, exact: bool) -> Ppn:
    """DPP and PPN of a taxed sum, rounded to the sen unless `exact`.

    1 000 000.41 x 11/12 = DPP 916 667.04; 12 % of it = PPN 110 000.04, not the 110 000.05 of one rounding.
    """
    with engine_context():
        nilai_lain = rate.faktor_pembilang != rate.faktor_penyebut
        if exact:
            return Ppn(_share(kena_ppn, rate, 1), nilai_lain, _share(kena_ppn * rate.persen, rate, 100))
        dpp = quantize(_share(kena_ppn, rate, 1), _SEN) if nilai_lain else kena_ppn
        return Ppn(dpp, nilai_lain, quantize(dpp * rate.persen.scaleb(-2), _SEN))


def _share(value: Decimal, rate: PpnRate, parts: int) -> Decimal:
    """Divide once and last, so that 12 % x 11/12 stays the exact 11 %."""
    return value * rate.faktor_pembilang / (rate.faktor_penyebut * parts)
