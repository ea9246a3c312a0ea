"""Routes of newer versions of references: what the project is offered with its effect, and taking it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.encode import figure, koefisien
from harsat.api.v2.schemas import ERRORS, READ_ERRORS, ReceiptOut
from harsat.catalogue.selectors import AnalysisHead
from harsat.engine.rab import Rekap
from harsat.projects.access import Right
from harsat.rab.selectors.acuan_lines import AcuanLine
from harsat.rab.selectors.acuan_offers import Cara, Jenis
from harsat.rab.selectors.acuan_updates import AcuanUpdate, acuan_updates
from harsat.rab.selectors.estimate import estimate_at
from harsat.rab.services.acuan_update import AcuanTake, acuan_updates_apply

TAKES_AT_MOST = 10_000

router = Router(tags=["analisa"])


class VersionOut(Schema):
    """A reference analysis in one version."""

    id: int
    version: int
    kode: str
    uraian: str
    satuan: str


class LineOut(Schema):
    """A line that differs: `before` null is new, `after` null is gone, `here` is the koefisien in the project.

    `uraian_before` and `satuan_before` are empty where they stay; `nested` is a bundel that opens another version.
    """

    kode: str
    uraian: str
    satuan: str
    before: str | None
    after: str | None
    here: str | None
    uraian_before: str
    satuan_before: str
    nested: bool


class UpdateOut(Schema):
    """An offer to a pekerjaan, or to one bundel row of it; `id` is of the pekerjaan or of the komponen.

    `cara` says how it is taken: `pakai` brings in the lines, `tautkan` (a modification) moves the link and keeps all
    that was edited, `lihat` cannot be taken, for `reason`. Of a modification `harga_after` is what the newest
    reference itself would come to.
    """

    jenis: str
    id: int
    cara: str
    reason: str
    pekerjaan_id: int
    nomor: str
    kode: str
    uraian: str
    satuan: str
    source: str
    edition: str
    now: VersionOut
    newest: VersionOut
    lines: list[LineOut]
    harga_before: str | None
    harga_after: str | None
    jumlah_before: str | None
    jumlah_after: str | None
    lost: list[str]
    hosts: list[str]


class RekapOut(Schema):
    """The total of the project, and how many counted pekerjaan have no jumlah in it."""

    total: str
    belum_lengkap: int


class UpdatesOut(Schema):
    """All offers in printing order; `after` is with everything of `pakai` taken."""

    updates: list[UpdateOut]
    before: RekapOut
    after: RekapOut
    can_edit: bool


class TakeIn(Schema):
    """An offer as it was seen: `from` and `to` are ids of versions."""

    jenis: Literal["pekerjaan", "bundel"]
    id: int
    before: int = Field(alias="from")
    after: int = Field(alias="to")
    cara: Literal["pakai", "tautkan"]

    def take(self) -> AcuanTake:
        """As the service takes it."""
        return AcuanTake(Jenis(self.jenis), self.id, self.before, self.after, Cara(self.cara))


class TakesIn(Schema):
    """The offers that are taken, wholly or not at all."""

    takes: list[TakeIn] = Field(min_length=1, max_length=TAKES_AT_MOST)


@router.get("acuan-updates/", response={200: UpdatesOut, **READ_ERRORS}, operation_id="acuan_updates")
def updates(request: HttpRequest, project_id: Path[int]) -> dict[str, Any]:
    """The newer versions that the project is offered; never cached, for the catalogue moves without the project."""
    access = project_access(request, project_id)
    found = acuan_updates(project_id, estimate_at(project_id, access.mark))
    return {
        "updates": [_update(row) for row in found.rows],
        "before": _rekap(found.before),
        "after": _rekap(found.after),
        "can_edit": access.may(Right.EDIT),
    }


@router.post("acuan-updates/apply/", response={200: ReceiptOut, **ERRORS}, operation_id="acuan_updates_apply")
def apply(request: HttpRequest, project_id: Path[int], body: TakesIn) -> dict[str, Any]:
    """Take newer versions as one undoable change; what was changed meanwhile is a conflict."""
    receipt = acuan_updates_apply(
        access=project_access(request, project_id, Right.EDIT),
        takes=[take.take() for take in body.takes],
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


def _update(row: AcuanUpdate) -> dict[str, Any]:
    return {
        "jenis": row.offer.jenis,
        "id": row.offer.id,
        "cara": row.cara,
        "reason": row.reason,
        "pekerjaan_id": row.pekerjaan.id,
        "nomor": row.nomor,
        "kode": row.pekerjaan.kode,
        "uraian": row.pekerjaan.uraian,
        "satuan": row.pekerjaan.satuan,
        "source": row.offer.source,
        "edition": row.newest.edition,
        "now": _version(row.now),
        "newest": _version(row.newest),
        "lines": [_line(line) for line in row.lines],
        **{name: figure(value) for name, value in row.effect._asdict().items()},
        "lost": list(row.lost),
        "hosts": list(row.hosts),
    }


def _rekap(rekap: Rekap) -> dict[str, Any]:
    return {"total": figure(rekap.total), "belum_lengkap": rekap.subtotal.belum_lengkap}


def _version(head: AnalysisHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "version": head.version,
        "kode": head.kode,
        "uraian": head.uraian,
        "satuan": head.satuan,
    }


def _line(line: AcuanLine) -> dict[str, Any]:
    return {
        **line._asdict(),
        "before": koefisien(line.before),
        "after": koefisien(line.after),
        "here": koefisien(line.here),
    }
