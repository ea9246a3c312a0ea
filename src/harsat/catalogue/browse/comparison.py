"""Two editions of one bidang side by side: codes that mean another work, new ones, gone ones, changed koefisien."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, Max
from rapidfuzz import fuzz

from harsat.catalogue.browse.matching import Used, lines_pair, pairs_changed
from harsat.catalogue.browse.rows import analyses_latest
from harsat.catalogue.models import AnalysisKomponen, Edition, EditionStatus
from harsat.catalogue.search.affixes import root_of
from harsat.catalogue.search.terms import terms
from harsat.catalogue.search.words import GENERAL_WORDS
from harsat.engine.snapshot import Kategori
from harsat.kernel.cache import ByteBoundCache

PAGE = 50
SLIP = 80
"""Two words this alike of 100 are one word, misspelt."""
ROW_BYTES = 600
"""What one difference takes in memory, generously."""


class Kind(StrEnum):
    """What became of a code from the one edition to the other."""

    LAIN = "lain"
    KOEFISIEN = "koefisien"
    BARU = "baru"
    HILANG = "hilang"


class Face(NamedTuple):
    """An analysis as a comparison names it."""

    id: int
    uraian: str
    satuan: str


class Difference(NamedTuple):
    """One code that differs; `before` or `after` is None where an edition lacks it, `changed` counts its lines."""

    sort_key: str
    kode: str
    before: Face | None
    after: Face | None
    changed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences by kind in order of code, and how many codes are equal."""

    by_kind: Mapping[Kind, list[Difference]]
    equal: int

    def page(self, kind: Kind, behind: str = "") -> tuple[list[Difference], str]:
        """Fifty rows behind a sort key, and the key behind which the next ones stand ("" at the end)."""
        rows = [row for row in self.by_kind[kind] if row.sort_key > behind]
        return rows[:PAGE], rows[PAGE - 1].sort_key if len(rows) > PAGE else ""


class _Head(NamedTuple):
    id: int
    kode: str
    uraian: str
    satuan: str
    sort_key: str


COMPARISONS: ByteBoundCache[Comparison] = ByteBoundCache(16 * 1024 * 1024)


def comparison_read(before_id: int, after_id: int) -> Comparison:
    """Compare the newest versions of two editions. Six queries; one when nothing changed since it was asked last.

    Whatever is published never changes, so the result is kept under the counts that every addition moves.
    """
    mark = _mark(before_id, after_id)
    kept = COMPARISONS.get(mark) if mark else None
    if kept is not None:
        return kept
    made = _compared(before_id, after_id)
    if mark:
        COMPARISONS.put(mark, made, ROW_BYTES * (1 + sum(map(len, made.by_kind.values()))))
    return made


def _mark(before_id: int, after_id: int) -> str:
    """Names the contents of published editions; nothing for a draft, whose lines may change unseen."""
    rows = Edition.objects.filter(id__in=[before_id, after_id]).annotate(
        count=Count("analyses"), newest=Max("analyses__id")
    )
    found = {row[0]: row[1:] for row in rows.values_list("id", "status", "count", "newest")}
    if any(status == EditionStatus.DRAFT for status, _count, _newest in found.values()):
        return ""
    parts = [".".join(map(str, (one, *found[one][1:]))) for one in (before_id, after_id)]
    return ":".join(parts)


def _compared(before_id: int, after_id: int) -> Comparison:
    before, after = _heads(before_id), _heads(after_id)
    both = before.keys() & after.keys()
    lines_before = _lines(before_id)
    lines_after = _lines(after_id)
    by_kind: dict[Kind, list[Difference]] = {kind: [] for kind in Kind}
    equal = 0
    for kode in sorted(before.keys() | after.keys(), key=lambda kode: _either(before, after, kode).sort_key):
        one, other = before.get(kode), after.get(kode)
        changed = 0
        if kode in both:
            pairs = lines_pair(lines_before.get(before[kode].id, []), lines_after.get(after[kode].id, []))
            changed = pairs_changed(pairs)
        kind = _kind(one, other, changed)
        if kind is None:
            equal += 1
        else:
            row = Difference(_either(before, after, kode).sort_key, kode, _face(one), _face(other), changed)
            by_kind[kind].append(row)
    return Comparison(by_kind, equal)


def _either(before: Mapping[str, _Head], after: Mapping[str, _Head], kode: str) -> _Head:
    return after.get(kode) or before[kode]


def _face(head: _Head | None) -> Face | None:
    return Face(head.id, head.uraian, head.satuan) if head else None


def _kind(before: _Head | None, after: _Head | None, changed: int) -> Kind | None:
    if before is None:
        return Kind.BARU
    if after is None:
        return Kind.HILANG
    if before.satuan != after.satuan or not same_work(before.uraian, after.uraian):
        return Kind.LAIN
    return Kind.KOEFISIEN if changed else None


def same_work(one: str, other: str) -> bool:
    """Whether two names of one code mean one work.

    Spelling, order and what only the one adds do not matter. Where each says something that the other does not, sloof
    here and kolom there, or 10 mm and 13 mm, they are two works, unless it is a slip of the pen.
    """
    mine, theirs = _telling(one), _telling(other)
    only_mine, only_theirs = mine - theirs, theirs - mine
    if not only_mine or not only_theirs:
        return mine == theirs or bool(mine & theirs)
    return all(any(_slip(word, near) for near in only_theirs) for word in only_mine)


def _telling(uraian: str) -> frozenset[str]:
    return frozenset(root for term in terms(uraian) if (root := root_of(term)) not in GENERAL_WORDS)


def _slip(one: str, other: str) -> bool:
    return one.isalpha() and other.isalpha() and fuzz.ratio(one, other) >= SLIP


def _heads(edition_id: int) -> dict[str, _Head]:
    rows = analyses_latest(edition_id).order_by().values_list("id", "kode", "uraian", "satuan", "sort_key")
    return {row[1]: _Head(*row) for row in rows}


def _lines(edition_id: int) -> dict[int, list[Used]]:
    """The lines of every analysis of an edition, in their order."""
    rows = AnalysisKomponen.objects.filter(analysis__edition_id=edition_id).order_by("analysis_id", "order")
    columns = ("analysis_id", "id", "kategori", "kode", "uraian", "satuan", "koefisien")
    found: dict[int, list[Used]] = {}
    for analysis_id, place, kategori, *rest in rows.values_list(*columns):
        found.setdefault(analysis_id, []).append(Used(place, Kategori(kategori), *rest))
    return found
