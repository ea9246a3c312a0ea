"""Editions as those see them who answer for them: drafts, published and retired ones, and the step to the next."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harsat.accounts.models import User
from harsat.catalogue.models import Edition
from harsat.catalogue.roles import TERBIT, curator_may, curator_require
from harsat.catalogue.services.edition import edition_publish_draft, edition_retire
from harsat.kernel.errors import NotFound, Refused
from harsat.kernel.ids import ids_possible
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.katalog_shell import katalog_render, katalog_shell


@impor_page
def edisi(request: HttpRequest, user: User) -> HttpResponse:
    """All editions with what may be done to each."""
    shell = katalog_shell(user, "impor_edisi")
    return katalog_render(request, shell, "impor_edisi", {"may_publish": curator_may(user, TERBIT)})


@require_POST
@impor_page
def terbit(request: HttpRequest, user: User, edition_id: int) -> HttpResponse:
    """Offer a draft to all projects."""
    edition = _edition(user, edition_id)
    try:
        edition_publish_draft(edition=edition, by=user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("%(name)s terbit.") % {"name": edition.name})
    return redirect("impor_edisi")


@require_POST
@impor_page
def tarik(request: HttpRequest, user: User, edition_id: int) -> HttpResponse:
    """Offer an edition no longer; projects that use it keep it."""
    edition = _edition(user, edition_id)
    try:
        edition_retire(edition=edition, by=user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("%(name)s ditarik.") % {"name": edition.name})
    return redirect("impor_edisi")


def _edition(user: User, edition_id: int) -> Edition:
    curator_require(user, TERBIT)
    edition = Edition.objects.filter(pk__in=ids_possible([edition_id])).first()
    if edition is None:
        raise NotFound
    return edition
