"""What stands round every page of a project: the order of work, the total at its foot, undo, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from harsat.engine.estimate import Estimate
from harsat.engine.numbers import canonical
from harsat.ledger.undo import redo_tip, undo_tip
from harsat.projects.access import Access, Right

TRACK = 172
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work in the navigation; `count` says what is filled of what is needed."""

    name: str
    label: str
    url: str
    count: str = ""
    lacking: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """The view-model of `web/project.html`."""

    access: Access
    masukan: list[Step]
    hasil: list[Step]
    proyek: list[Step]
    total: Decimal
    total_canonical: str
    belum_lengkap: int
    empty: bool
    pagu: Decimal | None
    pagu_canonical: str
    share: Decimal | None
    bar: Decimal
    over: bool
    can_edit: bool
    can_undo: bool
    can_redo: bool


def shell_of(access: Access, estimate: Estimate, page: str) -> dict[str, Any]:
    """The context every project page prints; `page` is the current step. Two queries, for undo and redo."""
    rekap, pagu = estimate.rekap, estimate.snapshot.pricing.pagu
    share = rekap.total / pagu * HUNDRED if pagu else None
    can_edit = access.may(Right.EDIT)
    shell = Shell(
        access=access,
        masukan=masukan_of(access, estimate, page),
        hasil=_hasil_of(access, page),
        proyek=[_step(access, "proyek", _("Pengaturan"), page)],
        total=rekap.total,
        total_canonical=canonical(rekap.total, None),
        belum_lengkap=rekap.subtotal.belum_lengkap,
        empty=not estimate.snapshot.pekerjaan,
        pagu=pagu,
        pagu_canonical=canonical(pagu, None) if pagu is not None else "",
        share=share,
        bar=min(share, HUNDRED) * TRACK / HUNDRED if share is not None else Decimal(0),
        over=rekap.melebihi_pagu,
        can_edit=can_edit,
        can_undo=can_edit and undo_tip(access) is not None,
        can_redo=can_edit and redo_tip(access) is not None,
    )
    return {"shell": shell, "page": page}


def masukan_of(access: Access, estimate: Estimate, page: str = "") -> list[Step]:
    """The steps of input with what is filled of what is needed."""
    snapshot = estimate.snapshot
    works = len(snapshot.pekerjaan)
    with_volume = sum(1 for row in snapshot.pekerjaan if row.id in snapshot.volume)
    with_analisa = sum(1 for row in snapshot.pekerjaan if not estimate.harga_satuan[row.id].tanpa_analisa)
    items = [item for item in snapshot.harga.values() if item.id > 0]
    priced = sum(1 for item in items if item.harga is not None)
    return [
        _step(access, "struktur", _("List Pekerjaan"), page, count=str(works)),
        _filled(access, "volume", _("Volume"), page, filled=with_volume, needed=works),
        _filled(access, "analisa", _("Analisa"), page, filled=with_analisa, needed=works),
        _filled(access, "harga", _("Harga Items"), page, filled=priced, needed=len(items)),
    ]


def _hasil_of(access: Access, page: str) -> list[Step]:
    return [
        _step(access, "rekap", _("Rekap RAB"), page),
        _step(access, "rincian_ahsp", _("Rincian AHSP"), page),
        _step(access, "rincian_rab", _("Rincian RAB"), page),
        _step(access, "kebutuhan", _("Rekap Kebutuhan"), page),
    ]


def _filled(access: Access, name: str, label: str, page: str, *, filled: int, needed: int) -> Step:
    return _step(access, name, label, page, count=f"{filled}/{needed}", lacking=filled < needed)


def _step(access: Access, name: str, label: str, page: str, *, count: str = "", lacking: bool = False) -> Step:
    return Step(name, label, reverse(name, args=[access.project_id]), count, lacking, current=name == page)
