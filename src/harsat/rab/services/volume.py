"""Writes to volumes: numbers and formulas typed or pasted into the Volume column, many cells at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from harsat.engine.errors import EngineError
from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.ledger.authors import Author, last_authors
from harsat.ledger.registry import registry
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import BarisVolume, JenisVolume, Volume
from harsat.rab.services.cells import CellChange, cell_conflict
from harsat.rab.services.volume_rows import StoredVolume, lines_of, parameter_values, volumes_stored
from harsat.rab.services.volume_text import Filling, is_formula, same_text, volume_read, volume_text

Refusal = dict[str, Any]


def volume_update(
    *,
    access: Access,
    cells: Sequence[CellChange],
    request_key: UUID,
    request_hash: bytes,
    replace_sheet: bool = False,
) -> Receipt:
    """Fill the volumes of pekerjaan (`cell.id`) with a number, a formula after "=", or nothing.

    A formula is computed here with the parameters in force. A volume that a sheet computes is refused, unless
    `replace_sheet` gives its lines up in the same change, so that one undo brings them back. Raises CellRefusals with
    every cell that has no reading, CellConflicts with every cell that somebody else changed.
    """

    def body(write: Write) -> Answer:
        return _update(write, {cell.id: cell for cell in cells}, replace_sheet=replace_sheet)

    return project_write(
        access=access,
        action="volume_update",
        page="volume-pekerjaan",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _update(write: Write, cells: Mapping[int, CellChange], *, replace_sheet: bool) -> Answer:
    stored = volumes_stored(write, cells)
    filled = _judged(write, cells, stored, replace_sheet=replace_sheet)
    _refuse_conflicts(write, cells, stored)
    changed = {
        pekerjaan_id: filling for pekerjaan_id, filling in filled.items() if _differs(stored[pekerjaan_id], filling)
    }
    if replace_sheet:
        _sheets_delete(write, [pekerjaan_id for pekerjaan_id in changed if _by_sheet(stored[pekerjaan_id])])
    volumes_save(write, stored, changed)
    return {
        "changed": {"volume": sorted(changed)},
        "rounded": sorted(pekerjaan_id for pekerjaan_id, filling in changed.items() if filling.rounded),
        "volumes": [{"id": pekerjaan_id, **changed[pekerjaan_id].row()} for pekerjaan_id in sorted(changed)],
    }


def volumes_save(write: Write, stored: Mapping[int, StoredVolume], fillings: Mapping[int, Filling]) -> None:
    """Store volumes by pekerjaan. A row that was made stays: emptied, it holds null, so that an undo finds it."""
    known = {stored[key].volume_id: stored[key].row for key in fillings}
    rows = {volume_id: row for volume_id, row in known.items() if volume_id is not None and row is not None}
    changes = {stored[key].volume_id: filling.row() for key, filling in fillings.items()}
    fresh = [
        {"pekerjaan_id": key, **filling.row()}
        for key, filling in sorted(fillings.items())
        if stored[key].volume_id is None
    ]
    if rows:
        write.update(Volume, {key: changes[key] for key in rows}, known=rows)
    if fresh:
        write.insert(Volume, fresh)


def _judged(
    write: Write, cells: Mapping[int, CellChange], stored: Mapping[int, StoredVolume], *, replace_sheet: bool
) -> dict[int, Filling]:
    """What every cell comes to; a cell that repeats the sum of its sheet is left to its sheet."""
    parameters = parameter_values(write) if any(is_formula(cell.after) for cell in cells.values()) else {}
    filled: dict[int, Filling] = {}
    refusals: list[Refusal] = []
    for place, cell in enumerate(cells.values(), 1):
        volume = stored.get(cell.id)
        sheet_stays = volume is not None and _by_sheet(volume) and not replace_sheet
        if sheet_stays and volume is not None and same_text(volume_text(volume.row), cell.after):
            continue
        reason, filling = _judge(cell, parameters)
        if sheet_stays and not reason:
            reason = _("Volume ini dihitung dari lembar hitung. Ganti lembarnya bila memang dimaksud.")
            refusals.append(_refusal(place, cell, reason, sheet=True))
        elif filling is None:
            refusals.append(_refusal(place, cell, reason))
        else:
            filled[cell.id] = filling
    if refusals:
        raise CellRefusals(refusals)
    return filled


def _judge(cell: CellChange, parameters: Mapping[str, Decimal]) -> tuple[str, Filling | None]:
    """The reason of a refusal, or the filling."""
    if cell.col != "volume":
        return _("Kolom ini tidak dapat diisi."), None
    try:
        return "", volume_read(cell.after, parameters)
    except EngineError as error:
        return error.message, None


def _refusal(place: int, cell: CellChange, reason: str, **extra: Any) -> Refusal:
    return {"id": cell.id, "col": cell.col, "row": place, "reason": reason, **extra}


def _by_sheet(volume: StoredVolume) -> bool:
    return volume.row is not None and volume.row["jenis"] == JenisVolume.LEMBAR


def _differs(volume: StoredVolume, filling: Filling) -> bool:
    row = volume.row or {"jenis": JenisVolume.ANGKA, "nilai": None, "formula": ""}
    return any(row[column] != value for column, value in filling.row().items())


def _refuse_conflicts(write: Write, cells: Mapping[int, CellChange], stored: Mapping[int, StoredVolume]) -> None:
    against = []
    for cell in cells.values():
        if cell.id not in stored:
            against.append(cell)
            continue
        now = volume_text(stored[cell.id].row)
        if not same_text(now, cell.before) and not same_text(now, cell.after):
            against.append(cell)
    if not against:
        return
    authors = _authors(write, [stored[cell.id] for cell in against if cell.id in stored])
    raise CellConflicts([_conflict(cell, stored.get(cell.id), authors) for cell in against])


def _authors(write: Write, volumes: Sequence[StoredVolume]) -> dict[int, Author]:
    ids = [volume.volume_id for volume in volumes if volume.volume_id is not None]
    cells = [(volume_id, column) for volume_id in ids for column in ("nilai", "formula")]
    found = last_authors(write.project_id, registry.table(Volume).name, cells)
    return {volume_id: author for (volume_id, _column), author in found.items()}


def _conflict(cell: CellChange, volume: StoredVolume | None, authors: Mapping[int, Author]) -> dict[str, Any]:
    author = authors.get(volume.volume_id) if volume is not None and volume.volume_id is not None else None
    now = volume_text(volume.row) if volume is not None else None
    return cell_conflict(cell, now=now, gone=volume is None, author=author)


def _sheets_delete(write: Write, pekerjaan_ids: Sequence[int]) -> None:
    if pekerjaan_ids:
        write.delete(BarisVolume, lines_of(write, pekerjaan_ids))
