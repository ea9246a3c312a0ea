"""Which resources of an edition a price list prices, and at what."""

from __future__ import annotations

from collections.abc import Collection
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
    """Prices of a list by (kode, satuan) as the edition prints them; rules as `prices_by_list`. Five queries.

    Raises:
        NotFound: no such edition or list.
    """
    return {key: price.harga for key, price in prices_sourced_for(edition_id, price_list_id).items()}


def prices_sourced_for(edition_id: int, price_list_id: int) -> dict[PriceKey, SourcedPrice]:
    """The same with the source of each price.

    Raises:
        NotFound: no such edition or list.
    """
    if not Edition.objects.filter(pk=edition_id).exists() or not PriceList.objects.filter(pk=price_list_id).exists():
        raise NotFound
    return prices_by_list([edition_id], [price_list_id])[price_list_id]


def prices_by_list(
    edition_ids: Collection[int], price_list_ids: Collection[int]
) -> dict[int, dict[PriceKey, SourcedPrice]]:
    """What several lists say of the resources of these editions, by list. Three queries.

    An accepted match decides; without one, an item of the very code and unit whose name agrees, where list and
    edition are of one bidang and nobody has rejected it. Where two editions price one key, the later named wins.
    """
    accepted, rejected = _decided(edition_ids, price_list_ids)
    items = _items(price_list_ids)
    found: dict[int, dict[PriceKey, SourcedPrice]] = {one: {} for one in price_list_ids}
    columns = ("edition_id", "edition__bidang", "kode", "satuan", "uraian")
    resources = Resource.objects.filter(edition_id__in=edition_ids).values_list(*columns)
    for edition_id, bidang, kode, satuan, uraian in sorted(resources, key=lambda row: _rank(edition_ids, row[0])):
        for price_list_id, prices in found.items():
            key = (edition_id, price_list_id, kode, satuan)
            item = items.get((price_list_id, kode, satuan))
            if key in accepted:
                prices[kode, satuan] = SourcedPrice(*accepted[key], uraian)
            elif item and item.fits(bidang, uraian) and key not in rejected:
                prices[kode, satuan] = SourcedPrice(item.harga, item.source, uraian)
    return found


def price_coverage(edition_id: int, price_list_id: int) -> Coverage:
    """N of m resources priced. Seven queries."""
    prices = prices_for(edition_id, price_list_id)
    matched = PriceMatch.objects.filter(
        resource__edition_id=edition_id, item__price_list_id=price_list_id, state=MatchState.DITERIMA
    )
    return Coverage(Resource.objects.filter(edition_id=edition_id).count(), len(prices), matched.count())


def analysis_form(analysis_id: int, price_list_id: int) -> HargaSatuan:
    """A to F of one analysis at the prices that its edition has from a list; F None while one is missing.

    Raises:
        NotFound: no such analysis or list.
    """
    edition_id = Analysis.objects.filter(pk=analysis_id).values_list("edition_id", flat=True).first()
    if edition_id is None:
        raise NotFound
    return forms_of(priced([analysis_id], prices_for(edition_id, price_list_id)))[analysis_id]


class _Item(NamedTuple):
    bidang: str
    uraian: str
    harga: Decimal
    source: str

    def fits(self, bidang: str, uraian: str) -> bool:
        """Codes of one bidang mean nothing in another; and an equal code may still be another thing."""
        return self.bidang in {"", bidang} and names_agree(uraian, self.uraian)


_Key = tuple[int, int, str, str]
"""Edition, list, kode and satuan."""


def _decided(
    edition_ids: Collection[int], price_list_ids: Collection[int]
) -> tuple[dict[_Key, tuple[Decimal, str]], set[_Key]]:
    """Accepted matches with price and source, and the codes that a person said are another thing."""
    matches = PriceMatch.objects.filter(
        resource__edition_id__in=edition_ids,
        item__price_list_id__in=price_list_ids,
        state__in=[MatchState.DITERIMA, MatchState.DITOLAK],
    )
    key = ("resource__edition_id", "item__price_list_id", "resource__kode", "resource__satuan")
    accepted: dict[_Key, tuple[Decimal, str]] = {}
    rejected: set[_Key] = set()
    for *where, state, kode, harga, source in matches.values_list(
        *key, "state", "item__kode", "item__harga", "item__source"
    ):
        edition_id, price_list_id, resource_kode, satuan = where
        if state == MatchState.DITERIMA:
            accepted[edition_id, price_list_id, resource_kode, satuan] = (harga, source)
        elif kode == resource_kode:
            rejected.add((edition_id, price_list_id, resource_kode, satuan))
    return accepted, rejected


def _items(price_list_ids: Collection[int]) -> dict[tuple[int, str, str], _Item]:
    rows = PriceListItem.objects.filter(price_list_id__in=price_list_ids)
    columns = ("price_list_id", "kode", "satuan", "price_list__bidang", "uraian", "harga", "source")
    return {(one, kode, satuan): _Item(*item) for one, kode, satuan, *item in rows.values_list(*columns)}


def _rank(edition_ids: Collection[int], edition_id: int) -> int:
    return list(edition_ids).index(edition_id)
