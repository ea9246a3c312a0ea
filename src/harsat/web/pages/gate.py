"""The gate of every project page: the same access statement as the API, a redirect to the door instead of a 401."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from harsat.kernel.errors import DomainError, Forbidden, NotFound, NotSignedIn
from harsat.projects.access import Access, session_access
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.errors import domain_error
from harsat.web.shell import shell_of

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]


def project_page(view: Page[P]) -> Callable[..., HttpResponse]:
    """Give the view the access of the signed-in user; strangers get 404, the signed-out the door and back."""

    def gated(request: HttpRequest, project_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            access = session_access(request.session, project_id)
        except NotSignedIn:
            return redirect_to_login(request.get_full_path())
        except (NotFound, Forbidden) as error:
            raise Http404 from error
        try:
            return view(request, access, *args, **kwargs)
        except DomainError as error:
            return domain_error(request, error)

    update_wrapper(gated, view)
    return gated


def project_render(
    request: HttpRequest, access: Access, page: str, context: dict[str, object] | None = None
) -> HttpResponse:
    """`web/<page>.html` inside the project's shell."""
    estimate = estimate_at(access.project_id, access.mark)
    return render(request, f"web/{page}.html", {**shell_of(access, estimate, page), **(context or {})})
