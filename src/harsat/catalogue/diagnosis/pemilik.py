"""Whose row a stray one is: a neighbour in the file that lacks just this resource while its siblings have it."""

from __future__ import annotations

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.peran import resource_key
from harsat.catalogue.diagnosis.susunan import Layout

USUAL = 0.6
SIBLINGS = 2


def owner_find(layout: Layout, line: Line, position: int) -> str:
    """The code before or after the row (at `position` in the book) that misses its resource, "" when none does."""
    lines = layout.book.lines
    after = next((other.kode for other in lines[position + 1 : position + 2]), line.kode)
    before = lines[position - 1].kode if position else line.kode
    return next((kode for kode in (after, before) if kode != line.kode and resource_missing(layout, kode, line)), "")


def resource_missing(layout: Layout, kode: str, line: Line) -> bool:
    """Whether an analysis is without the resource of `line`, which most of its siblings use."""
    key = resource_key(line)
    if any(resource_key(other) == key for other in layout.book.analyses[kode]):
        return False
    siblings = [other for other in layout.siblings(kode) if other != line.kode]
    users = sum(any(resource_key(part) == key for part in layout.book.analyses[other]) for other in siblings)
    return len(siblings) >= SIBLINGS and users >= USUAL * len(siblings)
