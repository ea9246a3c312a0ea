"""Import of a price list: files up, what was found in them, and only then stored."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.models import PriceList, PriceListStatus
from harsat.catalogue.prices.reading import price_files_read
from harsat.catalogue.prices.services import PriceImport, price_list_import
from harsat.catalogue.prices.uploads import BYTES_AT_MOST, FILES_AT_MOST, upload_keep, upload_paths, upload_remove
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import tables_read
from harsat.catalogue.roles import TERBIT, curator_may, curator_require
from harsat.engine.numbers import id_text
from harsat.kernel.errors import DomainError
from harsat.web.pages.impor_gate import HEADER, impor_page, onward
from harsat.web.pages.katalog_harga_baca import Baca, berkas_baca
from harsat.web.pages.katalog_harga_form import DaftarForm, initial_of
from harsat.web.pages.katalog_harga_gate import PAGE
from harsat.web.pages.katalog_shell import katalog_render, katalog_shell

MEGABYTE = 1024 * 1024
REGIONS = "file_regions"


@impor_page
def impor(request: HttpRequest, user: User) -> HttpResponse:
    """The upload. A script gets back what was refused alone, so that chosen files stay chosen."""
    if request.method != "POST":
        return _upload_page(request, user)
    try:
        key = upload_keep(files=request.FILES.getlist("berkas"), by=user)
    except DomainError as error:
        return _upload_page(request, user, [("", error.message)], status=error.status)
    paths = upload_paths(key=key, by=user)
    try:
        price_files_read(paths)
    except FileRefused as refusal:
        if refusal.code != REGIONS:
            troubles = _troubles(paths) or [("", refusal.message)]
            upload_remove(key=key, by=user)
            return _upload_page(request, user, troubles, status=refusal.status)
    return onward(request, reverse("katalog_harga_periksa", args=[key]))


@impor_page
def periksa(request: HttpRequest, user: User, key: UUID) -> HttpResponse:
    """What stands in the files; another region or price column is read anew, and what was typed stays."""
    paths = upload_paths(key=key, by=user)
    read = berkas_baca(paths, request.POST)
    if request.method != "POST":
        form = DaftarForm(initial=initial_of(paths, wilayah=read.wilayah, periode=read.periode))
        return _read_page(request, user, key, read, form)
    form = DaftarForm(request.POST)
    if "simpan" not in request.POST:
        again = DaftarForm(initial={**request.POST.dict(), **_renamed(request, paths, read)})
        return _read_page(request, user, key, read, again)
    if not form.is_valid() or read.diagnosis is None:
        return _read_page(request, user, key, read, form, status=422)
    try:
        stored = _stored(user, read, form, publish="terbit" in request.POST)
    except DomainError as error:
        form.add_error(None, error.message)
        return _read_page(request, user, key, read, form, status=error.status)
    upload_remove(key=key, by=user)
    messages.success(request, _said(stored))
    page = "katalog_harga_ditahan" if stored.held else "katalog_harga"
    return redirect(page, stored.price_list.pk)


@require_POST
@impor_page
def buang(request: HttpRequest, user: User, key: UUID) -> HttpResponse:
    """Forget the files; nothing was stored."""
    upload_remove(key=key, by=user)
    messages.info(request, _("Unggahan dibuang; tidak ada yang disimpan."))
    return redirect("katalog_daftar_harga")


def _stored(user: User, read: Baca, form: DaftarForm, *, publish: bool) -> PriceImport:
    """The list brought to what the file says.

    Raises:
        Forbidden: publishing, or a list that is published, without the right to publish.
        Refused: as `price_list_import`.
    """
    assert read.diagnosis is not None
    given = form.cleaned_data
    public = PriceList.objects.filter(name=given["nama"].strip(), status=PriceListStatus.PUBLISHED).exists()
    if publish or public:
        curator_require(user, TERBIT)
    return price_list_import(
        name=given["nama"],
        diagnosis=read.diagnosis,
        as_of=given["as_of"],
        wilayah=given["wilayah"],
        periode=given["periode"],
        source=given["sumber"],
        bidang=form.bidang_chosen(),
        publish=publish,
        by=user,
    )


def _said(stored: PriceImport) -> str:
    offered = stored.added + stored.changed + stored.unchanged
    return _("%(offered)s harga tersimpan di %(name)s, %(held)s baris ditahan.") % {
        "offered": id_text(Decimal(offered), 0),
        "name": stored.price_list.name,
        "held": id_text(Decimal(stored.held), 0),
    }


def _renamed(request: HttpRequest, paths: Sequence[Path], read: Baca) -> dict[str, object]:
    """A name that nobody has typed follows the region that was chosen."""
    before = initial_of(paths, wilayah=request.POST.get("terbaca", ""), periode=read.periode)["nama"]
    if request.POST.get("nama", "") not in {"", before, paths[0].stem.replace("_", " ")}:
        return {}
    fresh = initial_of(paths, wilayah=read.wilayah, periode=read.periode)
    return {name: fresh[name] for name in ("nama", "periode", "as_of") if fresh[name]}


def _troubles(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Which of the files cannot be read, each with its own reason."""
    found = []
    for path in paths:
        try:
            tables_read(path)
        except FileRefused as refusal:
            found.append((path.name, refusal.message))
    return found


def _upload_page(
    request: HttpRequest, user: User, troubles: Sequence[tuple[str, str]] = (), *, status: int = 200
) -> HttpResponse:
    context: dict[str, object] = {
        "troubles": [{"file": file, "reason": reason} for file, reason in troubles],
        "files_at_most": FILES_AT_MOST,
        "megabytes": BYTES_AT_MOST // MEGABYTE,
        "request_key": uuid4(),
    }
    if HEADER in request.headers:
        return render(request, "web/_katalog_harga_impor_fields.html", context, status=status)
    response = katalog_render(request, katalog_shell(user, PAGE), "katalog_harga_impor", context)
    response.status_code = status
    return response


def _read_page(
    request: HttpRequest, user: User, key: UUID, read: Baca, form: DaftarForm, *, status: int = 200
) -> HttpResponse:
    name = str(form["nama"].value() or "").strip()
    context: dict[str, object] = {
        "key": key,
        "read": read,
        "form": form,
        "standing": PriceList.objects.filter(name=name).first() if name else None,
        "publishes": curator_may(user, TERBIT),
        "publish": request.method != "POST" or "terbit" in request.POST,
    }
    response = katalog_render(request, katalog_shell(user, PAGE), "katalog_harga_periksa", context)
    response.status_code = status
    return response
