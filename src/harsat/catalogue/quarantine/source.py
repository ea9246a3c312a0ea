"""From the kept files of an import to rows, by the columns that were found, remembered or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from harsat.catalogue.models import ImportBatch, MappingMemory
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.mapping import Mapping
from harsat.catalogue.reading.reader import FileSet, Look, files_look, files_read
from harsat.catalogue.reading.rows import Row

COLUMNS_MISSING = "file_columns_missing"
MAPPING_WANTED = frozenset({COLUMNS_MISSING, "file_mapping"})
"""Refusals that a person can mend by naming the columns."""


class Readout(NamedTuple):
    """What the files gave; mapping and notes as JSON keeps them."""

    rows: list[Row]
    mapping: dict[str, Any]
    notes: list[dict[str, Any]]
    shape: str


def batch_read(batch: ImportBatch) -> Readout:
    """All files of the import as one set, by the mapping a person gave it, a remembered one, or the one found.

    Raises:
        FileRefused: unreadable, or its columns cannot be told.
    """
    found = _files_read(batch_paths(batch), Mapping.from_json(batch.mapping) if batch.mapping else None)
    notes = [{"code": note.code, "message": note.message, "rows": list(note.rows)} for note in found.notes]
    return Readout(found.rows, found.mapping.to_json(), notes, found.mapping.shape)


def batch_look(batch: ImportBatch) -> Look:
    """The tables of the files for the mapping page.

    Raises:
        FileRefused: a file cannot be read at all.
    """
    return files_look(batch_paths(batch))


def batch_paths(batch: ImportBatch) -> list[Path]:
    """Where the originals lie, in the order they were chosen."""
    return [Path(file.content.path) for file in batch.files.order_by("id")]


def _files_read(paths: Sequence[Path], given: Mapping | None) -> FileSet:
    if given is not None:
        return files_read(paths, given)
    try:
        found = files_read(paths)
    except FileRefused as refusal:
        if refusal.code != COLUMNS_MISSING or not (remembered := _remembered(files_look(paths).mapping.shape)):
            raise
        return files_read(paths, remembered)
    remembered = _remembered(found.mapping.shape)
    return files_read(paths, remembered) if remembered else found


def _remembered(shape: str) -> Mapping | None:
    stored = MappingMemory.objects.filter(shape=shape).values_list("mapping", flat=True).first() if shape else None
    return Mapping.from_json(stored) if stored else None
