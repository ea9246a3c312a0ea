"""The file as the detectors see it: clean lines in order, grouped by code, beside what other editions say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.snapshot import Kategori


class Line(NamedTuple):
    """One component row. Texts are mended; `koefisien` is None where `koefisien_text` has no reading.

    `row` is the row the reader sees in Excel; `satuan` is as printed in the file; `satuan_pekerjaan` is "" where the
    file has no such column; `target_kode` names the analysis nested here, "" for a resource.
    """

    row: int
    kode: str
    nama: str
    satuan_pekerjaan: str
    divisi: str
    kategori: Kategori | None
    kode_item: str
    item: str
    satuan: str
    koefisien: Decimal | None
    koefisien_text: str
    target_kode: str = ""


@dataclass(frozen=True)
class Book:
    """All lines in order. `known` are lines of other editions, for comparison only: nothing is found in them."""

    lines: Sequence[Line]
    known: Sequence[Line] = ()
    analyses: Mapping[str, Sequence[Line]] = field(init=False)

    def __post_init__(self) -> None:
        """Group by kode, in order of first appearance."""
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.kode, []).append(line)
        object.__setattr__(self, "analyses", groups)
