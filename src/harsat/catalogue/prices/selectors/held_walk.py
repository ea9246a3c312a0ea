"""Held rows as a page walks through them: by the gravest doubt of each, several prices of one thing side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.models import HeldState, PriceHeld
from harsat.catalogue.prices.asing import foreign_group
from harsat.catalogue.prices.book import PriceLine
from harsat.catalogue.prices.kinds import PriceKind

PAGE = 50
_GRAVITY = {Severity.DANGER: 0, Severity.WARNING: 1, Severity.INFO: 2}
_ORDER = {kind: place for place, kind in enumerate(PriceKind)}


class HeldPart(StrEnum):
    """Which rows are shown."""

    MENUNGGU = "menunggu"
    DIPUTUS = "diputus"
    SEMUA = "semua"


class Doubt(NamedTuple):
    """One reason why a row is held; `proposal` is display text, "" for none."""

    kind: PriceKind
    severity: Severity
    reason: str
    proposal: str


class HeldRow(NamedTuple):
    """One held row as the file says it, with its doubts, the gravest first; `by` decided it."""

    id: int
    row: int
    place: str
    kode: str
    uraian: str
    satuan: str
    kelompok: str
    harga_text: str
    harga: Decimal | None
    state: HeldState
    by: str
    doubts: tuple[Doubt, ...]
    foreign: bool
    item_harga: Decimal | None
    item_satuan: str

    @property
    def kind(self) -> PriceKind:
        """The kind it stands under."""
        return self.doubts[0].kind

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state is HeldState.TERBUKA

    @property
    def order(self) -> tuple[int, str, str, int]:
        """Where it stands in the walk: by kind; several prices for one thing by that thing, others by row."""
        together = self.kind is PriceKind.HARGA_GANDA
        return (
            _ORDER[self.kind],
            self.uraian.lower() if together else "",
            self.satuan if together else "",
            self.row,
        )


class HeldKind(NamedTuple):
    """A kind with how many rows of it wait, of how many."""

    kind: PriceKind
    severity: Severity
    left: int
    total: int


def held_rows(price_list_id: int) -> list[HeldRow]:
    """All held rows of a list in the order of the walk. One query."""
    rows = PriceHeld.objects.filter(price_list_id=price_list_id)
    found = [_row(*values) for values in rows.values_list(*_COLUMNS)]
    return sorted((row for row in found if row.doubts), key=lambda row: row.order)


def held_row(held_id: int) -> HeldRow | None:
    """One held row. One query."""
    values = PriceHeld.objects.filter(pk=held_id).values_list(*_COLUMNS).first()
    return _row(*values) if values else None


def held_kinds(rows: Iterable[HeldRow]) -> list[HeldKind]:
    """The kinds of some rows in the order of the walk, counted."""
    found: dict[PriceKind, HeldKind] = {}
    for row in rows:
        before = found.get(row.kind) or HeldKind(row.kind, row.doubts[0].severity, 0, 0)
        found[row.kind] = before._replace(left=before.left + row.open, total=before.total + 1)
    return sorted(found.values(), key=lambda one: (_GRAVITY[one.severity], _ORDER[one.kind]))


def held_sifted(
    rows: Sequence[HeldRow], *, part: HeldPart, kind: PriceKind | None, foreign: bool | None, query: str
) -> list[HeldRow]:
    """The rows that a page asks for; each word of the query stands somewhere in code, name or unit."""
    words = query.lower().split()
    return [
        row
        for row in rows
        if (part is HeldPart.SEMUA or row.open is (part is HeldPart.MENUNGGU))
        and kind in {None, row.kind}
        and foreign in {None, row.foreign}
        and all(word in f"{row.kode} {row.uraian} {row.satuan}".lower() for word in words)
    ]


def held_page(rows: Sequence[HeldRow], *, after: HeldRow | None) -> tuple[list[HeldRow], int | None]:
    """Fifty rows behind `after`, and the id behind which the next ones stand."""
    behind = [row for row in rows if after is None or row.order > after.order]
    page = behind[:PAGE]
    return page, page[-1].id if len(behind) > PAGE else None


_COLUMNS = (
    "id",
    "row",
    "place",
    "kode",
    "uraian",
    "satuan",
    "kelompok",
    "source",
    "harga_text",
    "harga",
    "state",
    "decided_by__email",
    "findings",
    "item__harga",
    "item__satuan",
)


def _row(  # noqa: PLR0917  the columns in their order
    pk: int,
    row: int,
    place: str,
    kode: str,
    uraian: str,
    satuan: str,
    kelompok: str,
    source: str,
    harga_text: str,
    harga: Decimal | None,
    state: str,
    by: str | None,
    findings: Sequence[dict[str, str]],
    item_harga: Decimal | None,
    item_satuan: str | None,
) -> HeldRow:
    line = PriceLine(row, kode, uraian, "", satuan, harga, harga_text, kelompok, "", source, place)
    doubts = (
        Doubt(PriceKind(one["kind"]), Severity(one["severity"]), one["reason"], one["proposal"]) for one in findings
    )
    return HeldRow(
        pk,
        row,
        place,
        kode,
        uraian,
        satuan,
        kelompok,
        harga_text,
        harga,
        HeldState(state),
        by or "",
        tuple(sorted(doubts, key=lambda one: (_GRAVITY[one.severity], _ORDER[one.kind]))),
        bool(foreign_group(line)),
        item_harga,
        item_satuan or "",
    )
