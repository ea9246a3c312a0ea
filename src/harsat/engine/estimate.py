"""The front door of the engine: a snapshot in, every figure of the budget out, whole or patched."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import Any, TypeVar

from harsat.engine.analisa import HargaSatuan, harga_satuan_of, prices_of
from harsat.engine.bundel import Expander
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.numbers import engine_context
from harsat.engine.rab import BarisRab, Rekap, baris_rab, rekap_compute
from harsat.engine.snapshot import Pekerjaan, Pricing, Snapshot

_Row = TypeVar("_Row")

_SAMPLE = 64
_INDEX_BYTES_PER_KOMPONEN = 16


@dataclass(frozen=True, slots=True)
class Estimate:
    """Every figure of one project at one mark: the unit prices, the budget lines and the recapitulation.

    `expander` remembers the opened bundels; two estimates are equal when their figures are.
    """

    snapshot: Snapshot
    harga_satuan: Mapping[int, HargaSatuan]
    rab: Mapping[int, BarisRab]
    rekap: Rekap
    expander: Expander = field(compare=False, repr=False)


def compute(snapshot: Snapshot) -> Estimate:
    """Compute everything from nothing.

    Raises:
        BundelCycle, BundelTargetMissing, BundelTooLarge: a save refuses these, so here they are damage.
    """
    with engine_context():
        expander = Expander(snapshot)
        harga_satuan = _harga_satuan(snapshot, expander, snapshot.pekerjaan)
        rab = _rab(snapshot, harga_satuan, snapshot.pekerjaan)
        return Estimate(snapshot, harga_satuan, rab, rekap_compute(snapshot, rab), expander)


def patch(estimate: Estimate, snapshot: Snapshot) -> Estimate:
    """Compute a newer snapshot of the same project from its estimate; equal to `compute(snapshot)`.

    Only what differs is priced again: parts that are the same object are not looked into, changed rows are
    found by comparison, and a change reaches every analysis that uses it, through bundels too.
    """
    with engine_context():
        old = estimate.snapshot
        expander = estimate.expander if estimate.expander.serves(snapshot) else Expander(snapshot)
        if _analysis_policies(old.pricing) != _analysis_policies(snapshot.pricing):
            priced = {row.id for row in snapshot.pekerjaan}
        else:
            priced = _to_price(old, snapshot, expander)
        touched = priced | _changed(old.volume, snapshot.volume)
        harga_satuan = _merged(
            snapshot,
            estimate.harga_satuan,
            _harga_satuan(snapshot, expander, _rows(snapshot, priced)),
        )
        rab = _merged(snapshot, estimate.rab, _rab(snapshot, harga_satuan, _rows(snapshot, touched)))
        return Estimate(snapshot, harga_satuan, rab, rekap_compute(snapshot, rab), expander)


def estimate_size(estimate: Estimate) -> int:
    """The bytes one estimate holds in memory, for a cache bounded in bytes.

    Each collection is weighed by a sample of its rows, so that a project of 120 000 komponen is weighed in
    about a millisecond; parts that two estimates share are counted in both, which errs on the safe side.
    """
    snapshot = estimate.snapshot
    rows = snapshot.komponen
    collections: tuple[Collection[Any], ...] = (
        snapshot.klasifikasi,
        snapshot.sub_klasifikasi,
        snapshot.pekerjaan,
        rows.values(),
        snapshot.acuan.values(),
        snapshot.harga.values(),
        snapshot.volume.values(),
        estimate.harga_satuan.values(),
        estimate.rab.values(),
        estimate.expander.remembered(),
    )
    containers: tuple[object, ...] = (
        rows,
        snapshot.acuan,
        snapshot.harga,
        snapshot.volume,
        estimate.harga_satuan,
        estimate.rab,
    )
    weight = sum(map(_weight, collections)) + sum(map(sys.getsizeof, containers))
    return weight + _deep_size(estimate.rekap) + _INDEX_BYTES_PER_KOMPONEN * sum(map(len, rows.values()))


def _harga_satuan(snapshot: Snapshot, expander: Expander, rows: Iterable[Pekerjaan]) -> dict[int, HargaSatuan]:
    prices, pricing = prices_of(snapshot), snapshot.pricing
    return {row.id: harga_satuan_of(expander, prices, pricing, row) for row in rows}


def _rab(snapshot: Snapshot, harga_satuan: Mapping[int, HargaSatuan], rows: Iterable[Pekerjaan]) -> dict[int, BarisRab]:
    volume, policy = snapshot.volume, snapshot.pricing.rounding
    return {row.id: baris_rab(row, volume.get(row.id), harga_satuan[row.id].harga_satuan, policy) for row in rows}


def _analysis_policies(pricing: Pricing) -> tuple[object, ...]:
    """The policies that reach into every analysis; PPN, pembulatan and pagu touch the recapitulation only."""
    return pricing.buk_persen, pricing.rounding, pricing.bulatkan_baris


def _to_price(old: Snapshot, new: Snapshot, expander: Expander) -> set[int]:
    """The pekerjaan whose analysis must be priced again, hosts of bundels included."""
    pekerjaan = _pekerjaan_changed(old, new) | _changed(old.komponen, new.komponen)
    changed = {Node(NodeKind.PEKERJAAN, id_) for id_ in pekerjaan}
    changed |= {Node(NodeKind.ACUAN, id_) for id_ in _changed(old.acuan, new.acuan)}
    changed |= expander.users(_changed(old.harga, new.harga))
    return {node.id for node in expander.hosts(changed) if node.kind is NodeKind.PEKERJAAN}


def _pekerjaan_changed(old: Snapshot, new: Snapshot) -> set[int]:
    if old.pekerjaan is new.pekerjaan:
        return set()
    return _changed({row.id: row for row in old.pekerjaan}, {row.id: row for row in new.pekerjaan})


def _changed(old: Mapping[int, _Row], new: Mapping[int, _Row]) -> set[int]:
    """The keys whose row differs, came or went; the same object is not compared."""
    if old is new:
        return set()
    changed = old.keys() ^ new.keys()
    for id_, row in new.items():
        before = old.get(id_)
        if before is not row and before != row:
            changed.add(id_)
    return changed


def _rows(snapshot: Snapshot, ids: Collection[int]) -> Iterator[Pekerjaan]:
    return (row for row in snapshot.pekerjaan if row.id in ids)


def _merged(snapshot: Snapshot, old: Mapping[int, _Row], new: Mapping[int, _Row]) -> dict[int, _Row]:
    """The new rows over the old ones, in printing order, without those whose pekerjaan is gone."""
    return {row.id: new[row.id] if row.id in new else old[row.id] for row in snapshot.pekerjaan}


def _weight(rows: Collection[Any]) -> int:
    """Bytes of a collection: one slot per row and what a spread sample of rows weighs."""
    if not rows:
        return 0
    step = max(1, len(rows) // _SAMPLE)
    sample = list(islice(rows, 0, None, step))
    return len(rows) * sum(map(_deep_size, sample)) // len(sample) + 8 * len(rows)


def _deep_size(value: object) -> int:
    """Bytes of a value and all it holds; words of an enumeration and None exist once for all."""
    if value is None or isinstance(value, Enum | bool):
        return 0
    size = sys.getsizeof(value)
    if isinstance(value, tuple):
        return size + sum(map(_deep_size, value))
    if isinstance(value, Mapping):
        return size + sum(_deep_size(key) + _deep_size(item) for key, item in value.items())
    return size
