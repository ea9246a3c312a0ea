"""Editions are made as drafts, published once, and retired; every step is logged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import JAM_PER_HARI, Bidang, Edition, EditionStatus
from harsat.catalogue.services.log import log_add
from harsat.kernel.errors import Refused

JAM_PER_HARI_USUAL = Decimal(8)


@transaction.atomic
def edition_draft_make(
    *,
    name: str,
    as_of: date,
    bidang: Bidang = Bidang.CIPTA_KARYA,
    source: str = "",
    jam_per_hari: Decimal | None = None,
    by: User | None = None,
) -> Edition:
    """A new, empty edition that may still change; man-days count 8 hours, in Bina Marga 7, unless told otherwise.

    Raises:
        Refused: the name is empty or taken.
    """
    name = name.strip()
    if not name or Edition.objects.filter(name=name).exists():
        raise Refused(_("Nama edisi kosong atau sudah dipakai."), code="edition_name")
    hours = jam_per_hari or JAM_PER_HARI.get(bidang, JAM_PER_HARI_USUAL)
    edition = Edition.objects.create(name=name, as_of=as_of, bidang=bidang, source=source, jam_per_hari=hours)
    log_add(by=by, verb="buat", noun="edisi", object_id=edition.pk, name=name)
    return edition


@transaction.atomic
def edition_publish_draft(*, edition: Edition, by: User | None = None) -> Edition:
    """Offer the draft to all projects; from now on it only grows.

    Raises:
        Refused: it is not a draft, or holds no analysis.
    """
    if edition.status != EditionStatus.DRAFT:
        raise Refused(_("Edisi %(name)s bukan konsep.") % {"name": edition.name}, code="edition_not_draft")
    if not edition.analyses.exists():
        raise Refused(_("Edisi %(name)s belum memuat analisa.") % {"name": edition.name}, code="edition_empty")
    return _status_set(edition, EditionStatus.PUBLISHED, "terbit", by)


@transaction.atomic
def edition_retire(*, edition: Edition, by: User | None = None) -> Edition:
    """Offer the edition no longer; projects that use it keep it.

    Raises:
        Refused: it is not published.
    """
    if edition.status != EditionStatus.PUBLISHED:
        raise Refused(_("Edisi %(name)s tidak sedang terbit.") % {"name": edition.name}, code="edition_not_published")
    return _status_set(edition, EditionStatus.RETIRED, "tarik", by)


@transaction.atomic
def edition_publish(
    *, name: str, as_of: date, bidang: Bidang = Bidang.CIPTA_KARYA, source: str = "", by: User | None = None
) -> Edition:
    """The published edition of this name, made when there is none: the way of starter files and commands.

    Raises:
        Refused: the edition is retired, or of another bidang.
    """
    edition = Edition.objects.filter(name=name).first() or edition_draft_make(
        name=name, as_of=as_of, bidang=bidang, source=source, by=by
    )
    edition_bidang_check(edition, bidang)
    if edition.status == EditionStatus.RETIRED:
        raise Refused(_("Edisi %(name)s sudah ditarik.") % {"name": name}, code="edition_retired")
    if edition.status == EditionStatus.DRAFT:
        _status_set(edition, EditionStatus.PUBLISHED, "terbit", by)
    return edition


def edition_bidang_check(edition: Edition, bidang: str) -> None:
    """Refuse to bring analyses of one bidang into an edition of another: their codes mean other works."""
    if edition.bidang != bidang:
        raise Refused(
            _("Edisi %(name)s memuat bidang %(known)s, bukan %(stated)s.")
            % {"name": edition.name, "known": edition.get_bidang_display(), "stated": Bidang(bidang).label},
            code="edition_bidang",
        )


def _status_set(edition: Edition, status: EditionStatus, verb: str, by: User | None) -> Edition:
    edition.status = status
    edition.save(update_fields=["status"])
    log_add(by=by, verb=verb, noun="edisi", object_id=edition.pk, name=edition.name)
    return edition
