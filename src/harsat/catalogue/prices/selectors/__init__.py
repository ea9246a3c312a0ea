"""Reads of price lists beside those of the catalogue's pages: prices of an edition, coverage, review, what is held."""

from harsat.catalogue.prices.selectors.coverage import Coverage, analysis_form, price_coverage, prices_for
from harsat.catalogue.prices.selectors.lists import (
    HeldFace,
    PriceListOverview,
    price_held_counts,
    price_held_rows,
    price_lists_overview,
)
from harsat.catalogue.prices.selectors.review import ReviewCandidate, ReviewRow, price_review

__all__ = [
    "Coverage",
    "HeldFace",
    "PriceListOverview",
    "ReviewCandidate",
    "ReviewRow",
    "analysis_form",
    "price_coverage",
    "price_held_counts",
    "price_held_rows",
    "price_lists_overview",
    "price_review",
    "prices_for",
]
