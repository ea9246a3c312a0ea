"""What weighs most on the price of a pekerjaan, and what F would be if that rose by five percent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import harga_satuan_of, prices_of
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context, quantize
from harsat.engine.snapshot import HargaItem
from harsat.rab.selectors.analisa import AnalisaForm
from harsat.rab.selectors.analisa_lines import PERSEN_DECIMALS

RISE = Decimal("1.05")


class Pengaruh(NamedTuple):
    """A resource by its share of D, what F would be if its price rose by five percent, and how much more that is."""

    harga_item_id: int
    uraian: str
    persen: Decimal
    harga_satuan: Decimal
    naik_persen: Decimal


def analisa_pengaruh(estimate: Estimate, form: AnalisaForm, most: int = 7) -> list[Pengaruh]:
    """The resources that weigh most on F, heaviest first; nothing while D is unknown."""
    langsung = form.harga.biaya_langsung
    if not langsung or not form.harga.harga_satuan:
        return []
    with engine_context():
        shares: dict[int, Decimal] = {}
        for blok in form.blok:
            for line in blok.baris:
                if line.harga_item_id is not None and line.jumlah:
                    shares[line.harga_item_id] = shares.get(line.harga_item_id, Decimal(0)) + line.jumlah
        heaviest = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [_pengaruh(estimate, form, item_id, jumlah, langsung) for item_id, jumlah in heaviest]


def _pengaruh(estimate: Estimate, form: AnalisaForm, item_id: int, jumlah: Decimal, langsung: Decimal) -> Pengaruh:
    """16 of 100 is 16.0 %; F from 110 to 110.88 is 0.80 % more."""
    item = estimate.snapshot.harga[item_id]
    before = form.harga.harga_satuan
    assert before
    after = _with_price(estimate, form.head.id, item)
    return Pengaruh(
        harga_item_id=item_id,
        uraian=item.uraian,
        persen=quantize(jumlah / langsung * 100, PERSEN_DECIMALS),
        harga_satuan=after,
        naik_persen=quantize((after - before) / before * 100, 2),
    )


def _with_price(estimate: Estimate, pekerjaan_id: int, item: HargaItem) -> Decimal:
    """F with the price of one resource raised by five percent; the engine prices it, nothing is stored."""
    snapshot = estimate.snapshot
    assert item.harga is not None
    raised = item._replace(harga=item.harga * RISE)
    prices = prices_of(replace(snapshot, harga={**snapshot.harga, item.id: raised}))
    row = next(one for one in snapshot.pekerjaan if one.id == pekerjaan_id)
    harga = harga_satuan_of(estimate.expander, prices, snapshot.pricing, row).harga_satuan
    assert harga is not None
    return harga
