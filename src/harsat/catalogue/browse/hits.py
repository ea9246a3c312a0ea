"""Analyses of one edition that are found or listed, grouped by why they match, at the prices of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from harsat.catalogue.browse.rows import analyses_latest
from harsat.catalogue.search import Match
from harsat.catalogue.search.affixes import root_of
from harsat.catalogue.search.find import analysis_search
from harsat.catalogue.search.terms import terms

PAGE = 50
SHOWN = 60
LOOKED_AT = 300
READ_AS_SHOWN = 3
MARKED_AT_LEAST = 2
MARKED_BEGIN = 4


class Why(IntEnum):
    """Why an analysis is shown, best first."""

    TEPAT = 0
    AWALAN = 1
    KATA = 2
    PADANAN = 3
    MIRIP = 4
    MEMUAT = 5
    DAFTAR = 6


_WHY = {
    Match.KODE: Why.TEPAT,
    Match.AWALAN_KODE: Why.AWALAN,
    Match.SEMUA_KATA: Why.KATA,
    Match.PADANAN: Why.PADANAN,
    Match.KATA_MIRIP: Why.MIRIP,
    Match.MEMUAT: Why.MEMUAT,
}


class Part(NamedTuple):
    """A piece of a name; `marked` where a word of the query meets it."""

    text: str
    marked: bool


class HitRow(NamedTuple):
    """One analysis of the list."""

    id: int
    kode: str
    uraian: str
    satuan: str
    why: Why
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Neighbouring hits with one reason."""

    why: Why
    rows: list[HitRow]


@dataclass(frozen=True, slots=True)
class Hits:
    """What is shown: `total` of them match, `more` where they are more than were counted.

    `after` is where the next page of a listing begins; `read_as` holds "pondasi = fondasi" where it led to a hit.
    """

    groups: list[HitGroup] = field(default_factory=list)
    total: int = 0
    more: bool = False
    after: str = ""
    read_as: list[str] = field(default_factory=list)

    def ids(self) -> list[int]:
        """The analyses shown."""
        return [row.id for group in self.groups for row in group.rows]

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of one edition; `after` is the sort key behind which a listing goes on."""

    edition_id: int
    query: str = ""
    divisi: str = ""
    satuan: str = ""
    after: str = ""


def hits_find(wanted: Wanted) -> Hits:
    """Best first for a query, in order of kode without one. Two to five queries, whatever the catalogue."""
    return _found(wanted) if wanted.query else _listed(wanted)


def _listed(wanted: Wanted) -> Hits:
    rows = analyses_latest(wanted.edition_id, divisi=wanted.divisi, satuan=wanted.satuan)
    total = rows.count()
    if wanted.after:
        rows = rows.filter(sort_key__gt=wanted.after)
    page = list(rows.values_list("id", "kode", "uraian", "satuan", "sort_key")[: PAGE + 1])
    shown = [HitRow(*row[:4], Why.DAFTAR, (Part(row[2], marked=False),)) for row in page[:PAGE]]
    after = page[PAGE - 1][4] if len(page) > PAGE else ""
    return Hits([HitGroup(Why.DAFTAR, shown)] if shown else [], total, after=after)


def _found(wanted: Wanted) -> Hits:
    found = analysis_search(
        wanted.query,
        edition_id=wanted.edition_id,
        division=wanted.divisi,
        satuan=wanted.satuan,
        limit=LOOKED_AT,
    )
    read_as = list(dict.fromkeys(note for hit in found[:SHOWN] for note in hit.padanan))
    words = _looked_for(wanted.query, read_as)
    rows = [
        HitRow(hit.analysis_id, hit.kode, hit.uraian, hit.satuan, _WHY[hit.match], name_parts(hit.uraian, words))
        for hit in found[:SHOWN]
    ]
    groups = [HitGroup(why, list(same)) for why, same in groupby(rows, key=lambda row: row.why)]
    return Hits(groups, len(found), len(found) == LOOKED_AT, read_as=read_as[:READ_AS_SHOWN])


def _looked_for(query: str, read_as: Iterable[str]) -> frozenset[str]:
    """The roots of what is looked for, synonyms among them."""
    other = " ".join(note.partition("=")[2] for note in read_as)
    return frozenset(root_of(term) for term in terms(f"{query} {other}") if len(term) > 1)


_TOKEN = re.compile(r"[\w']+|[^\w']+")


def name_parts(uraian: str, roots: frozenset[str]) -> tuple[Part, ...]:
    """A name cut where a word that is looked for begins or ends, so that the page can mark it."""
    parts: list[Part] = []
    for token in _TOKEN.findall(uraian):
        marked = _is_meant(token, roots)
        if parts and parts[-1].marked == marked:
            parts[-1] = Part(parts[-1].text + token, marked)
        else:
            parts.append(Part(token, marked))
    return tuple(parts)


def _is_meant(token: str, roots: frozenset[str]) -> bool:
    """Whether a printed word is one of those, another form of it, or begins as it does ("batu" in "batuan")."""
    plain = token.strip().lower()
    if len(plain) < MARKED_AT_LEAST:
        return False
    own = {plain, *(root_of(term) for term in terms(plain))}
    return bool(own & roots) or any(
        len(root) >= MARKED_BEGIN and root.isalpha() and plain.startswith(root) for root in roots
    )
