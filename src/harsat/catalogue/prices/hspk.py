"""Prices a whole catalogue: the engine does the sums, and what has no price stays without one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.prices.index import Found, Missing, PriceSource, Wanted
from harsat.catalogue.prices.kategori import kategori_of
from harsat.engine.analisa import HargaSatuan, Prices, harga_satuan_of, prices_of
from harsat.engine.bundel import Expander
from harsat.engine.errors import EngineError
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import (
    HargaItem,
    Kategori,
    Komponen,
    Pekerjaan,
    PembulatanCara,
    PpnRate,
    Pricing,
    RoundingPolicy,
    Snapshot,
    StatusItem,
)

_NO_PPN = PpnRate(Decimal(0), 1, 1, "")
_ZERO = Decimal(0)


class Policy(NamedTuple):
    """How a catalogue is priced; the defaults are those of the official workbook."""

    buk_persen: Decimal = Decimal(10)
    rounding: RoundingPolicy = RoundingPolicy.RUPIAH_BAWAH
    bulatkan_baris: bool = False


OFFICIAL = Policy()


class Unpriced(NamedTuple):
    """A resource without a price, why, and how many analyses wait for it."""

    kode: str
    uraian: str
    satuan: str
    reason: str
    analyses: int


class HspkRow(NamedTuple):
    """One analysis: A, B, C (and LAIN) are sums of the known, D, E, F None as soon as one price is missing.

    `temuan` holds the stable words of what makes the row doubtful, `belum_ada` the resources without a price.
    """

    kode: str
    uraian: str
    satuan: str
    tenaga_kerja: Decimal
    bahan: Decimal
    peralatan: Decimal
    lain: Decimal
    biaya_langsung: Decimal | None
    biaya_umum_keuntungan: Decimal | None
    harga_satuan: Decimal | None
    temuan: tuple[str, ...]
    belum_ada: tuple[str, ...]


@dataclass(frozen=True)
class Hspk:
    """A priced catalogue: its rows in the order of the file, and the resources that lack a price."""

    policy: Policy
    rows: Sequence[HspkRow]
    unpriced: Sequence[Unpriced]

    @property
    def priced(self) -> int:
        """How many analyses have a unit price."""
        return sum(row.harga_satuan is not None for row in self.rows)


def catalogue_price(
    book: Book, source: PriceSource, policy: Policy = OFFICIAL, *, doubtful: Mapping[str, Collection[str]] | None = None
) -> Hspk:
    """Price every analysis of a book as it stands.

    `doubtful` names by kode what the diagnosis calls dangerous; such a row is priced and marked. A komponen without
    kategori or koefisien has no place in the form: its analysis is marked and has no D.

    0.75 OH x 100 000 + 0.038 OH x 200 000 = A 82 600; D 82 600; buk 10 % E 8 260; F 90 860.
    """
    with engine_context():
        sheet = _Sheet(book, source, policy)
        marks = doubtful or {}
        rows = [sheet.row(position, tuple(marks.get(kode, ()))) for position, kode in enumerate(book.analyses)]
        return Hspk(policy, rows, sheet.unpriced(rows))


def doubtful_kinds(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """By kode the stable words of what would falsify its price, each once."""
    kinds: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding.severity is Severity.DANGER and not finding.repaired:
            kinds.setdefault(finding.kode, {})[finding.kind.value] = None
    return {kode: tuple(words) for kode, words in kinds.items()}


class _Resource(NamedTuple):
    """One resource of the catalogue under its number in the snapshot; `missing` says why it has no price."""

    wanted: Wanted
    missing: str


class _Sheet:
    """The book as a snapshot of the engine: every analysis a pekerjaan, every resource a priced item or not."""

    def __init__(self, book: Book, source: PriceSource, policy: Policy) -> None:
        self._book, self._source = book, source
        self._pricing = Pricing(
            policy.buk_persen,
            _NO_PPN,
            policy.rounding,
            policy.bulatkan_baris,
            1,
            PembulatanCara.TURUN,
            None,
        )
        self._numbers = {kode: position for position, kode in enumerate(book.analyses)}
        self._items: dict[tuple[Wanted, Kategori | None], HargaItem] = {}
        self._resources: dict[int, _Resource] = {}
        self._marks: dict[int, list[str]] = {}
        self._snapshot = self._made()
        self._expander = Expander(self._snapshot)
        self._prices: Prices = prices_of(self._snapshot)

    def row(self, position: int, doubtful: tuple[str, ...]) -> HspkRow:
        """One analysis with its marks."""
        pekerjaan = self._snapshot.pekerjaan[position]
        marks = [*doubtful, *self._marks.get(position, ())]
        try:
            price = harga_satuan_of(self._expander, self._prices, self._pricing, pekerjaan)
        except EngineError as refusal:
            price = HargaSatuan(_ZERO, _ZERO, _ZERO, _ZERO, None, _ZERO, None, None, None, (), tanpa_analisa=True)
            marks.append(refusal.code)
        return HspkRow(
            pekerjaan.kode,
            pekerjaan.uraian,
            pekerjaan.satuan,
            price.tenaga_kerja,
            price.bahan,
            price.peralatan,
            price.lain,
            price.biaya_langsung,
            price.biaya_umum_keuntungan,
            price.harga_satuan,
            tuple(dict.fromkeys(marks)),
            tuple(self._name(item) for item in price.belum_ada if item in self._resources),
        )

    def unpriced(self, rows: Iterable[HspkRow]) -> list[Unpriced]:
        """Resources without a price, those that most analyses wait for first."""
        waiting: dict[str, int] = {}
        for row in rows:
            for name in row.belum_ada:
                waiting[name] = waiting.get(name, 0) + 1
        found = [
            Unpriced(*resource.wanted, resource.missing, waiting[self._name(item)])
            for item, resource in self._resources.items()
            if self._name(item) in waiting
        ]
        return sorted(dict.fromkeys(found), key=lambda row: (-row.analyses, row.kode, row.uraian))

    def _made(self) -> Snapshot:
        komponen: dict[int, tuple[Komponen, ...]] = {}
        works = []
        for kode, lines in self._book.analyses.items():
            number = self._numbers[kode]
            komponen[number] = tuple(self._komponen(number, line) for line in lines)
            works.append(_pekerjaan(number, kode, lines[0]))
        items = {item.id: item for item in self._items.values()}
        return Snapshot("", self._pricing, (), (), tuple(works), komponen, {}, items, {})

    def _komponen(self, number: int, line: Line) -> Komponen:
        if line.target_kode in self._numbers and line.koefisien is not None:
            target = self._numbers[line.target_kode]
            return Komponen(line.row, Kategori.LAIN, line.koefisien, None, target, None)
        if line.target_kode and line.koefisien is not None:
            self._mark(number, Kind.RUJUKAN_HILANG)
            return self._hole(line)
        found = self._source.find(_wanted(line))
        kategori = line.kategori or (kategori_of(found.kelompok) if isinstance(found, Found) else None)
        if line.koefisien is None:
            self._mark(number, Kind.ANGKA_TAK_TERBACA)
        elif kategori is None and isinstance(found, Found):
            self._mark(number, Kind.TANPA_KATEGORI)
        else:
            item = self._item(_wanted(line), found, kategori)
            return Komponen(line.row, item.kategori, line.koefisien, item.id, None, None)
        return self._hole(line)

    def _item(self, wanted: Wanted, found: Found | Missing, kategori: Kategori | None) -> HargaItem:
        key = (wanted, kategori)
        if key not in self._items:
            harga = found.harga if isinstance(found, Found) else None
            item = HargaItem(len(self._items) + 1, kategori or Kategori.LAIN, *wanted, harga)
            self._items[key] = item
            if isinstance(found, Missing):
                self._resources[item.id] = _Resource(wanted, found.reason)
        return self._items[key]

    def _hole(self, line: Line) -> Komponen:
        """A line that makes its analysis unknown, without a resource to ask a price for."""
        key = (Wanted("", "", ""), None)
        if key not in self._items:
            self._items[key] = HargaItem(len(self._items) + 1, Kategori.LAIN, "", "", "", None)
        return Komponen(line.row, Kategori.LAIN, _ZERO, self._items[key].id, None, None)

    def _mark(self, number: int, kind: Kind) -> None:
        self._marks.setdefault(number, []).append(kind.value)

    def _name(self, item: int) -> str:
        kode, uraian, satuan = self._resources[item].wanted
        unit = satuan or _("tanpa satuan")
        return f"{kode} {uraian} ({unit})".strip()


def _wanted(line: Line) -> Wanted:
    return Wanted(line.kode_item, line.item, line.satuan)


def _pekerjaan(number: int, kode: str, line: Line) -> Pekerjaan:
    return Pekerjaan(
        number,
        0,
        kode,
        line.nama,
        line.satuan_pekerjaan,
        StatusItem.UTAMA,
        None,
        langsung=False,
        harga_langsung=None,
        kena_ppn=False,
        mata_pembayaran="",
    )
