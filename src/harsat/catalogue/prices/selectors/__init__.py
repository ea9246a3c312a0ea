"""Reads of price lists beside those of the catalogue's pages: prices of an edition, coverage, review, what is held."""

from harsat.catalogue.prices.selectors.completeness import Completeness, analyses_completeness
from harsat.catalogue.prices.selectors.coverage import (
    Coverage,
    SourcedPrice,
    analysis_form,
    price_coverage,
    prices_by_list,
    prices_for,
    prices_sourced_for,
)
from harsat.catalogue.prices.selectors.lists import (
    HeldFace,
    PriceListOverview,
    price_held_counts,
    price_held_rows,
    price_list_overview,
    price_lists_overview,
)
from harsat.catalogue.prices.selectors.review import ReviewCandidate, ReviewRow, price_review, price_review_of

__all__ = [
    "Completeness",
    "Coverage",
    "HeldFace",
    "PriceListOverview",
    "ReviewCandidate",
    "ReviewRow",
    "SourcedPrice",
    "analyses_completeness",
    "analysis_form",
    "price_coverage",
    "price_held_counts",
    "price_held_rows",
    "price_list_overview",
    "price_lists_overview",
    "price_review",
    "price_review_of",
    "prices_by_list",
    "prices_for",
    "prices_sourced_for",
]
