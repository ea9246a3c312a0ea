"""Unit-price analysis: koefisien x harga satuan dasar gives A to F of the form (Permen PUPR 8/2023)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from harsat.engine.bundel import BaseKomponen, Expander, has_hole
from harsat.engine.numbers import engine_context, quantize, round_down
from harsat.engine.snapshot import (
    HargaItem,
    Kategori,
    Komponen,
    Pekerjaan,
    Pricing,
    RoundingPolicy,
    Snapshot,
)

BundelView = Literal["terurai", "satu_baris"]

_ZERO = Decimal(0)
_SEN = 2
_NOTHING: dict[Kategori, Decimal] = dict.fromkeys(Kategori, _ZERO)
BLOCKS = {kategori: position for position, kategori in enumerate(Kategori)}


class HargaSatuan(NamedTuple):
    """The form of one pekerjaan in rupiah per unit: A `tenaga_kerja`, B `bahan`, C `peralatan`, D to F below.

    A, B, C and `lain` are the sums of what is known; D, E and F are None as soon as one price is missing.
    `belum_ada` lists the resources without price. `tanpa_analisa` says that the pekerjaan, or a bundel inside
    it, has neither komponen nor a direct unit price.
    """

    tenaga_kerja: Decimal
    bahan: Decimal
    peralatan: Decimal
    lain: Decimal
    biaya_langsung: Decimal | None
    buk_persen: Decimal
    biaya_umum_keuntungan: Decimal | None
    harga_satuan_penuh: Decimal | None
    harga_satuan: Decimal | None
    belum_ada: tuple[int, ...]
    tanpa_analisa: bool

    @property
    def lengkap(self) -> bool:
        """Whether F is known."""
        return self.harga_satuan is not None


class Baris(NamedTuple):
    """One printed line of an analysis: koefisien x harga_satuan = jumlah, per unit of the pekerjaan.

    `via` holds the codes of the bundels it came through. A bundel printed as one line has no `harga_satuan`
    ("lihat rincian"); its jumlah is the sum of the lines it stands for.
    """

    komponen_id: int
    harga_item_id: int | None
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    harga_satuan: Decimal | None
    jumlah: Decimal | None
    via: tuple[str, ...]


class Prices(NamedTuple):
    """The known prices of a snapshot, by resource and by pekerjaan with a direct unit price."""

    items: Mapping[int, Decimal | None]
    direct: Mapping[int, Decimal | None]
    rounds_lines: bool

    def of(self, line: BaseKomponen | Komponen) -> Decimal | None:
        """The price of one line, None when it is not known."""
        if line.harga_item_id is not None:
            return self.items[line.harga_item_id]
        if isinstance(line, BaseKomponen) and line.pekerjaan_id is not None:
            return self.direct[line.pekerjaan_id]
        return None


def prices_of(snapshot: Snapshot) -> Prices:
    """Gather the prices once per compute."""
    return Prices(
        {id_: item.harga for id_, item in snapshot.harga.items()},
        {row.id: row.harga_langsung for row in snapshot.pekerjaan if row.langsung},
        rounds_lines(snapshot.pricing),
    )


def rounds_lines(pricing: Pricing) -> bool:
    """Whether lines are rounded to the sen; never under `tanpa`: nothing is rounded before pembulatan."""
    return pricing.bulatkan_baris and pricing.rounding != RoundingPolicy.TANPA


def analisa_compute(snapshot: Snapshot, pekerjaan_id: int) -> HargaSatuan:
    """Price one pekerjaan of a snapshot.

    0.75 OH x 176 000 + 0.038 OH x 206 000 = A 139 828.00; D 139 828.00; buk 10 % E 13 982.80; F 153 810.80.
    """
    with engine_context():
        pekerjaan = next(row for row in snapshot.pekerjaan if row.id == pekerjaan_id)
        return harga_satuan_of(Expander(snapshot), prices_of(snapshot), snapshot.pricing, pekerjaan)


def harga_satuan_of(expander: Expander, prices: Prices, pricing: Pricing, pekerjaan: Pekerjaan) -> HargaSatuan:
    """The same for a caller that prices many, inside its own engine context."""
    lines = expander.lines(pekerjaan.id)
    sums, unknown, belum_ada = _sum_lines(lines, prices)
    buk = pricing.buk_persen if pekerjaan.buk_persen is None else pekerjaan.buk_persen
    blocks = (sums[Kategori.TK], sums[Kategori.BHN], sums[Kategori.ALT], sums[Kategori.LAIN])
    if unknown or not lines:
        tanpa_analisa = has_hole(lines)
        return HargaSatuan(*blocks, None, buk, None, None, None, tuple(sorted(belum_ada)), tanpa_analisa)
    biaya_langsung = sum(blocks, _ZERO)
    biaya_umum_keuntungan = _buk(biaya_langsung, buk, prices)
    penuh = biaya_langsung + biaya_umum_keuntungan
    dipakai = harga_satuan_rounded(penuh, pricing.rounding)
    return HargaSatuan(*blocks, biaya_langsung, buk, biaya_umum_keuntungan, penuh, dipakai, (), tanpa_analisa=False)


def harga_satuan_rounded(penuh: Decimal, policy: RoundingPolicy) -> Decimal:
    """F as it is multiplied and printed: 15 218.4648 is 15 218.46 (sen), 15 218 (rupiah, rupiah_bawah)."""
    if policy == RoundingPolicy.SEN:
        return quantize(penuh, _SEN)
    if policy == RoundingPolicy.RUPIAH:
        return quantize(penuh, 0)
    if policy == RoundingPolicy.RUPIAH_BAWAH:
        return round_down(penuh, 0)
    return penuh


def line_jumlah(koefisien: Decimal, harga: Decimal | None, *, rounded: bool) -> Decimal | None:
    """Multiply one line: 0.00465 x 187 530 = 872.01 to the sen, 872.0145 in full; None without a price."""
    if harga is None:
        return None
    jumlah = koefisien * harga
    return quantize(jumlah, _SEN) if rounded else jumlah


def analisa_baris(snapshot: Snapshot, pekerjaan_id: int, *, bundel: BundelView = "terurai") -> tuple[Baris, ...]:
    """The lines of the form in printing order: block A, B, C, LAIN, and inside a block as they were entered.

    With `bundel="satu_baris"` each bundel is one line in LAIN, so that the blocks of that view are
    `blok_jumlah` of it.
    """
    with engine_context():
        return baris_of(Expander(snapshot), snapshot, pekerjaan_id, bundel=bundel)


def baris_of(
    expander: Expander, snapshot: Snapshot, pekerjaan_id: int, *, bundel: BundelView = "terurai"
) -> tuple[Baris, ...]:
    """The same from an expander at hand."""
    prices = prices_of(snapshot)
    pekerjaan = {row.id: row for row in snapshot.pekerjaan}
    rounded = prices.rounds_lines
    lines = [
        _baris(line, prices.of(line), snapshot.harga, pekerjaan, rounded=rounded)
        for line in expander.expand(pekerjaan_id)
    ]
    if bundel == "satu_baris":
        lines = _bundels_folded(lines, snapshot, pekerjaan_id)
    return tuple(sorted(lines, key=lambda line: BLOCKS[line.kategori]))


def blok_jumlah(lines: Iterable[Baris]) -> dict[Kategori, Decimal]:
    """The sum of what is known in each block of printed lines."""
    with engine_context():
        sums = _NOTHING.copy()
        for line in lines:
            sums[line.kategori] += line.jumlah or _ZERO
        return sums


def _sum_lines(
    lines: Sequence[BaseKomponen] | Sequence[Komponen], prices: Prices
) -> tuple[dict[Kategori, Decimal], bool, set[int]]:
    """Sums of the known per block, whether a price is missing, and of which resources.

    The hottest loop of the product: no object per line, one lookup, one multiplication, one rounding.
    """
    sums = _NOTHING.copy()
    items, rounded = prices.items, prices.rounds_lines
    unknown = False
    belum_ada: set[int] = set()
    for line in lines:
        item_id = line.harga_item_id
        harga = prices.of(line) if item_id is None else items[item_id]
        if harga is None:
            unknown = True
            if item_id is not None:
                belum_ada.add(item_id)
            continue
        jumlah = line.koefisien * harga
        sums[line.kategori] += quantize(jumlah, _SEN) if rounded else jumlah
    return sums, unknown, belum_ada


def _buk(biaya_langsung: Decimal, buk_persen: Decimal, prices: Prices) -> Decimal:
    """E = buk % x D, to the sen when lines are."""
    amount = biaya_langsung * buk_persen.scaleb(-2)
    return quantize(amount, _SEN) if prices.rounds_lines else amount


def _baris(
    line: BaseKomponen,
    harga: Decimal | None,
    items: Mapping[int, HargaItem],
    pekerjaan: Mapping[int, Pekerjaan],
    *,
    rounded: bool,
) -> Baris:
    jumlah = line_jumlah(line.koefisien, harga, rounded=rounded)
    kode, uraian, satuan = _names(line, items, pekerjaan)
    return Baris(
        line.komponen_id,
        line.harga_item_id,
        line.kategori,
        kode,
        uraian,
        satuan,
        line.koefisien,
        harga,
        jumlah,
        line.via,
    )


def _names(
    line: BaseKomponen, items: Mapping[int, HargaItem], pekerjaan: Mapping[int, Pekerjaan]
) -> tuple[str, str, str]:
    if line.harga_item_id is not None:
        item = items[line.harga_item_id]
        return item.kode, item.uraian, item.satuan
    if line.pekerjaan_id is not None:
        row = pekerjaan[line.pekerjaan_id]
        return row.kode, row.uraian, row.satuan
    return line.via[-1], "Bundel tanpa komponen", ""


def _bundels_folded(lines: Sequence[Baris], snapshot: Snapshot, pekerjaan_id: int) -> list[Baris]:
    """Put the lines of each bundel into the one line of its row."""
    inside: dict[int, list[Baris]] = {}
    for line in lines:
        if line.via:
            inside.setdefault(line.komponen_id, []).append(line)
    folded = [line for line in lines if not line.via]
    bundels = (row for row in snapshot.komponen.get(pekerjaan_id, ()) if row.id in inside)
    return folded + [_bundel_line(row, inside[row.id], snapshot) for row in bundels]


def _bundel_line(row: Komponen, inside: Sequence[Baris], snapshot: Snapshot) -> Baris:
    known = [line.jumlah for line in inside if line.jumlah is not None]
    jumlah = sum(known, _ZERO) if len(known) == len(inside) else None
    kode, uraian, satuan = target_names(row, snapshot)
    return Baris(row.id, None, Kategori.LAIN, kode, uraian, satuan, row.koefisien, None, jumlah, (kode,))


def target_names(row: Komponen, snapshot: Snapshot) -> tuple[str, str, str]:
    """Kode, uraian and satuan of the analysis that a bundel points at."""
    if row.target_analysis_id is not None:
        acuan = snapshot.acuan[row.target_analysis_id]
        return acuan.kode, acuan.uraian, acuan.satuan
    target = next(item for item in snapshot.pekerjaan if item.id == row.target_pekerjaan_id)
    return target.kode, target.uraian, target.satuan
