"""Rekap Kebutuhan: how much of each resource the project needs and costs, tied to the budget."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS, Prices, prices_of
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.rab import BarisRab, money
from harsat.engine.rincian import buk_amount, direct_amount
from harsat.engine.snapshot import HargaItem, Kategori, RoundingPolicy

_ZERO = Decimal(0)
_DIGITS = re.compile(r"(\d+)")


class Kebutuhan(NamedTuple):
    """One resource: jumlah_satuan (quantity) x harga = biaya in rupiah; no price, no biaya."""

    harga_item_id: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    jumlah_satuan: Decimal
    harga: Decimal | None
    biaya: Decimal | None


class RekapKebutuhan(NamedTuple):
    """The resources in the order TK, BHN, ALT, LAIN, then kode, and the lines that tie them to the budget.

    biaya_sumber_daya + harga_langsung + biaya_umum_keuntungan + selisih_pembulatan + belum_lengkap = total =
    the sum of the jumlah of the same pekerjaan. `selisih_pembulatan` is "Selisih pembulatan harga satuan";
    `belum_lengkap`, 0 or below, takes back what is known of pekerjaan that have no jumlah yet.
    """

    rows: tuple[Kebutuhan, ...]
    per_kategori: Mapping[Kategori, Decimal]
    biaya_sumber_daya: Decimal
    harga_langsung: Decimal
    biaya_umum_keuntungan: Decimal
    selisih_pembulatan: Decimal
    belum_lengkap: Decimal
    total: Decimal


def kebutuhan_compute(estimate: Estimate, pekerjaan_ids: Collection[int] | None = None) -> RekapKebutuhan:
    """The needs of the pekerjaan that count and whose volume is known, or of those of them asked for.

    Semen 8.4 kg x 100 + 0.75 kg x 40 = 870 kg; x Rp 1 700 = Rp 1 479 000.
    """
    with engine_context():
        counted = [row for row in _counted(estimate) if pekerjaan_ids is None or row.pekerjaan_id in pekerjaan_ids]
        volumes = {row.pekerjaan_id: row.volume for row in counted if row.volume is not None}
        rows = kebutuhan_rows(estimate, resource_quantities(estimate, volumes))
        per_kategori = {kategori: _biaya(row for row in rows if row.kategori == kategori) for kategori in Kategori}
        return _tied(estimate, counted, rows, per_kategori)


def resource_quantities(estimate: Estimate, volumes: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """How much of each resource these volumes of these pekerjaan need, at full precision, by resource.

    A period passes the share of each volume that falls into it.
    """
    with engine_context():
        needed: dict[int, Decimal] = {}
        for pekerjaan_id, volume in volumes.items():
            for line in estimate.expander.lines(pekerjaan_id):
                if (item_id := line.harga_item_id) is not None:
                    needed[item_id] = needed.get(item_id, _ZERO) + line.koefisien * volume
        return needed


def kebutuhan_rows(estimate: Estimate, needed: Mapping[int, Decimal]) -> tuple[Kebutuhan, ...]:
    """Quantities as printed rows, priced and in printing order."""
    with engine_context():
        items, policy = estimate.snapshot.harga, estimate.snapshot.pricing.rounding
        return tuple(_row(item, needed[item.id], policy) for item in sorted(map(items.__getitem__, needed), key=_order))


def kode_order(kode: str) -> tuple[str | int, ...]:
    """Sort key that reads figures as figures: L.2 stands before L.10."""
    return tuple(int(part) if part.isdecimal() else part.casefold() for part in _DIGITS.split(kode))


def _counted(estimate: Estimate) -> Iterable[BarisRab]:
    return (row for row in estimate.rab.values() if row.dijumlah and row.volume is not None)


def _order(item: HargaItem) -> tuple[object, ...]:
    return BLOCKS[item.kategori], kode_order(item.kode), item.uraian, item.id


def _row(item: HargaItem, quantity: Decimal, policy: RoundingPolicy) -> Kebutuhan:
    biaya = None if item.harga is None else money(quantity * item.harga, policy)
    return Kebutuhan(item.id, item.kategori, item.kode, item.uraian, item.satuan, quantity, item.harga, biaya)


def _biaya(rows: Iterable[Kebutuhan]) -> Decimal:
    return sum((row.biaya for row in rows if row.biaya is not None), _ZERO)


class _Closing(NamedTuple):
    """What one pekerjaan adds to the closing lines."""

    langsung: Decimal
    buk: Decimal
    belum_lengkap: Decimal


def _tied(
    estimate: Estimate,
    counted: Collection[BarisRab],
    rows: tuple[Kebutuhan, ...],
    per_kategori: Mapping[Kategori, Decimal],
) -> RekapKebutuhan:
    prices = prices_of(estimate.snapshot)
    closings = [_closing(estimate, prices, row) for row in counted]
    sumber_daya = sum(per_kategori.values(), _ZERO)
    langsung = sum((closing.langsung for closing in closings), _ZERO)
    buk = sum((closing.buk for closing in closings), _ZERO)
    belum_lengkap = -sum((closing.belum_lengkap for closing in closings), _ZERO)
    total = sum((row.jumlah for row in counted if row.jumlah is not None), _ZERO)
    selisih = total - (sumber_daya + langsung + buk + belum_lengkap)
    return RekapKebutuhan(rows, per_kategori, sumber_daya, langsung, buk, selisih, belum_lengkap, total)


def _closing(estimate: Estimate, prices: Prices, row: BarisRab) -> _Closing:
    lines, volume = estimate.expander.lines(row.pekerjaan_id), row.volume or _ZERO
    policy = estimate.snapshot.pricing.rounding
    known = _ZERO
    if row.jumlah is None:
        known = money(volume * sum((line.koefisien * (prices.of(line) or _ZERO) for line in lines), _ZERO), policy)
    buk = buk_amount(estimate.harga_satuan[row.pekerjaan_id], volume, policy)
    return _Closing(direct_amount(lines, prices, volume, policy), buk, known)
