"""The results as pages: Rekap RAB, Rincian RAB, Rekap Kebutuhan; they print what the engine made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from harsat.engine.estimate import Estimate
from harsat.engine.kebutuhan import Kebutuhan, kebutuhan_compute
from harsat.engine.rab import Rekap
from harsat.engine.rincian import RincianPekerjaan, rincian_compute
from harsat.engine.snapshot import Kategori, Pricing, RoundingPolicy
from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at
from harsat.rab.selectors.rekap import RekapRow, rekap_rows
from harsat.web.pages.gate import project_page, project_render

BAR = 44


@dataclass(frozen=True, slots=True)
class RekapLine:
    """A row of the tree with the length of its bobot bar."""

    row: RekapRow
    bar: Decimal


@dataclass(frozen=True, slots=True)
class Recap:
    """The foot of the budget, at the decimals of the policy."""

    rekap: Rekap
    pricing: Pricing
    decimals: int
    sisa: Decimal | None
    note: str


@project_page
def rekap(request: HttpRequest, access: Access) -> HttpResponse:
    """The budget from pekerjaan to rounded total."""
    estimate = estimate_at(access.project_id, access.mark)
    lines = [RekapLine(row, (row.bobot or Decimal(0)) * BAR / 100) for row in rekap_rows(estimate)]
    return project_render(request, access, "rekap", {"lines": lines, "recap": recap_of(estimate)})


def recap_of(estimate: Estimate) -> Recap:
    """What is printed is what was multiplied: two decimals, or whole rupiah under the rupiah policies."""
    pricing, found = estimate.snapshot.pricing, estimate.rekap
    sisa = pricing.pagu - found.total if pricing.pagu is not None else None
    return Recap(found, pricing, decimals_of(pricing), sisa, _policy_note(pricing))


def decimals_of(pricing: Pricing) -> int:
    """The decimals of a harga satuan in print."""
    return 0 if pricing.rounding in (RoundingPolicy.RUPIAH, RoundingPolicy.RUPIAH_BAWAH) else 2


def _policy_note(pricing: Pricing) -> str:
    return {
        RoundingPolicy.SEN: _("2 desimal"),
        RoundingPolicy.RUPIAH: _("rupiah terdekat"),
        RoundingPolicy.RUPIAH_BAWAH: _("rupiah ke bawah"),
        RoundingPolicy.TANPA: _("tidak dibulatkan"),
    }[pricing.rounding]


@project_page
def rincian_rab(request: HttpRequest, access: Access) -> HttpResponse:
    """Every pekerjaan with the resources it needs, tied to the budget."""
    estimate = estimate_at(access.project_id, access.mark)
    found = rincian_compute(estimate)
    parts = {part.pekerjaan_id: part for part in found.pekerjaan}
    rows: list[tuple[RekapRow, RincianPekerjaan | None]] = [
        (row, parts[row.id] if row.level == 3 else None)  # noqa: PLR2004  the level of a pekerjaan
        for row in rekap_rows(estimate)
    ]
    return project_render(request, access, "rincian_rab", {"rows": rows, "rincian": found})


@dataclass(frozen=True, slots=True)
class KebutuhanBlock:
    """One kategori of the needs with its sum."""

    label: str
    rows: list[Kebutuhan]
    biaya: Decimal


@project_page
def kebutuhan(request: HttpRequest, access: Access) -> HttpResponse:
    """The resources of the whole project by kategori, tied to the budget."""
    estimate = estimate_at(access.project_id, access.mark)
    found = kebutuhan_compute(estimate)
    labels = {
        Kategori.TK: _("Tenaga kerja"),
        Kategori.BHN: _("Bahan"),
        Kategori.ALT: _("Peralatan"),
        Kategori.LAIN: _("Lain-lain"),
    }
    blocks = [
        KebutuhanBlock(label, rows, found.per_kategori[kategori])
        for kategori, label in labels.items()
        if (rows := [row for row in found.rows if row.kategori == kategori])
    ]
    return project_render(request, access, "kebutuhan", {"blocks": blocks, "kebutuhan": found})
