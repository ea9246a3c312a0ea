"""What the reader has to say about a file: nothing is left out or assumed without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from harsat.catalogue.reading.rows import Row

SHOWN = 5


class Note(NamedTuple):
    """One remark: a stable code, a sentence, and the numbers of the rows it is about (empty: the whole file)."""

    code: str
    message: str
    rows: tuple[int, ...] = ()


class Reading(NamedTuple):
    """What one table gave: its components in order, and what is to be said of it."""

    rows: list[Row]
    notes: list[Note]


def numbers_named(numbers: Sequence[int]) -> str:
    """The first few row numbers as text: "3, 7, 12, 19, 20, ..."."""
    shown = ", ".join(map(str, numbers[:SHOWN]))
    return f"{shown}, ..." if len(numbers) > SHOWN else shown
