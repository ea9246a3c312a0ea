"""The right pane of the catalogue browser as printed: figures as text, what is missing said, another edition beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.browse.comparison import same_work
from harsat.catalogue.browse.difference import AnalysisDifference, DifferentLine, difference_read, siblings_read
from harsat.catalogue.browse.price_lists import PriceListFace
from harsat.catalogue.browse.pricing import PriceKey, Prices
from harsat.catalogue.browse.sheet import Sheet, SheetBlock, SheetLine, form_at, sheet_read
from harsat.catalogue.prices.selectors import SourcedPrice, prices_by_list
from harsat.catalogue.selectors import AnalysisHead
from harsat.engine.numbers import id_text
from harsat.engine.snapshot import Kategori
from harsat.rab.selectors.acuan_dipakai import AcuanUse, acuan_dipakai
from harsat.web.pages.katalog_shell import KatalogShell

SEN = 2
KOEFISIEN_SHOWN = 6
LISTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LineView:
    """A printed line; `target` is the analysis that "lihat rincian" opens."""

    no: int
    uraian: str
    kode: str
    satuan: str
    koefisien: str
    harga: str
    jumlah: str
    missing: bool
    target: int | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its letter, name, sum and lines."""

    letter: str
    nama: str
    jumlah: str
    lacking: int
    lines: list[LineView]


@dataclass(frozen=True, slots=True)
class ListFigure:
    """F at one price list, None where a price is missing; `here` marks the chosen one."""

    id: int
    name: str
    harga_satuan: Decimal | None
    belum_ada: int
    here: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line that differs between two editions, as printed."""

    no: int
    uraian: str
    kode: str
    before: str
    after: str
    harga: str
    selisih: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One kode in two editions: the lines that differ, up to the difference of F.

    `other` is the one that is not on the sheet; `labels` name the two columns as shortly as they can be told apart.
    """

    difference: AnalysisDifference
    other: AnalysisHead
    other_work: bool
    labels: tuple[str, str]
    lines: list[ChangeLine]
    buk: str
    selisih_buk: str
    before: str
    after: str
    selisih: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything the pane prints."""

    sheet: Sheet
    blocks: list[BlockView]
    d: str
    e: str
    f: str
    buk: str
    change: ChangeView | None
    figures: list[ListFigure]
    use: AcuanUse


def prices_at(edition_ids: Sequence[int], price_list: PriceListFace | None) -> Prices:
    """What the chosen list says of the resources of these editions; nothing without a list. Three queries."""
    return harga_of(prices_by_list(edition_ids, [price_list.id])[price_list.id]) if price_list else {}


def harga_of(prices: Mapping[PriceKey, SourcedPrice]) -> Prices:
    """The bare prices."""
    return {key: price.harga for key, price in prices.items()}


def sheet_view(
    user: User, shell: KatalogShell, analysis_id: int, price_list: PriceListFace | None, prices: Prices
) -> SheetView:
    """The sheet with its surroundings. Thirteen queries and two a depth of nesting, whatever the catalogue."""
    sheet = sheet_read(analysis_id, prices)
    form = sheet.form
    return SheetView(
        sheet=sheet,
        blocks=[_block(block) for block in sheet.blocks],
        d=_whole(form.biaya_langsung),
        e=_whole(form.biaya_umum_keuntungan),
        f=_whole(form.harga_satuan),
        buk=id_text(form.buk_persen, SEN, trim=True),
        change=_change(shell, sheet, prices),
        figures=_figures(shell, sheet, price_list),
        use=acuan_dipakai(user, analysis_id),
    )


def _block(block: SheetBlock) -> BlockView:
    names = {
        Kategori.TK: _("Tenaga kerja"),
        Kategori.BHN: _("Bahan"),
        Kategori.ALT: _("Peralatan"),
        Kategori.LAIN: _("LAIN, analisa di dalamnya"),
    }
    lines = [_line(number, line) for number, line in enumerate(block.lines, 1)]
    return BlockView(block.letter, names[block.kategori], id_text(block.jumlah, SEN), block.lacking, lines)


def _line(number: int, line: SheetLine) -> LineView:
    baris = line.baris
    return LineView(
        no=number,
        uraian=baris.uraian,
        kode=baris.kode,
        satuan=baris.satuan,
        koefisien=_koefisien(baris.koefisien),
        harga=_amount(baris.harga_satuan),
        jumlah="" if baris.jumlah is None else id_text(baris.jumlah, SEN),
        missing=baris.jumlah is None,
        target=line.target_id,
    )


def _change(shell: KatalogShell, sheet: Sheet, prices: Prices) -> ChangeView | None:
    """Against the nearest other edition that the reader may see, the older one first."""
    dates = {face.id: face.as_of for face in shell.editions}
    here = sheet.head
    other = next((one for one in siblings_read(here.id) if one.edition_id in dates), None)
    if other is None:
        return None
    newer = dates[other.edition_id] > dates.get(here.edition_id, dates[other.edition_id])
    pair = (here.id, other.id) if newer else (other.id, here.id)
    return change_view(*pair, prices, shown_id=here.id)


def change_view(before_id: int, after_id: int, prices: Prices, *, shown_id: int) -> ChangeView:
    """Two analyses at one set of prices; `shown_id` is the one of them that the reader has before them."""
    found = difference_read(before_id, after_id, prices)
    before, after = found.before, found.after
    return ChangeView(
        difference=found,
        other=before if shown_id == after.id else after,
        other_work=before.satuan != after.satuan or not same_work(before.uraian, after.uraian),
        labels=edition_labels(before.edition, after.edition),
        lines=[_change_line(number, line) for number, line in enumerate(found.lines, 1)],
        buk=id_text(found.buk_persen, SEN, trim=True),
        selisih_buk=signed(found.selisih_buk),
        before=_whole(found.form_before.harga_satuan),
        after=_whole(found.form_after.harga_satuan),
        selisih=signed(found.selisih),
    )


def _change_line(number: int, line: DifferentLine) -> ChangeLine:
    return ChangeLine(
        no=number,
        uraian=line.uraian,
        kode=line.kode,
        before=_amount_used(line.before),
        after=_amount_used(line.after),
        harga=_("lihat rincian") if line.nested else _amount(line.harga),
        selisih=signed(line.selisih),
    )


def edition_labels(before: str, after: str) -> tuple[str, str]:
    """The years in two names where they differ: "AHSP 2022", "AHSP 2025" are "2022", "2025"."""
    one, other = (re.findall(r"\b(?:19|20)\d\d\b", name)[-1:] for name in (before, after))
    return (one[0], other[0]) if one and other and one != other else (_("Semula"), _("Menjadi"))


def _figures(shell: KatalogShell, sheet: Sheet, chosen: PriceListFace | None) -> list[ListFigure]:
    """F at the newest lists, the chosen one among them."""
    lists = shell.price_lists[:LISTS_SHOWN]
    if chosen and chosen not in lists:
        lists = [chosen, *lists[:-1]]
    known = prices_by_list([sheet.head.edition_id], [one.id for one in lists])
    figures = []
    for one in lists:
        form = form_at(sheet, harga_of(known[one.id]))
        figures.append(ListFigure(one.id, one.name, form.harga_satuan, len(form.belum_ada), here=one == chosen))
    return figures


def signed(value: Decimal | None) -> str:
    """A difference with its sign: "+15.000,00", "−13.125,00", "0,00"; what is not known is "belum ada"."""
    if value is None:
        return _("belum ada")
    text = id_text(value, SEN)
    return f"+{text}" if value > 0 else text


def _koefisien(value: Decimal) -> str:
    return id_text(value, KOEFISIEN_SHOWN, trim=True)


def _amount_used(value: Decimal | None) -> str:
    return _("tidak ada") if value is None else _koefisien(value)


def _amount(value: Decimal | None) -> str:
    return _("belum ada") if value is None else id_text(value, SEN)


def _whole(value: Decimal | None) -> str:
    return _("belum lengkap") if value is None else id_text(value, SEN)
