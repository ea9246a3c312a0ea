"""The sheet of one analysis: form A to F at one price list, its versions, and the analyses that nest it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count

from harsat.catalogue.browse.pricing import Priced, Prices, forms_of, priced, repriced
from harsat.catalogue.models import Analysis, AnalysisKomponen
from harsat.catalogue.selectors import AnalysisHead
from harsat.engine.analisa import Baris, HargaSatuan, analisa_baris, blok_jumlah
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound

LETTERS = {Kategori.TK: "A", Kategori.BHN: "B", Kategori.ALT: "C", Kategori.LAIN: "LAIN"}
HOSTS_SHOWN = 20


class SheetLine(NamedTuple):
    """A printed line; `target_id` names the analysis it stands for where it nests one."""

    baris: Baris
    target_id: int | None


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A, B, C, or the nested analyses, with the sum of what is known; `lacking` lines of it have no price."""

    letter: str
    kategori: Kategori
    lines: list[SheetLine]
    jumlah: Decimal
    lacking: int


class Version(NamedTuple):
    """One version of a kode in its edition."""

    id: int
    version: int
    komponen: int


class HostRow(NamedTuple):
    """An analysis that nests this one."""

    id: int
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One analysis as the right pane prints it."""

    head: AnalysisHead
    form: HargaSatuan
    blocks: list[SheetBlock]
    versions: list[Version]
    hosts: list[HostRow]
    priced: Priced

    @property
    def newest(self) -> bool:
        """Whether no newer version of the kode stands beside it."""
        return self.versions[0].id == self.head.id

    @property
    def missing(self) -> int:
        """How many resources have no price in the list."""
        return len(self.form.belum_ada)

    @property
    def rumus(self) -> str:
        """What D sums: "A + B + C", and LAIN where something is nested."""
        letters = [block.letter for block in self.blocks]
        return " + ".join(letters)


def sheet_read(analysis_id: int, prices: Prices) -> Sheet:
    """The sheet at these prices. Four queries and one a depth of nesting.

    Raises:
        NotFound: no analysis of this id.
    """
    found = priced([analysis_id], prices)
    head = found.heads.get(analysis_id)
    if head is None:
        raise NotFound
    return Sheet(
        head=head,
        form=forms_of(found)[analysis_id],
        blocks=_blocks(found, analysis_id),
        versions=_versions(head),
        hosts=_hosts(analysis_id),
        priced=found,
    )


def form_at(sheet: Sheet, prices: Prices) -> HargaSatuan:
    """The form of the sheet's analysis at other prices, without a query."""
    return forms_of(repriced(sheet.priced, prices))[sheet.head.id]


def _blocks(found: Priced, analysis_id: int) -> list[SheetBlock]:
    rows = analisa_baris(found.snapshot, analysis_id, bundel="satu_baris")
    targets = {line.id: line.target_analysis_id for line in found.lines[analysis_id]}
    sums = blok_jumlah(rows)
    blocks = []
    for kategori, letter in LETTERS.items():
        lines = [SheetLine(row, targets.get(row.komponen_id)) for row in rows if row.kategori == kategori]
        if lines or kategori != Kategori.LAIN:
            lacking = sum(line.baris.jumlah is None for line in lines)
            blocks.append(SheetBlock(letter, kategori, lines, sums[kategori], lacking))
    return blocks


def _versions(head: AnalysisHead) -> list[Version]:
    rows = Analysis.objects.filter(edition_id=head.edition_id, kode=head.kode).annotate(lines=Count("komponen"))
    return [Version(*row) for row in rows.order_by("-version").values_list("id", "version", "lines")]


def _hosts(analysis_id: int) -> list[HostRow]:
    rows = AnalysisKomponen.objects.filter(target_id=analysis_id).order_by("analysis__sort_key", "id")
    columns = ("analysis_id", "analysis__kode", "analysis__uraian", "analysis__satuan", "koefisien")
    return [HostRow(*row) for row in rows.values_list(*columns)[:HOSTS_SHOWN]]
