"""The rows that volume services start from, each set in one statement, whatever the number of cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from harsat.kernel.ids import ids_possible
from harsat.ledger.canonical import Row
from harsat.ledger.registry import registry
from harsat.ledger.write import Write
from harsat.rab.models import BarisVolume, JenisVolume, Parameter, Pekerjaan, Volume

_COLUMNS = ("jenis", "nilai", "formula")


class StoredVolume(NamedTuple):
    """The volume of an existing pekerjaan; without `volume_id` it never had one."""

    volume_id: int | None
    row: Row | None


def volumes_stored(write: Write, pekerjaan_ids: Iterable[int]) -> dict[int, StoredVolume]:
    """Volumes by pekerjaan; a pekerjaan that is gone or another project's is not among them. One statement."""
    own = Volume.objects.filter(pekerjaan_id=OuterRef("pk"))
    found = (
        Pekerjaan.objects.filter(project_id=write.project_id, id__in=ids_possible(pekerjaan_ids))
        .annotate(**{f"volume_{column}": Subquery(own.values(column)) for column in ("id", *_COLUMNS)})
        .order_by("id")
        .values_list("id", "volume_id", *(f"volume_{column}" for column in _COLUMNS))
    )
    return {row[0]: _stored(row[0], row[1], row[2:]) for row in found}


def _stored(pekerjaan_id: int, volume_id: int | None, values: tuple[object, ...]) -> StoredVolume:
    if volume_id is None:
        return StoredVolume(None, None)
    table = registry.table(Volume)
    row = {column: table.canonical(column, value) for column, value in zip(_COLUMNS, values, strict=True)}
    return StoredVolume(volume_id, {"pekerjaan_id": pekerjaan_id, **row})


def volumes_with_formula(write: Write) -> dict[int, Row]:
    """Every volume of the project that is computed by a formula, by volume id. One statement."""
    columns = ("pekerjaan_id", *_COLUMNS)
    table = registry.table(Volume)
    found = Volume.objects.filter(project_id=write.project_id, jenis=JenisVolume.FORMULA).order_by("id")
    return {
        row[0]: {column: table.canonical(column, value) for column, value in zip(columns, row[1:], strict=True)}
        for row in found.values_list("id", *columns)
    }


def lines_of(write: Write, pekerjaan_ids: Iterable[int]) -> dict[int, Row]:
    """The measured lines of these pekerjaan by id, in the order of their sheets. One statement."""
    table = registry.table(BarisVolume)
    columns = list(table.fields)
    found = (
        BarisVolume.objects.filter(project_id=write.project_id, pekerjaan_id__in=ids_possible(pekerjaan_ids))
        .order_by("order", "id")
        .values_list("id", *columns)
    )
    return {
        row[0]: {column: table.canonical(column, value) for column, value in zip(columns, row[1:], strict=True)}
        for row in found
    }


def parameter_values(write: Write) -> dict[str, Decimal]:
    """The value of every parameter by name. One statement."""
    return {str(row["nama"]): Decimal(str(row["nilai"])) for row in write.rows(Parameter).values()}
