"""The cells of a grid: each said as from and to, judged all together, applied wholly or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from harsat.engine.errors import EngineError
from harsat.engine.numbers import PERSEN, Field, canonical, canonical_read, field_fit
from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.ledger.authors import Author, last_authors
from harsat.ledger.canonical import Canonical, Row
from harsat.ledger.registry import registry
from harsat.ledger.write import Write

# PostgreSQL stores no NUL at all; none of the others has a place in a line of text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
BUK_AT_MOST = 100
_PLAIN_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a command: what the writer saw and what it shall be, both canonical; None is an empty cell."""

    id: int
    col: str
    before: str | None
    after: str | None


class CellRefused(Exception):
    """A judge's no, in words for the user."""


Judge = Callable[[str | None], Canonical]
"""Turns the text of a cell into its canonical value, or raises CellRefused."""


RowJudge = Callable[[Row], Mapping[str, str]]
"""Reasons by column against a row as it would be, where two columns must agree."""


def number_judge(field: Field, *, empty: bool = True, at_most: int | None = None) -> Judge:
    """A decimal of `field`: "145000" becomes "145000.00"; what is too large is refused with the limit named."""

    def judge(text: str | None) -> Canonical:
        if text is None or text == "":
            if empty:
                return None
            raise CellRefused(_("%(label)s harus diisi.") % {"label": field.label})
        try:
            value, _rounded = field_fit(canonical_read(text, field), field)
        except EngineError as error:
            raise CellRefused(error.message) from error
        if at_most is not None and value > at_most:
            raise CellRefused(_("%(label)s paling besar %(limit)d.") % {"label": field.label, "limit": at_most})
        return canonical(value, field.decimals)

    return judge


def buk_judge(text: str | None) -> Canonical:
    """A percentage from 0 to 100; empty follows whoever sets it above."""
    value = number_judge(PERSEN)(text)
    if value is not None and Decimal(str(value)) > BUK_AT_MOST:
        raise CellRefused(_("BUK paling tinggi 100 %."))
    return value


def text_judge(label: str | Promise, *, length: int, empty: bool = True) -> Judge:
    """Text of at most `length` characters, trimmed; line breaks and control characters become spaces."""

    def judge(text: str | None) -> Canonical:
        value = " ".join(_CONTROL.sub(" ", text or "").split())
        if not value and not empty:
            raise CellRefused(_("%(label)s harus diisi.") % {"label": label})
        if len(value) > length:
            raise CellRefused(_("%(label)s paling panjang %(length)d huruf.") % {"label": label, "length": length})
        return value

    return judge


def choice_judge(label: str | Promise, choices: Sequence[str]) -> Judge:
    """One of the given values."""

    def judge(text: str | None) -> Canonical:
        if text not in choices:
            raise CellRefused(
                _("%(label)s harus salah satu dari: %(choices)s.") % {"label": label, "choices": ", ".join(choices)}
            )
        return text

    return judge


def flag_judge(text: str | None) -> Canonical:
    """True or false, as the wire writes them."""
    if text not in ("true", "false"):
        raise CellRefused(_("Isinya ya atau tidak."))
    return text == "true"


def column_unknown(_text: str | None) -> Canonical:
    """The judge of every column that nobody may type into."""
    raise CellRefused(_("Kolom ini tidak dapat diisi."))


def _cell_twice(_text: str | None) -> Canonical:
    raise CellRefused(_("Sel ini disebut dua kali dalam satu perintah."))


def cells_judge(cells: Sequence[CellChange], judges: Mapping[str, Judge]) -> dict[int, Row]:
    """Every cell judged: the new values by row id; all refusals are raised together, with their place."""
    refusals: list[dict[str, Any]] = []
    changes: dict[int, Row] = defaultdict(dict)
    for place, cell in enumerate(cells, 1):
        judge = judges.get(cell.col, column_unknown)
        if cell.col in changes.get(cell.id, {}):
            judge = _cell_twice
        try:
            changes[cell.id][cell.col] = judge(cell.after)
        except CellRefused as no:
            refusals.append({"id": cell.id, "col": cell.col, "row": place, "reason": str(no)})
    if refusals:
        raise CellRefusals(refusals)
    return dict(changes)


def cells_update(
    write: Write,
    model: type[models.Model],
    cells: Sequence[CellChange],
    judges: Mapping[str, Judge],
    *,
    row_judge: RowJudge | None = None,
) -> dict[str, list[int]]:
    """Judge, compare and write cells of one table; returns the changed row ids by column.

    `row_judge` sees each row as it would be, before anything is written.

    A stored value that already is the new one is done, not a conflict; one that is neither is, and a row that is gone
    is, too ("dihapus").
    """
    changes = cells_judge(cells, judges)
    stored = write.rows(model, changes)
    _refuse_conflicts(write, model, cells, changes, stored)
    if row_judge is not None:
        _refuse_rows(changes, stored, row_judge)
    write.update(model, changes, known=stored)
    changed: dict[str, list[int]] = defaultdict(list)
    for row_id, row in changes.items():
        for column, value in row.items():
            if stored[row_id][column] != value:
                changed[column].append(row_id)
    return dict(changed)


def _refuse_rows(changes: Mapping[int, Row], stored: Mapping[int, Row], row_judge: RowJudge) -> None:
    refusals = [
        {"id": row_id, "col": column, "row": place, "reason": reason}
        for place, (row_id, row) in enumerate(changes.items(), 1)
        for column, reason in row_judge({**stored[row_id], **row}).items()
    ]
    if refusals:
        raise CellRefusals(refusals)


def _refuse_conflicts(
    write: Write,
    model: type[models.Model],
    cells: Sequence[CellChange],
    changes: Mapping[int, Row],
    stored: Mapping[int, Row],
) -> None:
    table = registry.table(model)
    against = []
    for cell in cells:
        row = stored.get(cell.id)
        if row is None:
            against.append(cell)
            continue
        seen = _seen(table.fields[cell.col], cell.before)
        if row[cell.col] not in (seen, changes[cell.id][cell.col]):
            against.append(cell)
    if not against:
        return
    authors = last_authors(write.project_id, table.name, [(cell.id, cell.col) for cell in against])
    raise CellConflicts([_conflict(cell, stored.get(cell.id), authors.get((cell.id, cell.col))) for cell in against])


def _seen(field: models.Field[Any, Any], text: str | None) -> Canonical:
    """What the writer saw, in the form the log compares: "145000" and "145000.00" are the same price.

    Text that is no value of the column stays as it is, and so conflicts.
    """
    if text is None or (text == "" and field.null):
        return None
    if isinstance(field, models.BooleanField):
        return text == "true"
    if isinstance(field, models.DecimalField) and _PLAIN_NUMBER.fullmatch(text):
        return canonical(Decimal(text), field.decimal_places)
    if isinstance(field, models.IntegerField) and _PLAIN_NUMBER.fullmatch(text) and "." not in text:
        return int(text)
    return text


def conflicts_refuse(
    cells: Sequence[CellChange], judges: Mapping[str, Judge], changes: Mapping[int, Row], stored: Mapping[int, Row]
) -> None:
    """Raise CellConflicts for cells that hold neither what was seen nor what was judged; a row that is gone is one."""
    against = [
        cell
        for cell in cells
        if cell.id not in stored
        or stored[cell.id][cell.col] not in (_judged_seen(cell, judges), changes[cell.id][cell.col])
    ]
    if against:
        raise CellConflicts([_conflict(cell, stored.get(cell.id)) for cell in against])


def _judged_seen(cell: CellChange, judges: Mapping[str, Judge]) -> Canonical:
    """What the writer saw, in stored form; text without a reading stays and so conflicts."""
    try:
        return judges[cell.col](cell.before)
    except CellRefused:
        return cell.before


def _conflict(cell: CellChange, row: Row | None, author: Author | None = None) -> dict[str, Any]:
    return cell_conflict(cell, now=row[cell.col] if row else None, gone=row is None, author=author)


def cell_conflict(cell: CellChange, *, now: Canonical, gone: bool, author: Author | None) -> dict[str, Any]:
    """A cell as a conflict tells it: what was seen and wanted, what stands there now, and by whom since when."""
    return {
        "id": cell.id,
        "col": cell.col,
        "from": cell.before,
        "to": cell.after,
        "now": now,
        "reason": _("dihapus") if gone else _("sudah diubah"),
        "by": author.by if author else None,
        "at": author.at if author else None,
    }
