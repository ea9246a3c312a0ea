"""Reads of the catalogue: editions, analyses with everything nested in them, search, price lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.models import (
    Analysis,
    AnalysisKomponen,
    Edition,
    EditionStatus,
    PriceList,
    PriceListItem,
)
from harsat.catalogue.search import Match, distance, match_find, normalise, words_correct
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from harsat.kernel.ids import ids_possible

CANDIDATES = 2000


class AcuanKomponen(NamedTuple):
    """One line of a reference analysis; `target_analysis_id` names the analysis nested there, if one is."""

    analysis_id: int
    id: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    target_analysis_id: int | None


class AnalysisHead(NamedTuple):
    """What identifies a reference analysis: (edition, kode), in one version."""

    id: int
    edition_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    version: int
    divisi: str


@dataclass(frozen=True, slots=True)
class AnalysisDetail:
    """A reference analysis with its own lines, not yet expanded."""

    head: AnalysisHead
    komponen: tuple[AcuanKomponen, ...]


class Hit(NamedTuple):
    """One found analysis, in its highest version."""

    analysis_id: int
    edition_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    match: Match


class EditionRow(NamedTuple):
    """A published edition as the catalogue page lists it."""

    id: int
    name: str
    bidang: str
    source: str
    as_of: date


class PriceRow(NamedTuple):
    """One price of a list, in rupiah, with its own source."""

    kode: str
    uraian: str
    satuan: str
    harga: Decimal
    source: str


def editions_published() -> list[EditionRow]:
    """Editions on offer, newest first; drafts and retired ones are not."""
    rows = Edition.objects.filter(status=EditionStatus.PUBLISHED).order_by("-as_of", "name")
    return [EditionRow(*row) for row in rows.values_list("id", "name", "bidang", "source", "as_of")]


def analysis_get(analysis_id: int) -> AnalysisDetail:
    """One analysis in the version of this id, of any edition.

    Raises:
        NotFound: no such id.
    """
    head = analysis_heads([analysis_id]).get(analysis_id)
    if head is None:
        raise NotFound(_("Analisa tidak ditemukan."))
    return AnalysisDetail(head, _komponen_of([analysis_id]).get(analysis_id, ()))


def analysis_heads(analysis_ids: Collection[int]) -> dict[int, AnalysisHead]:
    """Heads by id, in one query."""
    rows = Analysis.objects.filter(id__in=ids_possible(analysis_ids)).values_list(*_HEAD)
    return {row[0]: AnalysisHead(*row) for row in rows}


def analysis_komponen(analysis_ids: Collection[int]) -> dict[int, tuple[AcuanKomponen, ...]]:
    """Lines of these analyses and of all that are nested in them, by analysis; one query per depth.

    An analysis without lines has an empty tuple, and so has an unknown id.
    """
    found: dict[int, tuple[AcuanKomponen, ...]] = {}
    wanted = set(analysis_ids)
    while wanted:
        level = _komponen_of(wanted)
        found.update({analysis_id: level.get(analysis_id, ()) for analysis_id in wanted})
        targets = {row.target_analysis_id for rows in level.values() for row in rows}
        wanted = {target for target in targets if target is not None and target not in found}
    return found


def nested_resources(komponen: Mapping[int, Sequence[AcuanKomponen]], analysis_id: int) -> list[AcuanKomponen]:
    """The resource lines of an analysis and of all it nests, each analysis once; a circle is refused elsewhere."""
    reached, found = [analysis_id], []
    for one in reached:
        for line in komponen.get(one, ()):
            if line.target_analysis_id is None:
                found.append(line)
            elif line.target_analysis_id not in reached:
                reached.append(line.target_analysis_id)
    return found


def analysis_search(query: str, *, edition_id: int | None = None, limit: int = 50) -> list[Hit]:
    """The best `limit` analyses of the published editions, or of one edition whatever its status.

    The exact kode first, then kodes that begin so, then names that hold all words in any order; when nothing
    does, misspelt words are replaced by the nearest printed ones. An empty query lists in order of kode. One
    statement, two when nothing was found, three when words were corrected.
    """
    normal = normalise(query)
    hits = _hits(normal, edition_id, limit)
    if hits or not normal:
        return hits
    texts = _offered(edition_id).values_list("search_text", flat=True)
    corrected = words_correct(normal, texts)
    if corrected is None or corrected == normal:
        return []
    return [hit._replace(match=Match.KATA_MIRIP) for hit in _hits(corrected, edition_id, limit)]


def price_lists() -> list[tuple[int, str, str, date]]:
    """(id, name, source, as_of) of every price list, newest first."""
    return list(PriceList.objects.order_by("-as_of", "name").values_list("id", "name", "source", "as_of"))


def price_list_rows(price_list_id: int) -> dict[tuple[str, str], PriceRow]:
    """Prices of one list by (kode, satuan); a price of another satuan is another price, never converted."""
    rows = PriceListItem.objects.filter(price_list_id=price_list_id).order_by("kode", "satuan")
    prices = [PriceRow(*row) for row in rows.values_list("kode", "uraian", "satuan", "harga", "source")]
    return {(price.kode, price.satuan): price for price in prices}


_HEAD = ("id", "edition_id", "edition__name", "kode", "uraian", "satuan", "version", "divisi")


def _komponen_of(analysis_ids: Iterable[int]) -> dict[int, tuple[AcuanKomponen, ...]]:
    rows = AnalysisKomponen.objects.filter(analysis_id__in=ids_possible(analysis_ids)).order_by("analysis_id", "order")
    found: dict[int, list[AcuanKomponen]] = {}
    for analysis_id, pk, kategori, *rest in rows.values_list(
        "analysis_id", "id", "kategori", "kode", "uraian", "satuan", "koefisien", "target_id"
    ):
        found.setdefault(analysis_id, []).append(AcuanKomponen(analysis_id, pk, Kategori(kategori), *rest))
    return {analysis_id: tuple(lines) for analysis_id, lines in found.items()}


def _offered(edition_id: int | None) -> QuerySet[Analysis]:
    newer = Analysis.objects.filter(
        edition_id=OuterRef("edition_id"), kode=OuterRef("kode"), version__gt=OuterRef("version")
    )
    offered = Analysis.objects.filter(~Exists(newer))
    if edition_id is not None:
        return offered.filter(edition_id=edition_id)
    return offered.filter(edition__status=EditionStatus.PUBLISHED)


def _hits(query: str, edition_id: int | None, limit: int) -> list[Hit]:
    words = Q()
    for word in query.split():
        words &= Q(search_text__contains=word)
    rows = _offered(edition_id).filter(words | Q(kode__istartswith=query)).order_by("sort_key")
    fields = ("id", "edition_id", "edition__name", "kode", "uraian", "satuan", "search_text")
    most = CANDIDATES if query else limit
    ranked = []
    for pk, edition, name, kode, uraian, satuan, search_text in rows.values_list(*fields)[:most]:
        match = match_find(query, kode, search_text)
        if match is not None:
            far = distance(query, search_text) if match is Match.SEMUA_KATA else (0, 0)
            hit = Hit(pk, edition, name, kode, uraian, satuan, match)
            ranked.append(((match, far, code_sort_key(kode), pk), hit))
    return [hit for _rank, hit in sorted(ranked)[:limit]]
