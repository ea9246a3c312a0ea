"""A price list as the detectors see it: clean lines in the order of the file, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Certainty, Severity
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.units import price_unit_key
from harsat.engine.numbers import canonical

Key = TypeVar("Key")
Value = TypeVar("Value")


class PriceLine(NamedTuple):
    """One priced row. Texts are mended; `harga` is None where `harga_text` has no reading; `satuan` is as printed."""

    row: int
    kode: str
    nama: str
    spesifikasi: str
    satuan: str
    harga: Decimal | None
    harga_text: str
    kelompok: str
    keterangan: str
    sumber: str
    place: str = ""

    @property
    def where(self) -> str:
        """Where the line stands, in words: "baris 12", or "Upah baris 12" in a workbook of several sheets."""
        return self.place or _("baris %(row)d") % {"row": self.row}

    @property
    def price_words(self) -> str:
        """The price in canonical form, the words of the file where it has no reading."""
        return self.harga_text if self.harga is None else canonical(self.harga, None)

    @property
    def uraian(self) -> str:
        """The name with its specification, as a list of prices prints it: "Pasir, pasang"."""
        return f"{self.nama}, {self.spesifikasi}" if self.spesifikasi else self.nama

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes goods the same: name, specification and unit, whatever their letters' case."""
        return self.nama.lower(), self.spesifikasi.lower(), price_unit_key(self.satuan)


@dataclass(frozen=True, slots=True)
class PriceFinding:
    """One thing found; rows are rows of the file, the first one is shown.

    `holds`: the rows are not offered until a person has decided. `proposal` and `original` are display text, numbers
    canonical; `changes` edit fields of PriceLine (`DROP` leaves a row out). `repaired`: the book carries it already.
    """

    kind: PriceKind
    severity: Severity
    rows: tuple[int, ...]
    column: str
    original: str
    proposal: str
    reason: str
    changes: tuple[Change, ...] = ()
    certainty: Certainty = Certainty.NONE
    repaired: bool = False
    holds: bool = False


@dataclass(frozen=True)
class PriceBook:
    """All lines in order."""

    lines: Sequence[PriceLine]

    @cached_property
    def by_key(self) -> dict[tuple[str, str, str], list[PriceLine]]:
        """Lines of the same goods and unit."""
        return grouped((line.key, line) for line in self.lines)


@dataclass(frozen=True)
class PriceDiagnosis:
    """A price list with everything found in it, in the order of the file."""

    book: PriceBook
    findings: Sequence[PriceFinding]
    wilayah: str = ""
    periode: str = ""

    @cached_property
    def held(self) -> frozenset[int]:
        """Rows that are not offered."""
        return frozenset(row for finding in self.findings if finding.holds for row in finding.rows)

    @cached_property
    def foreign(self) -> frozenset[int]:
        """Rows that are no resource of building works: stored, but not offered for matching."""
        kind = PriceKind.BUKAN_BAHAN_BANGUNAN
        return frozenset(row for finding in self.findings if finding.kind is kind for row in finding.rows)

    @cached_property
    def dropped(self) -> frozenset[int]:
        """Rows that repeat another one."""
        kind = PriceKind.DUPLIKAT
        return frozenset(row for finding in self.findings if finding.kind is kind for row in finding.rows[1:])

    @cached_property
    def sound(self) -> list[PriceLine]:
        """Lines that may be offered: priced, not held, each once."""
        return [
            line
            for line in self.book.lines
            if line.harga is not None and line.row not in self.held and line.row not in self.dropped
        ]


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Values by key, keys in order of first appearance."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
