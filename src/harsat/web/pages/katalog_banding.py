"""Two editions side by side: what became of each code, and one analysis line by line."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.browse.comparison import Kind, comparison_read
from harsat.catalogue.browse.editions import EditionFace
from harsat.catalogue.selectors import analysis_heads
from harsat.kernel.errors import NotFound
from harsat.web.pages.katalog_sheet import change_view, prices_at
from harsat.web.pages.katalog_shell import (
    KatalogShell,
    id_asked,
    katalog_page,
    katalog_render,
    katalog_shell,
    text_asked,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of difference with its count."""

    kind: str
    label: str
    count: int
    current: bool


@katalog_page
def banding(request: HttpRequest, user: User) -> HttpResponse:
    """The differences of two editions of one bidang by kind; the next fifty come as a fragment."""
    shell = katalog_shell(user, "katalog_banding", id_asked(request, "ke"))
    pair = _pair(shell, id_asked(request, "dari"))
    if pair is None:
        return katalog_render(request, shell, "katalog_banding", {"pair": None})
    before, after = pair
    found = comparison_read(before.id, after.id)
    kind = _kind(request.GET.get("jenis", ""), {kind: len(rows) for kind, rows in found.by_kind.items()})
    rows, behind = found.page(kind, text_asked(request, "sesudah", 120))
    context: dict[str, object] = {
        "pair": pair,
        "before": before,
        "after": after,
        "kind": kind.value,
        "rows": rows,
        "behind": behind,
        "equal": found.equal,
        "tabs": [Tab(one.value, _labels()[one], len(found.by_kind[one]), one == kind) for one in Kind],
    }
    if request.headers.get("HX-Request"):
        return render(request, "web/_katalog_banding_rows.html", context)
    return katalog_render(request, shell, "katalog_banding", context)


@katalog_page
def analisa(request: HttpRequest, user: User, before_id: int, after_id: int) -> HttpResponse:
    """One analysis of each edition, the lines that differ, up to the difference of F."""
    heads = analysis_heads([before_id, after_id])
    if len(heads) != len({before_id, after_id}):
        raise NotFound
    before, after = heads[before_id], heads[after_id]
    shell = katalog_shell(user, "katalog_banding", after.edition_id)
    shell.edition_of(before.edition_id)
    price_list = shell.price_list_of(id_asked(request, "daftar"))
    prices = prices_at([before.edition_id, after.edition_id], price_list)
    change = change_view(before_id, after_id, prices, shown_id=after_id)
    context: dict[str, object] = {"change": change, "head": after, "price_list": price_list}
    return katalog_render(request, shell, "katalog_banding_analisa", context)


def _pair(shell: KatalogShell, before_id: int | None) -> tuple[EditionFace, EditionFace] | None:
    """The two editions: codes of one bidang mean nothing in another, so only its own are offered."""
    if shell.edition is None or not shell.comparable:
        return None
    if before_id is None:
        return shell.comparable[0], shell.edition
    before = next((face for face in shell.comparable if face.id == before_id), None)
    if before is None:
        raise NotFound
    return before, shell.edition


def _kind(asked: str, counts: dict[Kind, int]) -> Kind:
    """The kind asked for, else the first that has something to show."""
    named = next((kind for kind in Kind if kind.value == asked), None)
    return named or next((kind for kind, count in counts.items() if count), Kind.KOEFISIEN)


def _labels() -> dict[Kind, str]:
    return {
        Kind.LAIN: _("Kode sama, pekerjaan lain"),
        Kind.KOEFISIEN: _("Koefisien berubah"),
        Kind.BARU: _("Baru"),
        Kind.HILANG: _("Hilang"),
    }
