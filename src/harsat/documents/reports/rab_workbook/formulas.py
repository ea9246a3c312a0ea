"""The arithmetic of the engine in the words of a workbook, so that binary figures come to the same sen.

A workbook multiplies binary figures: 1.005 x 100 may be 100.49999999999999 and then round down. Every product is
therefore first brought to the decimals it can have, which lifts it back onto its decimal value, and then rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harsat.engine.snapshot import PembulatanCara, Pricing, RoundingPolicy

BUK_PERSEN = "BUK_PERSEN"
PPN_PERSEN = "PPN_PERSEN"
DPP_PEMBILANG = "DPP_PEMBILANG"
DPP_PENYEBUT = "DPP_PENYEBUT"
PEMBULATAN_SATUAN = "PEMBULATAN_SATUAN"
TOTAL_RAB = "TOTAL_RAB"

KOEFISIEN_TIMES_HARGA = 8  # six decimals and two
VOLUME_TIMES_HARGA = 6  # four and two
SETTLED = 8
_SEN = 2


def half_up(expression: str, within: int, decimals: int = _SEN) -> str:
    """Round half-up at `decimals`, by way of the decimals the exact figure can have."""
    return f"ROUND(ROUND({expression},{within}),{decimals})"


def if_known(cells: Iterable[str], expression: str) -> str:
    """The expression, or nothing while one of the cells is empty: unknown is not zero."""
    empty = [f'{cell}=""' for cell in cells]
    test = empty[0] if len(empty) == 1 else f"OR({','.join(empty)})"
    return f'IF({test},"",{expression})'


def money(expression: str, within: int, pricing: Pricing) -> str:
    """An amount as the budget adds it: to the sen, exact under `tanpa`."""
    return expression if pricing.rounding == RoundingPolicy.TANPA else half_up(expression, within)


def money_sum(expression: str, pricing: Pricing) -> str:
    """A sum of amounts, freed of the noise that adding binary figures makes."""
    return expression if pricing.rounding == RoundingPolicy.TANPA else f"ROUND({expression},{_SEN})"


def harga_satuan(expression: str, policy: RoundingPolicy) -> str:
    """F as it is multiplied and printed."""
    match policy:
        case RoundingPolicy.SEN:
            return half_up(expression, SETTLED)
        case RoundingPolicy.RUPIAH:
            return half_up(expression, SETTLED, 0)
        case RoundingPolicy.RUPIAH_BAWAH:
            return f"ROUNDDOWN(ROUND({expression},{SETTLED}),0)"
        case RoundingPolicy.TANPA:
            return expression


def pembulatan(cell: str, cara: PembulatanCara) -> str:
    """A total as a whole number of its unit."""
    function = {
        PembulatanCara.TURUN: "ROUNDDOWN",
        PembulatanCara.SETENGAH_NAIK: "ROUND",
        PembulatanCara.NAIK: "ROUNDUP",
    }[cara]
    return f"{function}(ROUND({cell}/{PEMBULATAN_SATUAN},{SETTLED}),0)*{PEMBULATAN_SATUAN}"


def all_counted(spans: Sequence[str]) -> str:
    """Whether every cell of the spans holds a figure; rows put in between later count, too."""
    return "=".join(("+".join(f"COUNT({span})" for span in spans), "+".join(f"ROWS({span})" for span in spans)))


def utama_sum(status: str, jumlah: str) -> str:
    """The sum of what counts; what is not known yet is text and adds nothing."""
    return f'SUMIF({status},"utama",{jumlah})'


def belum_lengkap(status: str, jumlah: str) -> str:
    """The mark of a sum in which counted lines have no jumlah yet."""
    count = f'SUMPRODUCT(({status}="utama")*({jumlah}=""))'
    return f'IF({count}=0,"","belum lengkap ("&{count}&")")'
