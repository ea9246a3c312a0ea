"""The lines of an import as read, unpacked and judged once a process: decisions touch few of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.models import FINDING_KODE_MAX, ImportBatch
from harsat.catalogue.quarantine.drafting import Drafted, drafts_read
from harsat.catalogue.quarantine.packing import lines_unpack

IMPORTS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Original:
    """The file before any decision: its book, where rows stand in words, and each analysis as it would be stored."""

    book: Book
    places: Mapping[int, str]
    drafted: Mapping[str, Drafted]

    def rows_of_kode(self) -> dict[str, list[int]]:
        """The rows of each code, cut as findings carry it."""
        rows: dict[str, list[int]] = {}
        for line in self.book.lines:
            rows.setdefault(line.kode[:FINDING_KODE_MAX], []).append(line.row)
        return rows


def original_of(batch: ImportBatch) -> Original:
    """The original of an import; the packed lines themselves are the key, for they never change."""
    return _read(bytes(batch.lines))


@lru_cache(maxsize=IMPORTS_KEPT)
def _read(packed: bytes) -> Original:
    lines, places = lines_unpack(packed)
    book = Book(lines)
    return Original(book, places, drafts_read(book))
