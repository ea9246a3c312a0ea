"""Who may enter the pages of import: curators; everybody else reads in words why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from harsat.accounts.models import User
from harsat.catalogue.roles import KURASI, curator_require
from harsat.web.pages.katalog_shell import katalog_page

P = ParamSpec("P")
HEADER = "X-Impor"
"""Sent by the script of an upload; the answer carries the address to go to in it."""


def impor_page(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of the catalogue that only a curator enters; a refusal is a page in words."""

    def curated(request: HttpRequest, user: User, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        curator_require(user, KURASI)
        return view(request, user, *args, **kwargs)

    update_wrapper(curated, view)
    return katalog_page(curated)


def onward(request: HttpRequest, url: str) -> HttpResponse:
    """A script is told where to go, since following by itself would load the page twice."""
    if HEADER not in request.headers:
        return redirect(url)
    response = HttpResponse(status=204)
    response[HEADER] = url
    return response


def request_key_of(request: HttpRequest) -> UUID:
    """The key that the form carries, so that sending it twice does its act once; a form without one gets its own."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return uuid4()
