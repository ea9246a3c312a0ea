"""The page Harga Items: a grid that loads itself from the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.gate import project_page, project_render


@project_page
def harga(request: HttpRequest, access: Access) -> HttpResponse:
    """Prices of every resource."""
    items = estimate_at(access.project_id, access.mark).snapshot.harga
    return project_render(request, access, "harga", {"has_items": any(item_id > 0 for item_id in items)})
