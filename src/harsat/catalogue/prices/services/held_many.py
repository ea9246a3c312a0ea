"""Decisions about many held prices at once: one of several, a whole kind, and goods that no building needs."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import HeldState, PriceHeld, PriceList, PriceListItem
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.selectors.held_walk import HeldRow, held_rows
from harsat.catalogue.prices.services.held import price_held_accept, price_held_reject
from harsat.kernel.errors import Conflict, NotFound, Refused

USELESS = frozenset(
    {
        PriceKind.HARGA_MELUAP,
        PriceKind.HARGA_KOSONG,
        PriceKind.HARGA_NOL,
        PriceKind.HARGA_TAK_TERBACA,
        PriceKind.URAIAN_KOSONG,
    }
)
"""Kinds that leave no price to use: rejecting all of them loses nothing."""
USABLE = frozenset({PriceKind.HARGA_LUAR_BIASA, PriceKind.SATUAN_BERTENTANGAN})
"""Kinds whose rows are whole as they stand, so that a person who knows the market may accept them together."""


@transaction.atomic
def price_held_choose(*, held_id: int, by: User | None = None) -> PriceListItem:
    """Of several prices for one thing this one; the others of the same name and unit that still wait are rejected.

    Raises:
        NotFound, Conflict, Refused: as `price_held_accept`.
    """
    item = price_held_accept(held_id=held_id, by=by)
    chosen = PriceHeld.objects.get(pk=held_id)
    others = PriceHeld.objects.filter(
        price_list_id=chosen.price_list_id,
        state=HeldState.TERBUKA,
        uraian__iexact=chosen.uraian,
        satuan=chosen.satuan,
    )
    for other in others.values_list("pk", flat=True):
        price_held_reject(held_id=other, by=by)
    return item


@transaction.atomic
def price_held_kind_accept(*, price_list_id: int, kind: PriceKind, by: User | None = None) -> int:
    """Accept every waiting row of a kind as it stands in the file; rows that cannot be offered stay waiting.

    Raises:
        NotFound: no such list.
        Refused: a kind whose rows must be seen one by one.
    """
    if kind not in USABLE:
        raise Refused(_("Baris jenis ini diputuskan satu per satu."), code="price_held_kind")
    rows = _waiting(price_list_id, lambda row: row.kind is kind)
    return sum(_accepted(row, by) for row in rows)


@transaction.atomic
def price_held_kind_reject(*, price_list_id: int, kind: PriceKind, by: User | None = None) -> int:
    """Use no waiting row of a kind.

    Raises:
        NotFound: no such list.
    """
    return _rejected(_waiting(price_list_id, lambda row: row.kind is kind), by)


@transaction.atomic
def price_held_foreign_reject(*, price_list_id: int, by: User | None = None) -> int:
    """Use no waiting row of goods that no building needs: office goods, medicine, fees.

    Raises:
        NotFound: no such list.
    """
    return _rejected(_waiting(price_list_id, lambda row: row.foreign), by)


def _waiting(price_list_id: int, wanted: Callable[[HeldRow], bool]) -> list[HeldRow]:
    if not PriceList.objects.filter(pk=price_list_id).exists():
        raise NotFound
    return [row for row in held_rows(price_list_id) if row.open and wanted(row)]


def _accepted(row: HeldRow, by: User | None) -> bool:
    try:
        with transaction.atomic():
            price_held_accept(held_id=row.id, by=by)
    except (Conflict, Refused):
        return False
    return True


def _rejected(rows: list[HeldRow], by: User | None) -> int:
    for row in rows:
        price_held_reject(held_id=row.id, by=by)
    return len(rows)
