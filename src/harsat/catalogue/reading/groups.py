"""Groups rows by code and position and reads each into mended lines, the form the checks judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from harsat.catalogue.codes import code_read
from harsat.catalogue.reading.koefisien import Column, Reading, koefisien_read
from harsat.catalogue.reading.rows import Row, cell_text
from harsat.catalogue.reading.text import Mended, text_mend
from harsat.catalogue.units import unit_read
from harsat.engine.snapshot import Kategori

# whole words only: "Asphalt" holds "alt" and is no equipment
_KATEGORI: dict[str, Kategori] = {
    **dict.fromkeys(("tk", "tenaga", "tenaga kerja", "upah", "labor", "labour"), Kategori.TK),
    **dict.fromkeys(("bhn", "bahan", "material"), Kategori.BHN),
    **dict.fromkeys(("alt", "alat", "peralatan", "equipment"), Kategori.ALT),
    **dict.fromkeys(("lain", "lainnya", "lain-lain"), Kategori.LAIN),
}


class Line(NamedTuple):
    """One row with its readings; None where there is none. `original` is the row as it stood."""

    original: Row
    kategori: Kategori | None
    kode: str
    uraian: Mended
    satuan: str | None
    koefisien: Reading


@dataclass(slots=True)
class Group:
    """All rows of one code. `runs` counts the separate stretches of rows, which should be one."""

    kode: str
    kode_is_text: bool
    repairs: frozenset[str]
    nama: dict[str, Mended] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    runs: int = 0

    @property
    def uraian(self) -> str:
        """The first name, mended."""
        return next(iter(self.nama.values())).text


def groups_read(rows: Iterable[Row], column: Column) -> list[Group]:
    """Groups in order of first appearance; codes that differ only in a mended typo share one group."""
    groups: dict[str, Group] = {}
    names: dict[str, Mended] = {}
    last = None
    for row in rows:
        code = code_read(cell_text(row.kode))
        group = groups.setdefault(code.kode, Group(code.kode, isinstance(row.kode, str), frozenset(code.repairs)))
        if group is not last:
            group.runs += 1
            last = group
        name = names.setdefault(row.nama, text_mend(row.nama))
        group.nama.setdefault(name.text, name)
        group.lines.append(_line(row, column))
    return list(groups.values())


def kategori_read(text: str) -> Kategori | None:
    """The kategori that whole words name, None for anything else: "Tenaga Kerja" -> TK, "Asphalt" -> None."""
    return _KATEGORI.get(" ".join(text.lower().split()))


def _line(row: Row, column: Column) -> Line:
    return Line(
        row,
        kategori_read(row.kategori),
        code_read(row.kode_item).kode,
        text_mend(row.item),
        unit_read(text_mend(row.satuan).text),
        koefisien_read(row.koefisien, column),
    )
