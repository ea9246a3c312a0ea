"""Terbilang without a macro: a sheet of the words from 0 to 999, and one formula that puts them together."""

from __future__ import annotations

from decimal import Decimal

from harsat.documents.reports.rab_workbook import styles
from harsat.documents.reports.rab_workbook.formulas import TOTAL_RAB
from harsat.documents.sheets import Formula, Sheet, Text
from harsat.engine.terbilang import terbilang

NAME = "Terbilang"
_WORDS = f"{NAME}!$B$1:$B$1000"
_GROUPS = (("1000000000000", "triliun"), ("1000000000", "miliar"), ("1000000", "juta"), ("1000", "ribu"), ("1", ""))
_LIMIT = "1000000000000000"


def terbilang_sheet(total: Decimal, words: str) -> tuple[Sheet, str]:
    """The sheet and the address of the words of the named total; they follow it up to a thousand trillion."""
    sheet = Sheet(NAME, (8, 44, 4, 90), printed=1)
    result = Formula(_formula(), words if abs(total) < Decimal(_LIMIT) else "di luar jangkauan", styles.WORDS)
    for number in range(1000):
        spoken = "" if number == 0 else terbilang(number).removesuffix(" rupiah")
        extra = (None, result) if number == 0 else ()
        sheet.add(Text(str(number), styles.SUBTITLE), Text(spoken, styles.PLAIN), *extra)
    return sheet, sheet.at("D", 1)


def _formula() -> str:
    parts = "&".join(_group(unit, scale) for unit, scale in _GROUPS)
    return f'IF({TOTAL_RAB}>={_LIMIT},"di luar jangkauan",IF({TOTAL_RAB}=0,"nol rupiah",TRIM({parts}&" rupiah")))'


def _group(unit: str, scale: str) -> str:
    """The three digits above a unit, in words; a thousand alone is "seribu"."""
    group = f"(INT({TOTAL_RAB}/{unit})-1000*INT({TOTAL_RAB}/{unit}000))"
    words = f'INDEX({_WORDS},{group}+1)&" {scale} "'
    if scale == "ribu":
        words = f'IF({group}=1,"seribu ",{words})'
    return f'IF({group}=0,"",{words})'
