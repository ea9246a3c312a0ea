"""Writes of price lists: import, decisions about what was held, matches to resources, stated conversions."""

from harsat.catalogue.prices.services.held import price_held_accept, price_held_reject, price_held_reopen
from harsat.catalogue.prices.services.held_many import (
    price_held_choose,
    price_held_foreign_reject,
    price_held_kind_accept,
    price_held_kind_reject,
)
from harsat.catalogue.prices.services.imports import PriceImport, price_list_import
from harsat.catalogue.prices.services.matches import (
    price_match_accept,
    price_match_reject,
    price_match_reopen,
    price_match_set,
    price_matches_accept_named,
    price_matches_propose,
)
from harsat.catalogue.prices.services.publish import price_list_offer

__all__ = [
    "PriceImport",
    "price_held_accept",
    "price_held_choose",
    "price_held_foreign_reject",
    "price_held_kind_accept",
    "price_held_kind_reject",
    "price_held_reject",
    "price_held_reopen",
    "price_list_import",
    "price_list_offer",
    "price_match_accept",
    "price_match_reject",
    "price_match_reopen",
    "price_match_set",
    "price_matches_accept_named",
    "price_matches_propose",
]
