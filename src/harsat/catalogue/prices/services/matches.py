"""Matches of a list's prices to an edition's resources: proposed by the machine, decided by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.models import (
    NAME_MAX,
    Edition,
    MatchReason,
    MatchState,
    PriceList,
    PriceListItem,
    PriceMatch,
    Resource,
)
from harsat.catalogue.prices.conversion import Conversion, conversion_find, conversion_stated
from harsat.catalogue.prices.matching import Candidate, Matcher, Need, Offer, matches_rank
from harsat.catalogue.prices.units import unit_same
from harsat.catalogue.services.log import log_add
from harsat.engine.snapshot import Kategori
from harsat.kernel.clock import now
from harsat.kernel.errors import Conflict, NotFound, Refused

BATCH = 1000


class Proposed(NamedTuple):
    """What a run proposed: resources matched by code for certain, those with candidates, those without any."""

    by_kode: int
    to_review: int
    nothing: int


@transaction.atomic
def price_matches_propose(*, edition: Edition, price_list: PriceList, by: User | None = None) -> Proposed:
    """Rank the prices of the list for every resource of the edition that has no accepted price yet.

    Equal code, unit and an agreeing name are accepted at once, where list and edition are of one bidang; everything
    else waits for a person. What was decided stays; older proposals are replaced.
    """
    matches = _matches(edition, price_list)
    matches.filter(state=MatchState.DIUSULKAN).delete()
    decided = set(matches.values_list("item_id", "resource_id"))
    settled = set(matches.filter(state=MatchState.DITERIMA).values_list("resource_id", flat=True))
    needs = [need for need in needs_of(edition) if need.id not in settled]
    ranked = matches_rank(needs, matcher_of(edition, price_list))
    fresh = [
        _proposal(candidate)
        for candidates in ranked.values()
        for candidate in candidates
        if (candidate.offer.id, candidate.need.id) not in decided
    ]
    PriceMatch.objects.bulk_create(fresh, batch_size=BATCH)
    by_kode = len({match.resource_id for match in fresh if match.state == MatchState.DITERIMA})
    waiting = len({match.resource_id for match in fresh}) - by_kode
    count = Proposed(by_kode, waiting, len(needs) - by_kode - waiting)
    _log(by, "padankan", price_list, {"edisi": edition.name, **count._asdict()})
    return count


@transaction.atomic
def price_match_accept(*, match_id: int, parts: Decimal | None = None, by: User | None = None) -> PriceMatch:
    """This is the price of that resource; of one list a resource takes one price.

    Where the units differ, the converted price becomes an item of its own in the list, with the sum in its source:
    `parts` says how many units of the resource one unit of the price holds, where the name does not (zak 50 kg).

    Raises:
        NotFound: no such match.
        Conflict: the resource has an accepted price from this list.
        Refused: the units differ and nothing states how.
    """
    match = _match(match_id)
    if match.state == MatchState.DITERIMA:
        return match
    taken = PriceMatch.objects.filter(
        resource=match.resource, item__price_list=match.item.price_list, state=MatchState.DITERIMA
    )
    if taken.exists():
        raise Conflict(_("Sumber daya ini sudah berpadanan; batalkan dahulu padanannya."), code="price_matched")
    if not unit_same(match.item.satuan, match.resource.satuan):
        match = _converted(match, parts)
    return _decide(match, MatchState.DITERIMA, by)


@transaction.atomic
def price_match_reject(*, match_id: int, by: User | None = None) -> PriceMatch:
    """This is not the price of that resource, and will not be proposed again.

    Raises:
        NotFound: no such match.
    """
    return _decide(_match(match_id), MatchState.DITOLAK, by)


@transaction.atomic
def price_match_reopen(*, match_id: int, by: User | None = None) -> PriceMatch:
    """Take the decision back.

    Raises:
        NotFound: no such match.
    """
    return _decide(_match(match_id), MatchState.DIUSULKAN, by)


@transaction.atomic
def price_match_set(
    *, item_id: int, resource_id: int, parts: Decimal | None = None, by: User | None = None
) -> PriceMatch:
    """A price a person found for a resource, whatever the machine thinks of it.

    Raises:
        NotFound: no such item or resource.
        Conflict, Refused: as `price_match_accept`.
    """
    item = PriceListItem.objects.filter(pk=item_id).first()
    resource = Resource.objects.filter(pk=resource_id).first()
    if item is None or resource is None:
        raise NotFound
    match, _made = PriceMatch.objects.get_or_create(
        item=item, resource=resource, defaults={"reason": MatchReason.MANUAL, "score": 100}
    )
    return price_match_accept(match_id=match.pk, parts=parts, by=by)


@transaction.atomic
def price_matches_accept_named(*, edition: Edition, price_list: PriceList, by: User | None = None) -> int:
    """Accept at once the open proposals of equal name and unit where no other price of that name differs."""
    named = _matches(edition, price_list).filter(
        state=MatchState.DIUSULKAN, reason=MatchReason.NAMA, item__satuan=F("resource__satuan")
    )
    by_resource: dict[int, list[PriceMatch]] = {}
    for match in named.select_related("item", "resource", "item__price_list"):
        by_resource.setdefault(match.resource_id, []).append(match)
    accepted = 0
    for matches in by_resource.values():
        if len({match.item.harga for match in matches}) == 1:
            _decide(matches[0], MatchState.DITERIMA, by)
            accepted += 1
    return accepted


def needs_of(edition: Edition) -> list[Need]:
    """The resources of an edition, in order of code."""
    rows = Resource.objects.filter(edition=edition).order_by("kode", "satuan")
    return [
        Need(pk, kode, uraian, satuan, Kategori(kategori))
        for pk, kode, uraian, satuan, kategori in rows.values_list("id", "kode", "uraian", "satuan", "kategori")
    ]


def matcher_of(edition: Edition, price_list: PriceList, item_ids: Sequence[int] | None = None) -> Matcher:
    """The prices of a list (or some of them) ready to be ranked for an edition; foreign goods (LAIN) stay out."""
    rows = PriceListItem.objects.filter(price_list=price_list).exclude(kategori=Kategori.LAIN.value)
    if item_ids is not None:
        rows = rows.filter(pk__in=item_ids)
    offers = [
        Offer(pk, kode, uraian, satuan, harga, Kategori(kategori) if kategori else None)
        for pk, kode, uraian, satuan, harga, kategori in rows.order_by("kode", "satuan").values_list(
            "id", "kode", "uraian", "satuan", "harga", "kategori"
        )
    ]
    same = price_list.bidang in {"", edition.bidang}
    return Matcher(offers, same_codes=same, jam_per_hari=edition.jam_per_hari)


def _matches(edition: Edition, price_list: PriceList) -> QuerySet[PriceMatch]:
    return PriceMatch.objects.filter(item__price_list=price_list, resource__edition=edition)


def _proposal(candidate: Candidate) -> PriceMatch:
    certain = candidate.by == MatchReason.KODE and candidate.certainty is Certainty.SURE
    return PriceMatch(
        item_id=candidate.offer.id,
        resource_id=candidate.need.id,
        reason=candidate.by,
        score=candidate.score,
        state=MatchState.DITERIMA if certain else MatchState.DIUSULKAN,
    )


def _match(match_id: int) -> PriceMatch:
    rows = PriceMatch.objects.select_for_update(of=("self",))
    match = rows.select_related("item", "item__price_list", "resource", "resource__edition").filter(pk=match_id).first()
    if match is None:
        raise NotFound
    return match


def _converted(match: PriceMatch, parts: Decimal | None) -> PriceMatch:
    """The match of the derived item; the proposal it came from is spent."""
    item, resource = match.item, match.resource
    derived = _derived_item(item, resource.satuan, _conversion(match, parts))
    made, _new = PriceMatch.objects.update_or_create(
        item=derived,
        resource=resource,
        defaults={"reason": match.reason, "score": match.score, "state": MatchState.DIUSULKAN},
    )
    match.delete()
    return made


def _conversion(match: PriceMatch, parts: Decimal | None) -> Conversion:
    item, resource = match.item, match.resource
    if parts is not None and parts > 0:
        return conversion_stated(item.harga, parts, item.satuan, resource.satuan)
    hours = resource.edition.jam_per_hari
    found = conversion_find(resource.satuan, item.satuan, item.harga, item.uraian, hours)
    if found is None or found.harga is None:
        raise Refused(
            _("Satuan berbeda: nyatakan berapa %(to)s dalam satu %(from)s.")
            % {"to": resource.satuan, "from": item.satuan},
            code="price_conversion",
        )
    return found


def _derived_item(item: PriceListItem, satuan: str, conversion: Conversion) -> PriceListItem:
    """The converted price in the list; one that stands there with another figure is not overwritten."""
    assert conversion.harga is not None
    defaults = {
        "uraian": item.uraian,
        "kategori": item.kategori,
        "harga": conversion.harga,
        "source": f"{conversion.words}; {item.source}"[:NAME_MAX],
    }
    derived, _made = PriceListItem.objects.get_or_create(
        price_list=item.price_list, kode=item.kode, satuan=satuan, defaults=defaults
    )
    if derived.harga != conversion.harga:
        raise Conflict(
            _("Daftar ini sudah memuat %(kode)s per %(satuan)s dengan harga lain.")
            % {"kode": item.kode, "satuan": satuan},
            code="price_offered",
        )
    return derived


def _decide(match: PriceMatch, state: MatchState, by: User | None) -> PriceMatch:
    match.state, match.decided_by, match.decided_at = state, by, now()
    match.save(update_fields=["state", "decided_by", "decided_at"])
    words = {"harga": match.item.uraian, "sumber_daya": match.resource.uraian}
    _log(by, state.value, match.item.price_list, words, noun="padanan")
    return match


def _log(
    by: User | None, verb: str, price_list: PriceList, details: Mapping[str, object], noun: str = "daftar_harga"
) -> None:
    log_add(by=by, verb=verb, noun=noun, object_id=price_list.pk, name=price_list.name, details=details)
