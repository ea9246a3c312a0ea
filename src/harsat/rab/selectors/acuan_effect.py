"""What newer versions of references would do to the prices of a project; the engine prices them, nothing is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.selectors import AcuanKomponen, AnalysisHead, analysis_heads, analysis_komponen
from harsat.engine.analisa import harga_satuan_of, prices_of
from harsat.engine.bundel import Expander
from harsat.engine.estimate import Estimate, patch
from harsat.engine.numbers import engine_context
from harsat.engine.rab import Rekap, baris_rab
from harsat.engine.snapshot import Acuan, Komponen, Pekerjaan, Snapshot
from harsat.rab.selectors.acuan_offers import Jenis, Offer
from harsat.rab.selectors.snapshot import komponen_priced


@dataclass(frozen=True, slots=True)
class Versions:
    """Some versions of analyses with all they nest."""

    heads: Mapping[int, AnalysisHead]
    lines: Mapping[int, tuple[AcuanKomponen, ...]]


class Effect(NamedTuple):
    """F and jumlah of one pekerjaan, now and then; None is not known."""

    harga_before: Decimal | None
    harga_after: Decimal | None
    jumlah_before: Decimal | None
    jumlah_after: Decimal | None


def versions_read(analysis_ids: Collection[int]) -> Versions:
    """Read versions by id. One query and one a depth of nesting, however many they are."""
    lines = analysis_komponen(analysis_ids)
    return Versions(analysis_heads(lines), lines)


def snapshot_with(snapshot: Snapshot, versions: Versions) -> Snapshot:
    """The project that could use these versions: their resources point at its prices, what it lacks has none."""
    items = dict(snapshot.harga)
    by_code = {(item.kode, item.satuan): item.id for item in items.values()}
    acuan = {
        head.id: Acuan(
            head.id,
            head.kode,
            head.uraian,
            head.satuan,
            tuple(komponen_priced(line, by_code, items) for line in versions.lines[head.id]),
        )
        for head in versions.heads.values()
    }
    return replace(snapshot, acuan={**snapshot.acuan, **acuan}, harga=items)


def effects(
    estimate: Estimate, snapshot: Snapshot, offers: Sequence[Offer], unmeasured: Collection[int]
) -> list[Effect]:
    """Each offer by itself, priced as a pekerjaan of its own beside the present one.

    `unmeasured` are the pekerjaan that would lose their volume. 0.5 OH x 100 000 becomes 0.6 OH: with buk 10 % F goes
    from 55 000.00 to 66 000.00, and 10 m3 from 550 000.00 to 660 000.00.
    """
    rows = {row.id: row for row in snapshot.pekerjaan}
    beside = {-place: offer for place, offer in enumerate(offers, 1)}
    shadows = [rows[offer.pekerjaan_id]._replace(id=shadow) for shadow, offer in beside.items()]
    komponen = {shadow: _rows_after(snapshot, [offer]) for shadow, offer in beside.items()}
    drawn = replace(snapshot, pekerjaan=(*snapshot.pekerjaan, *shadows), komponen={**snapshot.komponen, **komponen})
    with engine_context():
        expander, prices = Expander(drawn), prices_of(drawn)
        return [
            _effect(
                estimate,
                offer.pekerjaan_id,
                shadow,
                harga_satuan_of(expander, prices, drawn.pricing, shadow).harga_satuan,
                None if offer.pekerjaan_id in unmeasured else snapshot.volume.get(offer.pekerjaan_id),
            )
            for offer, shadow in zip(offers, shadows, strict=True)
        ]


def _effect(
    estimate: Estimate, pekerjaan_id: int, shadow: Pekerjaan, harga: Decimal | None, volume: Decimal | None
) -> Effect:
    now = estimate.rab[pekerjaan_id]
    after = baris_rab(shadow, volume, harga, estimate.snapshot.pricing.rounding)
    return Effect(now.harga_satuan, harga, now.jumlah, after.jumlah)


def rekap_after(
    estimate: Estimate, snapshot: Snapshot, offers: Collection[Offer], unmeasured: Collection[int]
) -> Rekap:
    """The recapitulation of the project once all these offers are taken."""
    by_pekerjaan: dict[int, list[Offer]] = {}
    for offer in offers:
        by_pekerjaan.setdefault(offer.pekerjaan_id, []).append(offer)
    komponen = {pekerjaan_id: _rows_after(snapshot, found) for pekerjaan_id, found in by_pekerjaan.items()}
    volume = {key: value for key, value in snapshot.volume.items() if key not in unmeasured}
    taken = replace(snapshot, komponen={**snapshot.komponen, **komponen}, volume=volume)
    return patch(estimate, taken).rekap


def _rows_after(snapshot: Snapshot, offers: Collection[Offer]) -> tuple[Komponen, ...]:
    """The rows of one pekerjaan once its offers are taken: those of the version, or its own with bundels turned."""
    copied = next((offer for offer in offers if offer.jenis is Jenis.PEKERJAAN), None)
    if copied is not None:
        return snapshot.acuan[copied.newest_id].komponen
    turned = {offer.id: offer.newest_id for offer in offers}
    host = next(iter(offers)).pekerjaan_id
    return tuple(
        row._replace(target_analysis_id=turned[row.id]) if row.id in turned else row for row in snapshot.komponen[host]
    )
