"""Price lists: which there are, and the prices of one with a search; curators see drafts and what waits in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from harsat.accounts.models import User
from harsat.catalogue.browse.price_lists import price_items
from harsat.catalogue.prices.selectors import price_lists_overview
from harsat.web.pages.katalog_harga_gate import daftar_open
from harsat.web.pages.katalog_shell import katalog_page, katalog_render, katalog_shell


@katalog_page
def daftar(request: HttpRequest, user: User) -> HttpResponse:
    """Every list with its origin."""
    shell = katalog_shell(user, "katalog_harga")
    lists = price_lists_overview() if shell.curates else shell.price_lists
    return katalog_render(request, shell, "katalog_daftar_harga", {"lists": lists})


@katalog_page
def items(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """A hundred prices; a search and the next hundred come as a fragment."""
    opened = daftar_open(user, price_list_id)
    query = request.GET.get("q", "").strip()
    # Not stripped: the code and the unit it is made of stand on both sides of a tab.
    found = price_items(price_list_id, query=query, after=request.GET.get("sesudah", "").replace("\0", ""))
    context: dict[str, object] = {
        "daftar": opened,
        "price_list": opened.face,
        "tab": "harga",
        "found": found,
        "query": query,
    }
    if request.headers.get("HX-Request"):
        return render(request, "web/_katalog_harga_rows.html", context)
    return katalog_render(request, opened.shell, "katalog_harga", context)
