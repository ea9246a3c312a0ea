"""The page Harga Items: a grid that loads itself from the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from harsat.projects.access import Access
from harsat.web.pages.gate import project_page, project_render


@project_page
def harga(request: HttpRequest, access: Access) -> HttpResponse:
    """Prices of every resource."""
    return project_render(request, access, "harga")
