"""How many analyses of an edition a price list prices completely, with everything that they nest."""

from __future__ import annotations

from typing import NamedTuple

from harsat.catalogue.browse.rows import analyses_latest
from harsat.catalogue.prices.selectors.coverage import prices_for
from harsat.catalogue.selectors.analysis import analysis_komponen, nested_resources


class Completeness(NamedTuple):
    """`complete` analyses have a price for each of their resources, so that F can be printed."""

    analyses: int
    complete: int


def analyses_completeness(edition_id: int, price_list_id: int) -> Completeness:
    """Of the newest versions of an edition. Eight queries and one a depth of nesting.

    Raises:
        NotFound: no such edition or list.
    """
    prices = prices_for(edition_id, price_list_id)
    ids = list(analyses_latest(edition_id).values_list("id", flat=True))
    komponen = analysis_komponen(ids)
    resources = (nested_resources(komponen, one) for one in ids)
    complete = sum(bool(lines) and all((line.kode, line.satuan) in prices for line in lines) for lines in resources)
    return Completeness(len(ids), complete)
