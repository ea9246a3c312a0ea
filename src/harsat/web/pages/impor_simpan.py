"""From a quarantine into an edition: what would change, the commit, what it stored; or all of it turned away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.browse.editions import EditionFace
from harsat.catalogue.models import BatchStatus, EditionStatus
from harsat.catalogue.quarantine.batch import batch_reject
from harsat.catalogue.quarantine.commit import batch_commit
from harsat.catalogue.quarantine.diff import AnalysisDiff, CellDiff, EditionDiff, Named, batch_diff
from harsat.catalogue.roles import TERBIT, curator_may, curator_require
from harsat.catalogue.selectors.batch_analyses import batch_get, batch_report
from harsat.catalogue.selectors.batches import batch_overview
from harsat.kernel.errors import NotFound, Refused
from harsat.web.pages.impor_catatan import commit_logged
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.impor_temuan import figure, kategori_name
from harsat.web.pages.katalog_shell import KatalogShell, katalog_render, katalog_shell

PAGE = 50
NEW, CHANGED, GONE = "baru", "berubah", "hilang"


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of difference with its count."""

    kind: str
    label: str
    count: int
    current: bool


class CellView(NamedTuple):
    """One difference in words."""

    item: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One analysis that gets a new version, or is new, or is not in the file; cells only of the first."""

    kode: str
    uraian: str
    cells: Sequence[CellView] = ()


@impor_page
def simpan(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """What a commit would do, by kind; sent, do it."""
    batch = batch_get(batch_id)
    if batch.status not in {BatchStatus.DIAGNOSED, BatchStatus.COMMITTED}:
        raise Refused(_("Impor ini belum diperiksa atau sudah ditolak."), code="import_status")
    shell = katalog_shell(user, "karantina")
    edition = next((face for face in shell.editions if face.name == batch.edition_name), None)
    may = curator_may(user, TERBIT)
    if request.method == "POST":
        publish = bool(request.POST.get("terbit"))
        if publish or (edition and edition.published):
            curator_require(user, TERBIT)
        batch_commit(batch_id=batch_id, by=user, publish=publish)
        return redirect("impor_selesai", batch_id)
    diff = batch_diff(batch)
    tabs = _tabs(diff, request.GET.get("jenis", ""))
    kind = next((tab.kind for tab in tabs if tab.current), NEW)
    rows = _rows(diff, kind)
    page = _page(request.GET.get("hal", ""), len(rows))
    context: dict[str, object] = {
        "batch": batch_overview(batch_id).batch,
        "edition": edition,
        "may_publish": may,
        "may_store": may or not (edition and edition.published),
        "draft": edition is None or edition.status == EditionStatus.DRAFT,
        "diff": diff,
        "stored": len(diff.new) + len(diff.changed),
        "tabs": tabs,
        "kind": kind,
        "rows": rows[(page - 1) * PAGE : page * PAGE],
        "page_number": page,
        "pages": max(-(-len(rows) // PAGE), 1),
    }
    return katalog_render(request, shell, "impor_simpan", context)


@impor_page
def selesai(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """What the last commit stored, and where it stands now."""
    commit = commit_logged(batch_id)
    if commit is None:
        raise NotFound
    overview = batch_overview(batch_id)
    shell = katalog_shell(user, "karantina")
    context: dict[str, object] = {
        "batch": overview.batch,
        "left": overview.left,
        "commit": commit,
        "edition": _face(shell, commit.edition_id),
        "may_publish": curator_may(user, TERBIT),
    }
    return katalog_render(request, shell, "impor_selesai", context)


@require_POST
@impor_page
def tolak(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """Turn the whole import away; files and findings go, the entry stays."""
    batch = batch_reject(batch_id=batch_id, by=user)
    messages.success(request, _("Impor ke %(name)s ditolak; berkasnya dihapus.") % {"name": batch.edition_name})
    return redirect("impor")


@impor_page
def temuan(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:  # noqa: ARG001  every page knows its reader
    """The report of all findings as a CSV that a spreadsheet opens."""
    batch = batch_get(batch_id)
    response = HttpResponse("\ufeff" + batch_report(batch_id), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="temuan-{slugify(batch.edition_name) or batch_id}.csv"'
    return response


def _face(shell: KatalogShell, edition_id: int) -> EditionFace | None:
    return next((face for face in shell.editions if face.id == edition_id), None)


def _tabs(diff: EditionDiff, asked: str) -> list[Tab]:
    counts = (
        (NEW, _("Baru"), len(diff.new)),
        (CHANGED, _("Berubah"), len(diff.changed)),
        (GONE, _("Tidak ada di berkas"), len(diff.gone)),
    )
    filled = [kind for kind, _label, count in counts if count]
    shown = asked if asked in {NEW, CHANGED, GONE} else CHANGED if diff.changed else next(iter(filled), NEW)
    return [Tab(kind, label, count, kind == shown) for kind, label, count in counts]


def _rows(diff: EditionDiff, kind: str) -> list[ChangeView]:
    if kind == CHANGED:
        return [_change(one) for one in diff.changed]
    named: Sequence[Named] = diff.gone if kind == GONE else diff.new
    return [ChangeView(one.kode, one.uraian) for one in named]


def _change(diff: AnalysisDiff) -> ChangeView:
    return ChangeView(diff.kode, diff.uraian, [_cell(cell) for cell in diff.cells])


def _cell(cell: CellDiff) -> CellView:
    names = {
        "uraian": _("nama") if not cell.item else _("uraian"),
        "satuan": _("satuan"),
        "divisi": _("divisi"),
        "koefisien": _("koefisien"),
        "kategori": _("kategori"),
        "target_kode": _("analisa yang dimuat"),
        "urutan": _("urutan komponen"),
    }
    return CellView(cell.item, names.get(cell.column, cell.column), _value(cell, cell.before), _value(cell, cell.after))


def _value(cell: CellDiff, text: str) -> str:
    if cell.column == "kategori":
        return kategori_name(text)
    if cell.column == "koefisien":
        number, _blank, unit = text.partition(" ")
        return f"{figure(number)} {unit}".strip()
    return text


def _page(text: str, count: int) -> int:
    last = max(-(-count // PAGE), 1)
    return min(max(int(text), 1), last) if text.isascii() and text.isdecimal() and len(text) < len("1000000") else 1
