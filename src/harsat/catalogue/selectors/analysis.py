"""Reads of analyses: one with its lines, and everything that is nested in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.models import Analysis, AnalysisKomponen
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from harsat.kernel.ids import ids_possible


class AcuanKomponen(NamedTuple):
    """One line of a reference analysis; `target_analysis_id` names the analysis nested there, if one is."""

    analysis_id: int
    id: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    target_analysis_id: int | None


class AnalysisHead(NamedTuple):
    """What identifies a reference analysis: (edition, kode), in one version."""

    id: int
    edition_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    version: int
    divisi: str


@dataclass(frozen=True, slots=True)
class AnalysisDetail:
    """A reference analysis with its own lines, not yet expanded."""

    head: AnalysisHead
    komponen: tuple[AcuanKomponen, ...]


def analysis_get(analysis_id: int) -> AnalysisDetail:
    """One analysis in the version of this id, of any edition.

    Raises:
        NotFound: no such id.
    """
    head = analysis_heads([analysis_id]).get(analysis_id)
    if head is None:
        raise NotFound(_("Analisa tidak ditemukan."))
    return AnalysisDetail(head, _komponen_of([analysis_id]).get(analysis_id, ()))


def analysis_heads(analysis_ids: Collection[int]) -> dict[int, AnalysisHead]:
    """Heads by id, in one query."""
    rows = Analysis.objects.filter(id__in=ids_possible(analysis_ids)).values_list(*_HEAD)
    return {row[0]: AnalysisHead(*row) for row in rows}


def analysis_komponen(analysis_ids: Collection[int]) -> dict[int, tuple[AcuanKomponen, ...]]:
    """Lines of these analyses and of all that are nested in them, by analysis; one query per depth.

    An analysis without lines has an empty tuple, and so has an unknown id.
    """
    found: dict[int, tuple[AcuanKomponen, ...]] = {}
    wanted = set(analysis_ids)
    while wanted:
        level = _komponen_of(wanted)
        found.update({analysis_id: level.get(analysis_id, ()) for analysis_id in wanted})
        targets = {row.target_analysis_id for rows in level.values() for row in rows}
        wanted = {target for target in targets if target is not None and target not in found}
    return found


def nested_resources(komponen: Mapping[int, Sequence[AcuanKomponen]], analysis_id: int) -> list[AcuanKomponen]:
    """The resource lines of an analysis and of all it nests, each analysis once; a circle is refused elsewhere."""
    reached, found = [analysis_id], []
    for one in reached:
        for line in komponen.get(one, ()):
            if line.target_analysis_id is None:
                found.append(line)
            elif line.target_analysis_id not in reached:
                reached.append(line.target_analysis_id)
    return found


_HEAD = ("id", "edition_id", "edition__name", "kode", "uraian", "satuan", "version", "divisi")


def _komponen_of(analysis_ids: Iterable[int]) -> dict[int, tuple[AcuanKomponen, ...]]:
    rows = AnalysisKomponen.objects.filter(analysis_id__in=ids_possible(analysis_ids)).order_by("analysis_id", "order")
    found: dict[int, list[AcuanKomponen]] = {}
    for analysis_id, pk, kategori, *rest in rows.values_list(
        "analysis_id", "id", "kategori", "kode", "uraian", "satuan", "koefisien", "target_id"
    ):
        found.setdefault(analysis_id, []).append(AcuanKomponen(analysis_id, pk, Kategori(kategori), *rest))
    return {analysis_id: tuple(lines) for analysis_id, lines in found.items()}
