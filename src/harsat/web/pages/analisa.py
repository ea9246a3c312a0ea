"""The page Analisa: the list of pekerjaan beside the form of one, which loads itself from the API."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from harsat.projects.access import Access
from harsat.rab.models import Source
from harsat.rab.selectors.acuan_offers import acuan_offers
from harsat.rab.selectors.analisa import AnalisaHead, AnalisaListRow, analisa_form, analisa_list
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.gate import project_page, project_render


@dataclass(frozen=True, slots=True)
class Group:
    """A klasifikasi of the list with its pekerjaan."""

    label: str
    rows: list[AnalisaListRow]


@project_page
def analisa(request: HttpRequest, access: Access, pekerjaan_id: int | None = None) -> HttpResponse:
    """One pekerjaan, the first where none is named; a project without any is told where to begin."""
    estimate = estimate_at(access.project_id, access.mark)
    rows = analisa_list(access.project_id, estimate)
    if not rows and pekerjaan_id is None:
        return project_render(request, access, "analisa", {"groups": []})
    chosen = rows[0].id if pekerjaan_id is None else pekerjaan_id
    if chosen not in {row.id for row in rows}:
        raise Http404
    form = analisa_form(access.project_id, estimate, chosen)
    context = {
        "groups": groups_of(rows),
        "head": form.head,
        "badge": badge_of(form.head),
        "buk_proyek": estimate.snapshot.pricing.buk_persen,
        "is_reference": form.head.source == Source.REF,
        "is_modified": form.head.source == Source.REF_MODIFIED and bool(form.head.kode_acuan),
        "newer_versions": len(acuan_offers(access.project_id, estimate)),
    }
    return project_render(request, access, "analisa", context)


def groups_of(rows: list[AnalisaListRow]) -> list[Group]:
    """The list under its klasifikasi, in printing order."""
    return [Group(label, list(found)) for label, found in groupby(rows, key=lambda row: row.klasifikasi)]


def badge_of(head: AnalisaHead) -> tuple[str, str]:
    """(class, words) of the badge that says where the analysis comes from."""
    if head.langsung:
        return "direct", _("Harga langsung")
    if head.source == Source.REF:
        return "", head.edisi or _("AHSP")
    if head.source == Source.REF_MODIFIED:
        return "modified", _("Modifikasi %(kode)s") % {"kode": head.kode_acuan}
    return "custom", _("Buatan")
