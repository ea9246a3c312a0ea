"""Which tables are logged, to which part each belongs, and what follows a commit; `rab` registers them in ready().

The ledger imports no model of an aggregate: it learns columns, unique keys and parents from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models

from harsat.ledger.canonical import Canonical, Row, canonical_of
from harsat.ledger.ops import Op
from harsat.projects.models import PARTS, Project

if TYPE_CHECKING:
    from harsat.ledger.write import Write

Totals = Callable[[int], Mapping[str, Any]]
"""Takes a project id; returns the totals that go into the answer of a write, or into a version."""


@dataclass(frozen=True)
class LoggedTable:
    """One logged model. `name` stands in the log for ever, whatever the model is called later."""

    model: type[models.Model]
    name: str
    part: str
    only: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> dict[str, models.Field[Any, Any]]:
        """The logged columns by attribute name; the key and the project stand outside the row."""
        return {
            field.attname: field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.attname != "project_id" and (not self.only or field.attname in self.only)
        }

    @cached_property
    def key(self) -> str:
        """The column that identifies a row: `id`, or `project_id` of a row that a project has once."""
        field = self.model._meta.pk
        assert field is not None
        return field.attname

    @cached_property
    def scope(self) -> str:
        """The column that holds the project's id."""
        return "id" if self.model is Project else "project_id"

    @cached_property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        """The unique keys inside a project, as columns: a one-to-one counts as one."""
        attname = {field.name: field.attname for field in self.model._meta.concrete_fields}
        single = [(name,) for name, field in self.fields.items() if field.unique]
        composed = [
            tuple(attname[name] for name in constraint.fields)
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
        ]
        return tuple(
            tuple(column for column in columns if column != "project_id")
            for columns in [*single, *composed]
            if all(column in self.fields or column == "project_id" for column in columns)
        )

    @cached_property
    def parents(self) -> dict[str, type[models.Model]]:
        """Columns that point at another table."""
        return {
            name: field.related_model
            for name, field in self.fields.items()
            if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
        }

    def canonical(self, column: str, value: Any) -> Canonical:
        """The value of a column as the log, the wire and the comparison know it."""
        return canonical_of(self.fields[column], value)

    def value(self, column: str, canonical: Canonical) -> Any:
        """The Python value that the column is saved with."""
        return self.fields[column].to_python(canonical)

    def whole(self, row: Row) -> Row:
        """A row with every column in canonical form; those not given take the model's default."""
        return {
            column: self.canonical(column, self.value(column, row[column] if column in row else field.get_default()))
            for column, field in self.fields.items()
        }


UndoJudge = Callable[["Write", Sequence[Op]], None]
"""Sees the ops of an undo when they are applied and not yet committed; raises a DomainError against them."""


class Registry:
    """The logged tables by name and by model, and what the aggregate does for the ledger.

    `after_commit` gives the totals, warms the caches and writes the summary; `totals` only reads, so it may join a read
    snapshot; `undo_judges` say what an undo must not break.
    """

    def __init__(self) -> None:
        self.by_name: dict[str, LoggedTable] = {}
        self.by_model: dict[type[models.Model], LoggedTable] = {}
        self.after_commit: Totals = lambda _project_id: {}
        self.totals: Totals = lambda _project_id: {}
        self.undo_judges: tuple[UndoJudge, ...] = ()

    def register(self, model: type[models.Model], *, part: str, name: str, only: tuple[str, ...] = ()) -> None:
        """Log `model` under `name` as part of `part`."""
        if part not in PARTS:
            raise ValueError(f"unknown part {part!r}")
        if self.by_name.get(name, None) is not None and self.by_name[name].model is not model:
            raise ValueError(f"table name {name!r} is taken")
        table = LoggedTable(model, name, part, only)
        self.by_name[name] = self.by_model[model] = table

    def table(self, model: type[models.Model]) -> LoggedTable:
        """The logged table of a model."""
        return self.by_model[model]

    def referrers(self, model: type[models.Model]) -> list[tuple[LoggedTable, str]]:
        """Every logged column that points at `model`."""
        return [
            (table, column)
            for table in self.by_name.values()
            for column, parent in table.parents.items()
            if parent is model
        ]


registry = Registry()
