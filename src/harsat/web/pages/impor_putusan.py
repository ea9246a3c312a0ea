"""Decisions from the quarantine: one finding, a selection or a whole kind, undone and done again.

A button says its act in one word each: "terima|satu|12", "tolak|jenis|duplikat", "terima|yakin|duplikat",
"buka|satu|12|diterima", "ubah|pilihan", "urungkan|4". The page gets back only what changed; a browser without
scripts is sent to the page it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.models import DecisionAction, FindingState
from harsat.catalogue.quarantine.decide import Chosen, OfKind, Receipt, Scope, decision_make
from harsat.catalogue.quarantine.packing import lines_unpack
from harsat.catalogue.quarantine.undo import decision_redo, decision_undo
from harsat.catalogue.selectors.batch_analyses import batch_get
from harsat.catalogue.selectors.batch_findings import FindingRow
from harsat.catalogue.selectors.batch_walk import findings_decided_by, findings_of_ids, findings_waiting
from harsat.engine.numbers import id_text
from harsat.kernel.errors import DomainError, NotFound, Refused
from harsat.kernel.ids import ID_AT_MOST
from harsat.web.pages.impor_asked import asked_posted
from harsat.web.pages.impor_gate import impor_page, request_key_of
from harsat.web.pages.impor_panel import groups_of, heads_of, panel_of
from harsat.web.pages.impor_temuan import Source

HEADER = "X-Impor"
SHOWN_AT_MOST = 2000
UNDO, REDO = "urungkan", "ulangi"


@dataclass(frozen=True, slots=True)
class Act:
    """What a button asks for; `chosen` are the findings it names, none for a whole kind."""

    action: str
    scope: Scope | None
    chosen: Sequence[int]
    sequence: int | None = None


@require_POST
@impor_page
def putusan(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """Do one act, then answer with the rows it changed and every count of the page."""
    act = act_read(request)
    try:
        receipt = _done(request, user, batch_id, act)
    except NotFound:
        raise
    except DomainError as error:
        if HEADER not in request.headers:
            messages.warning(request, error.message)
            return _back(request, batch_id)
        rows = findings_of_ids(batch_id, act.chosen)
        return _answer(request, user, batch_id, rows, error.message, status=error.status)
    if HEADER not in request.headers:
        messages.success(request, _said(act, receipt))
        return _back(request, batch_id)
    rows = findings_decided_by(batch_id, receipt.sequence, _ids(request.POST.getlist("tampil"))[:SHOWN_AT_MOST])
    return _answer(request, user, batch_id, rows, _said(act, receipt))


def act_read(request: HttpRequest) -> Act:
    """The act of the button that was pressed.

    Raises:
        Refused: no act that exists, or nothing chosen.
    """
    action, _bar, rest = request.POST.get("act", "").partition("|")
    scope, *names = rest.split("|")
    if action in {UNDO, REDO}:
        return Act(action, None, [], next(iter(_ids([scope])), None))
    if action not in DecisionAction.values:
        raise Refused(_("Perintah ini tidak dikenal."), code="import_act")
    if scope in {"jenis", "yakin"}:
        return Act(action, OfKind("".join(names[:1]), only_sure=scope == "yakin"), [])
    chosen = _ids(names[:1] if scope == "satu" else request.POST.getlist("temuan"))
    if not chosen:
        raise Refused(_("Pilih temuannya dulu."), code="import_nothing")
    seen = names[1] if len(names) > 1 and names[1] in FindingState.values else FindingState.TERBUKA
    return Act(action, Chosen(chosen, FindingState(seen)), chosen)


def _done(request: HttpRequest, user: User, batch_id: int, act: Act) -> Receipt:
    if act.scope is None:
        turn = decision_undo if act.action == UNDO else decision_redo
        return turn(batch_id=batch_id, by=user, sequence=act.sequence)
    value = request.POST.get("nilai", "") if act.action == DecisionAction.UBAH else ""
    return decision_make(
        batch_id=batch_id,
        action=DecisionAction(act.action),
        scope=act.scope,
        by=user,
        request_key=request_key_of(request),
        value=value,
    )


def _said(act: Act, receipt: Receipt) -> str:
    """What was done, in one sentence with its number."""
    words = {
        DecisionAction.TERIMA.value: ngettext("%(n)s usulan diterima.", "%(n)s usulan diterima.", receipt.decided),
        DecisionAction.UBAH.value: ngettext("%(n)s temuan diubah.", "%(n)s temuan diubah.", receipt.decided),
        DecisionAction.TOLAK.value: ngettext("%(n)s temuan ditolak.", "%(n)s temuan ditolak.", receipt.decided),
        DecisionAction.BUKA.value: ngettext("%(n)s temuan dibuka lagi.", "%(n)s temuan dibuka lagi.", receipt.decided),
        UNDO: ngettext("%(n)s temuan diurungkan.", "%(n)s temuan diurungkan.", receipt.decided),
        REDO: ngettext("%(n)s temuan diputus lagi.", "%(n)s temuan diputus lagi.", receipt.decided),
    }
    dropped = ngettext("%(n)s temuan dibuang.", "%(n)s temuan dibuang.", receipt.decided)
    return words.get(act.action, dropped) % {"n": id_text(Decimal(receipt.decided), 0)}


def _answer(
    request: HttpRequest, user: User, batch_id: int, rows: Sequence[FindingRow], said: str, *, status: int = 200
) -> HttpResponse:
    asked = asked_posted(request)
    panel = panel_of(user, batch_id, asked)
    source = Source.of(*lines_unpack(batch_get(batch_id).lines))
    context = {
        "panel": panel,
        "batch": panel.overview.batch,
        "asked": asked,
        "groups": groups_of(rows, source, heads_of(panel)),
        "said": said,
        "waits": sum(findings_waiting().values()),
        "refused": status != HttpResponse.status_code,
        "request_key": uuid4(),
    }
    return render(request, "web/_impor_putusan.html", context, status=status)


def _back(request: HttpRequest, batch_id: int) -> HttpResponse:
    query = asked_posted(request).query()
    return HttpResponseRedirect(reverse("impor_karantina", args=[batch_id]) + (f"?{query}" if query else ""))


def _ids(texts: Sequence[str]) -> list[int]:
    """Ids as a form sends them, one a field or many in one, once each; what is none is left out."""
    parts = [part for text in texts for part in text.split(",")]
    found = [int(text) for text in parts if text.isascii() and text.isdecimal() and int(text) <= ID_AT_MOST]
    return list(dict.fromkeys(found))
