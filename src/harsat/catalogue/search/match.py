"""How a hit was found, best first; lists of hits are grouped by it."""

from __future__ import annotations

from enum import IntEnum


class Match(IntEnum):
    """Why an analysis is shown.

    KODE is the very code, AWALAN_KODE one that begins so. SEMUA_KATA holds every word as typed or in another form of
    it ("galian" for "penggalian"), PADANAN at least one only by a synonym, KATA_MIRIP one only by mending a slip of the
    keys, MEMUAT not all of them.
    """

    KODE = 0
    AWALAN_KODE = 1
    SEMUA_KATA = 2
    PADANAN = 3
    KATA_MIRIP = 4
    MEMUAT = 5
