"""Reads an edition back as the plain values that an import compares itself with."""

from __future__ import annotations

from typing import NamedTuple

from harsat.catalogue.codes import code_own_number
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import Analysis, AnalysisKomponen, Edition
from harsat.engine.snapshot import Kategori


class StoredDraft(NamedTuple):
    """The highest version of a kode as it stands in the edition, comparable with a draft."""

    id: int
    version: int
    draft: AnalysisDraft


def edition_drafts(edition: Edition) -> dict[str, StoredDraft]:
    """Every analysis of the edition in its highest version, by kode; two statements."""
    lines: dict[int, list[KomponenDraft]] = {}
    rows = AnalysisKomponen.objects.filter(analysis__edition=edition).order_by("analysis_id", "order")
    for analysis_id, kategori, kode, uraian, satuan, koefisien, target_kode in rows.values_list(
        "analysis_id", "kategori", "kode", "uraian", "satuan", "koefisien", "target__kode"
    ):
        official = "" if target_kode or code_own_number(kode) else kode
        line = KomponenDraft(Kategori(kategori), official, uraian, satuan, koefisien, target_kode or "")
        lines.setdefault(analysis_id, []).append(line)
    heads = Analysis.objects.filter(edition=edition).order_by("version")
    return {
        kode: StoredDraft(pk, version, AnalysisDraft(kode, uraian, satuan, divisi, tuple(lines.get(pk, ()))))
        for pk, version, kode, uraian, satuan, divisi in heads.values_list(
            "id", "version", "kode", "uraian", "satuan", "divisi"
        )
    }


def edition_targets(edition: Edition) -> dict[str, list[str]]:
    """Which analyses each analysis of the edition nests, by kode; most nest none. Two statements."""
    newest = dict(Analysis.objects.filter(edition=edition).order_by("version").values_list("kode", "id"))
    nested: dict[int, list[str]] = {}
    rows = AnalysisKomponen.objects.filter(analysis__edition=edition, target__isnull=False)
    for analysis_id, target in rows.values_list("analysis_id", "target__kode"):
        nested.setdefault(analysis_id, []).append(target)
    return {kode: nested.get(analysis_id, []) for kode, analysis_id in newest.items()}
