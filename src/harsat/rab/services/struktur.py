"""The one write of the List Pekerjaan: rows added, moved, deleted, retyped, turned to another source, in one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from harsat.kernel.errors import CellRefusals
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import Pekerjaan
from harsat.rab.outline import TABLES, Node, Outline, Ref
from harsat.rab.selectors.outline import Contents, contents_read, outline_read
from harsat.rab.services.acuan_copy import Copy, acuan_load, items_insert, items_plan, komponen_insert
from harsat.rab.services.cells import cells_judge, cells_update
from harsat.rab.services.codes import Codes
from harsat.rab.services.source import (
    Choice,
    Turn,
    analysis_wanted,
    copies_of,
    hosts_of_empty,
    sources_judge,
    turns_write,
)
from harsat.rab.services.struktur_add import adds_insert, adds_judge, adds_place
from harsat.rab.services.struktur_command import MODELS, Findings, RowAdd, StrukturCommand, command_check
from harsat.rab.services.struktur_delete import deletes_take, deletes_write, hosts_refuse
from harsat.rab.services.struktur_judges import JUDGES, LOCKABLE, locked
from harsat.rab.services.struktur_move import moves_place, moves_write


def struktur_save(*, access: Access, command: StrukturCommand, request_key: UUID, request_hash: bytes) -> Receipt:
    """Apply one command to the outline.

    The answer holds `changed` (row ids by table) and `ids` (the id of each new row by its temp). Raises CellConflicts
    where a row is not where the writer saw it, CellRefusals naming every bad value, locked cell, kategori clash and
    bundled row; nothing is applied then.
    """
    command_check(command)
    wanted = analysis_wanted(access.project_id, command.sources)
    choice = Choice(wanted, acuan_load(command.analysis_ids() | set(wanted.values())))

    def body(write: Write) -> Answer:
        return _saved(write, command, choice)

    return project_write(
        access=access,
        action="struktur_save",
        page="list-pekerjaan",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _saved(write: Write, command: StrukturCommand, choice: Choice) -> Answer:
    """Judge everything in memory, then write: cells, new rows, places, sources, deletions."""
    findings = Findings()
    outline = outline_read(write.project_id) if command.needs_outline() else Outline()
    codes, acuan = Codes(outline, command.typed_codes()), choice.acuan
    gone = _arrange(outline, command, findings)
    rows = adds_judge(outline, command.adds, acuan, codes, findings)
    turns = sources_judge(write, command.sources, choice, codes, findings)
    _cells_judge(write, outline, command, findings)
    _codes_refuse(outline, command, findings)
    lost = _contents(write, [node.ref for node in gone if node.table == "pekerjaan"])
    kept = _contents(write, [turn.id for turn in turns])
    hosts_refuse(write.project_id, gone, lost, findings)
    hosts_of_empty(turns, kept, acuan, findings)
    plan = items_plan(write, acuan, [*_copies(command.adds), *copies_of(turns)], findings)
    findings.raise_any()

    for table in TABLES:
        cells_update(write, MODELS[table], command.cells_of(table), JUDGES[table])
    orders = {node.key: order for node, order in outline.renumbered()}
    ids = adds_insert(write, outline, rows, orders)
    moves_write(write, outline, orders, ids)
    turns_write(write, turns, kept)
    items_insert(write, plan)
    komponen_insert(write, acuan, plan, _placed_copies(command.adds, turns, ids))
    deletes_write(write, gone, lost)
    codes.save(write.project_id)
    return {"changed": _changed(write), "ids": ids}


def _arrange(outline: Outline, command: StrukturCommand, findings: Findings) -> list[Node]:
    """Add, move and take out in memory; returns what goes. Conflicts end it here: values are judged in vain then."""
    adds_place(outline, command.adds, findings)
    moves_place(outline, command.moves, findings)
    gone = deletes_take(outline, command.deletes, findings)
    findings.raise_any()
    return gone


def _cells_judge(write: Write, outline: Outline, command: StrukturCommand, findings: Findings) -> None:
    """Collect what is wrong with the cells: values, and columns that the source of their row locks."""
    for table in TABLES:
        try:
            cells_judge(command.cells_of(table), JUDGES[table])
        except CellRefusals as refused:
            findings.refuse_all(table, refused.extra["cells"])
    cells = command.cells_of("pekerjaan")
    concerned = {cell.id for cell in cells if cell.col in LOCKABLE}
    stored = write.rows(Pekerjaan, concerned) if concerned else {}
    for place, cell in enumerate(cells, 1):
        row = stored.get(cell.id)
        reason = locked(str(row["source"]), cell.col) if row else ""
        if reason:
            findings.refuse("pekerjaan", cell.id, cell.col, place, reason)
        node = outline.get("pekerjaan", cell.id)
        if node is not None and cell.col == "kode":
            node.kode = (cell.after or "").strip()


def _codes_refuse(outline: Outline, command: StrukturCommand, findings: Findings) -> None:
    """A code typed for a pekerjaan of the project's own names one pekerjaan; an AHSP may stand in many rows."""
    held = Counter(node.kode for node in outline.nodes.values() if node.table == "pekerjaan")
    typed: list[tuple[Ref, int]] = [(add.temp, place) for place, add in enumerate(command.adds, 1) if _is_own(add)]
    edited = [(cell.id, place) for place, cell in enumerate(command.cells_of("pekerjaan"), 1) if cell.col == "kode"]
    for ref, place in [*typed, *edited]:
        node = outline.get("pekerjaan", ref)
        if node is not None and node.kode and held[node.kode] > 1:
            reason = _("Kode %(kode)s sudah dipakai pekerjaan lain.") % {"kode": node.kode}
            findings.refuse("pekerjaan", ref, "kode", place, reason)


def _is_own(add: RowAdd) -> bool:
    return add.table == "pekerjaan" and add.analysis_id is None


def _contents(write: Write, pekerjaan_ids: Sequence[int | str]) -> Contents:
    wanted = [int(row_id) for row_id in pekerjaan_ids]
    return contents_read(write.project_id, wanted) if wanted else Contents()


def _copies(adds: Sequence[RowAdd]) -> list[Copy]:
    return [Copy(add.temp, add.analysis_id, place) for place, add in enumerate(adds, 1) if add.analysis_id is not None]


def _placed_copies(adds: Sequence[RowAdd], turns: Sequence[Turn], ids: dict[str, int]) -> list[tuple[int, int]]:
    added = [(ids[add.temp], add.analysis_id) for add in adds if add.analysis_id is not None]
    return added + [(turn.id, turn.copies) for turn in turns if turn.copies is not None]


def _changed(write: Write) -> dict[str, list[int]]:
    changed: dict[str, list[int]] = {table: [] for table in TABLES}
    for op in write.net.list():
        if op.table in changed:
            changed[op.table].append(op.id)
    return {table: row_ids for table, row_ids in changed.items() if row_ids}
