"""Held rows of a price list: by kind with their reasons, decided one by one, several at once, and opened again."""

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
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.selectors.held_walk import (
    HeldPart,
    HeldRow,
    held_page,
    held_rows,
    held_sifted,
)
from harsat.catalogue.prices.services import (
    price_held_accept,
    price_held_choose,
    price_held_foreign_reject,
    price_held_kind_accept,
    price_held_kind_reject,
    price_held_reject,
    price_held_reopen,
    price_list_offer,
)
from harsat.catalogue.roles import TERBIT, curator_require
from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import HARGA, id_text, number_read
from harsat.kernel.errors import DomainError, NotFound, Refused
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.katalog_harga_gate import Daftar, daftar_change, daftar_open
from harsat.web.pages.katalog_harga_tahan import KindView, RowView, groups_of, kind_views, row_view
from harsat.web.pages.katalog_shell import id_asked, katalog_page, katalog_render, text_asked


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `foreign` None is all goods."""

    part: HeldPart
    kind: PriceKind | None
    foreign: bool | None
    query: str

    def address(self, **changed: str | None) -> str:
        """The address of another view of the same page."""
        goods = {None: None, True: "lain", False: "bangunan"}[self.foreign]
        now = {
            "lihat": self.part.value if self.part is not HeldPart.MENUNGGU else None,
            "jenis": self.kind.value if self.kind else None,
            "barang": goods,
            "q": self.query or None,
        } | changed
        return urlencode({name: value for name, value in now.items() if value})


@katalog_page
def ditahan(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """The rows; a search and the next fifty come as a fragment, one row with its fields as well."""
    daftar = daftar_open(user, price_list_id)
    asked = _asked(request)
    rows = held_rows(price_list_id)
    edited = id_asked(request, "ubah")
    alone = edited or id_asked(request, "baris")
    if alone is not None and request.headers.get("HX-Request"):
        return _one(request, daftar, asked, rows, alone, edits=edited is not None)
    after = id_asked(request, "sesudah")
    behind = next((one for one in rows if one.id == after), None)
    page, more = held_page(
        held_sifted(rows, part=asked.part, kind=asked.kind, foreign=asked.foreign, query=asked.query), after=behind
    )
    context = {
        **_counts(daftar, asked, rows),
        "groups": groups_of(page, kind_views(rows, asked.address), goes_on=behind.kind if behind else None),
        "more": asked.address(sesudah=str(more)) if more else "",
        "edited": edited if daftar.changes else None,
    }
    if request.headers.get("HX-Request"):
        return render(request, "web/_katalog_harga_tahan_rows.html", context)
    return katalog_render(request, daftar.shell, "katalog_harga_ditahan", context)


def _one(
    request: HttpRequest, daftar: Daftar, asked: Asked, rows: Sequence[HeldRow], held_id: int, *, edits: bool
) -> HttpResponse:
    """One row alone, with its fields or as it stands."""
    row = next((one for one in rows if one.id == held_id), None)
    if row is None or (edits and not daftar.changes):
        raise NotFound
    template = "_katalog_harga_tahan_ubah" if edits and row.open else "_katalog_harga_tahan_row"
    return render(request, f"web/{template}.html", {**_counts(daftar, asked, rows), "row": row_view(row)})


@require_POST
@impor_page
def putusan(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """One act: "terima|12", "pilih|12", "simpan|12", "tolak|12", "buka|12", "tolak-jenis|harga_nol", "tolak-asing|"."""
    daftar_change(user, price_list_id)
    act, _bar, name = request.POST.get("act", "").partition("|")
    many = act in _MANY
    row = None if many else _row(price_list_id, name)
    try:
        said = _decided_many(act, price_list_id, name, user) if row is None else _decided(request, act, row, user)
    except NotFound:
        raise
    except DomainError as error:
        if many or row is None or not request.headers.get("HX-Request"):
            messages.warning(request, error.message)
            return _back(request, price_list_id, row)
        return _answer(request, user, price_list_id, [row.id], error, edits=act == "simpan")
    if many or not request.headers.get("HX-Request"):
        messages.success(request, said)
        return _back(request, price_list_id, None)
    assert row is not None
    return _answer(request, user, price_list_id, _touched(price_list_id, row), said)


@require_POST
@impor_page
def terbit(request: HttpRequest, user: User, price_list_id: int) -> HttpResponse:
    """Offer the list to projects."""
    curator_require(user, TERBIT)
    try:
        price_list = price_list_offer(price_list_id=price_list_id, by=user)
    except Refused as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("%(name)s terbit: proyek dapat diisi dari daftar ini.") % {"name": price_list.name})
    return redirect("katalog_harga", price_list_id)


_MANY = frozenset({"terima-jenis", "tolak-jenis", "tolak-asing"})


def _decided_many(act: str, price_list_id: int, name: str, by: User) -> str:
    if act == "tolak-asing":
        count = price_held_foreign_reject(price_list_id=price_list_id, by=by)
    elif name not in set(PriceKind):
        raise Refused(_("Perintah ini tidak dikenal."), code="price_act")
    elif act == "terima-jenis":
        count = price_held_kind_accept(price_list_id=price_list_id, kind=PriceKind(name), by=by)
        return ngettext("%(n)s harga diterima.", "%(n)s harga diterima.", count) % {"n": id_text(Decimal(count), 0)}
    else:
        count = price_held_kind_reject(price_list_id=price_list_id, kind=PriceKind(name), by=by)
    return ngettext("%(n)s baris ditolak.", "%(n)s baris ditolak.", count) % {"n": id_text(Decimal(count), 0)}


def _decided(request: HttpRequest, act: str, row: HeldRow, by: User) -> str:
    if act == "simpan":
        price_held_accept(
            held_id=row.id,
            harga=_harga(request.POST.get("harga", "")),
            satuan=request.POST.get("satuan", ""),
            uraian=request.POST.get("uraian", ""),
            by=by,
        )
    elif act == "terima":
        harga, satuan = row_view(row).proposed
        price_held_accept(held_id=row.id, harga=harga, satuan=satuan, by=by)
    elif act == "apa-adanya":
        price_held_accept(held_id=row.id, by=by)
    elif act == "pilih":
        price_held_choose(held_id=row.id, by=by)
    elif act == "tolak":
        price_held_reject(held_id=row.id, by=by)
        return _("Baris %(row)d ditolak.") % {"row": row.row}
    elif act == "buka":
        price_held_reopen(held_id=row.id, by=by)
        return _("Baris %(row)d dibuka lagi.") % {"row": row.row}
    else:
        raise Refused(_("Perintah ini tidak dikenal."), code="price_act")
    return _("Harga baris %(row)d diterima.") % {"row": row.row}


def _harga(text: str) -> Decimal:
    try:
        return number_read(text, HARGA).value
    except NumberRefused as refusal:
        raise Refused(refusal.message, code=refusal.code) from refusal


def _row(price_list_id: int, name: str) -> HeldRow:
    """The row of this list that a button names.

    Raises:
        NotFound: there is none.
    """
    if not name.isascii() or not name.isdecimal():
        raise NotFound
    row = next((one for one in held_rows(price_list_id) if one.id == int(name)), None)
    if row is None:
        raise NotFound
    return row


def _touched(price_list_id: int, row: HeldRow) -> list[int]:
    """Choosing one of several prices changes the others, too."""
    if row.kind is not PriceKind.HARGA_GANDA:
        return [row.id]
    goods = row.order[1:3]
    return [one.id for one in held_rows(price_list_id) if one.kind is row.kind and one.order[1:3] == goods]


def _answer(  # noqa: PLR0917  what was asked, then what came of it
    request: HttpRequest,
    user: User,
    price_list_id: int,
    ids: Sequence[int],
    said: str | DomainError,
    edits: bool = False,  # noqa: FBT001, FBT002  whether the fields stay open
) -> HttpResponse:
    daftar = daftar_open(user, price_list_id)
    rows = held_rows(price_list_id)
    refused = isinstance(said, DomainError)
    wanted = set(ids)
    context = {
        **_counts(daftar, _asked(request), rows),
        "rows": [_typed(row_view(row), request) if edits else row_view(row) for row in rows if row.id in wanted],
        "edits": edits,
        "said": said.message if isinstance(said, DomainError) else said,
        "refused": refused,
    }
    status = said.status if isinstance(said, DomainError) else 200
    return render(request, "web/_katalog_harga_tahan_putusan.html", context, status=status)


def _typed(row: RowView, request: HttpRequest) -> RowView:
    """The row with what was typed in it, so that a refusal loses nothing."""
    given = request.POST
    return row.typed(given.get("harga", ""), given.get("satuan", ""), given.get("uraian", ""))


def _counts(daftar: Daftar, asked: Asked, rows: Sequence[HeldRow]) -> dict[str, object]:
    """What is counted on the page, the same before and after a decision."""
    kinds: list[KindView] = kind_views(rows, asked.address, current=asked.kind)
    left = sum(row.open for row in rows)
    tabs = (
        (HeldPart.MENUNGGU, _("Menunggu"), left),
        (HeldPart.DIPUTUS, _("Diputus"), len(rows) - left),
        (HeldPart.SEMUA, _("Semua"), len(rows)),
    )
    return {
        "daftar": daftar,
        "price_list": daftar.face,
        "tab": "ditahan",
        "asked": asked,
        "kinds": kinds,
        "left": left,
        "total": len(rows),
        "foreign_left": sum(row.open and row.foreign for row in rows),
        "tabs": [
            {
                "label": label,
                "count": count,
                "current": asked.part is part,
                "query": asked.address(lihat=part.value if part is not HeldPart.MENUNGGU else None),
            }
            for part, label, count in tabs
        ],
        "share": 100 * (len(rows) - left) / len(rows) if rows else 100,
        "hidden": asked.address(),
    }


def _asked(request: HttpRequest) -> Asked:
    return _asked_from({name: text_asked(request, name) for name in ("lihat", "jenis", "barang", "q")})


def _asked_from(given: dict[str, str]) -> Asked:
    part, kind = given["lihat"], given["jenis"]
    return Asked(
        HeldPart(part) if part in set(HeldPart) else HeldPart.MENUNGGU,
        PriceKind(kind) if kind in set(PriceKind) else None,
        {"lain": True, "bangunan": False}.get(given["barang"]),
        given["q"],
    )


def _back(request: HttpRequest, price_list_id: int, row: HeldRow | None) -> HttpResponse:
    asked = _asked(request)
    query = asked.address(ubah=str(row.id) if row and request.POST.get("act", "").startswith("simpan") else None)
    url = reverse("katalog_harga_ditahan", args=[price_list_id]) + (f"?{query}" if query else "")
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)
