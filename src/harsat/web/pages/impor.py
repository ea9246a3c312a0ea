"""Imports: the list of them, and the upload of files into an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.core.cache import cache
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import BatchStatus, ImportBatch
from harsat.catalogue.quarantine.batch import BYTES_AT_MOST, FILES_AT_MOST, batch_make, batch_remove, batch_same
from harsat.catalogue.quarantine.source import batch_paths
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import tables_read
from harsat.catalogue.selectors.batches import BatchRow, batch_overview, batches
from harsat.kernel.clock import today
from harsat.kernel.errors import DomainError
from harsat.web.pages.impor_form import NEW, Target, UnggahForm
from harsat.web.pages.impor_gate import HEADER, impor_page, onward, request_key_of
from harsat.web.pages.impor_look import look_keep
from harsat.web.pages.katalog_shell import KatalogShell, katalog_render, katalog_shell

MEGABYTE = 1024 * 1024
KEY_KEPT = 3600
PRICE_LIST = "file_price_list"


@dataclass(frozen=True, slots=True)
class ImporView:
    """One import in the list: how it is doing in a glyph and words, and where it goes on."""

    batch: BatchRow
    tone: str
    state: str
    url: str
    left: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A reason why nothing was uploaded; `file` where it is about one of them."""

    file: str
    reason: str
    price_list: bool = False


@impor_page
def impor(request: HttpRequest, user: User) -> HttpResponse:
    """The newest imports first."""
    shell = katalog_shell(user, "impor")
    rows = [_view(row, shell.waiting.get(row.id, 0)) for row in batches()]
    return katalog_render(request, shell, "impor", {"rows": rows})


@impor_page
def baru(request: HttpRequest, user: User) -> HttpResponse:
    """The form of an upload. A script gets back what was refused alone, so that chosen files stay chosen."""
    shell = katalog_shell(user, "impor")
    if request.method != "POST":
        first = next((face for face in shell.editions if face.status == "draft"), None)
        initial = {"as_of": today(), "edisi": str(first.id) if first else None}
        return _form_page(request, shell, UnggahForm(initial=initial, editions=shell.editions))
    form = UnggahForm(request.POST, editions=shell.editions)
    files = request.FILES.getlist("berkas")
    if not form.is_valid():
        return _form_page(request, shell, form, status=422)
    target = form.target()
    same = (
        None if request.POST.get("tetap") else batch_same(files=files, edition_name=target.name, bidang=target.bidang)
    )
    if same:
        return _form_page(request, shell, form, same=same, status=409)
    try:
        batch_id = _uploaded(request, user, files, target)
    except DomainError as error:
        troubles = error.extra.get("troubles") or [Trouble("", error.message)]
        return _form_page(request, shell, form, troubles=troubles, status=error.status)
    return onward(request, reverse("impor_kolom", args=[batch_id]))


def refused_page(request: HttpRequest, user: User, batch: ImportBatch, refusal: FileRefused) -> HttpResponse:
    """The form once more, with where the files were to go, after reading turned them away and removed the import."""
    shell = katalog_shell(user, "impor")
    edition = next((face for face in shell.editions if face.name == batch.edition_name), None)
    initial = {
        "edisi": str(edition.id) if edition else NEW,
        "nama": batch.edition_name,
        "bidang": batch.bidang,
        "as_of": batch.as_of,
        "sumber": batch.source,
    }
    trouble = Trouble("", refusal.message, price_list=refusal.code == PRICE_LIST)
    form = UnggahForm(initial=initial, editions=shell.editions)
    return _form_page(request, shell, form, troubles=[trouble], status=refusal.status)


def _uploaded(request: HttpRequest, user: User, files: Sequence[File[bytes]], target: Target) -> int:
    """Keep the files and look into them; sent twice, the form answers with the import it made.

    Raises:
        DomainError: something is refused; nothing is left behind, and `troubles` names every bad file.
    """
    mark = f"impor-unggah:{user.pk}:{request_key_of(request)}"
    if done := cache.get(mark):
        return int(done)
    batch = batch_make(
        files=files,
        edition_name=target.name,
        bidang=target.bidang,
        as_of=target.as_of,
        source=target.source,
        by=user,
    )
    try:
        look_keep(batch)
    except FileRefused as refusal:
        troubles = _troubles(batch) or [Trouble("", refusal.message)]
        batch_remove(batch_id=batch.pk, by=user, reason=refusal.message)
        raise FileRefused(refusal.message, code=refusal.code, troubles=troubles) from refusal
    cache.set(mark, batch.pk, KEY_KEPT)
    return batch.pk


def _troubles(batch: ImportBatch) -> list[Trouble]:
    """Which of the files cannot be read, each with its own reason."""
    names = batch.files.order_by("id").values_list("name", flat=True)
    found = []
    for name, path in zip(names, batch_paths(batch), strict=True):
        try:
            tables_read(path)
        except FileRefused as refusal:
            found.append(Trouble(Path(name).name, refusal.message.replace(path.name, name)))
    return found


def _form_page(
    request: HttpRequest,
    shell: KatalogShell,
    form: UnggahForm,
    *,
    troubles: Sequence[Trouble] = (),
    same: ImportBatch | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {
        "form": form,
        "troubles": troubles,
        "same": batch_overview(same.pk).batch if same else None,
        "files_at_most": FILES_AT_MOST,
        "megabytes": BYTES_AT_MOST // MEGABYTE,
        "request_key": request.POST.get("request_key") or uuid4(),
    }
    if HEADER in request.headers:
        return render(request, "web/_impor_fields.html", context, status=status)
    response = katalog_render(request, shell, "impor_baru", context)
    response.status_code = status
    return response


def _view(row: BatchRow, left: int) -> ImporView:
    page = "impor_kolom" if row.status in {BatchStatus.UPLOADED, BatchStatus.MAPPED} else "impor_karantina"
    url = "" if row.status == BatchStatus.REJECTED else reverse(page, args=[row.id])
    tone, state = _state(row, left)
    return ImporView(row, tone, state, url, left)


def _state(row: BatchRow, left: int) -> tuple[str, str]:
    if row.status == BatchStatus.REJECTED:
        return "belum", _("Ditolak")
    if row.status in {BatchStatus.UPLOADED, BatchStatus.MAPPED}:
        return "terlambat", _("Menunggu kolom")
    if row.status == BatchStatus.COMMITTED:
        return ("terlambat", _("Sebagian disimpan")) if left else ("sesuai", _("Disimpan"))
    return ("terlambat", _("Menunggu keputusan")) if left else ("selesai", _("Siap disimpan"))
