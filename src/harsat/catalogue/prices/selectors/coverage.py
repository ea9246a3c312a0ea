"""Which resources of an edition a price list prices, and at what."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.browse.pricing import forms_of, priced
from harsat.catalogue.models import Analysis, Edition, MatchState, PriceList, PriceListItem, PriceMatch, Resource
from harsat.catalogue.prices.names import names_agree
from harsat.engine.analisa import HargaSatuan
from harsat.kernel.errors import NotFound

PriceKey = tuple[str, str]


class Coverage(NamedTuple):
    """How many resources of an edition a list prices: `matched` by an accepted match, the rest by equal code."""

    resources: int
    priced: int
    matched: int


class SourcedPrice(NamedTuple):
    """A price with its own source; `uraian` is the resource as the edition names it."""

    harga: Decimal
    source: str
    uraian: str


def prices_for(edition_id: int, price_list_id: int) -> dict[PriceKey, Decimal]:
    """Prices of a list by (kode, satuan) as the edition prints them; rules as `prices_sourced_for`. Six queries."""
    return {key: price.harga for key, price in prices_sourced_for(edition_id, price_list_id).items()}


def prices_sourced_for(edition_id: int, price_list_id: int) -> dict[PriceKey, SourcedPrice]:
    """Prices of a list by (kode, satuan) as the edition prints them, with their sources. Six queries.

    An accepted match decides; without one, an item of the very code and unit whose name agrees, where list and
    edition are of one bidang and nobody has rejected it.
    """
    edition, price_list = _both(edition_id, price_list_id)
    matched = _matched(edition_id, price_list_id)
    if price_list.bidang not in {"", edition.bidang}:
        return matched
    return _by_code(edition_id, price_list_id) | matched


def price_coverage(edition_id: int, price_list_id: int) -> Coverage:
    """N of m resources priced. Five queries."""
    prices = prices_for(edition_id, price_list_id)
    matched = _matched(edition_id, price_list_id)
    return Coverage(Resource.objects.filter(edition_id=edition_id).count(), len(prices), len(matched))


def analysis_form(analysis_id: int, price_list_id: int) -> HargaSatuan:
    """A to F of one analysis at the prices that its edition has from a list; F None while one is missing.

    Raises:
        NotFound: no such analysis or list.
    """
    edition_id = Analysis.objects.filter(pk=analysis_id).values_list("edition_id", flat=True).first()
    if edition_id is None:
        raise NotFound
    return forms_of(priced([analysis_id], prices_for(edition_id, price_list_id)))[analysis_id]


def _both(edition_id: int, price_list_id: int) -> tuple[Edition, PriceList]:
    edition = Edition.objects.filter(pk=edition_id).first()
    price_list = PriceList.objects.filter(pk=price_list_id).first()
    if edition is None or price_list is None:
        raise NotFound
    return edition, price_list


def _matched(edition_id: int, price_list_id: int) -> dict[PriceKey, SourcedPrice]:
    rows = PriceMatch.objects.filter(
        resource__edition_id=edition_id, item__price_list_id=price_list_id, state=MatchState.DITERIMA
    )
    columns = ("resource__kode", "resource__satuan", "item__harga", "item__source", "resource__uraian")
    return {(kode, satuan): SourcedPrice(*price) for kode, satuan, *price in rows.values_list(*columns)}


def _by_code(edition_id: int, price_list_id: int) -> dict[PriceKey, SourcedPrice]:
    rejected = set(
        PriceMatch.objects.filter(
            resource__edition_id=edition_id, item__price_list_id=price_list_id, state=MatchState.DITOLAK
        ).values_list("resource__kode", "resource__satuan", "item__kode")
    )
    items = PriceListItem.objects.filter(price_list_id=price_list_id)
    known = {(kode, satuan): item for kode, satuan, *item in items.values_list(*_ITEM)}
    resources = Resource.objects.filter(edition_id=edition_id).values_list("kode", "satuan", "uraian")
    found: dict[PriceKey, SourcedPrice] = {}
    for kode, satuan, uraian in resources:
        name, harga, source = known.get((kode, satuan), ["", None, ""])
        if harga is not None and (kode, satuan, kode) not in rejected and names_agree(uraian, name):
            found[kode, satuan] = SourcedPrice(harga, source, uraian)
    return found


_ITEM = ("kode", "satuan", "uraian", "harga", "source")
