"""The page List Pekerjaan: an outline that loads itself from the API, and the editions its catalogue offers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from harsat.catalogue.selectors import editions_published
from harsat.projects.access import Access
from harsat.web.pages.gate import project_page, project_render


@project_page
def struktur(request: HttpRequest, access: Access) -> HttpResponse:
    """The work breakdown, typed and filled from the catalogue."""
    return project_render(request, access, "struktur", {"editions": editions_published()})
