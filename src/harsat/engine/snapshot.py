"""The frozen input of every sum: one project as the engine sees it, read at one mark.

Rows are NamedTuples so that a selector can make them straight from `values_list`; absent figures are None, never 0
(principle 4: unknown is not zero). Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Kategori(StrEnum):
    """What kind of resource a komponen uses: the blocks A, B, C of the official form, and unbundled lump sums."""

    TK = "TK"
    BHN = "BHN"
    ALT = "ALT"
    LAIN = "LAIN"


class StatusItem(StrEnum):
    """Whether a pekerjaan counts: only `utama` is summed, the others print "tidak dijumlah"."""

    UTAMA = "utama"
    ALTERNATIF = "alternatif"
    OPSIONAL = "opsional"


class RoundingPolicy(StrEnum):
    """How the harga satuan pekerjaan (F) is rounded before it is multiplied by the volume."""

    SEN = "sen"
    RUPIAH_BAWAH = "rupiah_bawah"
    RUPIAH = "rupiah"
    TANPA = "tanpa"


class PembulatanCara(StrEnum):
    """How the grand total is rounded to its unit."""

    TURUN = "turun"
    SETENGAH_NAIK = "setengah_naik"
    NAIK = "naik"


class PpnRate(NamedTuple):
    """One row of the dated PPN table: 12 % of 11/12 of the taxed sum is `PpnRate(12, 11, 12, "PMK 131/2024")`."""

    persen: Decimal
    faktor_pembilang: int
    faktor_penyebut: int
    sumber: str


class Pricing(NamedTuple):
    """The policies of one project; they exist from its birth (buk 10 %, pembulatan 1.000 setengah naik)."""

    buk_persen: Decimal
    ppn: PpnRate
    rounding: RoundingPolicy
    bulatkan_baris: bool
    pembulatan_satuan: int
    pembulatan_cara: PembulatanCara
    pagu: Decimal | None


class Klasifikasi(NamedTuple):
    """First level of the struktur, numbered I, II, III."""

    id: int
    nama: str


class SubKlasifikasi(NamedTuple):
    """Second level of the struktur, numbered A, B, C inside its klasifikasi."""

    id: int
    klasifikasi_id: int
    nama: str


class Pekerjaan(NamedTuple):
    """A priced work item, numbered 1, 2, 3 inside its sub-klasifikasi.

    `buk_persen` overrides the project's (0 is a value, None is "as the project"); `harga_langsung` is a direct unit
    price without analysis (ls, provisional sum, quotation) on which buk applies as set.
    """

    id: int
    sub_klasifikasi_id: int
    kode: str
    uraian: str
    satuan: str
    status: StatusItem
    buk_persen: Decimal | None
    langsung: bool
    harga_langsung: Decimal | None
    kena_ppn: bool
    mata_pembayaran: str


class Komponen(NamedTuple):
    """One row of an analysis: a resource by `harga_item_id`, or a bundel by exactly one of the two targets."""

    id: int
    kategori: Kategori
    koefisien: Decimal
    harga_item_id: int | None
    target_pekerjaan_id: int | None
    target_analysis_id: int | None


class HargaItem(NamedTuple):
    """A resource of the project with its harga satuan dasar; `harga` None is "belum ada"."""

    id: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    harga: Decimal | None


class Acuan(NamedTuple):
    """A catalogue analysis that a bundel points at; its resources already carry the project's harga_item_id."""

    id: int
    kode: str
    uraian: str
    satuan: str
    komponen: tuple[Komponen, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One project at one mark. Sequences are in printing order; mappings are keyed by id.

    `volume` holds a Decimal (scale 4) only for a pekerjaan whose volume is known; `komponen` holds an entry only for
    a pekerjaan that has rows.
    """

    mark: str
    pricing: Pricing
    klasifikasi: tuple[Klasifikasi, ...]
    sub_klasifikasi: tuple[SubKlasifikasi, ...]
    pekerjaan: tuple[Pekerjaan, ...]
    komponen: Mapping[int, tuple[Komponen, ...]]
    acuan: Mapping[int, Acuan]
    harga: Mapping[int, HargaItem]
    volume: Mapping[int, Decimal]
