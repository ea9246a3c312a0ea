"""Where a line stands: the groups of lines it may be compared with, from the whole kategori to its own series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.units import unit_key

Group = int
"""A group of comparable lines, as a number: groups are looked up millions of times."""


class Contexts(NamedTuple):
    """The groups of one line. `likeness` and `habit` run from the widest to the closest; `unit` is the printed one."""

    resource: Group
    unit: str
    section: str
    likeness: tuple[Group, ...]
    habit: tuple[Group, ...]


class Groups:
    """Numbers the groups of a book in the order they appear."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | int, ...], Group] = {}
        self._resources: dict[tuple[str | None, str, str], tuple[Group, Group, Group, str]] = {}

    def contexts(self, line: Line) -> Contexts:
        """Groups by kategori, unit, resource (its words, whatever its code) and the parts of the analysis code."""
        kind, by_unit, resource, unit = self._resource(line)
        number = self._number
        chapter, half, section = _code_levels(line.kode)
        return Contexts(
            resource,
            unit,
            section,
            (
                kind,
                by_unit,
                number("in", by_unit, chapter),
                resource,
                number("in", by_unit, section),
                number("in", resource, half),
                number("in", resource, section),
                number("series", resource, _series(line.nama)),
            ),
            (
                by_unit,
                number("in", kind, chapter),
                number("in", kind, section),
                number("in", resource, chapter),
            ),
        )

    def _resource(self, line: Line) -> tuple[Group, Group, Group, str]:
        key = (line.kategori, line.item, line.satuan)
        if key not in self._resources:
            unit = unit_key(line.satuan)
            kind = self._number("kind", str(line.kategori or ""))
            by_unit = self._number("unit", kind, unit)
            self._resources[key] = (kind, by_unit, self._number("resource", by_unit, _words(line.item)), unit)
        return self._resources[key]

    def _number(self, *words: str | int) -> Group:
        return self._numbers.setdefault(words, len(self._numbers))


def _words(text: str) -> str:
    """Letters and digits only: "Semen Portland (PC)" and "semen portland PC" are one resource."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@lru_cache(maxsize=16384)
def _series(text: str) -> str:
    """The name without its numbers: pipes of every diameter are one series."""
    return " ".join(re.findall(r"[a-z]{2,}", text.lower()))[:60]


@lru_cache(maxsize=16384)
def _code_levels(kode: str) -> tuple[str, str, str]:
    """Chapter, its first half and the section: 2.2.1.3.3 -> ("2", "2.2", "2.2.1.3"); a flat code has none."""
    parts = [part for part in kode.split(".") if part][:-1]
    return ".".join(parts[:1]), ".".join(parts[:2]), ".".join(parts)
