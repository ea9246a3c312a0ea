"""The only way to write to a project: one transaction, one revision, one change; the same on SQLite and PostgreSQL.

Queries inside the transaction, BEGIN and COMMIT not counted: lock, seat, the body's rows and updates (one each up to
500 cells, one more a further 500), marks, change. Nothing keeps session state, so PgBouncer may hand the connection on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from harsat.kernel.clock import now
from harsat.kernel.errors import Conflict
from harsat.kernel.transaction import write_transaction
from harsat.ledger import sql
from harsat.ledger.canonical import Row, pack, unpack
from harsat.ledger.models import Change
from harsat.ledger.ops import NetOps, Op, counts
from harsat.ledger.registry import LoggedTable, registry
from harsat.ledger.replay import checkpoint_due, checkpoint_take
from harsat.ledger.schema import SCHEMA
from harsat.ledger.seat import ProjectLock, Seat, project_lock, same_request_or_refuse, seat_under_lock
from harsat.projects.access import Access, Right
from harsat.projects.models import PARTS

logger = logging.getLogger(__name__)

Answer = dict[str, Any]
Body = Callable[["Write"], Answer]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write came to. `change_id` is None where nothing changed; `totals` are those of the project now.

    `can_undo` and `can_redo` are the writer's, None where this write did not move them.
    """

    revision: int
    mark: str
    change_id: int | None
    answer: Answer = field(default_factory=dict)
    totals: Mapping[str, Any] = field(default_factory=dict)
    can_undo: bool | None = None
    can_redo: bool | None = None

    def payload(self) -> Answer:
        """The JSON body of the answer."""
        return {
            "revision": self.revision,
            "mark": self.mark,
            "change": self.change_id,
            **self.answer,
            "totals": dict(self.totals),
            "can_undo": self.can_undo,
            "can_redo": self.can_redo,
        }


class Write:
    """What the body of a write works with; it records every touch as a net op and sets the marks from them."""

    def __init__(self, lock: ProjectLock, seat: Seat, *, access: Access, as_of: datetime) -> None:
        self.project_id = lock.project_id
        self.revision = lock.revision
        self.mark = f"{lock.revision}.{token_hex(4)}"
        self.mark_before = lock.mark
        self.seat = seat
        self.access = access
        self.as_of = as_of
        self.net = NetOps()
        self.undoes: Change | None = None
        """The change that this write takes back; set by undo and redo alone, under the lock."""

    def rows(self, model: type[models.Model], ids: Iterable[int] | None = None) -> dict[int, Row]:
        """Rows of this project in canonical form, by id; foreign and deleted ids are simply not among them."""
        wanted = None if ids is None else sorted(set(ids))
        return sql.rows_select(registry.table(model), self.project_id, wanted)

    def update(
        self,
        model: type[models.Model],
        changes: Mapping[int, Row],
        *,
        known: Mapping[int, Row] | None = None,
    ) -> None:
        """Set columns of rows; `known` are rows already read, which saves the read for the log's before."""
        table = registry.table(model)
        before = known if known is not None else self.rows(model, changes)
        self._update_real(table, before, _real_changes(table, before, changes))

    def update_in_two_phases(self, model: type[models.Model], changes: Mapping[int, Row]) -> None:
        """As `update`, but unique columns pass through values that nobody holds, so that rows may swap them."""
        table = registry.table(model)
        before = self.rows(model, changes)
        real = _real_changes(table, before, changes)
        parked = {row_id: _parked(table, row_id, row) for row_id, row in real.items()}
        sql.rows_update(table, self.project_id, {row_id: row for row_id, row in parked.items() if row})
        self._update_real(table, before, real)

    def _update_real(self, table: LoggedTable, before: Mapping[int, Row], real: Mapping[int, Row]) -> None:
        sql.rows_update(table, self.project_id, real)
        for row_id, row in real.items():
            self.net.add(Op(table.name, "u", row_id, {c: before[row_id][c] for c in row}, row))

    def insert(self, model: type[models.Model], rows: Sequence[Row], *, ids: Sequence[int] | None = None) -> list[int]:
        """Insert whole rows and return their ids; columns not given take the model's default."""
        table = registry.table(model)
        whole = [table.whole(row) for row in rows]
        given: Sequence[int | None] = ids or [None] * len(rows)
        made = sql.rows_insert(table, self.project_id, list(zip(given, whole, strict=True)))
        for row_id, row in zip(made, whole, strict=True):
            self.net.add(Op(table.name, "i", row_id, None, row))
        return made

    def delete(self, model: type[models.Model], ids: Iterable[int]) -> None:
        """Delete rows; the log keeps them whole, so that an undo brings them back with their ids."""
        table = registry.table(model)
        gone = self.rows(model, ids)
        sql.rows_delete(table, self.project_id, list(gone))
        for row_id, row in gone.items():
            self.net.add(Op(table.name, "d", row_id, row, None))

    def parts(self) -> tuple[str, ...]:
        """The parts touched, in the order of the design."""
        touched = {registry.by_name[op.table].part for op in self.net.list()}
        return tuple(part for part in PARTS if part in touched)


def _real_changes(table: LoggedTable, before: Mapping[int, Row], changes: Mapping[int, Row]) -> dict[int, Row]:
    """What differs from the stored rows, in canonical form; a row that is not there is a conflict."""
    real: dict[int, Row] = {}
    for row_id, row in changes.items():
        if row_id not in before:
            raise Conflict(code="row_gone")
        canonical = {column: table.canonical(column, table.value(column, value)) for column, value in row.items()}
        changed = {column: value for column, value in canonical.items() if before[row_id][column] != value}
        if changed:
            real[row_id] = changed
    return real


def _parked(table: LoggedTable, row_id: int, row: Row) -> Row:
    """Values for the time between two phases: nobody can type a unit separator, and no key is negative."""
    unique = {column for columns in table.unique for column in columns}
    return {c: f"\x1f{row_id}" if isinstance(row[c], str) else -row_id for c in row if c in unique}


def project_write(
    *,
    access: Access,
    action: str,
    page: str,
    request_key: UUID,
    request_hash: bytes,
    body: Body,
    right: Right = Right.EDIT,
) -> Receipt:
    """Run `body` under the project's lock and append what it did as one change.

    The role is judged before the key is answered; a key that was used answers what it was told then, if the same user
    sends the same request, and is refused otherwise. Raises the errors of `kernel.errors`; nothing is half applied.
    """
    as_of = now()
    with write_transaction():
        lock = project_lock(access.project_id)
        seat = seat_under_lock(access, request_key)
        seat.require(right)
        if seat.done is not None:
            same_request_or_refuse(seat.done, access, request_hash)
            transaction.set_rollback(True)
            receipt = Receipt(seat.done.revision, seat.done.mark, seat.done.pk, unpack(seat.done.answer))
        else:
            write = Write(lock, seat, access=access, as_of=as_of)
            receipt = _written(write, body(write), action, page, request_key, request_hash)
    if seat.done is None and receipt.change_id is not None:
        _checkpoint_when_due(receipt.revision, access.project_id)
    return replace(receipt, totals=_totals(access.project_id))


def _written(  # noqa: PLR0917  what the columns of the change hold, in their order
    write: Write, answer: Answer, action: str, page: str, request_key: UUID, request_hash: bytes
) -> Receipt:
    ops = write.net.list()
    if not ops:
        transaction.set_rollback(True)
        return Receipt(write.revision - 1, write.mark_before, None, answer)
    _marks_save(write)
    undoes = write.undoes
    change = Change(
        project_id=write.project_id,
        revision=write.revision,
        mark=write.mark,
        by_id=write.access.user_id,
        at=write.as_of,
        action=action,
        page=undoes.page if undoes else page,
        parts=",".join(write.parts()),
        request_key=request_key,
        request_hash=request_hash,
        root_id=(undoes.root_id or undoes.pk) if undoes else None,
        undoes=undoes,
        chain=undoes.chain + 1 if undoes else 1,
        summary=pack(counts(ops)),
        ops=pack(ops),
        answer=pack(answer),
        total_before=write.seat.total,
        schema=SCHEMA,
    )
    change.save(force_insert=True)
    # New work can be taken back and ends redo; what an undo leaves to go back to, only `undo` knows.
    moved = (True, False) if change.undoes is None else (None, None)
    return Receipt(change.revision, change.mark, change.pk, answer, {}, *moved)


def _marks_save(write: Write) -> None:
    names = ["mark", *(f"mark_{part}" for part in write.parts())]
    assigned = ", ".join(f"{name} = %s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE projects_project SET {assigned} WHERE id = %s",  # noqa: S608  names are our own
            [*[write.mark] * len(names), write.project_id],
        )


# The write stands from here on: a fault in what follows is logged, and must not tell the client that it failed.


def _checkpoint_when_due(revision: int, project_id: int) -> None:
    if not checkpoint_due(revision):
        return
    try:
        checkpoint_take(project_id)
    except Exception:
        logger.exception("no checkpoint of project %d at revision %d", project_id, revision)


def _totals(project_id: int) -> Mapping[str, Any]:
    try:
        return registry.after_commit(project_id)
    except Exception:
        logger.exception("no totals of project %d after a write", project_id)
        return {}
