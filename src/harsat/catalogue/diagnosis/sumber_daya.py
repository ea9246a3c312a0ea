"""Resources under one name or code across the file and other editions: what most of their rows agree on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.engine.snapshot import Kategori

_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16_384)
def resource_key(item: str) -> str:
    """What two spellings of a resource share: "Tukang besi/ Besi Beton" and "tukang besi/besi beton" are one."""
    return _OTHER.sub(" ", item.lower()).strip()


def component_absent(line: Line) -> bool:
    """Whether the row holds no component at all, as a record of an analysis without any: one finding says so."""
    return not line.item and not line.koefisien_text and not line.satuan


def resources_by_name(book: Book) -> Mapping[str, list[Line]]:
    """Lines of the file and of known editions by what names their resource, in order of first appearance."""
    named: dict[str, list[Line]] = defaultdict(list)
    for line in (*book.lines, *book.known):
        named[resource_key(line.item)].append(line)
    return named


def kategori_by_code(lines: Iterable[Line]) -> Mapping[str, Counter[Kategori]]:
    """How often each code of a resource, and each prefix, stands under each kategori: "TK.0008" and "TK."."""
    counts: dict[str, Counter[Kategori]] = defaultdict(Counter)
    for line in lines:
        if line.kategori is not None and line.kode_item:
            counts[line.kode_item][line.kategori] += 1
            counts[code_prefix(line.kode_item)][line.kategori] += 1
    return counts


def kategori_by_name(lines: Iterable[Line]) -> Mapping[str, Counter[Kategori]]:
    """How often each name of a resource stands under each kategori."""
    counts: dict[str, Counter[Kategori]] = defaultdict(Counter)
    for line in lines:
        if line.kategori is not None:
            counts[resource_key(line.item)][line.kategori] += 1
    return counts


@lru_cache(maxsize=16_384)
def code_prefix(kode_item: str) -> str:
    """The letters before the first digit: "TK.0008" -> "TK.", "M.14.a" -> "M."."""
    return re.split(r"\d", kode_item, maxsplit=1)[0].upper()
