"""Catalogue analyses copied into a project: their lines as komponen, and a price item for every resource they use.

A published version never changes, so it is read before the project is locked. Nested analyses are not opened: the
bundel row keeps pointing at the version it was copied from, but the resources inside get their price items, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.models import Analysis, EditionStatus
from harsat.catalogue.selectors import AcuanKomponen, AnalysisHead, analysis_heads, analysis_komponen, nested_resources
from harsat.engine.numbers import KOEFISIEN, canonical
from harsat.kernel.ids import ids_possible
from harsat.ledger.canonical import Row
from harsat.ledger.write import Write
from harsat.rab.models import HargaItem, Komponen
from harsat.rab.models.harga import KategoriItem
from harsat.rab.outline import STEP, Ref
from harsat.rab.services.struktur_command import Findings

ItemKey = tuple[str, str]
"""Code and unit: what identifies a resource in a project."""


@dataclass(frozen=True, slots=True)
class AcuanSet:
    """Some analyses of the catalogue with all they nest; `offered` are those of an edition that is published now."""

    heads: Mapping[int, AnalysisHead]
    komponen: Mapping[int, tuple[AcuanKomponen, ...]]
    offered: frozenset[int]

    def resources(self, analysis_id: int) -> dict[ItemKey, AcuanKomponen]:
        """Every resource of an analysis and of what it nests, each once."""
        found: dict[ItemKey, AcuanKomponen] = {}
        for line in nested_resources(self.komponen, analysis_id):
            found.setdefault((line.kode, line.satuan), line)
        return found


def acuan_load(analysis_ids: Collection[int]) -> AcuanSet:
    """Read analyses by id. Two statements and one a depth of nesting; none for no ids."""
    if not analysis_ids:
        return AcuanSet({}, {}, frozenset())
    offered = Analysis.objects.filter(id__in=ids_possible(analysis_ids), edition__status=EditionStatus.PUBLISHED)
    return AcuanSet(
        analysis_heads(analysis_ids), analysis_komponen(analysis_ids), frozenset(offered.values_list("id", flat=True))
    )


class Copy(NamedTuple):
    """An analysis to be copied into a pekerjaan; `row` is its place in the command."""

    ref: Ref
    analysis_id: int
    row: int


@dataclass(slots=True)
class ItemPlan:
    """The price items that copies need: those that are there, and those to be made without a price."""

    ids: dict[ItemKey, int] = field(default_factory=dict)
    missing: dict[ItemKey, AcuanKomponen] = field(default_factory=dict)


def items_plan(write: Write, acuan: AcuanSet, copies: Sequence[Copy], findings: Findings) -> ItemPlan:
    """Find the price items of all copies, refusing those whose kategori clashes. One statement."""
    plan = ItemPlan()
    wanted = {copy.ref: acuan.resources(copy.analysis_id) for copy in copies}
    if not any(wanted.values()):
        return plan
    kategori = _items_read(write, {kode for resources in wanted.values() for kode, _satuan in resources}, plan)
    for copy in copies:
        for key, line in wanted[copy.ref].items():
            there = kategori.setdefault(key, line.kategori)
            if there != line.kategori:
                findings.refuse("pekerjaan", copy.ref, "analysis_id", copy.row, _clash(line, there))
            elif key not in plan.ids:
                plan.missing.setdefault(key, line)
    return plan


def _items_read(write: Write, kodes: Collection[str], plan: ItemPlan) -> dict[ItemKey, str]:
    found = HargaItem.objects.filter(project_id=write.project_id, kode__in=sorted(kodes))
    kategori: dict[ItemKey, str] = {}
    for item_id, kode, satuan, its in found.values_list("id", "kode", "satuan", "kategori"):
        plan.ids[kode, satuan] = item_id
        kategori[kode, satuan] = its
    return kategori


def _clash(line: AcuanKomponen, there: str) -> str:
    return _(
        "%(kode)s %(uraian)s (%(satuan)s) di analisa ini %(here)s, tetapi di daftar harga proyek sudah ada"
        " sebagai %(there)s."
    ) % {
        "kode": line.kode,
        "uraian": line.uraian,
        "satuan": line.satuan,
        "here": KategoriItem(line.kategori.value).label.lower(),
        "there": KategoriItem(there).label.lower(),
    }


def items_insert(write: Write, plan: ItemPlan) -> None:
    """Make the missing price items; null is "belum ada"."""
    if not plan.missing:
        return
    rows: list[Row] = [
        {"kategori": line.kategori.value, "kode": kode, "uraian": line.uraian, "satuan": satuan, "harga": None}
        for (kode, satuan), line in plan.missing.items()
    ]
    plan.ids |= dict(zip(plan.missing, write.insert(HargaItem, rows), strict=True))


def komponen_insert(write: Write, acuan: AcuanSet, plan: ItemPlan, copies: Iterable[tuple[int, int]]) -> None:
    """Insert the lines of each (pekerjaan id, analysis id), in the order of the catalogue."""
    rows = [
        _komponen(pekerjaan_id, place, line, plan)
        for pekerjaan_id, analysis_id in copies
        for place, line in enumerate(acuan.komponen[analysis_id], 1)
    ]
    if rows:
        write.insert(Komponen, rows)


def _komponen(pekerjaan_id: int, place: int, line: AcuanKomponen, plan: ItemPlan) -> Row:
    target = line.target_analysis_id
    return {
        "pekerjaan_id": pekerjaan_id,
        "order": STEP * place,
        "kategori": line.kategori.value,
        "koefisien": canonical(line.koefisien, KOEFISIEN.decimals),
        "harga_item_id": plan.ids[line.kode, line.satuan] if target is None else None,
        "target_analysis_id": target,
    }
