"""Coverage of an edition by a price list, and the review of its resources: candidates ranked, decided by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.browse.editions import EditionFace
from harsat.catalogue.models import Edition, PriceList, PriceListItem, PriceMatch, Resource
from harsat.catalogue.prices.selectors import analyses_completeness, price_coverage, price_review_of
from harsat.catalogue.prices.selectors.match_walk import (
    MatchPart,
    NeedRow,
    items_found,
    match_counts,
    match_page,
    match_rows,
    match_sifted,
)
from harsat.catalogue.prices.services import (
    price_match_accept,
    price_match_reject,
    price_match_reopen,
    price_match_set,
    price_matches_accept_named,
    price_matches_propose,
)
from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import FAKTOR, id_text, number_read
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import DomainError, NotFound, Refused
from harsat.kernel.ids import ID_AT_MOST
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.katalog_harga_gate import Daftar, daftar_change, daftar_open
from harsat.web.pages.katalog_harga_padan import NeedView, found_views, need_views
from harsat.web.pages.katalog_shell import id_asked, katalog_page, katalog_render, text_asked

COVERAGE_CHANGED = "harga:padanan"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    edition: int
    part: MatchPart
    kategori: Kategori | None
    query: str

    def address(self, **changed: str | None) -> str:
        """The address of another view of the same page."""
        now = {
            "edisi": str(self.edition),
            "lihat": self.part.value if self.part is not MatchPart.DIUSULKAN else None,
            "kategori": self.kategori.value if self.kategori else None,
            "q": self.query or None,
        } | changed
        return urlencode({name: value for name, value in now.items() if value})


@katalog_page
def padanan(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """Coverage and review; a search and the next resources come as a fragment."""
    daftar = daftar_open(user, price_list_id)
    edition = _edition(daftar, id_asked(request, "edisi"))
    if edition is None:
        return katalog_render(request, daftar.shell, "katalog_harga_padanan", _bare(daftar))
    asked = _asked(edition, request)
    rows = match_rows(edition.id, price_list_id)
    after = id_asked(request, "sesudah")
    behind = next((row for row in rows if row.id == after), None)
    sifted = match_sifted(rows, part=asked.part, kategori=asked.kategori, query=asked.query)
    page, more = match_page(sifted, after=behind)
    context = {
        **_counts(daftar, edition, asked, rows),
        "needs": _needs(edition, price_list_id, page),
        "more": asked.address(sesudah=str(more)) if more else "",
    }
    if request.headers.get("HX-Request"):
        part = "rows" if behind else "table"
        return render(request, f"web/_katalog_harga_padanan_{part}.html", context)
    return katalog_render(request, daftar.shell, "katalog_harga_padanan", context)


@katalog_page
def cakupan(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """How much of the edition is priced, alone: it is read after decisions, not with each of them."""
    daftar = daftar_open(user, price_list_id)
    edition = _edition(daftar, id_asked(request, "edisi"))
    if edition is None:
        raise NotFound
    coverage = price_coverage(edition.id, price_list_id)
    complete = analyses_completeness(edition.id, price_list_id)
    context = {
        "coverage": coverage,
        "complete": complete,
        "share": 100 * coverage.priced / coverage.resources if coverage.resources else 0,
        "edition": edition,
    }
    return render(request, "web/_katalog_harga_cakupan.html", context)


@katalog_page
def cari(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """Prices of the list that a person looks for, for one resource."""
    daftar = daftar_open(user, price_list_id)
    edition = _edition(daftar, id_asked(request, "edisi"))
    resource_id = id_asked(request, "sumber")
    if edition is None or resource_id is None or not daftar.changes:
        raise NotFound
    (review,) = price_review_of(edition.id, price_list_id, [resource_id]) or (None,)
    if review is None:
        raise NotFound
    query = text_asked(request, "cari")
    found = found_views(items_found(price_list_id, query), review)
    context = {
        "found": found,
        "query": query,
        "need": review,
        "price_list_id": price_list_id,
        "address": _asked(edition, request).address(),
    }
    return render(request, "web/_katalog_harga_temuan.html", context)


@require_POST
@impor_page
def putusan(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """One act: "terima|12", "tolak|12", "buka|12", "pilih|34" (an item for `sumber`), "padankan", "terima-sama"."""
    daftar_change(user, price_list_id)
    edition = Edition.objects.filter(pk=id_asked(request, "edisi") or 0).first()
    price_list = PriceList.objects.filter(pk=price_list_id).first()
    if edition is None or price_list is None:
        raise NotFound
    act, _bar, name = request.POST.get("act", "").partition("|")
    try:
        said = _decided(request, act, name, edition, price_list, user)
        status = 200
    except NotFound:
        raise
    except DomainError as error:
        said, status = error.message, error.status
    resource_id = _number(request.POST.get("sumber", ""))
    if act in _MANY or not request.headers.get("HX-Request") or not resource_id:
        (messages.success if status == 200 else messages.warning)(request, said)  # noqa: PLR2004  the usual answer
        return _back(request, price_list_id)
    return _answer(request, user, price_list_id, resource_id, said, status)


_MANY = frozenset({"padankan", "terima-sama"})


def _decided(  # noqa: PLR0917  the act with all it is about
    request: HttpRequest, act: str, name: str, edition: Edition, price_list: PriceList, by: User
) -> str:
    if act == "padankan":
        count = price_matches_propose(edition=edition, price_list=price_list, by=by)
        return _("%(kode)s berpadanan lewat kode; %(review)s punya calon; %(nothing)s tanpa calon.") % {
            "kode": _figure(count.by_kode),
            "review": _figure(count.to_review),
            "nothing": _figure(count.nothing),
        }
    if act == "terima-sama":
        accepted = price_matches_accept_named(edition=edition, price_list=price_list, by=by)
        return _("%(n)s padanan dengan nama dan satuan sama diterima.") % {"n": _figure(accepted)}
    pk = _number(name)
    _belongs(act, pk, _number(request.POST.get("sumber", "")), edition, price_list)
    if act == "terima":
        match = price_match_accept(match_id=pk, parts=_parts(request), by=by)
    elif act == "tolak":
        match = price_match_reject(match_id=pk, by=by)
        return _("Bukan harga %(name)s.") % {"name": match.resource.uraian}
    elif act == "buka":
        match = price_match_reopen(match_id=pk, by=by)
        return _("%(name)s dibuka lagi.") % {"name": match.resource.uraian}
    elif act == "pilih":
        resource_id = _number(request.POST.get("sumber", ""))
        match = price_match_set(item_id=pk, resource_id=resource_id, parts=_parts(request), by=by)
    else:
        raise Refused(_("Perintah ini tidak dikenal."), code="price_act")
    return _("%(name)s berharga %(harga)s.") % {
        "name": match.resource.uraian,
        "harga": id_text(match.item.harga, 2),
    }


def _belongs(act: str, pk: int, resource_id: int, edition: Edition, price_list: PriceList) -> None:
    """The rights were asked for this list: a match or a price of another one is not there.

    Raises:
        NotFound: it is of another list or edition.
    """
    if act == "pilih":
        there = (
            PriceListItem.objects.filter(pk=pk, price_list=price_list).exists()
            and Resource.objects.filter(pk=resource_id, edition=edition).exists()
        )
    else:
        there = PriceMatch.objects.filter(pk=pk, item__price_list=price_list, resource__edition=edition).exists()
    if not there:
        raise NotFound


def _parts(request: HttpRequest) -> Decimal | None:
    """How many units of the resource one unit of the price holds, None where nothing was typed."""
    text = request.POST.get("isi", "").strip()
    if not text:
        return None
    try:
        parts = number_read(text, FAKTOR).value
    except NumberRefused as refusal:
        raise Refused(refusal.message, code=refusal.code) from refusal
    if parts <= 0:
        raise Refused(_("Isi harus lebih dari nol."), code="price_conversion")
    return parts


def _answer(  # noqa: PLR0917  what was asked, then what came of it
    request: HttpRequest, user: User, price_list_id: int, resource_id: int, said: str, status: int
) -> HttpResponse:
    daftar = daftar_open(user, price_list_id)
    edition = _edition(daftar, id_asked(request, "edisi"))
    if edition is None:
        raise NotFound
    rows = match_rows(edition.id, price_list_id)
    context = {
        **_counts(daftar, edition, _asked(edition, request), rows),
        "needs": _needs(edition, price_list_id, [row for row in rows if row.id == resource_id]),
        "said": said,
        "refused": status != 200,  # noqa: PLR2004  the usual answer
    }
    response = render(request, "web/_katalog_harga_padanan_putusan.html", context, status=status)
    response["HX-Trigger"] = COVERAGE_CHANGED
    return response


def _needs(edition: EditionFace, price_list_id: int, rows: Sequence[NeedRow]) -> list[NeedView]:
    reviews = price_review_of(edition.id, price_list_id, [row.id for row in rows])
    return need_views(rows, reviews)


def _counts(daftar: Daftar, edition: EditionFace, asked: Asked, rows: Sequence[NeedRow]) -> dict[str, object]:
    counts = match_counts(rows)
    labels = {
        MatchPart.DIUSULKAN: _("Perlu dilihat"),
        MatchPart.DITERIMA: _("Berharga"),
        MatchPart.TANPA: _("Tanpa calon"),
        MatchPart.DITOLAK: _("Ditolak"),
    }
    return {
        "daftar": daftar,
        "price_list": daftar.face,
        "tab": "padanan",
        "edition": edition,
        "asked": asked,
        "kategori": asked.kategori.value if asked.kategori else "",
        "counts": counts,
        "tabs": [
            {
                "label": label,
                "count": counts[part],
                "current": asked.part is part,
                "query": asked.address(lihat=part.value if part is not MatchPart.DIUSULKAN else None),
            }
            for part, label in labels.items()
        ],
        "untried": counts[MatchPart.DIUSULKAN] + counts[MatchPart.DITOLAK] == 0 and counts[MatchPart.TANPA] > 0,
    }


def _bare(daftar: Daftar) -> dict[str, object]:
    return {"daftar": daftar, "price_list": daftar.face, "tab": "padanan", "edition": None}


def _edition(daftar: Daftar, edition_id: int | None) -> EditionFace | None:
    """The edition asked for, else the newest one of the bidang of the list, None where there is none."""
    shell = daftar.shell
    if edition_id:
        return shell.edition_of(edition_id)
    alike = (face for face in shell.editions if daftar.face.bidang in {"", face.bidang})
    return next(alike, shell.edition)


def _asked(edition: EditionFace, request: HttpRequest) -> Asked:
    part, kategori = text_asked(request, "lihat"), text_asked(request, "kategori")
    return Asked(
        edition.id,
        MatchPart(part) if part in set(MatchPart) else MatchPart.DIUSULKAN,
        Kategori(kategori) if kategori in set(Kategori) else None,
        text_asked(request, "q"),
    )


def _back(request: HttpRequest, price_list_id: int) -> HttpResponse:
    return redirect(f"{reverse('katalog_harga_padanan', args=[price_list_id])}?{request.GET.urlencode()}")


def _number(text: str) -> int:
    """An id as a form sends it, 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= ID_AT_MOST else 0


def _figure(count: int) -> str:
    return id_text(Decimal(count), 0)
