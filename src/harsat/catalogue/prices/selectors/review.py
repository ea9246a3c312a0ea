"""The ranked review: resources of an edition beside the prices that may be theirs, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.models import Edition, MatchState, PriceList, PriceMatch, Resource
from harsat.catalogue.prices.book import grouped
from harsat.catalogue.prices.matching import Candidate, Need
from harsat.catalogue.prices.services.matches import matcher_of
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound

PAGE = 50


class ReviewCandidate(NamedTuple):
    """One proposed, accepted or rejected price; `harga_turunan` is the converted one, None while it asks.

    `converts`: the units differ, and it is accepted through a conversion only.
    """

    match_id: int
    item_id: int
    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    score: int
    state: str
    certainty: str
    reasons: tuple[str, ...]
    harga_turunan: Decimal | None
    choices: tuple[Decimal, ...]
    converts: bool = False
    source: str = ""


class ReviewRow(NamedTuple):
    """One resource and its candidates, best first."""

    resource_id: int
    kode: str
    uraian: str
    satuan: str
    candidates: tuple[ReviewCandidate, ...]


def price_review(
    edition_id: int, price_list_id: int, *, state: str = MatchState.DIUSULKAN, offset: int = 0, limit: int = PAGE
) -> list[ReviewRow]:
    """Resources with a match in this state, in order of code, with all their matches. Five queries.

    Raises:
        NotFound: no such edition or list.
    """
    edition, price_list = _both(edition_id, price_list_id)
    wanted = Resource.objects.filter(
        edition=edition, matches__state=state, matches__item__price_list=price_list
    ).distinct()
    resources = list(wanted.order_by("kode", "satuan")[offset : offset + limit])
    return _reviewed(edition, price_list, resources)


def price_review_of(edition_id: int, price_list_id: int, resource_ids: Sequence[int]) -> list[ReviewRow]:
    """These resources of the edition in the order given, with all their matches. Five queries.

    Raises:
        NotFound: no such edition or list.
    """
    edition, price_list = _both(edition_id, price_list_id)
    found = Resource.objects.filter(edition=edition).in_bulk(list(resource_ids))
    return _reviewed(edition, price_list, [found[one] for one in resource_ids if one in found])


def _both(edition_id: int, price_list_id: int) -> tuple[Edition, PriceList]:
    edition = Edition.objects.filter(pk=edition_id).first()
    price_list = PriceList.objects.filter(pk=price_list_id).first()
    if edition is None or price_list is None:
        raise NotFound
    return edition, price_list


def _reviewed(edition: Edition, price_list: PriceList, resources: Sequence[Resource]) -> list[ReviewRow]:
    matches = list(
        PriceMatch.objects.filter(resource__in=resources, item__price_list=price_list)
        .select_related("item")
        .order_by("-score", "item__uraian")
    )
    ranked = _ranked(edition, price_list, resources, matches)
    by_resource = grouped((match.resource_id, match) for match in matches)
    return [_row(resource, by_resource.get(resource.pk, []), ranked) for resource in resources]


def _ranked(
    edition: Edition, price_list: PriceList, resources: Sequence[Resource], matches: Sequence[PriceMatch]
) -> dict[tuple[int, int], Candidate]:
    """The candidates once more with their reasons, among the matched prices alone."""
    matcher = matcher_of(edition, price_list, [match.item_id for match in matches])
    needs = (Need(one.pk, one.kode, one.uraian, one.satuan, Kategori(one.kategori)) for one in resources)
    return {
        (candidate.need.id, candidate.offer.id): candidate
        for need in needs
        for candidate in matcher.rank(need, limit=len(matches))
    }


def _row(resource: Resource, matches: Sequence[PriceMatch], ranked: dict[tuple[int, int], Candidate]) -> ReviewRow:
    candidates = tuple(_candidate(match, ranked.get((resource.pk, match.item_id))) for match in matches)
    return ReviewRow(resource.pk, resource.kode, resource.uraian, resource.satuan, candidates)


def _candidate(match: PriceMatch, ranked: Candidate | None) -> ReviewCandidate:
    item = match.item
    conversion = ranked.conversion if ranked else None
    return ReviewCandidate(
        match.pk,
        item.pk,
        item.kode,
        item.uraian,
        item.satuan,
        item.harga,
        match.score,
        match.state,
        ranked.certainty.value if ranked else "",
        ranked.reasons if ranked else (match.get_reason_display(),),
        conversion.harga if conversion else None,
        conversion.choices if conversion else (),
        conversion is not None,
        item.source,
    )
