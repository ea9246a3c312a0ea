"""The quarantine of an import: findings by kind, what the file says beside what is proposed, and the next act."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import BatchStatus
from harsat.catalogue.quarantine.packing import lines_unpack
from harsat.catalogue.selectors.batch_analyses import batch_get
from harsat.catalogue.selectors.batch_walk import Part, findings_walk
from harsat.kernel.errors import Refused
from harsat.web.pages.impor_asked import Asked, asked_of
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.impor_panel import Panel, groups_of, heads_of, kinds_walked, panel_of
from harsat.web.pages.impor_temuan import Source
from harsat.web.pages.katalog_shell import katalog_render, katalog_shell

UNREAD = {BatchStatus.UPLOADED.value, BatchStatus.MAPPED.value}


@impor_page
def karantina(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """Fifty findings from the kind asked for; the next fifty come as a fragment."""
    batch = batch_get(batch_id)
    if batch.status in UNREAD:
        return redirect("impor_kolom", batch_id)
    if batch.status == BatchStatus.REJECTED:
        raise Refused(_("Impor ini sudah ditolak; berkasnya tidak disimpan lagi."), code="import_status")
    asked = asked_of(request)
    panel = panel_of(user, batch_id, asked)
    context = {**rows_context(panel, asked, Source.of(*lines_unpack(batch.lines))), "batch": panel.overview.batch}
    if request.headers.get("HX-Request"):
        return render(request, "web/_impor_temuan.html", context)
    shell = katalog_shell(user, "karantina")
    return katalog_render(request, shell, "impor_karantina", {**context, "panel": panel, "request_key": uuid4()})


def rows_context(panel: Panel, asked: Asked, source: Source) -> dict[str, object]:
    """The findings of a page with what goes on behind them; one query."""
    kinds = kinds_walked(panel, asked)
    found = findings_walk(
        panel.overview.batch.id,
        part=asked.part,
        kinds=kinds,
        severity=asked.severity,
        search=asked.search,
        after=asked.after,
    )
    after = f"{found.after.kind}:{found.after.order}" if found.after else None
    return {
        "asked": asked,
        "groups": groups_of(found.rows, source, heads_of(panel), goes_on=asked.after.kind if asked.after else ""),
        "more": asked.query(sesudah=after) if after else "",
        "mended_part": asked.part in {Part.PERBAIKAN, Part.CATATAN},
    }
