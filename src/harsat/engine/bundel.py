"""Nested analyses brought back to base komponen, so that a bundel is priced by what it is made of.

A bundel row with koefisien k means "k units of the target per unit of the host". Going down, koefisien
multiply at full precision; the target enters at its biaya langsung (D), so its own buk and rounding never
reach the host. Both kinds of target, a pekerjaan of the project and a catalogue analysis (acuan), pass
through the one expander.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from harsat.engine.bundel_graph import (
    LINES_MAX,
    BundelTooLarge,
    Node,
    NodeKind,
    target_of,
    targets_of,
    walk,
)
from harsat.engine.numbers import engine_context
from harsat.engine.snapshot import Acuan, Kategori, Komponen, Pekerjaan, Snapshot

_ONE = Decimal(1)


class BaseKomponen(NamedTuple):
    """One effective line of an analysis, at full precision per unit of the host.

    `via` holds the codes of the bundels passed on the way, () for a row of the host itself; `komponen_id` is
    the host's own row at the top of that way. The price comes from `harga_item_id`, or from `pekerjaan_id`
    when a direct unit price stands at the bottom; with neither, the bundel points at an analysis without rows
    and has no price.
    """

    harga_item_id: int | None
    kategori: Kategori
    koefisien: Decimal
    via: tuple[str, ...]
    komponen_id: int
    pekerjaan_id: int | None = None


class Expander:
    """The analyses of one snapshot, expanded on demand and remembered.

    It knows structure only, no price and no policy, so a patch of prices or volumes keeps it.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._sources = (snapshot.pekerjaan, snapshot.komponen, snapshot.acuan)
        self._pekerjaan: Mapping[int, Pekerjaan] = {row.id: row for row in snapshot.pekerjaan}
        self._komponen: Mapping[int, tuple[Komponen, ...]] = snapshot.komponen
        self._acuan: Mapping[int, Acuan] = snapshot.acuan
        self._lines: dict[Node, tuple[BaseKomponen, ...]] = {}

    def serves(self, snapshot: Snapshot) -> bool:
        """Whether the snapshot holds the very parts this was made from."""
        parts = (snapshot.pekerjaan, snapshot.komponen, snapshot.acuan)
        return all(mine is theirs for mine, theirs in zip(self._sources, parts, strict=True))

    def lines(self, pekerjaan_id: int) -> Sequence[BaseKomponen] | Sequence[Komponen]:
        """The effective lines; the rows themselves when nothing is bundled, so that most analyses make no object."""
        if self._pekerjaan[pekerjaan_id].langsung or pekerjaan_id in self._bundling:
            return self.expand(pekerjaan_id)
        return self._komponen.get(pekerjaan_id, ())

    def expand(self, pekerjaan_id: int) -> tuple[BaseKomponen, ...]:
        """Every effective line of a pekerjaan, one per path.

        Host: 3 x Y, Y: 2.5 x X, X: 0.333333 OH gives 2.4999975 OH via (Y, X).

        Raises:
            BundelCycle, BundelTargetMissing: with the path by code; a save refuses both beforehand.
            BundelTooLarge: more than LINES_MAX lines.
        """
        top = Node(NodeKind.PEKERJAAN, pekerjaan_id)
        if top in self._lines:
            return self._lines[top]
        for node in walk(top, self._targets, self._kode):
            # Only what is bundled is remembered: the lines of every host would outweigh the whole estimate.
            if node != top and node not in self._lines:
                self._lines[node] = self._own_lines(node)
        return self._own_lines(top)

    def hosts(self, nodes: Iterable[Node]) -> set[Node]:
        """The nodes given and every analysis that bundles one of them, directly or not."""
        reached = set(nodes)
        waiting = list(reached)
        while waiting:
            for host in self._direct_hosts.get(waiting.pop(), ()):
                if host not in reached:
                    reached.add(host)
                    waiting.append(host)
        return reached

    def users(self, harga_item_ids: Iterable[int]) -> set[Node]:
        """The analyses that name one of the resources in a row of their own."""
        return {node for item_id in harga_item_ids for node in self._direct_users.get(item_id, ())}

    def remembered(self) -> Collection[tuple[BaseKomponen, ...]]:
        """What was expanded and kept, for those who weigh it."""
        return self._lines.values()

    @cached_property
    def _bundling(self) -> frozenset[int]:
        return frozenset(id_ for id_, rows in self._komponen.items() if any(row.harga_item_id is None for row in rows))

    @cached_property
    def _direct_users(self) -> Mapping[int, list[Node]]:
        users: dict[int, list[Node]] = {}
        for node, rows in self._analyses():
            for item_id in {row.harga_item_id for row in rows if row.harga_item_id is not None}:
                users.setdefault(item_id, []).append(node)
        return users

    @cached_property
    def _direct_hosts(self) -> Mapping[Node, list[Node]]:
        hosts: dict[Node, list[Node]] = {}
        for id_ in self._bundling:
            self._add_host(hosts, Node(NodeKind.PEKERJAAN, id_), self._komponen[id_])
        for acuan in self._acuan.values():
            self._add_host(hosts, Node(NodeKind.ACUAN, acuan.id), acuan.komponen)
        return hosts

    @staticmethod
    def _add_host(hosts: dict[Node, list[Node]], host: Node, rows: Iterable[Komponen]) -> None:
        for target in targets_of(rows):
            hosts.setdefault(target, []).append(host)

    def _analyses(self) -> Iterator[tuple[Node, tuple[Komponen, ...]]]:
        for id_, rows in self._komponen.items():
            yield Node(NodeKind.PEKERJAAN, id_), rows
        for acuan in self._acuan.values():
            yield Node(NodeKind.ACUAN, acuan.id), acuan.komponen

    def _own_lines(self, node: Node) -> tuple[BaseKomponen, ...]:
        """The lines of one analysis whose targets are expanded already."""
        if self._is_direct(node):
            return (BaseKomponen(None, Kategori.LAIN, _ONE, (), 0, node.id),)
        lines = [line for row in self._rows(node) for line in self._row_lines(row)]
        if len(lines) > LINES_MAX:
            raise BundelTooLarge(self._kode(node))
        return tuple(lines)

    def _row_lines(self, row: Komponen) -> Iterator[BaseKomponen]:
        target = target_of(row)
        if target is None:
            yield BaseKomponen(row.harga_item_id, row.kategori, row.koefisien, (), row.id)
            return
        kode = self._kode(target)
        for line in self._lines[target] or (BaseKomponen(None, Kategori.LAIN, _ONE, (), 0),):
            yield BaseKomponen(
                line.harga_item_id,
                line.kategori,
                row.koefisien * line.koefisien,
                (kode, *line.via),
                row.id,
                line.pekerjaan_id,
            )

    def _is_direct(self, node: Node) -> bool:
        return node.kind is NodeKind.PEKERJAAN and self._pekerjaan[node.id].langsung

    def _rows(self, node: Node) -> tuple[Komponen, ...]:
        return self._komponen.get(node.id, ()) if node.kind is NodeKind.PEKERJAAN else self._acuan[node.id].komponen

    def _targets(self, node: Node) -> tuple[Node, ...] | None:
        known = self._pekerjaan if node.kind is NodeKind.PEKERJAAN else self._acuan
        if node.id not in known:
            return None
        return () if self._is_direct(node) else targets_of(self._rows(node))

    def _kode(self, node: Node) -> str:
        known = self._pekerjaan if node.kind is NodeKind.PEKERJAAN else self._acuan
        return known[node.id].kode if node.id in known else str(node.id)


def has_hole(lines: Sequence[BaseKomponen] | Sequence[Komponen]) -> bool:
    """Whether an analysis, or a bundel at any depth inside it, has no rows and no direct price."""
    return not lines or any(
        isinstance(line, BaseKomponen) and line.harga_item_id is None and line.pekerjaan_id is None for line in lines
    )


def bundel_expand(snapshot: Snapshot, pekerjaan_id: int) -> tuple[BaseKomponen, ...]:
    """Every effective line of one pekerjaan; see `Expander.expand`."""
    with engine_context():
        return Expander(snapshot).expand(pekerjaan_id)


def bundel_hosts(snapshot: Snapshot, pekerjaan_id: int) -> frozenset[int]:
    """The pekerjaan that bundle this one, directly or through others: their price changes with it."""
    me = Node(NodeKind.PEKERJAAN, pekerjaan_id)
    reached = Expander(snapshot).hosts((me,)) - {me}
    return frozenset(node.id for node in reached if node.kind is NodeKind.PEKERJAAN)
