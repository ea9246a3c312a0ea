"""The page Volume: a grid with take-off sheets and parameters that loads itself from the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.gate import project_page, project_render


@project_page
def volume(request: HttpRequest, access: Access) -> HttpResponse:
    """Volumes of every work, or, while there is none, where to begin."""
    works = estimate_at(access.project_id, access.mark).snapshot.pekerjaan
    return project_render(request, access, "volume", {"has_works": bool(works)})
