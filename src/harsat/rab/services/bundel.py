"""The graph of bundles as it stands inside a write: what a save of an analysis must not break."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from harsat.catalogue.selectors import AcuanKomponen, analysis_heads, analysis_komponen
from harsat.engine.bundel_check import NodeRows, bundel_check, bundel_removal_check
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.errors import EngineError
from harsat.kernel.errors import Refused
from harsat.ledger.write import Write
from harsat.rab.models import Komponen, Pekerjaan


@dataclass(frozen=True, slots=True)
class BundelGraph:
    """Every analysis of the project, and the catalogue analyses they reach with their lines."""

    nodes: Mapping[Node, NodeRows]
    acuan: Mapping[int, tuple[AcuanKomponen, ...]]

    def with_host(self, host: Node, rows: NodeRows) -> BundelGraph:
        """The graph after the proposed edit of one analysis."""
        return BundelGraph({**self.nodes, host: rows}, self.acuan)


def bundel_graph(write: Write, *, targets: Iterable[int] = ()) -> BundelGraph:
    """Read the graph under the project's lock; `targets` are catalogue analyses about to be bundled.

    Two statements, and where catalogue analyses are bundled one more and one a depth.
    """
    rows: dict[int, list[tuple[int | None, int | None, int]]] = {}
    analyses = set(targets)
    counted = Komponen.objects.filter(project_id=write.project_id).order_by()
    for pekerjaan_id, *pointing, count in counted.values_list(
        "pekerjaan_id", "target_pekerjaan_id", "target_analysis_id"
    ).annotate(Count("id")):
        rows.setdefault(pekerjaan_id, []).append((pointing[0], pointing[1], count))
        if pointing[1] is not None:
            analyses.add(pointing[1])
    acuan = analysis_komponen(analyses) if analyses else {}
    pekerjaan = Pekerjaan.objects.filter(project_id=write.project_id).values_list("id", "kode", "langsung")
    nodes = {
        Node(NodeKind.PEKERJAAN, id_): NodeRows(kode, 1, ()) if langsung else _pekerjaan_rows(kode, rows.get(id_, []))
        for id_, kode, langsung in pekerjaan
    }
    return BundelGraph(nodes | _acuan_nodes(acuan), acuan)


def bundel_refuse(graph: BundelGraph, host: Node) -> None:
    """Refuse an analysis that breaks itself or one of those that bundle it.

    Raises:
        Refused: with the code of the engine (bundel_cycle, bundel_target_missing, bundel_target_empty,
            bundel_too_large, bundel_target_in_use) and the path by kode.
    """
    try:
        row = graph.nodes[host]
        if not row.base_rows and not row.targets:
            bundel_removal_check(graph.nodes, [host])
        for node in _hosts(graph.nodes, host):
            bundel_check(graph.nodes, node)
    except EngineError as error:
        raise refused_of(error) from error


def refused_of(error: EngineError) -> Refused:
    """The engine's refusal as the API tells it, path included."""
    return Refused(error.message, code=error.code, path=list(error.path))


def _pekerjaan_rows(kode: str, rows: Iterable[tuple[int | None, int | None, int]]) -> NodeRows:
    base = 0
    targets: list[Node] = []
    for target_pekerjaan, target_analysis, count in rows:
        if target_pekerjaan is not None:
            targets += [Node(NodeKind.PEKERJAAN, target_pekerjaan)] * count
        elif target_analysis is not None:
            targets += [Node(NodeKind.ACUAN, target_analysis)] * count
        else:
            base += count
    return NodeRows(kode, base, tuple(targets))


def _acuan_nodes(acuan: Mapping[int, tuple[AcuanKomponen, ...]]) -> dict[Node, NodeRows]:
    if not acuan:
        return {}
    heads = analysis_heads(acuan)
    nodes = {}
    for id_, head in heads.items():
        targets = tuple(
            Node(NodeKind.ACUAN, row.target_analysis_id) for row in acuan[id_] if row.target_analysis_id is not None
        )
        nodes[Node(NodeKind.ACUAN, id_)] = NodeRows(head.kode, len(acuan[id_]) - len(targets), targets)
    return nodes


def _hosts(nodes: Mapping[Node, NodeRows], node: Node) -> list[Node]:
    """The analysis itself and all that bundle it, directly or through others."""
    direct: dict[Node, list[Node]] = {}
    for host, row in nodes.items():
        for target in row.targets:
            direct.setdefault(target, []).append(host)
    reached, waiting = [node], [node]
    while waiting:
        for host in direct.get(waiting.pop(), ()):
            if host not in reached:
                reached.append(host)
                waiting.append(host)
    return reached
