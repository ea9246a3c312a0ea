"""Offers a price list to projects once its curators are done with it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import PriceList, PriceListStatus
from harsat.catalogue.services.log import log_add
from harsat.kernel.errors import NotFound, Refused


@transaction.atomic
def price_list_offer(*, price_list_id: int, by: User | None = None) -> PriceList:
    """From now on projects may be filled from the list; held rows stay held.

    Raises:
        NotFound: no such list.
        Refused: it has no price.
    """
    price_list = PriceList.objects.select_for_update().filter(pk=price_list_id).first()
    if price_list is None:
        raise NotFound
    if not price_list.items.exists():
        raise Refused(_("Daftar ini belum memuat harga; tidak ada yang dapat diterbitkan."), code="price_list_empty")
    if price_list.status != PriceListStatus.PUBLISHED:
        price_list.status = PriceListStatus.PUBLISHED
        price_list.save(update_fields=["status"])
        log_add(by=by, verb="terbit", noun="daftar_harga", object_id=price_list.pk, name=price_list.name)
    return price_list
