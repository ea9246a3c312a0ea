"""Follows which analysis the rows below belong to, and keeps those that never get a component in sight."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.rows import Row
from harsat.catalogue.reading.source import Cell


class OwnKode(str):
    """A kode by order for a work that has none: the third of a table is U.003 each time it is read."""

    __slots__ = ()


class Component(NamedTuple):
    """The fields of a row that belong to the component, in their order."""

    kategori: str
    kode_item: str
    item: str
    satuan: str
    koefisien: Cell


NO_COMPONENT = Component("", "", "", "", "")


@dataclass(slots=True)
class Outline:
    """The analysis that is open. One without components is the heading of the next (1.1 above 1.1.1), or is kept.

    An analysis that stays empty becomes one row without item and koefisien: it shall be seen, not lost. `own`: an
    analysis opened without kode gets one of its own.
    """

    own: bool = False
    rows: list[Row] = field(default_factory=list)
    owned: int = 0
    kode: Cell = ""
    nama: str = ""
    satuan_pekerjaan: str = ""
    divisi: str = ""
    number: int = 0
    waiting: bool = False
    heading: str = ""
    heading_kode: str = ""

    def open(self, number: int, kode: Cell, nama: str, satuan_pekerjaan: str = "", divisi: str = "") -> None:
        """Start an analysis at a row that may hold no component itself."""
        self._leave(cell_text(kode))
        if self.own and not cell_text(kode):
            self.owned += 1
            kode = OwnKode(f"U.{self.owned:03d}")
        self.kode, self.nama, self.satuan_pekerjaan = kode, nama, satuan_pekerjaan
        self.divisi = divisi or self._heading_of(cell_text(kode))
        self.number, self.waiting = number, True

    def add(self, number: int, component: Component) -> None:
        """One component of the open analysis."""
        self.waiting = False
        self.rows.append(self._row(number, component))

    def close(self) -> list[Row]:
        """All rows, when the table is at its end."""
        self._leave("")
        return self.rows

    def _leave(self, next_kode: str) -> None:
        if not self.waiting:
            return
        kode = cell_text(self.kode).rstrip(".")
        if kode and next_kode.startswith(f"{kode}.") and not isinstance(self.kode, OwnKode):
            self.heading, self.heading_kode = f"{kode} {self.nama}".strip(), kode
        elif kode or self.nama:
            self.rows.append(self._row(self.number, NO_COMPONENT))
        self.waiting = False

    def _heading_of(self, kode: str) -> str:
        return self.heading if self.heading_kode and kode.startswith(f"{self.heading_kode}.") else ""

    def _row(self, number: int, component: Component) -> Row:
        return Row(number, self.kode, self.nama, self.satuan_pekerjaan, self.divisi, *component)
