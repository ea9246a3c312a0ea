"""Where a line stands: the groups of lines it may be compared with, from the whole kategori to its own section."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.units import unit_key

Group = int
"""A group of comparable lines, as a number: groups are looked up millions of times."""


class Contexts(NamedTuple):
    """The groups of one line. `likeness` and `habit` run from the widest to the closest; `unit` is the printed one.

    `head` holds the resources that begin with the same word: tukang kayu and tukang batu, paku 5 cm and paku 7 cm.
    """

    resource: Group
    head: Group
    unit: str
    section: str
    likeness: tuple[Group, ...]
    habit: tuple[Group, ...]


class Groups:
    """Numbers the groups of a book in the order they appear."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | int, ...], Group] = {}
        self._resources: dict[tuple[str | None, str, str], tuple[Group, Group, Group, Group, str]] = {}

    def contexts(self, line: Line) -> Contexts:
        """Groups by kategori, unit, resource (its words, whatever its code) and the parts of the analysis code."""
        kind, by_unit, head, resource, unit = self._resource(line)
        number = self._number
        chapter, half, section = _code_levels(line.kode)
        return Contexts(
            resource,
            head,
            unit,
            section,
            (
                kind,
                by_unit,
                number("chapter", by_unit, chapter),
                head,
                resource,
                number("section", by_unit, section),
                number("half", resource, half),
                number("section", resource, section),
            ),
            (
                by_unit,
                number("chapter", kind, chapter),
                number("section", kind, section),
                number("chapter", resource, chapter),
            ),
        )

    def _resource(self, line: Line) -> tuple[Group, Group, Group, Group, str]:
        key = (line.kategori, line.item, line.satuan)
        if key not in self._resources:
            unit = unit_key(line.satuan)
            kind = self._number("kind", str(line.kategori or ""))
            by_unit = self._number("unit", kind, unit)
            words = _words(line.item)
            head = self._number("head", by_unit, words.partition(" ")[0])
            self._resources[key] = (kind, by_unit, head, self._number("resource", by_unit, words), unit)
        return self._resources[key]

    def _number(self, *words: str | int) -> Group:
        return self._numbers.setdefault(words, len(self._numbers))


def _words(text: str) -> str:
    """Letters and digits only: "Semen Portland (PC)" and "semen portland PC" are one resource."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@lru_cache(maxsize=16384)
def _code_levels(kode: str) -> tuple[str, str, str]:
    """Chapter, its first half and the section: 2.2.1.3.3 -> ("2", "2.2", "2.2.1.3"); a flat code has none."""
    parts = [part for part in kode.split(".") if part][:-1]
    return ".".join(parts[:1]), ".".join(parts[:2]), ".".join(parts)
