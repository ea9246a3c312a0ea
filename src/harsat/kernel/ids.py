"""Ids as clients write them: one that no database can hold names nothing, and asking for it is no fault of ours."""

from __future__ import annotations

from collections.abc import Iterable

ID_AT_MOST = 2**63 - 1


def ids_possible(ids: Iterable[int]) -> list[int]:
    """Each once, ascending, without those that no row can have: [7, 10**20, 3, 7] is [3, 7]."""
    return sorted({one for one in ids if 0 < one <= ID_AT_MOST})
