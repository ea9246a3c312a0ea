"""Where a reader may put a work of the catalogue: their projects, and the sub-klasifikasi inside one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from harsat.accounts.models import User
from harsat.engine.estimate import Estimate
from harsat.engine.penomoran import numbering, numbers_full, struktur_tree
from harsat.projects.access import RIGHTS, Right
from harsat.projects.models import Project

SHOWN = 20


class Target(NamedTuple):
    """A project that the reader may edit; `pekerjaan` is what its summary counted last."""

    id: int
    nama: str
    lokasi: str
    organisasi: str
    pekerjaan: int | None


class Tempat(NamedTuple):
    """A sub-klasifikasi with its number "II.A" and how many pekerjaan stand in it."""

    id: int
    nomor: str
    klasifikasi: str
    nama: str
    pekerjaan: int


@dataclass(frozen=True, slots=True)
class Tempats:
    """The places of a project in printing order, and the one that holds its nearest relatives (else the last)."""

    rows: list[Tempat]
    suggested: int | None


class Sisipan(NamedTuple):
    """A pekerjaan that was put in: where it stands."""

    id: int
    nomor: str
    uraian: str
    nama: str


def project_targets(user: User, query: str = "") -> list[Target]:
    """The newest twenty projects in which the reader may edit, each word of the query somewhere. One query."""
    roles = [role for role, rights in RIGHTS.items() if Right.EDIT in rights]
    rows = Project.objects.filter(
        organisation__memberships__user=user, organisation__memberships__role__in=roles, is_active=True, locked_at=None
    )
    for word in query.split():
        rows = rows.filter(Q(nama__icontains=word) | Q(lokasi__icontains=word) | Q(kode__icontains=word))
    columns = ("id", "nama", "lokasi", "organisation__nama", "summary__pekerjaan_count")
    return [Target(*row) for row in rows.order_by("-id").values_list(*columns)[:SHOWN]]


def tempat_of(estimate: Estimate, kode: str) -> Tempats:
    """The sub-klasifikasi of a project; suggested is the one whose codes share the longest beginning with `kode`."""
    numbers = numbering(estimate.snapshot)
    rows: list[Tempat] = []
    nearest: dict[int, int] = {}
    for klasifikasi, twigs in struktur_tree(estimate.snapshot):
        for sub, works in twigs:
            nomor = f"{numbers.klasifikasi[klasifikasi.id]}.{numbers.sub_klasifikasi[sub.id]}"
            rows.append(Tempat(sub.id, nomor, klasifikasi.nama, sub.nama, len(works)))
            nearest[sub.id] = max((_shared(kode, work.kode) for work in works), default=0)
    if not rows:
        return Tempats([], None)
    best = max(reversed(rows), key=lambda row: nearest[row.id])
    return Tempats(rows, best.id)


def sisipan_of(estimate: Estimate, pekerjaan_id: int) -> Sisipan | None:
    """A pekerjaan of the project by id, None where it has been taken back meanwhile."""
    numbers = numbers_full(estimate.snapshot)
    subs = {row.id: row.nama for row in estimate.snapshot.sub_klasifikasi}
    for row in estimate.snapshot.pekerjaan:
        if row.id == pekerjaan_id:
            return Sisipan(row.id, numbers[row.id], row.uraian, subs[row.sub_klasifikasi_id])
    return None


def _shared(one: str, other: str) -> int:
    """How many leading parts two codes share: 2.2.1.3 and 2.2.4 share two."""
    count = 0
    for mine, theirs in zip(one.split("."), other.split("."), strict=False):
        if mine != theirs:
            break
        count += 1
    return count
