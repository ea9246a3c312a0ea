"""The blocks of a workbook: sheets of typed cells, so that a formula always travels with the figure it must give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Ground(StrEnum):
    """What stands behind a cell: white may be typed in, tinted is calculated."""

    PLAIN = "plain"
    INPUT = "input"
    CALCULATED = "calculated"
    HEAD = "head"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"


class Style(NamedTuple):
    """How a cell looks; `number` is a number format of the workbook, "" for text."""

    number: str = ""
    ground: Ground = Ground.PLAIN
    bold: bool = False
    size: int = 10
    align: str = ""
    wrap: bool = False
    indent: int = 0
    rule_above: bool = False
    muted: bool = False


class Text(NamedTuple):
    """Words, never read as a formula whatever they begin with."""

    text: str
    style: Style = Style()


class Figure(NamedTuple):
    """A figure that people may type over; None is an empty cell."""

    value: Decimal | None
    style: Style


class Formula(NamedTuple):
    """A formula with what the engine says it comes to; None is shown as empty, as the formula itself does."""

    formula: str
    value: Decimal | str | None
    style: Style


Cell = Text | Figure | Formula | None
SheetRow = tuple[Cell, ...]


@dataclass(slots=True)
class Sheet:
    """One sheet, built row by row.

    `head` counts the rows down to the head, which stay in sight if `frozen`; those from `first_repeated` repeat on
    paper. `printed` is how many rows are for paper, None for all.
    """

    name: str
    widths: tuple[int, ...]
    head: int = 0
    frozen: bool = True
    first_repeated: int = 0
    landscape: bool = False
    printed: int | None = None
    rows: list[SheetRow] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """Append a row and return its number as the workbook counts, from 1."""
        self.rows.append(cells)
        return len(self.rows)

    @property
    def next_row(self) -> int:
        """The number that the next row will have."""
        return len(self.rows) + 1

    def at(self, column: str, row: int) -> str:
        """The absolute address of a cell, for formulas on any sheet: RAB!$G$12."""
        return f"{self.name}!${column}${row}"

    def span(self, column: str, first: int, last: int) -> str:
        """The absolute address of a part of a column: RAB!$G$12:$G$40."""
        return f"{self.name}!${column}${first}:${column}${last}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in the order of their tabs, and names for single cells."""

    title: str
    author: str
    foot: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
