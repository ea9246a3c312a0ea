"""The front door: rows of a price list -> the book and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from harsat.catalogue.prices import asing, besaran, ganda, satuan
from harsat.catalogue.prices.book import PriceBook, PriceDiagnosis, PriceFinding
from harsat.catalogue.prices.cleaning import book_read
from harsat.catalogue.prices.reading import PriceRow, PriceSheet, price_files_read

DETECTORS: tuple[Callable[[PriceBook], Sequence[PriceFinding]], ...] = (
    asing.find,
    ganda.find,
    besaran.find,
    satuan.find,
)


def price_diagnose(rows: Sequence[PriceRow]) -> PriceDiagnosis:
    """Everything found in the rows, in the order of the file."""
    book, findings = book_read(rows)
    for find in DETECTORS:
        findings.extend(find(book))
    return PriceDiagnosis(book, sorted(findings, key=lambda finding: finding.rows[:1]))


def price_files_diagnose(
    paths: Sequence[Path], *, wilayah: str = "", price: str = ""
) -> tuple[PriceSheet, PriceDiagnosis]:
    """The same from files.

    Raises:
        FileRefused: unreadable, no price list, or several regions and none of them chosen.
    """
    sheet = price_files_read(paths, wilayah=wilayah, price=price)
    return sheet, price_diagnose(sheet.rows)
