"""The only way to write to a project: one transaction, one revision, one change; the same on SQLite and PostgreSQL.

Queries inside the transaction, BEGIN and COMMIT not counted: lock, seat, the body's rows and updates (one each up to
500 cells, one more a further 500), marks, change. Nothing keeps session state, so PgBouncer may hand the connection on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from threading import Lock as ThreadLock
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.utils.translation import gettext as _

from harsat.kernel.clock import now
from harsat.kernel.errors import Busy, Conflict, Forbidden, NotFound, Refused
from harsat.ledger import sql
from harsat.ledger.canonical import Row, pack, unpack
from harsat.ledger.models import Change
from harsat.ledger.ops import NetOps, Op
from harsat.ledger.registry import registry
from harsat.ledger.schema import SCHEMA
from harsat.projects.access import RIGHTS, Access, Right
from harsat.projects.models import PARTS

Answer = dict[str, Any]
Body = Callable[["Write"], Answer]

_sqlite_writers = ThreadLock()
"""SQLite's own busy handler is unfair: P99 1.1 s with it alone, 130 ms behind this lock. Reads never take it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write came to. `change_id` is None where nothing changed; `totals` are those after the commit."""

    revision: int
    mark: str
    change_id: int | None
    answer: Answer = field(default_factory=dict)
    totals: Mapping[str, Any] = field(default_factory=dict)

    def payload(self) -> Answer:
        """The JSON body of the answer."""
        return {
            "revision": self.revision,
            "mark": self.mark,
            "change": self.change_id,
            **self.answer,
            "totals": dict(self.totals),
        }


@dataclass(frozen=True, slots=True)
class ProjectLock:
    """The project row, held by this transaction, at the revision it is about to become."""

    project_id: int
    revision: int
    mark: str

    @property
    def mark_before(self) -> str:
        """The mark in force until now."""
        return self.mark


class Write:
    """What the body of a write works with; it records every touch as a net op and sets the marks from them."""

    def __init__(self, lock: ProjectLock, *, access: Access, as_of: datetime) -> None:
        self.project_id = lock.project_id
        self.revision = lock.revision
        self.mark = f"{lock.revision}.{token_hex(4)}"
        self.access = access
        self.as_of = as_of
        self.net = NetOps()

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
        real: dict[int, Row] = {}
        for row_id, row in changes.items():
            if row_id not in before:
                raise Conflict(code="row_gone")
            canonical = {column: table.canonical(column, table.value(column, v)) for column, v in row.items()}
            changed = {c: v for c, v in canonical.items() if before[row_id][c] != v}
            if changed:
                real[row_id] = changed
        sql.rows_update(table, self.project_id, real)
        for row_id, row in real.items():
            self.net.add(Op(table.name, "u", row_id, {c: before[row_id][c] for c in row}, row))

    def insert(self, model: type[models.Model], rows: Sequence[Row], *, ids: Sequence[int] | None = None) -> list[int]:
        """Insert whole rows and return their ids; columns not given take the model's default."""
        table = registry.table(model)
        whole = [self._whole(model, row) for row in rows]
        numbered = zip(ids or [None] * len(rows), whole, strict=True)
        made = sql.rows_insert(table, self.project_id, list(numbered))
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

    def update_in_two_phases(self, model: type[models.Model], changes: Mapping[int, Row]) -> None:
        """As `update`, but unique columns pass through values that nobody holds, so that rows may swap them."""
        table = registry.table(model)
        unique = {column for columns in table.unique for column in columns if column not in table.parents}
        parked = {
            row_id: {c: f"~{self.revision}~{row_id}" for c in row if c in unique and isinstance(row[c], str)}
            for row_id, row in changes.items()
        }
        known = self.rows(model, changes)
        sql.rows_update(table, self.project_id, {row_id: row for row_id, row in parked.items() if row})
        self.update(model, changes, known=known)

    def parts(self) -> tuple[str, ...]:
        """The parts touched, in the order of the design."""
        touched = {registry.by_name[op.table].part for op in self.net.list()}
        return tuple(part for part in PARTS if part in touched)

    def _whole(self, model: type[models.Model], row: Row) -> Row:
        table = registry.table(model)
        whole: Row = {}
        for column, column_field in table.fields.items():
            value = row[column] if column in row else column_field.get_default()
            whole[column] = table.canonical(column, table.value(column, value))
        return whole


def project_write(
    *,
    access: Access,
    action: str,
    page: str,
    request_key: UUID,
    request_hash: bytes,
    body: Body,
    right: Right = Right.EDIT,
    undoes: Change | None = None,
) -> Receipt:
    """Run `body` under the project's lock and append what it did as one change.

    The role is judged before the key is answered; a key that was used answers what it was told then, if the same user
    sends the same request, and is refused otherwise. Raises the errors of `kernel.errors`; nothing is half applied.
    """
    as_of = now()
    with _database_errors(), _one_writer(), transaction.atomic(durable=not _inside_test_transaction()):
        lock = project_lock(access.project_id)
        seat = seat_under_lock(access, request_key)
        if right not in RIGHTS.get(seat.role, frozenset()):
            raise Forbidden
        if seat.done is not None:
            transaction.set_rollback(True)
            return _answered_before(seat.done, access, request_hash)
        write = Write(lock, access=access, as_of=as_of)
        answer = body(write)
        if not write.net:
            transaction.set_rollback(True)
            return Receipt(lock.revision - 1, lock.mark, None, answer, {})
        _marks_save(write)
        change = _change_append(write, action, page, request_key, request_hash, answer, undoes)
    totals = registry.after_commit(access.project_id)
    return Receipt(change.revision, change.mark, change.pk, answer, totals)


def project_lock(project_id: int) -> ProjectLock:
    """Bump the revision and hold the row.

    Alone in its statement: a joined SELECT .. FOR UPDATE that waited returns role and request key from before the wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET revision = revision + 1"
            " WHERE id = %s AND locked_at IS NULL RETURNING revision, mark",
            [project_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return ProjectLock(project_id, row[0], row[1])


@dataclass(frozen=True, slots=True)
class Seat:
    """Role and request key as they are under the lock."""

    role: str
    done: Change | None


def seat_under_lock(access: Access, request_key: UUID) -> Seat:
    """One joined select: is the user still a member and active, and has this key been used?"""
    change_key = Change._meta.get_field("request_key").get_db_prep_value(request_key, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT u.is_active, m.role, c.id, c.revision, c.mark, c.by_id, c.request_hash, c.answer"
            " FROM projects_project p"
            " JOIN accounts_membership m ON m.organisation_id = p.organisation_id AND m.user_id = %s"
            " JOIN accounts_user u ON u.id = m.user_id"
            " LEFT JOIN ledger_change c ON c.project_id = p.id AND c.request_key = %s"
            " WHERE p.id = %s",
            [access.user_id, change_key, access.project_id],
        )
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise Forbidden
    if row[2] is None:
        return Seat(row[1], None)
    columns = ("id", "revision", "mark", "by_id", "request_hash", "answer")
    return Seat(row[1], Change(**dict(zip(columns, row[2:], strict=True))))


def _answered_before(done: Change, access: Access, request_hash: bytes) -> Receipt:
    if done.by_id != access.user_id or bytes(done.request_hash) != request_hash:
        raise Refused(_("Kunci permintaan ini sudah dipakai untuk permintaan lain."), code="request_key_reused")
    return Receipt(done.revision, done.mark, done.pk, unpack(done.answer), {})


def _marks_save(write: Write) -> None:
    names = ["mark", *(f"mark_{part}" for part in write.parts())]
    assigned = ", ".join(f"{name} = %s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE projects_project SET {assigned} WHERE id = %s",  # noqa: S608  names are our own
            [*[write.mark] * len(names), write.project_id],
        )


def _change_append(  # noqa: PLR0917  the columns of the row, in their order
    write: Write,
    action: str,
    page: str,
    request_key: UUID,
    request_hash: bytes,
    answer: Answer,
    undoes: Change | None,
) -> Change:
    ops = write.net.list()
    change = Change(
        project_id=write.project_id,
        revision=write.revision,
        mark=write.mark,
        by_id=write.access.user_id,
        at=write.as_of,
        action=action,
        page=page,
        parts=",".join(write.parts()),
        request_key=request_key,
        request_hash=request_hash,
        root_id=(undoes.root_id or undoes.pk) if undoes else None,
        undoes=undoes,
        chain=undoes.chain + 1 if undoes else 1,
        summary=pack(_counts(ops)),
        ops=pack(ops),
        answer=pack(answer),
        schema=SCHEMA,
    )
    change.save(force_insert=True)
    return change


def _counts(ops: Sequence[Op]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for op in ops:
        of_table = counts.setdefault(op.table, {})
        of_table[op.kind] = of_table.get(op.kind, 0) + 1
    return counts


def _one_writer() -> Any:
    return _sqlite_writers if connection.vendor == "sqlite" else nullcontext()


def _inside_test_transaction() -> bool:
    """A TestCase holds a transaction round everything; in the product nothing does."""
    return connection.in_atomic_block


@contextmanager
def _database_errors() -> Iterator[None]:
    """A lock that did not come in time is Busy; a constraint that broke at COMMIT is a conflict nobody thought of."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(code="constraint") from error
    except OperationalError as error:
        if _is_lock_timeout(error):
            raise Busy from error
        raise


def _is_lock_timeout(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state == "55P03" or "database is locked" in str(error)
