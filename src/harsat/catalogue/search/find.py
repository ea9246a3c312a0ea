"""Finds analyses by code or words in the published editions, or in one whatever its status."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.db.models import Count, Max, Subquery

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.models import Analysis, Edition, EditionStatus
from harsat.catalogue.search.index import Entry, Index
from harsat.catalogue.search.match import Match
from harsat.catalogue.search.rank import Ranked, Wanted, ranked

INDEXES_AT_MOST = 4
TRUSTED_FOR = 60.0


class Hit(NamedTuple):
    """One found analysis, in its highest version.

    `padanan` says what was read as what to find it: ("pondasi = fondasi", "cor = beton").
    """

    analysis_id: int
    edition_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    match: Match
    padanan: tuple[str, ...] = ()


class _Made(NamedTuple):
    """An index, what its editions held then (how many analyses, the highest id), and when that was looked at.

    `newest` is the highest id of all editions at that time: while it stays, nothing was added since, but for a
    transaction that ended later than one with higher ids.
    """

    newest: int
    held: tuple[int, int | None]
    looked: float
    catalogue: Index


_made: OrderedDict[tuple[int, ...], _Made] = OrderedDict()
_lock = Lock()


def analysis_search(
    query: str,
    *,
    edition_id: int | None = None,
    limit: int = 50,
    division: str = "",
    satuan: str = "",
    bidang: str = "",
) -> list[Hit]:
    """The best `limit` analyses of the published editions, or of one edition whatever its status.

    The exact kode first, then kodes that begin so, then names with all words as typed, by a synonym, with a slip
    mended, and at last those with the weightier part of the words. An empty query lists in order of kode. `division`
    is a chapter such as "2.2.1". One statement, two for one edition; one more each minute, two when the
    catalogue has changed since this process looked.
    """
    offered, newest = _offered(edition_id, bidang)
    index = _index(tuple(offered), newest)
    wanted = _wanted(division, satuan)
    found = ranked(query, index, wanted, limit) if query.strip() else _in_order(index, wanted, limit)
    hits = _hits(found, index, offered)
    return hits if edition_id is None else _standing(hits)


def indexes_forget() -> None:
    """Make every index anew at the next search; for tests, whose rollbacks give the same ids to other rows."""
    _made.clear()


def _offered(edition_id: int | None, bidang: str) -> tuple[dict[int, str], int]:
    """The names of the editions to search by id, and the id of the newest analysis of all, by one statement."""
    editions = Edition.objects.filter(bidang=bidang) if bidang else Edition.objects.all()
    asked = editions.filter(status=EditionStatus.PUBLISHED) if edition_id is None else editions.filter(id=edition_id)
    newest = Subquery(Analysis.objects.order_by("-id").values("id")[:1])
    rows = list(asked.order_by("id").values_list("id", "name", newest))
    return {row[0]: row[1] for row in rows}, (rows and rows[0][2]) or 0


def _index(edition_ids: tuple[int, ...], newest: int) -> Index:
    """The index of these editions, made anew when one of them has new analyses, by one thread for all that wait."""
    made = _made.get(edition_ids)
    if made is not None and made.newest == newest and monotonic() - made.looked < TRUSTED_FOR:
        return made.catalogue
    with _lock:
        made = _made.get(edition_ids)
        held = _held(edition_ids)
        index = made.catalogue if made is not None and made.held == held else Index(_rows(edition_ids))
        _made[edition_ids] = _Made(newest, held, monotonic(), index)
        _made.move_to_end(edition_ids)
        while len(_made) > INDEXES_AT_MOST:
            _made.popitem(last=False)
    return index


def _held(edition_ids: tuple[int, ...]) -> tuple[int, int | None]:
    held = Analysis.objects.filter(edition_id__in=edition_ids).aggregate(number=Count("id"), highest=Max("id"))
    return held["number"], held["highest"]


def _rows(edition_ids: Iterable[int]) -> Iterable[tuple[int, int, str, str, str]]:
    """The highest version of every kode of these editions."""
    rows = (
        Analysis.objects.filter(edition_id__in=edition_ids)
        .order_by("version")
        .values_list("id", "edition_id", "kode", "satuan", "uraian")
    )
    return {(row[1], row[2]): row for row in rows.iterator(chunk_size=5000)}.values()


def _wanted(division: str, satuan: str) -> Wanted | None:
    if not division and not satuan:
        return None
    chapter = code_sort_key(division)

    def wanted(entry: Entry) -> bool:
        inside = not chapter or f"{code_sort_key(entry.kode)}.".startswith(f"{chapter}.")
        return inside and (not satuan or entry.satuan == satuan)

    return wanted


def _in_order(index: Index, wanted: Wanted | None, limit: int) -> list[Ranked]:
    numbers = (number for number, entry in enumerate(index.entries) if wanted is None or wanted(entry))
    return [Ranked(number, Match.SEMUA_KATA) for _count, number in zip(range(limit), numbers, strict=False)]


def _hits(found: Iterable[Ranked], index: Index, editions: Mapping[int, str]) -> list[Hit]:
    hits = []
    for one in found:
        pk, edition_id, kode, satuan, uraian = index.entries[one.number]
        hits.append(Hit(pk, edition_id, editions[edition_id], kode, uraian, satuan, one.match, one.padanan))
    return hits


def _standing(hits: list[Hit]) -> list[Hit]:
    """Without what was deleted since; only a draft loses analyses."""
    ids = set(Analysis.objects.filter(id__in=[hit.analysis_id for hit in hits]).values_list("id", flat=True))
    return [hit for hit in hits if hit.analysis_id in ids]
