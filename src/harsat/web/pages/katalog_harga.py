"""Price lists, read-only: which there are, and the prices of one with a search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from harsat.accounts.models import User
from harsat.catalogue.browse.price_lists import price_items
from harsat.kernel.errors import NotFound
from harsat.web.pages.katalog_shell import katalog_page, katalog_render, katalog_shell


@katalog_page
def daftar(request: HttpRequest, user: User) -> HttpResponse:
    """Every list with its origin."""
    return katalog_render(request, katalog_shell(user, "katalog_harga"), "katalog_daftar_harga")


@katalog_page
def items(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """A hundred prices; a search and the next hundred come as a fragment."""
    shell = katalog_shell(user, "katalog_harga")
    price_list = shell.price_list_of(price_list_id)
    if price_list is None:
        raise NotFound
    query = request.GET.get("q", "").strip()
    # Not stripped: the code and the unit it is made of stand on both sides of a tab.
    found = price_items(price_list_id, query=query, after=request.GET.get("sesudah", "").replace("\0", ""))
    context: dict[str, object] = {"price_list": price_list, "found": found, "query": query}
    if request.headers.get("HX-Request"):
        return render(request, "web/_katalog_harga_rows.html", context)
    return katalog_render(request, shell, "katalog_harga", context)
