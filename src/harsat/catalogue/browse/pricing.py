"""Catalogue analyses priced without a project: form A to F at the prices of one list, under the usual policies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.selectors import (
    AcuanKomponen,
    AnalysisHead,
    analysis_heads,
    analysis_komponen,
)
from harsat.engine.analisa import HargaSatuan, harga_satuan_of, prices_of
from harsat.engine.bundel import Expander
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import (
    Acuan,
    HargaItem,
    Komponen,
    Pekerjaan,
    PembulatanCara,
    PpnRate,
    Pricing,
    RoundingPolicy,
    Snapshot,
    StatusItem,
)

BUK_PERSEN = Decimal(10)
USUAL = Pricing(
    buk_persen=BUK_PERSEN,
    ppn=PpnRate(Decimal(0), 1, 1, ""),
    rounding=RoundingPolicy.SEN,
    bulatkan_baris=True,
    pembulatan_satuan=1000,
    pembulatan_cara=PembulatanCara.SETENGAH_NAIK,
    pagu=None,
)
"""The policies a project is born with, so that F here is F there; PPN does not enter F."""

PriceKey = tuple[str, str]
Prices = Mapping[PriceKey, Decimal]


class Priced(NamedTuple):
    """Analyses as a snapshot that the engine can price, with the lines and heads it was made of."""

    snapshot: Snapshot
    lines: Mapping[int, tuple[AcuanKomponen, ...]]
    heads: Mapping[int, AnalysisHead]


def priced(analysis_ids: Collection[int], prices: Prices) -> Priced:
    """These analyses and all they nest, at the prices. Two queries and one a depth of nesting."""
    lines = analysis_komponen(analysis_ids)
    return _priced(analysis_ids, lines, analysis_heads(lines), prices)


def repriced(found: Priced, prices: Prices) -> Priced:
    """The same analyses at other prices, without a query."""
    return _priced([row.id for row in found.snapshot.pekerjaan], found.lines, found.heads, prices)


def _priced(
    analysis_ids: Collection[int],
    lines: Mapping[int, tuple[AcuanKomponen, ...]],
    heads: Mapping[int, AnalysisHead],
    prices: Prices,
) -> Priced:
    items: dict[int, HargaItem] = {}
    by_key: dict[PriceKey, int] = {}
    komponen = {
        analysis_id: tuple(_komponen(line, prices, by_key, items) for line in rows)
        for analysis_id, rows in lines.items()
    }
    snapshot = Snapshot(
        mark="",
        pricing=USUAL,
        klasifikasi=(),
        sub_klasifikasi=(),
        pekerjaan=tuple(pekerjaan_of(heads[one]) for one in analysis_ids if one in heads),
        komponen=komponen,
        acuan={
            head.id: Acuan(head.id, head.kode, head.uraian, head.satuan, komponen[head.id]) for head in heads.values()
        },
        harga=items,
        volume={},
    )
    return Priced(snapshot, lines, heads)


def forms_of(found: Priced) -> dict[int, HargaSatuan]:
    """The form of each analysis asked for, by id; F is None as soon as one price is missing."""
    with engine_context():
        snapshot = found.snapshot
        expander, prices = Expander(snapshot), prices_of(snapshot)
        return {row.id: harga_satuan_of(expander, prices, snapshot.pricing, row) for row in snapshot.pekerjaan}


def _komponen(
    line: AcuanKomponen, prices: Prices, by_key: dict[PriceKey, int], items: dict[int, HargaItem]
) -> Komponen:
    if line.target_analysis_id is not None:
        return Komponen(line.id, line.kategori, line.koefisien, None, None, line.target_analysis_id)
    key = (line.kode, line.satuan)
    if key not in by_key:
        by_key[key] = line.id
        items[line.id] = HargaItem(line.id, line.kategori, line.kode, line.uraian, line.satuan, prices.get(key))
    return Komponen(line.id, line.kategori, line.koefisien, by_key[key], None, None)


def pekerjaan_of(head: AnalysisHead) -> Pekerjaan:
    """A reference analysis as a pekerjaan of nowhere, so that the engine prices it like any other."""
    return Pekerjaan(
        id=head.id,
        sub_klasifikasi_id=0,
        kode=head.kode,
        uraian=head.uraian,
        satuan=head.satuan,
        status=StatusItem.UTAMA,
        buk_persen=None,
        langsung=False,
        harga_langsung=None,
        kena_ppn=True,
        mata_pembayaran="",
    )
