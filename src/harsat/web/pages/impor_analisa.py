"""One code of an import: its lines as read beside what decisions make of them, and own values cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.models import DecisionAction, FindingState
from harsat.catalogue.quarantine.decide import Chosen, decision_make
from harsat.catalogue.quarantine.packing import lines_unpack
from harsat.catalogue.quarantine.report import cell_text
from harsat.catalogue.selectors.batch_analyses import AnalysisView, LinePair, batch_analysis, batch_get
from harsat.catalogue.selectors.batches import batch_overview
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import DomainError, Refused
from harsat.web.pages.impor_gate import impor_page, request_key_of
from harsat.web.pages.impor_temuan import Source, TemuanView, figure, kategori_name, temuan_view
from harsat.web.pages.katalog_shell import id_asked, katalog_render, katalog_shell, text_asked

EDITED = ("kode", "kategori", "item", "satuan", "koefisien")
"""Cells of a line that may be typed here, in the order of the table."""
KODE_ASKED = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: as the file has it, as it becomes, and what its field shows."""

    field: str
    was: str
    now: str
    typed: str
    changed: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One row of the file, its cells before and after; a dropped row has no after."""

    row: int
    baris: str
    cells: Sequence[Cell]
    dropped: bool


@impor_page
def analisa(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """The lines side by side; with a finding that waits, every cell of the right side may be typed."""
    batch = batch_get(batch_id)
    view = batch_analysis(batch_id, text_asked(request, "kode", KODE_ASKED))
    source = Source.of(*lines_unpack(batch.lines))
    findings = [temuan_view(row, source) for row in view.findings if not row.repaired]
    chosen = _chosen(findings, id_asked(request, "temuan"))
    reason = ""
    if request.method == "POST":
        try:
            return _changed(request, user, batch_id, view, chosen)
        except DomainError as error:
            reason = error.message
    context: dict[str, object] = {
        "batch": batch_overview(batch_id).batch,
        "view": view,
        "lines": [_line(pair, request) for pair in view.pairs],
        "findings": findings,
        "chosen": chosen,
        "reason": reason,
        "kategori": [(one.value, kategori_name(one.value)) for one in Kategori],
        "request_key": uuid4(),
    }
    response = katalog_render(request, katalog_shell(user, "karantina"), "impor_analisa", context)
    response.status_code = 422 if reason else 200
    return response


def _chosen(findings: Sequence[TemuanView], wanted: int | None) -> TemuanView | None:
    """The finding that own values are kept under: the one asked for, else the first that waits."""
    waiting = [one for one in findings if one.open]
    return next((one for one in waiting if one.id == wanted), waiting[0] if waiting else None)


def _changed(
    request: HttpRequest, user: User, batch_id: int, view: AnalysisView, chosen: TemuanView | None
) -> HttpResponse:
    """Keep what was typed otherwise than it stands.

    Raises:
        Refused: nothing waits, nothing was changed, or a value cannot stand.
    """
    changes = [change for pair in view.pairs for change in _changes(pair, request)]
    if chosen is None:
        raise Refused(_("Tidak ada temuan yang menunggu di analisa ini; urungkan dulu."), code="import_nothing")
    if not changes:
        raise Refused(_("Belum ada yang diubah."), code="import_nothing")
    decision_make(
        batch_id=batch_id,
        action=DecisionAction.UBAH,
        scope=Chosen([chosen.id], FindingState.TERBUKA),
        by=user,
        request_key=request_key_of(request),
        changes=changes,
    )
    messages.success(request, _("Perubahan %(kode)s disimpan.") % {"kode": view.kode})
    return HttpResponseRedirect(request.get_full_path())


def _changes(pair: LinePair, request: HttpRequest) -> list[Change]:
    row = pair.before.row
    if pair.now is None:
        return []
    if request.POST.get(f"buang-{row}"):
        return [Change(row, DROP, "")]
    return [
        Change(row, field, typed)
        for field in EDITED
        if (typed := request.POST.get(f"{field}-{row}")) is not None and typed.strip() != _typed(pair.now, field)
    ]


def _line(pair: LinePair, request: HttpRequest) -> LineView:
    cells = [_cell(pair, field, request) for field in EDITED]
    return LineView(pair.before.row, pair.place or str(pair.before.row), cells, pair.now is None)


def _cell(pair: LinePair, field: str, request: HttpRequest) -> Cell:
    after = pair.now or pair.before
    typed = request.POST.get(f"{field}-{pair.before.row}", _typed(after, field))
    return Cell(field, _shown(pair.before, field), _shown(after, field), typed, field in pair.changed)


def _typed(line: Line, field: str) -> str:
    text = cell_text(line, field)
    return figure(text) if field == "koefisien" else text


def _shown(line: Line, field: str) -> str:
    text = cell_text(line, field)
    if field == "kategori":
        return kategori_name(text)
    return figure(text) if field == "koefisien" else text
