"""Where a catalogue analysis is used in the projects that a reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from harsat.accounts.models import User
from harsat.catalogue.models import Analysis
from harsat.engine.numbers import engine_context
from harsat.projects.models import Project
from harsat.rab.models import Komponen, Pekerjaan, Volume

SHOWN = 8


class ProjectUse(NamedTuple):
    """A project with the pekerjaan that came from the analysis.

    `volume` sums those that are known, None for none; `version` is the oldest one in use there.
    """

    project_id: int
    nama: str
    pekerjaan_id: int
    pekerjaan: int
    volume: Decimal | None
    version: int


class AcuanUse(NamedTuple):
    """The projects of the reader, newest first, how many they are, and in how many more it is only a bundel."""

    rows: list[ProjectUse]
    projects: int
    bundled: int


def acuan_dipakai(user: User, analysis_id: int) -> AcuanUse:
    """Uses of the kode of this analysis in any version of its edition. Three queries, however many projects."""
    versions = Analysis.objects.filter(
        edition_id__in=Analysis.objects.filter(pk=analysis_id).values("edition_id"),
        kode__in=Analysis.objects.filter(pk=analysis_id).values("kode"),
    )
    mine = Project.objects.filter(organisation__memberships__user=user, is_active=True, locked_at=None)
    works = Pekerjaan.objects.filter(analysis__in=versions, project__in=mine).order_by("-project_id", "order", "id")
    found = list(works.values_list("project_id", "project__nama", "id", "analysis__version"))
    volumes = dict(
        Volume.objects.filter(pekerjaan__analysis__in=versions, project__in=mine).values_list("pekerjaan_id", "nilai")
    )
    direct = {row[0] for row in found}
    bundles = Komponen.objects.filter(target_analysis__in=versions, project__in=mine).exclude(project__in=direct)
    rows = _rows(found, volumes)
    return AcuanUse(rows[:SHOWN], len(rows), bundles.values("project_id").distinct().count())


def _rows(found: Iterable[tuple[int, str, int, int]], volumes: dict[int, Decimal | None]) -> list[ProjectUse]:
    uses: dict[int, ProjectUse] = {}
    with engine_context():
        for project_id, nama, pekerjaan_id, version in found:
            use = uses.get(project_id) or ProjectUse(project_id, nama, pekerjaan_id, 0, None, version)
            uses[project_id] = use._replace(
                pekerjaan=use.pekerjaan + 1,
                volume=_plus(use.volume, volumes.get(pekerjaan_id)),
                version=min(use.version, version),
            )
    return list(uses.values())


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else one + other
