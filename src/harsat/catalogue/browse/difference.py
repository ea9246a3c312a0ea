"""One analysis in two editions at one set of prices: the lines that differ, ending in the difference of F."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.browse.matching import Pair, Used, lines_pair
from harsat.catalogue.browse.pricing import Priced, PriceKey, Prices, forms_of, priced, repriced
from harsat.catalogue.models import Analysis, EditionStatus
from harsat.catalogue.selectors import AnalysisHead
from harsat.engine.analisa import Baris, HargaSatuan, analisa_baris
from harsat.engine.numbers import engine_context
from harsat.kernel.errors import NotFound

_ZERO = Decimal(0)


class DifferentLine(NamedTuple):
    """A resource of which the two analyses take different amounts; a koefisien None is "tidak ada" there.

    `selisih` is what it adds to D, None while it has no price; `nested` has no price of its own.
    """

    uraian: str
    kode: str
    satuan: str
    before: Decimal | None
    after: Decimal | None
    harga: Decimal | None
    selisih: Decimal | None
    nested: bool


@dataclass(frozen=True, slots=True)
class AnalysisDifference:
    """Two analyses line by line; `equal` lines are alike and not listed."""

    before: AnalysisHead
    after: AnalysisHead
    form_before: HargaSatuan
    form_after: HargaSatuan
    lines: list[DifferentLine]
    equal: int

    @property
    def buk_persen(self) -> Decimal:
        """Biaya umum dan keuntungan, the same on both sides."""
        return self.form_after.buk_persen

    @property
    def selisih_buk(self) -> Decimal | None:
        """The difference of E; with the lines it makes the difference of F."""
        return _minus(self.form_after.biaya_umum_keuntungan, self.form_before.biaya_umum_keuntungan)

    @property
    def selisih(self) -> Decimal | None:
        """The difference of F, None while one side is incomplete."""
        return _minus(self.form_after.harga_satuan, self.form_before.harga_satuan)


def difference_read(before_id: int, after_id: int, prices: Prices) -> AnalysisDifference:
    """What differs, line by line. Two queries and one a depth of nesting.

    Editions name one resource by different codes, so a price that is known under one of them holds for both sides.
    0.75 against 0.5 OH at 145 000 is -36 250.00; with buk 10 % of it F moves by -39 875.00.

    Raises:
        NotFound: one of the two is not there.
    """
    found = priced([before_id, after_id], prices)
    if before_id not in found.heads or after_id not in found.heads:
        raise NotFound
    pairs = lines_pair(_used(found, before_id), _used(found, after_id))
    found = repriced(found, {**_lent(pairs, prices), **prices})
    forms = forms_of(found)
    amounts = {
        baris.komponen_id: baris
        for analysis_id in (before_id, after_id)
        for baris in analisa_baris(found.snapshot, analysis_id, bundel="satu_baris")
    }
    lines = [_different(one, other, amounts) for one, other in pairs if not _alike(one, other, amounts)]
    return AnalysisDifference(
        before=found.heads[before_id],
        after=found.heads[after_id],
        form_before=forms[before_id],
        form_after=forms[after_id],
        lines=lines,
        equal=len(pairs) - len(lines),
    )


class Sibling(NamedTuple):
    """The same kode in another edition of the bidang."""

    id: int
    edition_id: int
    edition: str
    uraian: str
    satuan: str


def siblings_read(analysis_id: int) -> list[Sibling]:
    """The kode of this analysis in the other editions of its bidang that are not drafts, newest first. One query."""
    me = Analysis.objects.filter(pk=analysis_id)
    rows = (
        Analysis.objects.filter(kode__in=me.values("kode"), edition__bidang__in=me.values("edition__bidang"))
        .exclude(edition_id__in=me.values("edition_id"))
        .exclude(edition__status=EditionStatus.DRAFT)
        .order_by("-edition__as_of", "edition_id", "-version")
        .values_list("id", "edition_id", "edition__name", "uraian", "satuan")
    )
    newest: dict[int, Sibling] = {}
    for row in rows:
        newest.setdefault(row[1], Sibling(*row))
    return list(newest.values())


def _used(found: Priced, analysis_id: int) -> list[Used]:
    return [
        Used(line.id, line.kategori, line.kode, line.uraian, line.satuan, line.koefisien)
        for line in found.lines[analysis_id]
    ]


def _lent(pairs: Sequence[Pair], prices: Prices) -> dict[PriceKey, Decimal]:
    """The prices that one side lacks and the other has."""
    lent: dict[PriceKey, Decimal] = {}
    for one, other in pairs:
        if one and other:
            keys = (one.kode, one.satuan), (other.kode, other.satuan)
            known = next((prices[key] for key in reversed(keys) if key in prices), None)
            if known is not None:
                lent |= dict.fromkeys(keys, known)
    return lent


def _alike(one: Used | None, other: Used | None, amounts: Mapping[int, Baris]) -> bool:
    """The same amount of the same thing at the same price; a nested analysis may differ inside."""
    if one is None or other is None or one.koefisien != other.koefisien:
        return False
    return amounts[one.place].jumlah == amounts[other.place].jumlah


def _different(one: Used | None, other: Used | None, amounts: Mapping[int, Baris]) -> DifferentLine:
    shown = other or one
    assert shown is not None
    baris = amounts[shown.place]
    before = amounts[one.place].jumlah if one else _ZERO
    after = amounts[other.place].jumlah if other else _ZERO
    return DifferentLine(
        uraian=shown.uraian,
        kode=shown.kode,
        satuan=shown.satuan,
        before=one.koefisien if one else None,
        after=other.koefisien if other else None,
        harga=baris.harga_satuan,
        selisih=_minus(after, before),
        nested=bool(baris.via),
    )


def _minus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    with engine_context():
        return None if one is None or other is None else one - other
