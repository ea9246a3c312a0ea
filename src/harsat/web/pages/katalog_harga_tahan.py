"""A held price as a person reads it: what the file says, why it is held, what is proposed, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from harsat.catalogue.models import HeldState
from harsat.catalogue.prices.kinds import LABELS, PriceKind
from harsat.catalogue.prices.selectors.held_walk import HeldRow, held_kinds
from harsat.catalogue.prices.services.held_many import USABLE, USELESS
from harsat.engine.numbers import id_text
from harsat.web.pages.katalog_harga_baca import TONES

_OF_UNIT = frozenset({PriceKind.SATUAN_KOSONG, PriceKind.SATUAN_BERTENTANGAN})
_OF_NAME = frozenset({PriceKind.URAIAN_KOSONG, PriceKind.TEKS_PANJANG, PriceKind.KODE_GANDA})


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind in the list at the left, and the head above its rows."""

    kind: str
    label: str
    tone: str
    left: int
    total: int
    current: bool
    query: str
    accepts: bool
    """Its rows are whole as they stand."""
    useless: bool
    """Its rows leave no price to use."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row; `marks` says which of harga, satuan, uraian is in doubt, `proposed` what Terima takes."""

    id: int
    baris: str
    kode: str
    uraian: str
    kelompok: str
    reasons: Sequence[str]
    marks: str
    was_harga: str
    was_satuan: str
    will: str
    will_satuan: str
    will_note: str
    proposed: tuple[Decimal | None, str | None]
    several: bool
    whole: bool
    open: bool
    chip: str
    outcome: str
    by: str
    edit: tuple[str, str, str]
    """Harga, satuan and uraian in the fields."""

    def typed(self, harga: str, satuan: str, uraian: str) -> RowView:
        """The same row with other text in its fields."""
        return replace(self, edit=(harga, satuan, uraian))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind below their head; a page that goes on within a kind has no head."""

    head: KindView | None
    rows: Sequence[RowView]


def row_view(row: HeldRow) -> RowView:
    """The words of one row."""
    harga, satuan = _proposed(row)
    marks = "satuan" if row.kind in _OF_UNIT else "uraian" if row.kind in _OF_NAME else "harga"
    chip, outcome = _outcome(row)
    return RowView(
        id=row.id,
        baris=row.place or id_text(Decimal(row.row), 0),
        kode=row.kode,
        uraian=row.uraian or _("tanpa nama"),
        kelompok=row.kelompok,
        reasons=list(dict.fromkeys(doubt.reason for doubt in row.doubts)),
        marks=marks,
        was_harga=id_text(row.harga, 2) if row.harga is not None else row.harga_text or _("kosong"),
        was_satuan=row.satuan or _("tanpa satuan"),
        will=_will(row, harga, satuan),
        will_satuan=row.item_satuan or satuan or row.satuan,
        will_note=_will_note(row),
        proposed=(harga, satuan),
        several=row.kind is PriceKind.HARGA_GANDA,
        whole=row.kind not in USELESS and bool(row.uraian and (satuan or row.satuan) and (harga or row.harga)),
        open=row.open,
        chip=chip,
        outcome=outcome,
        by=row.by.partition("@")[0],
        edit=(_field(harga if harga is not None else row.harga) or row.harga_text, satuan or row.satuan, row.uraian),
    )


def kind_views(
    rows: Iterable[HeldRow], address: Callable[..., str], *, current: PriceKind | None = None
) -> list[KindView]:
    """The kinds of the list, the gravest first."""
    return [
        KindView(
            one.kind.value,
            str(LABELS[one.kind]),
            TONES[one.severity],
            one.left,
            one.total,
            one.kind is current,
            address(jenis=one.kind.value),
            one.kind in USABLE,
            one.kind in USELESS,
        )
        for one in held_kinds(rows)
    ]


def groups_of(rows: Iterable[HeldRow], heads: Sequence[KindView], *, goes_on: PriceKind | None) -> list[Group]:
    """Rows below the heads of their kinds; `goes_on` is the kind whose head stands on the page already."""
    by_kind = {head.kind: head for head in heads}
    groups: dict[PriceKind, list[RowView]] = {}
    for row in rows:
        groups.setdefault(row.kind, []).append(row_view(row))
    return [Group(None if kind is goes_on else by_kind[kind.value], found) for kind, found in groups.items()]


def _proposed(row: HeldRow) -> tuple[Decimal | None, str | None]:
    """What the machine proposes of price and unit, None where it proposes nothing."""
    harga, satuan = None, None
    for doubt in row.doubts:
        if not doubt.proposal:
            continue
        if doubt.kind in _OF_UNIT:
            satuan = doubt.proposal
        elif doubt.kind is PriceKind.HARGA_DUA_BACAAN:
            harga = _figure(doubt.proposal)
    return harga, satuan


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _will(row: HeldRow, harga: Decimal | None, satuan: str | None) -> str:
    if row.state is HeldState.DITERIMA and row.item_harga is not None:
        return id_text(row.item_harga, 2)
    if harga is not None:
        return id_text(harga, 2)
    return _was(row) if satuan else ""


def _field(harga: Decimal | None) -> str:
    return "" if harga is None else id_text(harga, 2, trim=True)


def _was(row: HeldRow) -> str:
    return id_text(row.harga, 2) if row.harga is not None else row.harga_text


def _will_note(row: HeldRow) -> str:
    if not row.open or any(doubt.proposal for doubt in row.doubts):
        return ""
    if row.kind is PriceKind.HARGA_GANDA:
        return _("pilih satu")
    return _("tidak dapat dipakai") if row.kind in USELESS else _("tanpa usulan")


def _outcome(row: HeldRow) -> tuple[str, str]:
    if row.state is HeldState.DITERIMA:
        return "sesuai", _("Diterima")
    return ("selesai", _("Ditolak")) if row.state is HeldState.DITOLAK else ("", "")
