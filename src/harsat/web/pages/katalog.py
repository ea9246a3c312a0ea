"""The catalogue browser: tree, hits and the sheet of one analysis; each pane is also served alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from harsat.accounts.models import User
from harsat.catalogue.browse.hits import Hits, Wanted, Why, hits_find
from harsat.catalogue.browse.price_lists import PriceListFace
from harsat.catalogue.browse.pricing import Prices, forms_of, priced
from harsat.catalogue.browse.tree import tree_read
from harsat.engine.analisa import HargaSatuan
from harsat.kernel.errors import NotFound
from harsat.web.pages.katalog_sheet import SheetView, prices_at, sheet_view
from harsat.web.pages.katalog_shell import (
    KatalogShell,
    id_asked,
    katalog_page,
    katalog_render,
    katalog_shell,
    text_asked,
)

PANES = ("tree", "found", "hits", "sheet", "acts")
HEADER = "X-Katalog-Pane"


@dataclass(frozen=True, slots=True)
class HitView:
    """A found analysis as printed; `belum_ada` resources lack a price where F is None."""

    id: int
    kode: str
    satuan: str
    parts: tuple[tuple[str, bool], ...]
    harga_satuan: Decimal | None
    belum_ada: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """Hits with one reason, which is printed above them."""

    why: str
    rows: list[HitView]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, so that a page can be sent to somebody else and gone back to."""

    query: str
    divisi: str
    satuan: str
    analisa: int | None
    daftar: int | None
    after: str
    tree_shown: bool

    @property
    def show(self) -> str:
        """The pane that a phone shows."""
        if self.tree_shown:
            return "tree"
        return "sheet" if self.analisa is not None else "hits"


@katalog_page
def katalog(request: HttpRequest, user: User) -> HttpResponse:
    """The three panes of one edition, or those named in the header of a fragment request."""
    asked = _asked(request)
    shell = katalog_shell(user, "katalog", id_asked(request, "edisi"))
    if shell.edition is None:
        return katalog_render(request, shell, "katalog_kosong")
    named = [pane for pane in request.headers.get(HEADER, "").split(",") if pane in PANES]
    context = _context(user, shell, asked, named or list(PANES)) | {"hit_url": _hit_url(request)}
    if not named:
        response = katalog_render(request, shell, "katalog", context)
    else:
        response = render(request, "web/_katalog_panes.html", {"shell": shell, "panes": named, **context})
    patch_vary_headers(response, [HEADER])
    return response


def _hit_url(request: HttpRequest) -> str:
    """The address of a hit up to its id: made once, for there are many of them."""
    state = request.GET.copy()
    for passing in ("analisa", "lihat", "sesudah"):
        state.pop(passing, None)
    return f"?{state.urlencode()}&analisa=" if state else "?analisa="


def _asked(request: HttpRequest) -> Asked:
    return Asked(
        query=text_asked(request, "q"),
        divisi=text_asked(request, "divisi", 50),
        satuan=text_asked(request, "satuan", 20),
        analisa=id_asked(request, "analisa"),
        daftar=id_asked(request, "daftar"),
        after=text_asked(request, "sesudah", 120),
        tree_shown=request.GET.get("lihat") == "divisi",
    )


def _context(user: User, shell: KatalogShell, asked: Asked, panes: list[str]) -> dict[str, object]:
    """Only what the panes print is read."""
    assert shell.edition is not None
    price_list = shell.price_list_of(asked.daftar)
    prices = prices_at([shell.edition.id], price_list) if {"hits", "sheet", "acts"} & set(panes) else {}
    context: dict[str, object] = {"asked": asked, "price_list": price_list, "edition": shell.edition}
    if "tree" in panes:
        context["tree"] = tree_read(shell.edition.id, asked.divisi)
    if {"found", "hits"} & set(panes):
        wanted = Wanted(shell.edition.id, asked.query, asked.divisi, asked.satuan, asked.after)
        hits = hits_find(wanted)
        context |= {"hits": hits, "groups": _groups(hits, prices)}
    if {"sheet", "acts"} & set(panes):
        context["sheet"] = _sheet(user, shell, asked, price_list, prices)
    return context


def _groups(hits: Hits, prices: Prices) -> list[GroupView]:
    ids = hits.ids()
    forms = forms_of(priced(ids, prices)) if ids else {}
    return [
        GroupView(
            Why(group.why).name.lower(),
            [HitView(row.id, row.kode, row.satuan, row.parts, *_figure(forms.get(row.id))) for row in group.rows],
        )
        for group in hits.groups
    ]


def _figure(form: HargaSatuan | None) -> tuple[Decimal | None, int]:
    return (form.harga_satuan, len(form.belum_ada)) if form else (None, 0)


def _sheet(
    user: User, shell: KatalogShell, asked: Asked, price_list: PriceListFace | None, prices: Prices
) -> SheetView | None:
    """The sheet of an analysis of this very edition: an id of another one, a draft perhaps, is not there."""
    if asked.analisa is None:
        return None
    found = sheet_view(user, shell, asked.analisa, price_list, prices)
    if shell.edition is None or found.sheet.head.edition_id != shell.edition.id:
        raise NotFound
    return found
