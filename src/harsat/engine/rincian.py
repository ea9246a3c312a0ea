"""Rincian RAB: what each pekerjaan uses, resource by resource, tied to its jumlah to the sen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS, HargaSatuan, Prices, prices_of
from harsat.engine.bundel import BaseKomponen
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.rab import money
from harsat.engine.snapshot import Kategori, Komponen, RoundingPolicy, Snapshot

Lines = Sequence[BaseKomponen] | Sequence[Komponen]

_ZERO = Decimal(0)


class BarisRincian(NamedTuple):
    """One resource of one pekerjaan: koefisien x volume = jumlah_satuan, x harga_satuan = jumlah.

    `koefisien` is the sum over all ways, direct or through bundels, on which the pekerjaan reaches the
    resource.
    """

    harga_item_id: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    jumlah_satuan: Decimal | None
    harga_satuan: Decimal | None
    jumlah: Decimal | None


class RincianPekerjaan(NamedTuple):
    """The resources of one pekerjaan and the closing lines that tie them to its jumlah.

    sum of the rows + harga_langsung + biaya_umum_keuntungan + selisih_pembulatan = jumlah; the last three are
    None while the jumlah is.
    """

    pekerjaan_id: int
    dijumlah: bool
    rows: tuple[BarisRincian, ...]
    harga_langsung: Decimal
    biaya_umum_keuntungan: Decimal | None
    selisih_pembulatan: Decimal | None
    jumlah: Decimal | None

    @property
    def diketahui(self) -> Decimal:
        """What is known of its resources and direct unit prices, in rupiah."""
        with engine_context():
            return sum((row.jumlah for row in self.rows if row.jumlah is not None), self.harga_langsung)


class Rincian(NamedTuple):
    """All pekerjaan, and the sums of those that count.

    biaya_sumber_daya + harga_langsung + biaya_umum_keuntungan + selisih_pembulatan + belum_lengkap = total,
    which is the subtotal of the recapitulation. `belum_lengkap`, 0 or below, takes back what is known of
    pekerjaan that have no jumlah yet, for the budget does not hold them.
    """

    pekerjaan: tuple[RincianPekerjaan, ...]
    biaya_sumber_daya: Decimal
    harga_langsung: Decimal
    biaya_umum_keuntungan: Decimal
    selisih_pembulatan: Decimal
    belum_lengkap: Decimal
    total: Decimal


def rincian_compute(estimate: Estimate, pekerjaan_ids: Collection[int] | None = None) -> Rincian:
    """Every pekerjaan in printing order, or those asked for, with totals that equal the budget's."""
    with engine_context():
        prices = prices_of(estimate.snapshot)
        parts = tuple(
            _rincian_pekerjaan(estimate, prices, row.id)
            for row in estimate.snapshot.pekerjaan
            if pekerjaan_ids is None or row.id in pekerjaan_ids
        )
        return _totals(parts)


def rincian_pekerjaan(estimate: Estimate, pekerjaan_id: int) -> RincianPekerjaan:
    """One pekerjaan.

    Koefisien 2, volume 10, price 100 000: row 2 000 000, buk 10 % 200 000, jumlah 2 200 000.
    """
    with engine_context():
        return _rincian_pekerjaan(estimate, prices_of(estimate.snapshot), pekerjaan_id)


def direct_amount(lines: Lines, prices: Prices, volume: Decimal, policy: RoundingPolicy) -> Decimal:
    """Multiply the volume by what the lines with a direct unit price come to; 0 when there are none."""
    known = (line.koefisien * (prices.of(line) or _ZERO) for line in lines if line.harga_item_id is None)
    return money(volume * sum(known, _ZERO), policy)


def buk_amount(harga: HargaSatuan, volume: Decimal, policy: RoundingPolicy) -> Decimal:
    """Multiply the volume by E, as Rincian and Rekap Kebutuhan both print it; 0 while E is unknown."""
    return money(volume * (harga.biaya_umum_keuntungan or _ZERO), policy)


def _rincian_pekerjaan(estimate: Estimate, prices: Prices, pekerjaan_id: int) -> RincianPekerjaan:
    baris = estimate.rab[pekerjaan_id]
    policy = estimate.snapshot.pricing.rounding
    lines = estimate.expander.lines(pekerjaan_id)
    rows = _rows(estimate.snapshot, lines, baris.volume)
    langsung = _ZERO if baris.volume is None else direct_amount(lines, prices, baris.volume, policy)
    part = RincianPekerjaan(pekerjaan_id, baris.dijumlah, rows, langsung, None, None, baris.jumlah)
    if baris.volume is None or baris.jumlah is None:
        return part
    buk = buk_amount(estimate.harga_satuan[pekerjaan_id], baris.volume, policy)
    return part._replace(biaya_umum_keuntungan=buk, selisih_pembulatan=baris.jumlah - part.diketahui - buk)


def _rows(snapshot: Snapshot, lines: Lines, volume: Decimal | None) -> tuple[BarisRincian, ...]:
    """Merge the lines per resource and print them block by block, in the order they are first met."""
    merged: dict[int, Decimal] = {}
    for line in lines:
        if line.harga_item_id is not None:
            merged[line.harga_item_id] = merged.get(line.harga_item_id, _ZERO) + line.koefisien
    rows = (_row(snapshot, item_id, koefisien, volume) for item_id, koefisien in merged.items())
    return tuple(sorted(rows, key=lambda row: BLOCKS[row.kategori]))


def _row(snapshot: Snapshot, item_id: int, koefisien: Decimal, volume: Decimal | None) -> BarisRincian:
    item = snapshot.harga[item_id]
    quantity = None if volume is None else koefisien * volume
    jumlah = None
    if quantity is not None and item.harga is not None:
        jumlah = money(quantity * item.harga, snapshot.pricing.rounding)
    return BarisRincian(
        item_id, item.kategori, item.kode, item.uraian, item.satuan, koefisien, quantity, item.harga, jumlah
    )


def _totals(parts: tuple[RincianPekerjaan, ...]) -> Rincian:
    counted = [part for part in parts if part.dijumlah]
    langsung = _sum(part.harga_langsung for part in counted)
    return Rincian(
        pekerjaan=parts,
        biaya_sumber_daya=_sum(part.diketahui for part in counted) - langsung,
        harga_langsung=langsung,
        biaya_umum_keuntungan=_sum(part.biaya_umum_keuntungan for part in counted),
        selisih_pembulatan=_sum(part.selisih_pembulatan for part in counted),
        belum_lengkap=-_sum(part.diketahui for part in counted if part.jumlah is None),
        total=_sum(part.jumlah for part in counted),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), _ZERO)
