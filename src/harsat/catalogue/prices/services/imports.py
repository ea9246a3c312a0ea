"""Stores a diagnosed price list: sound rows become items, doubtful ones are held, decisions of before are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import (
    NAME_MAX,
    Bidang,
    HeldState,
    PriceHeld,
    PriceList,
    PriceListItem,
    PriceListStatus,
)
from harsat.catalogue.prices.book import PriceDiagnosis, PriceFinding, PriceLine, grouped
from harsat.catalogue.prices.services.items import ItemKey, OwnCodes, item_key, line_item, line_key
from harsat.catalogue.services.log import log_add
from harsat.kernel.errors import Refused

BATCH = 1000
_FIELDS = ("uraian", "satuan", "kategori", "harga", "source")


@dataclass(frozen=True, slots=True)
class PriceImport:
    """What an import did to a list; `gone` items stood there before and are not in the file any more."""

    price_list: PriceList
    added: int
    changed: int
    unchanged: int
    gone: int
    held: int


class _Plan(NamedTuple):
    """Items to insert, to rewrite, to leave, and to remove."""

    added: list[PriceListItem]
    changed: list[PriceListItem]
    unchanged: int
    gone: list[PriceListItem]


@transaction.atomic
def price_list_import(
    *,
    name: str,
    diagnosis: PriceDiagnosis,
    as_of: date,
    wilayah: str = "",
    periode: str = "",
    source: str = "",
    bidang: Bidang | None = None,
    publish: bool = False,
    by: User | None = None,
) -> PriceImport:
    """Bring the list of this name to what the file says, in one transaction.

    Items keep their identity by code (or name) and unit, so matches survive a new year's prices. A row that was held
    and decided before keeps its decision while the file says the same of it.

    Raises:
        Refused: no name, or the list belongs to another region or period.
    """
    price_list = _list_of(
        name=name, as_of=as_of, wilayah=wilayah, periode=periode, source=source, bidang=bidang, publish=publish
    )
    stored = list(price_list.items.all())
    kept = _decided(price_list)
    plan = _plan(price_list, stored, diagnosis, {row.item_id for row in kept.values() if row.item_id})
    PriceListItem.objects.bulk_create(plan.added, batch_size=BATCH)
    PriceListItem.objects.bulk_update(plan.changed, _FIELDS, batch_size=BATCH)
    PriceListItem.objects.filter(pk__in=[item.pk for item in plan.gone]).delete()
    held = _held_store(price_list, diagnosis, kept)
    result = PriceImport(price_list, len(plan.added), len(plan.changed), plan.unchanged, len(plan.gone), len(held))
    log_add(by=by, verb="impor", noun="daftar_harga", object_id=price_list.pk, name=name, details=_details(result))
    return result


def _list_of(
    *,
    name: str,
    as_of: date,
    wilayah: str,
    periode: str,
    source: str,
    bidang: Bidang | None,
    publish: bool,
) -> PriceList:
    name = name.strip()
    if not 0 < len(name) <= NAME_MAX:
        raise Refused(_("Nama daftar harga kosong atau terlalu panjang."), code="price_list_name")
    price_list = PriceList.objects.select_for_update().filter(name=name).first() or PriceList(name=name)
    if price_list.pk and (price_list.wilayah, price_list.periode) not in {("", ""), (wilayah, periode)}:
        raise Refused(
            _("Daftar %(name)s adalah harga %(wilayah)s %(periode)s; beri nama lain untuk wilayah atau periode lain.")
            % {"name": name, "wilayah": price_list.wilayah, "periode": price_list.periode},
            code="price_list_other_region",
        )
    price_list.as_of, price_list.wilayah, price_list.periode = as_of, wilayah, periode
    price_list.source, price_list.bidang = source[:NAME_MAX], bidang.value if bidang else ""
    price_list.content_mark = ""
    if publish:
        price_list.status = PriceListStatus.PUBLISHED
    price_list.save()
    return price_list


def _plan(price_list: PriceList, stored: Sequence[PriceListItem], diagnosis: PriceDiagnosis, kept: set[int]) -> _Plan:
    known = {item_key(item): item for item in stored}
    codes = OwnCodes(price_list, stored)
    added: list[PriceListItem] = []
    changed: list[PriceListItem] = []
    seen: set[ItemKey] = set()
    for line in diagnosis.sound:
        key = line_key(line)
        before = known.get(key)
        seen.add(key)
        kode = before.kode if before else line.kode or codes.give()
        item = line_item(price_list, line, kode=kode, foreign=line.row in diagnosis.foreign)
        if before is None:
            added.append(item)
        elif any(getattr(before, field) != getattr(item, field) for field in _FIELDS):
            item.pk = before.pk
            changed.append(item)
    gone = [item for key, item in known.items() if key not in seen and item.pk not in kept]
    return _Plan(added, changed, len(seen) - len(added) - len(changed), gone)


def _decided(price_list: PriceList) -> dict[tuple[str, ...], PriceHeld]:
    rows = price_list.held.exclude(state=HeldState.TERBUKA)
    return {(row.kode, row.uraian, row.satuan, row.harga_text): row for row in rows}


def _held_store(
    price_list: PriceList, diagnosis: PriceDiagnosis, kept: Mapping[tuple[str, ...], PriceHeld]
) -> list[PriceHeld]:
    doubts = grouped((row, finding) for finding in diagnosis.findings if finding.holds for row in finding.rows)
    lines = [line for line in diagnosis.book.lines if line.row in doubts and line.row not in diagnosis.dropped]
    rows = [_held(price_list, line, doubts[line.row]) for line in lines]
    for row in rows:
        if before := kept.get((row.kode, row.uraian, row.satuan, row.harga_text)):
            row.state, row.item_id = before.state, before.item_id
            row.decided_by_id, row.decided_at = before.decided_by_id, before.decided_at
    price_list.held.all().delete()
    return PriceHeld.objects.bulk_create(rows, batch_size=BATCH)


def _held(price_list: PriceList, line: PriceLine, doubts: Sequence[PriceFinding]) -> PriceHeld:
    return PriceHeld(
        price_list=price_list,
        row=line.row,
        place=line.place,
        kode=line.kode,
        uraian=line.uraian,
        satuan=line.satuan,
        kelompok=line.kelompok,
        source=line.sumber,
        harga_text=line.harga_text,
        harga=line.harga,
        findings=[
            {
                "kind": doubt.kind.value,
                "severity": doubt.severity.value,
                "reason": doubt.reason,
                "proposal": doubt.proposal,
            }
            for doubt in doubts
        ],
    )


def _details(result: PriceImport) -> dict[str, int]:
    return {
        "baru": result.added,
        "berubah": result.changed,
        "tetap": result.unchanged,
        "hilang": result.gone,
        "ditahan": result.held,
    }
