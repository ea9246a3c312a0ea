"""What may become a row of an analysis, found while typing: the project's own first, then the catalogue's."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from harsat.catalogue.models import EditionStatus, Resource
from harsat.catalogue.search import normalise
from harsat.catalogue.selectors import analysis_search
from harsat.engine.estimate import Estimate
from harsat.engine.snapshot import Kategori

BUNDEL = "bundel"
OWN_AT_MOST = 8
CATALOGUE_AT_MOST = 8


class KomponenHit(NamedTuple):
    """`jenis` item, sumber_daya, pekerjaan or analisa; `harga` is its price here, of another analysis its D.

    A sumber_daya has no id: adding it makes an item of its code and unit, or finds the one that is there.
    """

    jenis: str
    id: int | None
    kategori: str
    kode: str
    uraian: str
    satuan: str
    harga: Decimal | None
    asal: str


def komponen_search(estimate: Estimate, query: str, kategori: str, host_id: int | None) -> list[KomponenHit]:
    """At most sixteen; all words of `query` in any order, in code or name. One statement for resources."""
    words = normalise(query).split()
    if kategori == BUNDEL:
        own = _pekerjaan(estimate, words, host_id)[:OWN_AT_MOST]
        return [*own, *_analyses(query)]
    own = _items(estimate, words, kategori)
    known = {(hit.kode, hit.satuan) for hit in own}
    catalogue = [hit for hit in _resources(words, kategori) if (hit.kode, hit.satuan) not in known]
    return [*own[:OWN_AT_MOST], *catalogue[:CATALOGUE_AT_MOST]]


def _items(estimate: Estimate, words: Iterable[str], kategori: str) -> list[KomponenHit]:
    found = (
        item
        for item in estimate.snapshot.harga.values()
        if item.id > 0 and item.kategori == kategori and _has(words, item.kode, item.uraian)
    )
    return [
        KomponenHit("item", item.id, item.kategori, item.kode, item.uraian, item.satuan, item.harga, "")
        for item in sorted(found, key=lambda item: (item.kode, item.satuan))
    ]


def _resources(words: Iterable[str], kategori: str) -> list[KomponenHit]:
    """Resources of the published editions, newest edition first, each code and unit once."""
    wanted = Q(kategori=kategori, edition__status=EditionStatus.PUBLISHED)
    for word in words:
        wanted &= Q(uraian__icontains=word) | Q(kode__icontains=word)
    rows = Resource.objects.filter(wanted).order_by("-edition__as_of", "kode", "id")
    found: dict[tuple[str, str], KomponenHit] = {}
    for kode, uraian, satuan, edition in rows.values_list("kode", "uraian", "satuan", "edition__name")[:60]:
        hit = KomponenHit("sumber_daya", None, kategori, kode, uraian, satuan, None, edition)
        found.setdefault((kode, satuan), hit)
    return list(found.values())


def _pekerjaan(estimate: Estimate, words: Iterable[str], host_id: int | None) -> list[KomponenHit]:
    hits = []
    for row in estimate.snapshot.pekerjaan:
        if row.id != host_id and _has(words, row.kode, row.uraian):
            langsung = estimate.harga_satuan[row.id].biaya_langsung
            hits.append(KomponenHit("pekerjaan", row.id, Kategori.LAIN, row.kode, row.uraian, row.satuan, langsung, ""))
    return hits


def _analyses(query: str) -> list[KomponenHit]:
    return [
        KomponenHit("analisa", hit.analysis_id, Kategori.LAIN, hit.kode, hit.uraian, hit.satuan, None, hit.edition)
        for hit in analysis_search(query, limit=CATALOGUE_AT_MOST)
    ]


def _has(words: Iterable[str], kode: str, uraian: str) -> bool:
    text = normalise(f"{kode} {uraian}")
    return all(word in text for word in words)
