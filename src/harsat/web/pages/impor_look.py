"""What stands in the files of an import, kept for an hour, so that a workbook is opened once and not at every step."""

from __future__ import annotations

from django.core.cache import cache

from harsat.catalogue.models import ImportBatch, MappingMemory
from harsat.catalogue.quarantine.source import batch_paths
from harsat.catalogue.reading.mapping import Mapping
from harsat.catalogue.reading.reader import Look, files_look

KEPT = 3600


def look_keep(batch: ImportBatch) -> Look:
    """Open the files and remember their first rows.

    Raises:
        FileRefused: a file cannot be read at all.
    """
    look = files_look(batch_paths(batch))
    cache.set(_name(batch), look, KEPT)
    return look


def look_at(batch: ImportBatch, *, file: str = "", sheet: str = "", header_row: int = 0) -> Look:
    """The tables of the files; another sheet or row of titles is read anew.

    Raises:
        FileRefused: a file cannot be read at all.
    """
    if sheet or header_row:
        return files_look(batch_paths(batch), file=file, sheet=sheet, header_row=header_row)
    found = cache.get(_name(batch))
    return found if isinstance(found, Look) else look_keep(batch)


def mapping_remembered(shape: str) -> Mapping | None:
    """What a person once corrected for files of this shape; one query."""
    stored = MappingMemory.objects.filter(shape=shape).values_list("mapping", flat=True).first() if shape else None
    return Mapping.from_json(stored) if stored else None


def _name(batch: ImportBatch) -> str:
    return f"impor-look:{batch.pk}:{batch.created_at.isoformat()}"
