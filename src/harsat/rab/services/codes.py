"""Codes that a project gives out itself: CUST-0001 for a pekerjaan of its own, mod.1-1.2.3 for a modified AHSP.

A number is never given twice: the highest ever is kept on the project row beside what codes typed by hand use. It is a
counter like an id, not part of what an undo takes back, so it stands outside the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

from harsat.rab.outline import Outline

_CUSTOM = re.compile(r"CUST-(\d{1,9})")
_MODIFIED = re.compile(r"mod\.(\d{1,9})-.*")


class Codes:
    """Hands out the next codes of one project while its row is locked; `typed` are codes that the command brings."""

    def __init__(self, outline: Outline, typed: Iterable[str]) -> None:
        kodes = [*(node.kode for node in outline.nodes.values()), *typed]
        self._stored = (outline.kode_custom, outline.kode_modified)
        self._custom = max(outline.kode_custom, _highest(_CUSTOM, kodes))
        self._modified = max(outline.kode_modified, _highest(_MODIFIED, kodes))

    def custom(self) -> str:
        """CUST-0001, CUST-0002, ..."""
        self._custom += 1
        return f"CUST-{self._custom:04d}"

    def modified(self, kode: str) -> str:
        """mod.1-1.2.3 for the first modified AHSP of the project, mod.2-.. for the next, whatever their AHSP."""
        self._modified += 1
        return f"mod.{self._modified}-{kode}"

    def save(self, project_id: int) -> None:
        """Keep the counters; nothing to do where no higher number was seen."""
        if (self._custom, self._modified) == self._stored:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE projects_project SET kode_custom = %s, kode_modified = %s WHERE id = %s",
                [self._custom, self._modified, project_id],
            )


def _highest(pattern: re.Pattern[str], kodes: Iterable[str]) -> int:
    matches = (pattern.fullmatch(kode) for kode in kodes)
    return max((int(match.group(1)) for match in matches if match), default=0)
