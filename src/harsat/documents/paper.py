"""The blocks of a printed document: text that is ready to be set, in the order it stands on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from harsat.documents.reports.identity import Identitas, TandaTangan

Align = Literal["left", "center", "right"]


class Level(StrEnum):
    """What a row is, which decides its weight, its rules and what it stays together with."""

    KLASIFIKASI = "klasifikasi"
    SUB_KLASIFIKASI = "sub_klasifikasi"
    BARIS = "baris"
    SUBTOTAL = "subtotal"


class Column(NamedTuple):
    """A column: its head, the figure or sum under it, and whether it takes the width that the others leave.

    `at_most` is the widest it gets, in millimetres, before its text is broken; figures are never broken.
    """

    head: str
    letter: str = ""
    align: Align = "left"
    grows: bool = False
    at_most: int | None = None


class Row(NamedTuple):
    """A row: one text a column; headings and subtotals have their words in `cells[1]` across the columns between.

    `note` stands smaller under the words; `bookmark` names the place in the reader's outline, "" for none.
    """

    level: Level
    cells: tuple[str, ...]
    note: str = ""
    bookmark: str = ""


class Table(NamedTuple):
    """A table whose head repeats on every page; `judul` stands above it and in the outline, "" for none."""

    judul: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]


class Closing(NamedTuple):
    """A line of sums under the last table; the total stands out."""

    label: str
    nilai: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on A4. `ringkasan` and all after it stay together, with at least three rows above the signatures."""

    organisasi: str
    judul: str
    nomor: str
    identitas: tuple[Identitas, ...]
    isi: Table
    ringkasan: Table
    penutup: tuple[Closing, ...]
    terbilang: str
    tanda_tangan: tuple[TandaTangan, ...]
    catatan: tuple[str, ...]
    kaki: str
    watermark: str
