"""Analyses that lost their suffix and stand merged under one code, which adds up two prices into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.bagian import Parts, parts_find
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kalimat import rows_text, stretches
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.peran import crew_class, is_labour, resource_key
from harsat.catalogue.diagnosis.susunan import Layout, layout_read, shape_of

ROLES_TWICE = 2


class Merge(NamedTuple):
    """Analyses under one code, the parts in order; no parts where the order of the rows tells none."""

    kode: str
    lines: Sequence[Line]
    parts: Sequence[Sequence[Line]]


def find(book: Book) -> list[Finding]:
    """One finding per merged code, with a split into a, b, c... wherever the order of the rows shows the parts."""
    layout = layout_read(book)
    merges = (merge_find(layout, kode) for kode in book.analyses)
    return [_finding(book, merge) for merge in merges if merge]


def merge_find(layout: Layout, kode: str) -> Merge | None:
    """The analyses merged under a code, None for a sound one.

    The same rows twice are no merge but copies, unless the number after this code is missing in the book.
    """
    lines = layout.book.analyses[kode]
    if not _suspect(layout, kode, lines):
        return None
    merge = _merge_read(layout, kode, lines)
    if merge and copies(merge.parts) and not numbers_missing(layout.book, kode, len(merge.parts) - 1):
        return None
    return merge


def numbers_missing(book: Book, kode: str, count: int) -> tuple[str, ...]:
    """The codes that should follow and do not, though a later one does: 3.1.5 and 3.1.7 alone lack 3.1.6."""
    parent, _dot, number = kode.rpartition(".")
    if not number.isdigit():
        return ()
    following = [f"{parent}.{int(number) + step}" for step in range(1, count + 2)]
    *missing, last = following
    there = last in book.analyses and not any(code in book.analyses for code in missing)
    return tuple(missing) if there else ()


def copies(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether every part holds the same resources in the same amounts under the same name."""
    contents = [Counter((line.nama, resource_key(line), line.koefisien) for line in part) for part in parts]
    return len(parts) > 1 and all(content == contents[0] for content in contents)


def _suspect(layout: Layout, kode: str, lines: Sequence[Line]) -> bool:
    if len(lines) < 2:  # noqa: PLR2004 one row cannot be two analyses
        return False
    if len({resource_key(line) for line in lines}) < len(lines) or any(line.nama != lines[0].nama for line in lines):
        return True
    main = [layout.book.lines[spot] for spot in max(layout.blocks(kode), key=len)]
    return any(layout.restart(last, now) for last, now in pairwise(main))


def _merge_read(layout: Layout, kode: str, lines: Sequence[Line]) -> Merge | None:
    parts = parts_find(layout, kode)
    if len(parts.whole) > 1:
        return Merge(kode, lines, _with_stray(parts))
    doubtful = _roles_twice(lines) or (not layout.orderly and _crews(layout, kode, lines))
    return Merge(kode, lines, ()) if doubtful else None


def _with_stray(parts: Parts) -> list[Sequence[Line]]:
    """Every row in some part: a stray one in the part that it follows."""
    whole = [list(part) for part in parts.whole]
    for line in parts.stray:
        before = [part for part in whole if part[0].row < line.row]
        (before or whole)[-1 if before else 0].append(line)
    return [sorted(part, key=lambda line: line.row) for part in whole]


def _roles_twice(lines: Sequence[Line]) -> bool:
    return len(_repeated(lines)) >= ROLES_TWICE


def _crews(layout: Layout, kode: str, lines: Sequence[Line]) -> bool:
    """Whether the labour, in whatever order, is two usual crews: the one doubled role belongs to both."""
    own = shape_of(lines)
    number = Counter(crew_class(line) for line in lines if is_labour(line))
    doubled = frozenset(role for role in own if number[role] > 1)
    if not doubled:
        return False
    shapes = [shape for _place, shape in layout.shapes if doubled <= shape < own]
    return any(
        layout.shape_usual(kode, shape, own) and layout.shape_usual(kode, (own - shape) | doubled, own)
        for shape in set(shapes)
    )


def _repeated(lines: Sequence[Line]) -> dict[str, int]:
    """Names of labour rows that stand more than once, and how often."""
    names = {resource_key(line): line.item for line in reversed(lines) if is_labour(line)}
    number = Counter(resource_key(line) for line in lines if is_labour(line))
    return {names[key]: count for key, count in number.items() if count > 1}


def _finding(book: Book, merge: Merge) -> Finding:
    changes = split_changes(book, merge)
    codes = list(dict.fromkeys(change.value for change in changes))
    parts = zip(codes, merge.parts, strict=False)
    return Finding(
        kind=Kind.ANALISA_TERGABUNG,
        severity=Severity.DANGER,
        kode=merge.kode,
        rows=tuple(line.row for line in merge.lines),
        column="kode",
        original=merge.kode,
        proposal="; ".join(_part(kode, part) for kode, part in parts),
        reason=_reason(book, merge),
        changes=tuple(sorted(changes)),
        certainty=_certainty(merge) if changes else Certainty.NONE,
    )


def split_changes(book: Book, merge: Merge) -> tuple[Change, ...]:
    """A code of its own for every row of every part; none where the parts or free suffixes are missing."""
    suffixes = suffixes_free(merge.kode, len(merge.parts), book)
    return tuple(
        Change(line.row, "kode", merge.kode + suffix)
        for suffix, part in zip(suffixes, merge.parts, strict=False)
        for line in part
    )


def _certainty(merge: Merge) -> Certainty:
    """Sure where whole crews repeat and every part is one stretch of rows."""
    stretched = all(len(stretches([line.row for line in part])) == 1 for part in merge.parts)
    return Certainty.SURE if stretched and len(_repeated(merge.lines)) >= ROLES_TWICE else Certainty.LIKELY


def suffixes_free(kode: str, number: int, book: Book) -> list[str]:
    """Suffixes that make codes the book does not have yet: a, b, c; ".1", ".2" after a letter; none when they run out.

    "2.2.1.1.1" -> a, b; with 2.2.1.1.1a taken -> b, c; "4.1.2a" -> ".1", ".2".
    """
    codes = {other.lower() for other in book.analyses if other.startswith(kode)}
    candidates = [f".{count}" for count in range(1, 100)] if kode[-1:].isalpha() else list(ascii_lowercase)
    free = [suffix for suffix in candidates if f"{kode}{suffix}".lower() not in codes]
    return free[:number] if number <= len(free) else []


def _part(kode: str, part: Sequence[Line]) -> str:
    thing = next((line.item for line in part if not is_labour(line)), part[0].item)
    rows = rows_text([line.row for line in part])
    return _("%(kode)s = baris %(rows)s (%(item)s)") % {"kode": kode, "rows": rows, "item": thing}


def _start(part: Sequence[Line]) -> int:
    """Where the part begins, displaced rows apart: the first row of its longest stretch."""
    return max(stretches([line.row for line in part]), key=len)[0]


def _reason(book: Book, merge: Merge) -> str:
    repeated = _repeated(merge.lines)
    starts = ", ".join(str(_start(part)) for part in merge.parts[1:])
    missing = numbers_missing(book, merge.kode, max(1, len(merge.parts) - 1))
    values = {
        "missing": _(" Kode %(codes)s tidak ada dalam berkas.") % {"codes": ", ".join(missing)} if missing else "",
        "rows": len(merge.lines),
        "parts": len(merge.parts),
        "starts": starts,
        "names": ", ".join(f"{name} {count}×" for name, count in repeated.items()),
    }
    if not merge.parts:
        return (
            _(
                "Tenaga kerja berulang dalam satu kode (%(names)s dari %(rows)d baris): beberapa analisa tampaknya"
                " tergabung sehingga harganya terjumlah. Urutan baris tidak menunjukkan batasnya; bagi sendiri."
            )
            % values
        )
    if repeated:
        return (
            _(
                "Tenaga kerja berulang dalam satu kode (%(names)s), dan susunan mulai lagi di baris %(starts)s:"
                " %(parts)d analisa tergabung sehingga harganya terjumlah.%(missing)s Usulan membaginya menurut urutan"
                " baris."
            )
            % values
        )
    return (
        _(
            "Susunan tenaga–bahan–alat mulai lagi di baris %(starts)s walau tidak ada tenaga yang berulang: %(parts)d"
            " analisa tampaknya tergabung sehingga harganya terjumlah.%(missing)s Usulan membaginya menurut urutan"
            " baris."
        )
        % values
    )
