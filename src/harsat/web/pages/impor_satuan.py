"""Teaches spellings of units from the quarantine: remembered for every later file, and settled in this one at once."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.diagnosis.kinds import Kind
from harsat.catalogue.models import DecisionAction, FindingState, ImportFinding
from harsat.catalogue.quarantine.decide import Chosen, decision_make
from harsat.catalogue.selectors.batch_walk import unknown_units
from harsat.catalogue.selectors.batches import batch_overview
from harsat.catalogue.services.learned import unit_spelling_learn
from harsat.kernel.errors import DomainError
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.katalog_shell import katalog_render, katalog_shell


@impor_page
def satuan(request: HttpRequest, user: User, batch_id: int) -> HttpResponse:
    """Every unknown spelling of the file with a field for what it is printed as; empty fields stay unknown."""
    overview = batch_overview(batch_id)
    sent = _sent(request)
    reasons: dict[str, str] = {}
    if request.method == "POST":
        taught = 0
        for spelling, printed in sent.items():
            try:
                taught += _taught(user, batch_id, spelling, printed)
            except DomainError as error:
                reasons[spelling] = error.message
        if not reasons:
            if taught:
                messages.success(request, _("%(n)d temuan diubah; ejaannya diingat.") % {"n": taught})
            address = reverse("impor_karantina", args=[batch_id])
            return HttpResponseRedirect(f"{address}?jenis={Kind.SATUAN_TIDAK_DIKENAL.value}")
    rows = [
        (spelling, count, sent.get(spelling, ""), reasons.get(spelling, ""))
        for spelling, count in unknown_units(batch_id)
    ]
    response = katalog_render(
        request, katalog_shell(user, "karantina"), "impor_satuan", {"batch": overview.batch, "rows": rows}
    )
    response.status_code = 422 if reasons else 200
    return response


def _sent(request: HttpRequest) -> dict[str, str]:
    """Spelling -> what it is printed as, for every field that was filled in."""
    pairs = zip(request.POST.getlist("ejaan"), request.POST.getlist("satuan"), strict=False)
    return {spelling: printed.strip() for spelling, printed in pairs if printed.strip()}


def _taught(user: User, batch_id: int, spelling: str, printed: str) -> int:
    """Settle the findings of one spelling, then remember it; answers with how many there were."""
    found = ImportFinding.objects.filter(
        Q(kind=Kind.SATUAN_TIDAK_DIKENAL.value, state=FindingState.TERBUKA, repaired=False),
        batch_id=batch_id,
        original=spelling,
    )
    ids = list(found.values_list("id", flat=True))
    if not ids:
        return 0
    receipt = decision_make(
        batch_id=batch_id,
        action=DecisionAction.UBAH,
        scope=Chosen(ids),
        by=user,
        request_key=uuid4(),
        value=printed,
    )
    unit_spelling_learn(spelling=spelling, printed=printed, by=user)
    return receipt.decided
