"""Writes of the catalogue: editions, analyses and price lists, each wholly or not at all, each logged."""

from harsat.catalogue.services.analysis import PublishedCount, analyses_publish
from harsat.catalogue.services.edition import (
    edition_draft_make,
    edition_publish,
    edition_publish_draft,
    edition_retire,
)
from harsat.catalogue.services.learned import mapping_remember, unit_spelling_learn
from harsat.catalogue.services.log import log_add
from harsat.catalogue.services.price import price_list_publish

__all__ = [
    "PublishedCount",
    "analyses_publish",
    "edition_draft_make",
    "edition_publish",
    "edition_publish_draft",
    "edition_retire",
    "log_add",
    "mapping_remember",
    "price_list_publish",
    "unit_spelling_learn",
]
