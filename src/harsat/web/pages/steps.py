"""What is filled of what is needed, as the navigation says it: asked again by a page whose writes change it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.gate import project_page
from harsat.web.shell import masukan_of


@project_page
def steps(request: HttpRequest, access: Access) -> JsonResponse:  # noqa: ARG001  the gate passes it
    """The count of each step of input by its name; one query where the estimate is known."""
    counted = masukan_of(access, estimate_at(access.project_id, access.mark))
    return JsonResponse({step.name: {"count": step.count, "lacking": step.lacking} for step in counted})
