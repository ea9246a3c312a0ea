"""What a service asks before it saves a bundel or removes its target: no cycle, no missing, no empty target."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from harsat.engine.bundel_graph import LINES_MAX, BundelTooLarge, Node, NodeKind, targets_of, walk
from harsat.engine.errors import EngineError
from harsat.engine.snapshot import Komponen, Snapshot


class NodeRows(NamedTuple):
    """What the check knows of one analysis: its code, how many base rows it holds, where its bundels point.

    A pekerjaan with a direct unit price counts as one base row.
    """

    kode: str
    base_rows: int
    targets: tuple[Node, ...]


class BundelTargetEmpty(EngineError):
    """A bundel points at an analysis that has no rows; the path ends with its kode."""

    def __init__(self, path: Sequence[str]) -> None:
        chain = " → ".join(path)
        super().__init__(
            "bundel_target_empty", f"Bundel merujuk analisa yang belum memiliki komponen: {chain}.", path=path
        )


class BundelTargetInUse(EngineError):
    """A pekerjaan cannot be removed or emptied while others bundle it; `hosts` names them by kode."""

    def __init__(self, kode: str, hosts: Sequence[str]) -> None:
        self.hosts = tuple(hosts)
        super().__init__(
            "bundel_target_in_use",
            f"{kode} masih dipakai sebagai bundel oleh {', '.join(hosts)}.",
            path=(kode,),
        )


def bundel_nodes(snapshot: Snapshot) -> dict[Node, NodeRows]:
    """The analyses of a snapshot as the check reads them; a service puts a proposed edit over one entry."""
    nodes = {
        Node(NodeKind.PEKERJAAN, row.id): node_rows(row.kode, snapshot.komponen.get(row.id, ()), langsung=row.langsung)
        for row in snapshot.pekerjaan
    }
    nodes |= {Node(NodeKind.ACUAN, row.id): node_rows(row.kode, row.komponen) for row in snapshot.acuan.values()}
    return nodes


def node_rows(kode: str, rows: Sequence[Komponen], *, langsung: bool = False) -> NodeRows:
    """One analysis as the check reads it."""
    if langsung:
        return NodeRows(kode, 1, ())
    targets = targets_of(rows)
    return NodeRows(kode, len(rows) - len(targets), targets)


def bundel_check(nodes: Mapping[Node, NodeRows], host: Node, target: Node | None = None) -> None:
    """Refuse a bundel before it is saved: all it reaches must exist, hold rows, and never be the host.

    `nodes` is every analysis as it is, or as proposed; `target` is a bundel about to be added to `host`, None
    to check the host as it stands in `nodes`.

    Raises:
        BundelCycle: the path by code, from the host back to it: A → B → A.
        BundelTargetMissing: the path ends at an id that does not exist.
        BundelTargetEmpty: the path ends at an analysis without rows.
        BundelTooLarge: the host would open into more than LINES_MAX lines.
    """
    proposed = nodes
    if target is not None:
        row = nodes[host]
        proposed = {**nodes, host: row._replace(targets=(*row.targets, target))}
    lines: dict[Node, int] = {}
    for node in walk(host, _look(proposed), lambda node: _name(proposed, node)):
        row = proposed[node]
        lines[node] = row.base_rows + sum(lines[child] for child in row.targets)
        _refuse_empty(proposed, node)
        if lines[node] > LINES_MAX:
            raise BundelTooLarge(row.kode)


def bundel_check_all(nodes: Mapping[Node, NodeRows]) -> None:
    """Check every analysis that bundles another: undo, restore and import bring back many rows at once."""
    for node, row in nodes.items():
        if row.targets:
            bundel_check(nodes, node)


def bundel_removal_check(nodes: Mapping[Node, NodeRows], removed: Collection[Node]) -> None:
    """Refuse to remove or empty an analysis that one which stays still bundles; the hosts are named."""
    gone = set(removed)
    for node in removed:
        hosts = [row.kode for host, row in nodes.items() if host not in gone and node in row.targets]
        if hosts:
            raise BundelTargetInUse(_name(nodes, node), hosts)


def _look(nodes: Mapping[Node, NodeRows]) -> Callable[[Node], tuple[Node, ...] | None]:
    def targets(node: Node) -> tuple[Node, ...] | None:
        return nodes[node].targets if node in nodes else None

    return targets


def _name(nodes: Mapping[Node, NodeRows], node: Node) -> str:
    return nodes[node].kode if node in nodes else str(node.id)


def _refuse_empty(nodes: Mapping[Node, NodeRows], node: Node) -> None:
    for child in nodes[node].targets:
        if not nodes[child].base_rows and not nodes[child].targets:
            raise BundelTargetEmpty((_name(nodes, node), _name(nodes, child)))
