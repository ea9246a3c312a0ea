"""The results as pages: Rekap RAB, Rincian RAB, Rekap Kebutuhan; they print what the engine made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from harsat.engine.estimate import Estimate
from harsat.engine.kebutuhan import Kebutuhan, kebutuhan_compute
from harsat.engine.numbers import id_text
from harsat.engine.rab import Rekap
from harsat.engine.rincian import RincianPekerjaan, rincian_compute
from harsat.engine.snapshot import Kategori, Pricing, RoundingPolicy
from harsat.projects.access import Access
from harsat.rab.models.proyek import PembulatanCara, Rounding
from harsat.rab.selectors.estimate import estimate_at
from harsat.rab.selectors.rekap import RekapRow, rekap_rows
from harsat.web.pages.gate import project_page, project_render

BAR = 44
PAGU_BAR = 400
HUNDRED = Decimal(100)
VOLUME_DECIMALS = (2, 4)
PEKERJAAN = 3
"""The level of a pekerjaan in the tree."""


@dataclass(frozen=True, slots=True)
class RekapLine:
    """A row of the tree with the length of its bobot bar."""

    row: RekapRow
    bar: Decimal


@dataclass(frozen=True, slots=True)
class Recap:
    """The foot of the budget, at the decimals of the policy, with the words of the policies."""

    rekap: Rekap
    pricing: Pricing
    pekerjaan: int
    decimals: int
    sisa: Decimal | None
    bar: Decimal
    policy: str
    rounding: str


@project_page
def rekap(request: HttpRequest, access: Access) -> HttpResponse:
    """The budget from pekerjaan to rounded total."""
    estimate = estimate_at(access.project_id, access.mark)
    rows = rekap_rows(estimate)
    context = {
        "lines": list(_lines(rows)),
        "recap": recap_of(estimate),
        "volume_decimals": volume_decimals(row.volume for row in rows),
    }
    return project_render(request, access, "rekap", context)


def _lines(rows: Sequence[RekapRow]) -> Iterator[RekapLine]:
    """The largest part fills its bar; what is a quarter of it, a quarter of the bar."""
    whole = max((row.bobot for row in rows if row.bobot), default=HUNDRED)
    return (RekapLine(row, (row.bobot or Decimal(0)) / whole * BAR) for row in rows)


def volume_decimals(volumes: Iterable[Decimal | None]) -> int:
    """As many as the finest of them needs, so that a column lines up on its comma: 150 and 17.28 and 7.704 take 3."""
    least, most = VOLUME_DECIMALS
    used = (-int(volume.normalize().as_tuple().exponent) for volume in volumes if volume is not None)
    return min(most, max((least, *used)))


def recap_of(estimate: Estimate) -> Recap:
    """What is printed is what was multiplied: two decimals, or whole rupiah under the rupiah policies."""
    pricing, found = estimate.snapshot.pricing, estimate.rekap
    pagu = pricing.pagu
    return Recap(
        rekap=found,
        pricing=pricing,
        pekerjaan=len(estimate.snapshot.pekerjaan),
        decimals=decimals_of(pricing),
        sisa=None if pagu is None else pagu - found.total,
        bar=min(found.total / pagu, Decimal(1)) * PAGU_BAR if pagu else Decimal(0),
        policy=str(Rounding(pricing.rounding).label),
        rounding=_("ke %(unit)s, %(cara)s")
        % {
            "unit": id_text(Decimal(pricing.pembulatan_satuan), 0),
            "cara": PembulatanCara(pricing.pembulatan_cara).label,
        },
    )


def decimals_of(pricing: Pricing) -> int:
    """The decimals of a harga satuan in print."""
    return 0 if pricing.rounding in (RoundingPolicy.RUPIAH, RoundingPolicy.RUPIAH_BAWAH) else 2


@dataclass(frozen=True, slots=True)
class RincianLine:
    """A row of the tree, and for a pekerjaan the resources it needs."""

    row: RekapRow
    part: RincianPekerjaan | None


@project_page
def rincian_rab(request: HttpRequest, access: Access) -> HttpResponse:
    """Every pekerjaan with the resources it needs, tied to the budget."""
    estimate = estimate_at(access.project_id, access.mark)
    found = rincian_compute(estimate)
    parts = {part.pekerjaan_id: part for part in found.pekerjaan}
    lines = [RincianLine(row, parts.get(row.id) if row.level == PEKERJAAN else None) for row in rekap_rows(estimate)]
    return project_render(request, access, "rincian_rab", {"lines": lines, "rincian": found})


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
