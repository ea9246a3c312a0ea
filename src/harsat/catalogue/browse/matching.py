"""When a line of one analysis is the same resource as a line of another, across editions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.codes import code_own_number
from harsat.catalogue.prices.names import name_read
from harsat.engine.snapshot import Kategori


class Used(NamedTuple):
    """A resource as one analysis takes it; `place` is where its line stands there."""

    place: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal


Pair = tuple[Used | None, Used | None]


def lines_pair(before: Sequence[Used], after: Sequence[Used]) -> list[Pair]:
    """Each line with its counterpart, in the order of `after`, then what is left of `before`.

    By official code and satuan first, for "Tukang batu" is "Tukang batu/tembok" under L.02.c; then by the telling
    words of the name, for codes of materials differ from edition to edition. What is named twice meets in order.
    """
    left_before, left_after = list(before), list(after)
    met: dict[int, Used] = {}
    for key in (_by_code, _by_name):
        waiting: dict[Hashable, list[Used]] = {}
        for line in left_before:
            if (named := key(line)) is not None:
                waiting.setdefault(named, []).append(line)
        for line in left_after:
            others = waiting.get(key(line))
            if others:
                met[line.place] = others.pop(0)
        taken = {line.place for line in met.values()}
        left_before = [line for line in left_before if line.place not in taken]
        left_after = [line for line in left_after if line.place not in met]
    return [*((met.get(line.place), line) for line in after), *((line, None) for line in left_before)]


def pairs_changed(pairs: Sequence[Pair]) -> int:
    """How many differ: another koefisien, only in the one, only in the other."""
    return sum(one is None or other is None or one.koefisien != other.koefisien for one, other in pairs)


def _by_code(line: Used) -> Hashable | None:
    """Codes of an edition's own mean nothing in another one."""
    return (line.kategori, line.kode, line.satuan) if line.kode and not code_own_number(line.kode) else None


def _by_name(line: Used) -> Hashable | None:
    name = name_read(line.uraian)
    return (line.kategori, name.words or name.text, name.sizes, line.satuan)
