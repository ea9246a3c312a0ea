"""What an uploaded price list says, before anything is stored: counts, and findings by kind with examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.http import QueryDict

from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.prices.book import PriceDiagnosis, PriceFinding, PriceLine, grouped
from harsat.catalogue.prices.diagnose import price_diagnose
from harsat.catalogue.prices.kinds import LABELS, PriceKind
from harsat.catalogue.prices.reading import PriceSheet, price_files_read
from harsat.catalogue.reading.errors import FileRefused

EXAMPLES: Final = 3
TEXT_SHOWN: Final = 140
TONES = {Severity.DANGER: "kritis", Severity.WARNING: "terlambat", Severity.INFO: "sesuai"}
_GRAVITY = {Severity.DANGER: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Contoh:
    """One finding in the words of the page."""

    where: str
    uraian: str
    was: str
    will: str
    why: str


@dataclass(frozen=True, slots=True)
class Jenis:
    """One kind of finding: how many there are, how many rows it holds back, and the first of them."""

    label: str
    tone: str
    findings: int
    rows: int
    held: int
    examples: Sequence[Contoh]


@dataclass(frozen=True, slots=True)
class Baca:
    """The view-model of `web/katalog_harga_periksa.html`; without a diagnosis `refused` says what is asked first."""

    files: Sequence[str]
    regions: Sequence[str]
    sheet: PriceSheet | None
    diagnosis: PriceDiagnosis | None
    kinds: Sequence[Jenis]
    refused: str

    @property
    def wilayah(self) -> str:
        """The region that was read."""
        return self.sheet.wilayah if self.sheet else ""

    @property
    def periode(self) -> str:
        """The period that the file names, where all rows agree."""
        return self.sheet.periode if self.sheet else ""

    @property
    def prices(self) -> Sequence[str]:
        """The titles of the price columns, the one that is read first."""
        if self.sheet is None:
            return ()
        return [self.sheet.header.titles[at] for at in self.sheet.header.columns["harga"]]

    @property
    def offered(self) -> int:
        """Rows that would be stored as prices."""
        return len(self.diagnosis.sound) if self.diagnosis else 0

    @property
    def held(self) -> int:
        """Rows that would wait for a decision; one that repeats another is not kept."""
        return len(self.diagnosis.held - self.diagnosis.dropped) if self.diagnosis else 0

    @property
    def share(self) -> float:
        """Percent of the rows that are sound, for the bar alone."""
        return 100 * self.offered / len(self.diagnosis.book.lines) if self.diagnosis and self.offered else 0


def berkas_baca(paths: Sequence[Path], asked: QueryDict) -> Baca:
    """Read and diagnose by the region and price column asked for; where one must be chosen first, ask for it.

    Raises:
        NotFound: never; a file that cannot be read any more is told in `refused`.
    """
    files = [path.name for path in paths]
    wilayah = asked.get("wilayah", "").strip()
    regions = [one for one in asked.getlist("daerah") if one]
    try:
        sheet = price_files_read(paths, wilayah=wilayah, price=asked.get("kolom", ""))
    except FileRefused as refusal:
        return Baca(files, refusal.extra.get("regions", regions), None, None, (), refusal.message)
    diagnosis = price_diagnose(sheet.rows)
    return Baca(files, regions, sheet, diagnosis, kinds_of(diagnosis), "")


def kinds_of(diagnosis: PriceDiagnosis) -> list[Jenis]:
    """Kinds that hold rows back first, the gravest and largest before the others."""
    lines = {line.row: line for line in diagnosis.book.lines}
    by_kind = grouped((one.kind, one) for one in diagnosis.findings)
    ordered = sorted(by_kind.items(), key=lambda pair: _order(pair[1]))
    return [_kind(kind, found, lines, diagnosis.dropped) for kind, found in ordered]


def _order(found: Sequence[PriceFinding]) -> tuple[bool, int, int]:
    return (not any(one.holds for one in found), min(_GRAVITY[one.severity] for one in found), -len(found))


def _kind(
    kind: PriceKind, found: Sequence[PriceFinding], lines: dict[int, PriceLine], dropped: frozenset[int]
) -> Jenis:
    severity = min((one.severity for one in found), key=_GRAVITY.__getitem__)
    return Jenis(
        str(LABELS[kind]),
        TONES[severity],
        len(found),
        len({row for one in found for row in one.rows}),
        len({row for one in found if one.holds for row in one.rows} - dropped),
        [_example(one, lines[one.rows[0]]) for one in found[:EXAMPLES]],
    )


def _example(one: PriceFinding, line: PriceLine) -> Contoh:
    return Contoh(line.where, _cut(line.uraian), _cut(one.original), _cut(one.proposal), one.reason)


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"
