"""Publishes a price list as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from harsat.catalogue.drafts import PriceDraft
from harsat.catalogue.models import PriceList, PriceListItem, PriceListStatus

BATCH = 2000


@transaction.atomic
def price_list_publish(*, name: str, source: str, as_of: date, prices: Iterable[PriceDraft]) -> PriceList:
    """The published price list of this name, holding exactly these prices."""
    price_list, _made = PriceList.objects.update_or_create(
        name=name, defaults={"source": source, "as_of": as_of, "status": PriceListStatus.PUBLISHED}
    )
    price_list.items.all().delete()
    PriceListItem.objects.bulk_create([_price(price_list, price) for price in prices], batch_size=BATCH)
    return price_list


def _price(price_list: PriceList, price: PriceDraft) -> PriceListItem:
    return PriceListItem(
        price_list=price_list,
        kode=price.kode,
        uraian=price.uraian,
        satuan=price.satuan,
        harga=price.harga,
        source=price.source,
    )
