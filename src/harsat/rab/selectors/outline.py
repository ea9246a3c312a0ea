"""The outline of a project as a write sees it under the lock, and what hangs on rows that are about to go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, CharField, F, QuerySet, Value

from harsat.projects.models import Project
from harsat.rab.models import BarisVolume, Klasifikasi, Komponen, Pekerjaan, SubKlasifikasi, Volume
from harsat.rab.outline import TABLES, Node, Outline

_PROJECT = 3
_KOMPONEN, _VOLUME, _BARIS_VOLUME, _HOST = range(4)


def outline_read(project_id: int) -> Outline:
    """All rows with parent, order key and code, and the code counters. One statement, whatever the project."""
    nothing, blank = Value(0, BigIntegerField()), Value("", CharField())
    own = Klasifikasi.objects.filter(project_id=project_id)
    sub = SubKlasifikasi.objects.filter(project_id=project_id)
    pekerjaan = Pekerjaan.objects.filter(project_id=project_id)
    counters = Project.objects.filter(pk=project_id)
    rows = _tagged(own, 0, "id", nothing, "order", blank, blank).union(
        _tagged(sub, 1, "id", "klasifikasi_id", "order", blank, blank),
        _tagged(pekerjaan, 2, "id", "sub_klasifikasi_id", "order", "kode", "source"),
        _tagged(counters, _PROJECT, "id", "kode_custom", "kode_modified", blank, blank),
        all=True,
    )
    nodes, custom, modified = [], 0, 0
    for tag, row_id, parent, order, kode, source in rows:
        if tag == _PROJECT:
            custom, modified = parent, order
        else:
            nodes.append(Node(TABLES[tag], row_id, parent or None, order, kode, source))
    return Outline(nodes, kode_custom=custom, kode_modified=modified)


@dataclass(slots=True)
class Contents:
    """What hangs on some pekerjaan: ids of their rows by pekerjaan, and who outside bundles them (host -> targets)."""

    komponen: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    volume: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    baris_volume: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    hosts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def tables(self) -> dict[type[models.Model], dict[int, list[int]]]:
        """The rows by their model."""
        return {BarisVolume: self.baris_volume, Volume: self.volume, Komponen: self.komponen}


def contents_read(project_id: int, pekerjaan_ids: Collection[int]) -> Contents:
    """The rows that go with these pekerjaan, and the hosts that stay without them. One statement."""
    here = {"project_id": project_id, "pekerjaan_id__in": list(pekerjaan_ids)}
    komponen = Komponen.objects.filter(**here)
    volume = Volume.objects.filter(**here)
    baris = BarisVolume.objects.filter(**here)
    hosts = Komponen.objects.filter(project_id=project_id, target_pekerjaan_id__in=list(pekerjaan_ids)).exclude(
        pekerjaan_id__in=list(pekerjaan_ids)
    )
    rows = _tagged(komponen, _KOMPONEN, "pekerjaan_id", "id").union(
        _tagged(volume, _VOLUME, "pekerjaan_id", "id"),
        _tagged(baris, _BARIS_VOLUME, "pekerjaan_id", "id"),
        _tagged(hosts, _HOST, "pekerjaan_id", "target_pekerjaan_id"),
        all=True,
    )
    contents = Contents()
    groups = (contents.komponen, contents.volume, contents.baris_volume, contents.hosts)
    for tag, pekerjaan_id, row_id in rows:
        groups[tag][pekerjaan_id].append(row_id)
    return contents


def pekerjaan_names(project_id: int, pekerjaan_ids: Collection[int]) -> dict[int, str]:
    """{41: "CUST-0004 Kolom K1"} for messages. One statement."""
    found = Pekerjaan.objects.filter(project_id=project_id, id__in=list(pekerjaan_ids))
    return {row_id: f"{kode} {uraian}" for row_id, kode, uraian in found.values_list("id", "kode", "uraian")}


def _tagged(rows: QuerySet[Any], tag: int, *columns: Any) -> QuerySet[Any, Any]:
    """Rows as tuples that begin with `tag`, so that several tables fit one UNION; their own ordering goes."""
    named = {f"c{place}": F(column) if isinstance(column, str) else column for place, column in enumerate(columns)}
    tagged: QuerySet[Any, Any] = (
        rows.order_by().annotate(tag=Value(tag, BigIntegerField()), **named).values_list("tag", *named)
    )
    return tagged
