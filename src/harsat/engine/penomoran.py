"""The struktur as it is printed, in order and numbered (I, A, 1), so that screen, paper and workbook number alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harsat.engine.snapshot import Klasifikasi, Pekerjaan, Snapshot, SubKlasifikasi

Twig = tuple[SubKlasifikasi, Sequence[Pekerjaan]]
Branch = tuple[Klasifikasi, Sequence[Twig]]

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


class Penomoran(NamedTuple):
    """The number of every row of the struktur, by id."""

    klasifikasi: dict[int, str]
    sub_klasifikasi: dict[int, str]
    pekerjaan: dict[int, str]


def numbering(snapshot: Snapshot) -> Penomoran:
    """Number klasifikasi I, II.., and sub-klasifikasi A, B.. and pekerjaan 1, 2.. inside their parent."""
    return Penomoran(
        {row.id: roman(position) for position, row in enumerate(snapshot.klasifikasi, start=1)},
        {
            id_: letters(position)
            for id_, position in _positions((row.id, row.klasifikasi_id) for row in snapshot.sub_klasifikasi)
        },
        {
            id_: str(position)
            for id_, position in _positions((row.id, row.sub_klasifikasi_id) for row in snapshot.pekerjaan)
        },
    )


def numbers_full(snapshot: Snapshot) -> dict[int, str]:
    """The whole number of every pekerjaan: "II.A.2"."""
    numbers = numbering(snapshot)
    above = {
        row.id: f"{numbers.klasifikasi[row.klasifikasi_id]}.{numbers.sub_klasifikasi[row.id]}"
        for row in snapshot.sub_klasifikasi
    }
    return {row.id: f"{above[row.sub_klasifikasi_id]}.{numbers.pekerjaan[row.id]}" for row in snapshot.pekerjaan}


def struktur_tree(snapshot: Snapshot) -> Iterator[Branch]:
    """Every klasifikasi with its sub-klasifikasi, each with its pekerjaan, in printing order; empty ones too."""
    works: dict[int, list[Pekerjaan]] = {row.id: [] for row in snapshot.sub_klasifikasi}
    for work in snapshot.pekerjaan:
        works[work.sub_klasifikasi_id].append(work)
    subs: dict[int, list[Twig]] = {row.id: [] for row in snapshot.klasifikasi}
    for sub in snapshot.sub_klasifikasi:
        subs[sub.klasifikasi_id].append((sub, works[sub.id]))
    return ((top, subs[top.id]) for top in snapshot.klasifikasi)


def roman(position: int) -> str:
    """Roman numeral of a position from 1: 4 is IV, 1994 is MCMXCIV."""
    text = ""
    for value, numeral in _ROMAN:
        times, position = divmod(position, value)
        text += numeral * times
    return text


def letters(position: int) -> str:
    """Letters of a position from 1, as the columns of a workbook: 26 is Z, 27 is AA, 703 is AAA."""
    text = ""
    while position > 0:
        position, letter = divmod(position - 1, 26)
        text = chr(ord("A") + letter) + text
    return text


def _positions(rows: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Count the rows (id, parent id) within each parent, in the order given."""
    seen: Counter[int] = Counter()
    for id_, parent_id in rows:
        seen[parent_id] += 1
        yield id_, seen[parent_id]
