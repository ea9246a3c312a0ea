"""The analyses behind a budget as forms: every line with its price and the way its koefisien came about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS, HargaSatuan, Prices, line_jumlah, prices_of
from harsat.engine.bundel import BaseKomponen
from harsat.engine.bundel_graph import Node, NodeKind, target_of
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Kategori, Komponen, Pekerjaan

_ONE = Decimal(1)


class LineRef(NamedTuple):
    """A line of another form, by its pekerjaan and its place in the order of entry."""

    pekerjaan_id: int
    place: int


Terms = tuple[Decimal | LineRef, ...]


class FormLine(NamedTuple):
    """One line: `terms` multiply to `koefisien`; the price is the resource's, or the direct one of `langsung_id`."""

    place: int
    kategori: Kategori
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    terms: Terms
    harga_item_id: int | None
    langsung_id: int | None
    harga_satuan: Decimal | None
    jumlah: Decimal | None
    via: tuple[str, ...]


class Form(NamedTuple):
    """The analysis of one pekerjaan in printing order, with its sums A to F."""

    pekerjaan: Pekerjaan
    lines: tuple[FormLine, ...]
    sums: HargaSatuan


def forms(estimate: Estimate) -> Iterator[Form]:
    """Every pekerjaan's form, in the order of the budget."""
    maker = _Maker(estimate)
    with engine_context():
        made = [maker.form(row) for row in estimate.snapshot.pekerjaan]
    return iter(made)


class _Maker:
    """What all forms of one estimate share."""

    def __init__(self, estimate: Estimate) -> None:
        self._estimate = estimate
        self._snapshot = estimate.snapshot
        self._expander = estimate.expander
        self._prices: Prices = prices_of(estimate.snapshot)
        self._pekerjaan = {row.id: row for row in estimate.snapshot.pekerjaan}
        self._known: dict[Node, list[Terms]] = {}

    def form(self, row: Pekerjaan) -> Form:
        expanded = self._expander.expand(row.id)
        pairs = zip(expanded, self._own_terms(row), strict=True)
        lines = [self._line(place, line, terms) for place, (line, terms) in enumerate(pairs)]
        ordered = sorted(lines, key=lambda line: BLOCKS[line.kategori])
        return Form(row, tuple(ordered), self._estimate.harga_satuan[row.id])

    def _line(self, place: int, line: BaseKomponen, terms: Terms) -> FormLine:
        harga = self._prices.of(line)
        jumlah = line_jumlah(line.koefisien, harga, rounded=self._prices.rounds_lines)
        return FormLine(
            place,
            line.kategori,
            *self._names(line),
            line.koefisien,
            terms,
            line.harga_item_id,
            line.pekerjaan_id,
            harga,
            jumlah,
            line.via,
        )

    def _names(self, line: BaseKomponen) -> tuple[str, str, str]:
        if line.harga_item_id is not None:
            item = self._snapshot.harga[line.harga_item_id]
            return item.kode, item.uraian, item.satuan
        if line.pekerjaan_id is not None:
            row = self._pekerjaan[line.pekerjaan_id]
            return row.kode, f"{row.uraian} (harga satuan langsung)", row.satuan
        return line.via[-1], "Bundel tanpa komponen", ""

    def _own_terms(self, row: Pekerjaan) -> list[Terms]:
        if row.langsung:
            return [(_ONE,)]
        return self._rows_terms(self._snapshot.komponen.get(row.id, ()))

    def _rows_terms(self, rows: tuple[Komponen, ...]) -> list[Terms]:
        return [(row.koefisien, *inner) for row in rows for inner in self._inner_terms(target_of(row))]

    def _inner_terms(self, target: Node | None) -> list[Terms]:
        """What a row's own koefisien is multiplied by, one entry for each line it stands for."""
        if target is None:
            return [()]
        if target not in self._known:
            self._known[target] = self._target_terms(target) or [()]
        return self._known[target]

    def _target_terms(self, target: Node) -> list[Terms]:
        if target.kind is NodeKind.ACUAN:
            return self._rows_terms(self._snapshot.acuan[target.id].komponen)
        return [(LineRef(target.id, place),) for place in range(len(self._expander.expand(target.id)))]
