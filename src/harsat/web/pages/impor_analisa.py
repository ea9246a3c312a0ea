"""One code of an import: its lines as read beside what a decision makes of them, and own values cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from harsat.catalogue.selectors.batch_findings import FindingRow
from harsat.catalogue.selectors.batches import batch_overview
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import DomainError, Refused
from harsat.web.pages.impor_gate import impor_page, request_key_of
from harsat.web.pages.impor_temuan import Source, figure, kategori_name, temuan_view
from harsat.web.pages.katalog_shell import id_asked, katalog_render, katalog_shell, text_asked

EDITED = ("kode", "kategori", "item", "satuan", "koefisien")
"""Cells of a line that may be typed here, in the order of the table."""
WIDE = ("nama", "satuan_pekerjaan")
"""What all lines of an analysis say alike; typed once above them."""
KODE_ASKED = 500

Preview = Mapping[tuple[int, str], str]
"""The cells that the finding at hand would change, by row and field."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its name in the form, as the file has it, as it becomes, and what its field shows."""

    name: str
    field: str
    was: str
    now: str
    typed: str
    changed: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One row of the file, its cells before and after; a row that was dropped has no after."""

    row: int
    baris: str
    cells: Sequence[Cell]
    dropped: bool
    drops: bool


@impor_page
def analisa(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """The lines side by side; with a finding that waits, what it proposes is filled in and every cell may be typed."""
    batch = batch_get(batch_id)
    view = batch_analysis(batch_id, text_asked(request, "kode", KODE_ASKED))
    chosen = _chosen(view.findings, id_asked(request, "temuan"))
    preview = _preview(chosen)
    reason = ""
    if request.method == "POST":
        try:
            return _decided(request, user, batch_id, view, chosen)
        except DomainError as error:
            reason = error.message
    source = Source.of(*lines_unpack(batch.lines))
    lines = [_line(pair, preview, request) for pair in view.pairs]
    context: dict[str, object] = {
        "batch": batch_overview(batch_id).batch,
        "view": view,
        "wide": [_wide_cell(view.pairs, field, preview, request) for field in WIDE],
        "lines": lines,
        "findings": [temuan_view(row, source) for row in view.findings if not row.repaired],
        "chosen": temuan_view(chosen, source) if chosen else None,
        "reason": reason,
        "kategori": [(one.value, kategori_name(one.value)) for one in Kategori],
        "request_key": uuid4(),
    }
    response = katalog_render(request, katalog_shell(user, "karantina"), "impor_analisa", context)
    response.status_code = 422 if reason else 200
    return response


def _chosen(findings: Sequence[FindingRow], wanted: int | None) -> FindingRow | None:
    """The finding that own values are kept under: the one asked for, else the first that waits."""
    undecided = [row for row in findings if row.state == FindingState.TERBUKA]
    doubts = [row for row in undecided if not row.repaired and row.severity != "info"]
    return next((row for row in undecided if row.id == wanted), doubts[0] if doubts else None)


def _preview(chosen: FindingRow | None) -> Preview:
    return {(row, field): value for row, field, value in chosen.changes} if chosen else {}


def _decided(
    request: HttpRequest, user: User, batch_id: int, view: AnalysisView, chosen: FindingRow | None
) -> HttpResponse:
    """Keep what was typed; the proposal left as it was filled in is accepted.

    Raises:
        Refused: nothing waits, nothing was changed, or a value cannot stand.
    """
    if chosen is None:
        raise Refused(_("Tidak ada temuan yang menunggu di analisa ini; urungkan dulu."), code="import_nothing")
    changes = list(_changes(view.pairs, request))
    if not changes:
        raise Refused(_("Belum ada yang diubah."), code="import_nothing")
    accepts = bool(chosen.changes) and set(changes) == _as_typed(chosen)
    decision_make(
        batch_id=batch_id,
        action=DecisionAction.TERIMA if accepts else DecisionAction.UBAH,
        scope=Chosen([chosen.id]),
        by=user,
        request_key=request_key_of(request),
        changes=() if accepts else changes,
    )
    messages.success(request, _("Keputusan atas %(kode)s disimpan.") % {"kode": view.kode})
    return HttpResponseRedirect(f"{request.path}?kode={request.GET.get('kode', '')}")


def _as_typed(chosen: FindingRow) -> set[Change]:
    """The proposal as its fields show it."""
    return {Change(row, field, _text(field, str(value))) for row, field, value in chosen.changes}


def _changes(pairs: Sequence[LinePair], request: HttpRequest) -> Iterator[Change]:
    """Every cell that the form has otherwise than it stands now."""
    for pair in pairs:
        row, now = pair.before.row, pair.now
        if now is None:
            continue
        if request.POST.get(f"buang-{row}"):
            yield Change(row, DROP, "")
            continue
        for name, field in [*((f"{field}-{row}", field) for field in EDITED), *((field, field) for field in WIDE)]:
            typed = request.POST.get(name)
            if typed is not None and typed.strip() != _typed(now, field):
                yield Change(row, field, typed.strip())


def _line(pair: LinePair, preview: Preview, request: HttpRequest) -> LineView:
    row = pair.before.row
    cells = [_cell(f"{field}-{row}", pair, field, preview, request) for field in EDITED]
    drops = bool(request.POST.get(f"buang-{row}")) if request.POST else (row, DROP) in preview
    return LineView(row, pair.place or str(row), cells, pair.now is None, drops)


def _wide_cell(pairs: Sequence[LinePair], field: str, preview: Preview, request: HttpRequest) -> Cell:
    """The first line speaks for all, unless another one is to change."""
    speaks = next((pair for pair in pairs if (pair.before.row, field) in preview), pairs[0])
    return _cell(field, speaks, field, preview, request)


def _cell(name: str, pair: LinePair, field: str, preview: Preview, request: HttpRequest) -> Cell:
    after = pair.now or pair.before
    proposed = preview.get((after.row, field))
    shown = _typed(after, field) if proposed is None else _text(field, proposed)
    typed = request.POST.get(name, shown)
    return Cell(
        name,
        field,
        _shown(pair.before, field),
        _shown(after, field),
        typed,
        field in pair.changed or typed != _typed(after, field),
    )


def _typed(line: Line, field: str) -> str:
    return _text(field, cell_text(line, field))


def _text(field: str, value: str) -> str:
    """A canonical value as its field shows it."""
    return figure(value) if field == "koefisien" else value


def _shown(line: Line, field: str) -> str:
    text = cell_text(line, field)
    return kategori_name(text) if field == "kategori" else _text(field, text)
