"""The page List Pekerjaan: an outline that loads itself from the API, the editions on offer, and newer versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from harsat.catalogue.selectors import editions_published
from harsat.projects.access import Access
from harsat.rab.selectors.acuan_offers import acuan_offers
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.gate import project_page, project_render


@project_page
def struktur(request: HttpRequest, access: Access) -> HttpResponse:
    """The work breakdown, typed and filled from the catalogue."""
    estimate = estimate_at(access.project_id, access.mark)
    context = {
        "editions": editions_published(),
        "newer_versions": len(acuan_offers(access.project_id, estimate)),
    }
    return project_render(request, access, "struktur", context)
