"""Who may enter the pages of import: curators; everybody else reads in words why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from harsat.accounts.models import User
from harsat.catalogue.roles import KURASI, curator_require
from harsat.kernel.errors import DomainError, NotFound
from harsat.web.errors import domain_error

P = ParamSpec("P")


def impor_page(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view the curator who is signed in; what is not there is a 404, a refusal a page in words."""

    @login_required
    def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assert isinstance(request.user, User)
        try:
            curator_require(request.user, KURASI)
            return view(request, request.user, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error
        except DomainError as error:
            return domain_error(request, error)

    update_wrapper(gated, view)
    return gated


def request_key_of(request: HttpRequest) -> UUID:
    """The key that the form carries, so that sending it twice does its act once; a form without one gets its own."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return uuid4()
