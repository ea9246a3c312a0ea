"""Decisions about held prices: offer one as it stands or edited, refuse it, or take the decision back."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import HeldState, PriceHeld, PriceListItem
from harsat.catalogue.prices.asing import foreign_group
from harsat.catalogue.prices.book import PriceLine
from harsat.catalogue.prices.cleaning import KODE_MAX, SATUAN_MAX, URAIAN_MAX
from harsat.catalogue.prices.services.items import OwnCodes, item_key, line_item, line_key
from harsat.catalogue.prices.units import unit_printed
from harsat.catalogue.services.log import log_add
from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import HARGA, canonical, field_fit
from harsat.kernel.clock import now
from harsat.kernel.errors import Conflict, NotFound, Refused


@transaction.atomic
def price_held_accept(
    *,
    held_id: int,
    harga: Decimal | None = None,
    uraian: str | None = None,
    satuan: str | None = None,
    by: User | None = None,
) -> PriceListItem:
    """Offer the row, with what a person says instead of the file where given.

    Raises:
        NotFound: no such row.
        Conflict: it is decided already, or goods of this name and unit are offered already.
        Refused: no price, no unit, or texts that cannot be stored.
    """
    held = _open(held_id)
    line = _line(held, harga=harga, uraian=uraian, satuan=satuan)
    stored = list(held.price_list.items.all())
    if line_key(line) in {item_key(item) for item in stored}:
        raise Conflict(
            _("%(name)s (%(satuan)s) sudah berharga dalam daftar ini; tolak yang lain lebih dahulu.")
            % {"name": line.uraian, "satuan": line.satuan},
            code="price_offered",
        )
    kode = line.kode or OwnCodes(held.price_list, stored).give()
    item = line_item(held.price_list, line, kode=kode, foreign=bool(foreign_group(line)))
    item.save()
    _decide(held, HeldState.DITERIMA, by, item)
    return item


@transaction.atomic
def price_held_reject(*, held_id: int, by: User | None = None) -> PriceHeld:
    """Do not use the row.

    Raises:
        NotFound: no such row.
        Conflict: it is decided already.
    """
    return _decide(_open(held_id), HeldState.DITOLAK, by, None)


@transaction.atomic
def price_held_reopen(*, held_id: int, by: User | None = None) -> PriceHeld:
    """Take the decision back: what was offered by it is offered no longer, and its matches go with it.

    Raises:
        NotFound: no such row.
    """
    held = _held(held_id)
    if held.item is not None:
        held.item.delete()
    return _decide(held, HeldState.TERBUKA, by, None)


def _held(held_id: int) -> PriceHeld:
    rows = PriceHeld.objects.select_for_update(of=("self",)).select_related("price_list", "item")
    held = rows.filter(pk=held_id).first()
    if held is None:
        raise NotFound
    return held


def _open(held_id: int) -> PriceHeld:
    held = _held(held_id)
    if held.state != HeldState.TERBUKA:
        raise Conflict(_("Baris ini sudah diputuskan; batalkan dahulu keputusannya."), code="price_decided")
    return held


def _line(held: PriceHeld, *, harga: Decimal | None, uraian: str | None, satuan: str | None) -> PriceLine:
    name = (held.uraian if uraian is None else uraian).strip()
    unit = unit_printed(held.satuan if satuan is None else satuan)
    if not name or not unit:
        raise Refused(_("Nama dan satuan harus diisi."), code="price_incomplete")
    if len(name) > URAIAN_MAX or len(unit) > SATUAN_MAX or len(held.kode) > KODE_MAX:
        raise Refused(_("Kode, nama, atau satuan terlalu panjang."), code="price_too_long")
    return PriceLine(
        held.row,
        held.kode,
        name,
        "",
        unit,
        _price(held.harga if harga is None else harga),
        held.harga_text,
        held.kelompok,
        "",
        held.source,
        held.place,
    )


def _price(harga: Decimal | None) -> Decimal:
    if harga is None or harga <= 0:
        raise Refused(_("Isi harga yang lebih dari nol."), code="price_missing")
    try:
        return field_fit(harga, HARGA)[0]
    except NumberRefused as refusal:
        raise Refused(refusal.message, code=refusal.code) from refusal


def _decide(held: PriceHeld, state: HeldState, by: User | None, item: PriceListItem | None) -> PriceHeld:
    held.state, held.item = state, item
    held.decided_by, held.decided_at = by, None if state == HeldState.TERBUKA else now()
    held.save(update_fields=["state", "item", "decided_by", "decided_at"])
    details = {"baris": held.row, "harga": canonical(item.harga, 2) if item else ""}
    log_add(by=by, verb=state.value, noun="harga", object_id=held.pk, name=held.uraian, details=details)
    return held
