"""Reads of the catalogue: editions, analyses with everything nested in them, search, price lists."""

from harsat.catalogue.search.find import Hit, analysis_search
from harsat.catalogue.selectors.analysis import (
    AcuanKomponen,
    AnalysisDetail,
    AnalysisHead,
    analysis_get,
    analysis_heads,
    analysis_komponen,
    nested_resources,
)
from harsat.catalogue.selectors.edition import EditionRow, editions_published
from harsat.catalogue.selectors.price import PriceRow, price_list_rows, price_lists

__all__ = [
    "AcuanKomponen",
    "AnalysisDetail",
    "AnalysisHead",
    "EditionRow",
    "Hit",
    "PriceRow",
    "analysis_get",
    "analysis_heads",
    "analysis_komponen",
    "analysis_search",
    "editions_published",
    "nested_resources",
    "price_list_rows",
    "price_lists",
]
