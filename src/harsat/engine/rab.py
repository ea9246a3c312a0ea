"""The budget: volume x harga satuan, sums of the struktur, PPN and pembulatan (the tender form)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.numbers import CONTEXT, engine_context, quantize, round_to_unit
from harsat.engine.ppn import ppn_compute
from harsat.engine.snapshot import Pekerjaan, Pricing, RoundingPolicy, Snapshot, StatusItem
from harsat.engine.terbilang import terbilang

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_SEN = 2
BOBOT_DECIMALS = 2


class BarisRab(NamedTuple):
    """One pekerjaan of the budget; `jumlah` is None while volume or harga satuan is unknown.

    `dijumlah` is False for an alternative or an option: it has its own jumlah and is part of no sum.
    """

    pekerjaan_id: int
    volume: Decimal | None
    harga_satuan: Decimal | None
    jumlah: Decimal | None
    dijumlah: bool


class Subtotal(NamedTuple):
    """The sum of the known jumlah, and how many counted pekerjaan have none yet ("belum lengkap (n)")."""

    jumlah: Decimal
    belum_lengkap: int


class Rekap(NamedTuple):
    """The recapitulation, in rupiah.

    `kena_ppn` + `tidak_kena_ppn` = `subtotal.jumlah`; + `ppn` = `jumlah_dengan_ppn`; + `selisih_pembulatan` =
    `total`. `dpp_nilai_lain` says that `dpp` is a fraction of `kena_ppn` and is printed beside it.
    """

    klasifikasi: Mapping[int, Subtotal]
    sub_klasifikasi: Mapping[int, Subtotal]
    subtotal: Subtotal
    kena_ppn: Decimal
    tidak_kena_ppn: Decimal
    dpp: Decimal
    dpp_nilai_lain: bool
    ppn_persen: Decimal
    ppn: Decimal
    jumlah_dengan_ppn: Decimal
    total: Decimal
    selisih_pembulatan: Decimal
    terbilang: str
    melebihi_pagu: bool


def baris_rab(
    pekerjaan: Pekerjaan, volume: Decimal | None, harga_satuan: Decimal | None, policy: RoundingPolicy
) -> BarisRab:
    """Multiply volume and harga satuan: 74.354 x 153 810.80 = 11 436 448.22, half-up; exact under `tanpa`."""
    jumlah = None
    if volume is not None and harga_satuan is not None:
        jumlah = money(volume * harga_satuan, policy)
    return BarisRab(pekerjaan.id, volume, harga_satuan, jumlah, pekerjaan.status == StatusItem.UTAMA)


def money(amount: Decimal, policy: RoundingPolicy) -> Decimal:
    """An amount as it is printed and added: to the sen, exact under `tanpa`."""
    return amount if policy == RoundingPolicy.TANPA else quantize(amount, _SEN)


def bobot_of(baris: BarisRab, rekap: Rekap) -> Decimal | None:
    """The share of one pekerjaan in the sum before PPN, in percent; None for one that is not summed."""
    return share(baris.jumlah, rekap.subtotal.jumlah, BOBOT_DECIMALS) if baris.dijumlah else None


def share(part: Decimal | None, whole: Decimal | None, decimals: int) -> Decimal | None:
    """18 080 409.60 of 227 852 128.67 is 7.94 %; None while either is unknown, and of nothing."""
    if part is None or not whole:
        return None
    return quantize(CONTEXT.multiply(CONTEXT.divide(part, whole), _HUNDRED), decimals)


def rekap_compute(snapshot: Snapshot, rab: Mapping[int, BarisRab]) -> Rekap:
    """Add up the tree, then PPN and pembulatan, each once and on printed figures.

    Subtotal 32 724 656.73, all taxed, 2025: DPP 29 997 602.00, PPN 3 599 712.24, with PPN 36 324 368.97, to 1
    000 half-up 36 324 000 (-368.97).
    """
    with engine_context():
        sub_klasifikasi, kena_ppn = _sub_klasifikasi(snapshot, rab)
        klasifikasi = {row.id: Subtotal(_ZERO, 0) for row in snapshot.klasifikasi}
        for row in snapshot.sub_klasifikasi:
            part = sub_klasifikasi[row.id]
            klasifikasi[row.klasifikasi_id] = subtotal_sum((klasifikasi[row.klasifikasi_id], part))
        return _rekap(klasifikasi, sub_klasifikasi, kena_ppn, snapshot.pricing)


def subtotal_sum(parts: Iterable[Subtotal]) -> Subtotal:
    """Add subtotals: jumlah and the count of what is missing."""
    jumlah, belum_lengkap = _ZERO, 0
    for part in parts:
        jumlah += part.jumlah
        belum_lengkap += part.belum_lengkap
    return Subtotal(jumlah, belum_lengkap)


def _sub_klasifikasi(snapshot: Snapshot, rab: Mapping[int, BarisRab]) -> tuple[dict[int, Subtotal], Decimal]:
    """The subtotals of the lowest level and the taxed sum, in the one pass over all pekerjaan."""
    sums = {row.id: _ZERO for row in snapshot.sub_klasifikasi}
    missing = dict.fromkeys(sums, 0)
    kena_ppn = _ZERO
    for pekerjaan in snapshot.pekerjaan:
        baris = rab[pekerjaan.id]
        if not baris.dijumlah:
            continue
        if baris.jumlah is None:
            missing[pekerjaan.sub_klasifikasi_id] += 1
            continue
        sums[pekerjaan.sub_klasifikasi_id] += baris.jumlah
        if pekerjaan.kena_ppn:
            kena_ppn += baris.jumlah
    return {id_: Subtotal(jumlah, missing[id_]) for id_, jumlah in sums.items()}, kena_ppn


def _rekap(
    klasifikasi: Mapping[int, Subtotal],
    sub_klasifikasi: Mapping[int, Subtotal],
    kena_ppn: Decimal,
    pricing: Pricing,
) -> Rekap:
    subtotal = subtotal_sum(klasifikasi.values())
    tax = ppn_compute(kena_ppn, pricing.ppn, exact=pricing.rounding == RoundingPolicy.TANPA)
    jumlah_dengan_ppn = subtotal.jumlah + tax.ppn
    total = round_to_unit(jumlah_dengan_ppn, pricing.pembulatan_satuan, pricing.pembulatan_cara.value)
    return Rekap(
        klasifikasi=klasifikasi,
        sub_klasifikasi=sub_klasifikasi,
        subtotal=subtotal,
        kena_ppn=kena_ppn,
        tidak_kena_ppn=subtotal.jumlah - kena_ppn,
        dpp=tax.dpp,
        dpp_nilai_lain=tax.dpp_nilai_lain,
        ppn_persen=pricing.ppn.persen,
        ppn=tax.ppn,
        jumlah_dengan_ppn=jumlah_dengan_ppn,
        total=total,
        selisih_pembulatan=total - jumlah_dengan_ppn,
        terbilang=terbilang(total),
        melebihi_pagu=pricing.pagu is not None and total > pricing.pagu,
    )
