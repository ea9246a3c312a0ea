"""Catalogue analyses as they would be priced in a project, before they are taken into it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from harsat.catalogue.browse.pricing import pekerjaan_of
from harsat.catalogue.selectors import AnalysisHead, Hit, analysis_heads, analysis_komponen
from harsat.engine.analisa import Baris, HargaSatuan, analisa_baris, harga_satuan_of, prices_of
from harsat.engine.bundel import Expander
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Acuan, Snapshot
from harsat.kernel.errors import NotFound
from harsat.rab.selectors.snapshot import komponen_priced


class AcuanForm(NamedTuple):
    """One analysis at the prices of a project: the form A to F and how many lines it has."""

    komponen: int
    form: HargaSatuan


class AcuanDetail(NamedTuple):
    """One analysis with its lines as they would be printed, a nested analysis as one line."""

    head: AnalysisHead
    form: HargaSatuan
    baris: tuple[Baris, ...]


def acuan_forms(estimate: Estimate, hits: Collection[Hit]) -> dict[int, AcuanForm]:
    """The forms of found analyses by id. Two queries and one a depth of nesting, however many they are."""
    ids = {hit.analysis_id for hit in hits}
    if not ids:
        return {}
    snapshot = acuan_snapshot(estimate, ids)
    with engine_context():
        expander, prices = Expander(snapshot), prices_of(snapshot)
        return {
            row.id: AcuanForm(
                len(snapshot.komponen.get(row.id, ())), harga_satuan_of(expander, prices, snapshot.pricing, row)
            )
            for row in snapshot.pekerjaan
        }


def acuan_detail(estimate: Estimate, analysis_id: int) -> AcuanDetail:
    """One analysis at the project's prices; NotFound where there is none of this id."""
    head = analysis_heads([analysis_id]).get(analysis_id)
    if head is None:
        raise NotFound
    snapshot = acuan_snapshot(estimate, {analysis_id})
    with engine_context():
        form = harga_satuan_of(Expander(snapshot), prices_of(snapshot), snapshot.pricing, snapshot.pekerjaan[0])
    return AcuanDetail(head, form, analisa_baris(snapshot, analysis_id, bundel="satu_baris"))


def acuan_snapshot(estimate: Estimate, analysis_ids: Collection[int]) -> Snapshot:
    """A project that holds nothing but these analyses, as pekerjaan of the same id, at the prices and policies of ours.

    A resource that the project lacks has no price under a negative id.
    """
    found = analysis_komponen(analysis_ids)
    heads = analysis_heads(found)
    items = dict(estimate.snapshot.harga)
    by_code = {(item.kode, item.satuan): item.id for item in items.values()}
    komponen = {
        analysis_id: tuple(komponen_priced(line, by_code, items) for line in lines)
        for analysis_id, lines in found.items()
    }
    return replace(
        estimate.snapshot,
        klasifikasi=(),
        sub_klasifikasi=(),
        pekerjaan=tuple(pekerjaan_of(heads[analysis_id]) for analysis_id in analysis_ids if analysis_id in heads),
        komponen=komponen,
        acuan={
            head.id: Acuan(head.id, head.kode, head.uraian, head.satuan, komponen[head.id]) for head in heads.values()
        },
        harga=items,
        volume={},
    )
