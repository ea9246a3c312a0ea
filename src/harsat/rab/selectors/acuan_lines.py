"""Two versions of one reference analysis line by line, beside the koefisien that the project has: what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.browse.matching import Pair, Used, lines_pair
from harsat.catalogue.selectors import AcuanKomponen
from harsat.engine.analisa import target_names
from harsat.engine.snapshot import Snapshot

LineKey = tuple[str, str]
"""Code and unit of a resource, or of the analysis that a bundel points at."""


class AcuanLine(NamedTuple):
    """A line that differs; `before` None is new, `after` None is gone, `here` None is not in the project.

    `uraian_before` and `satuan_before` are empty where they stay. `nested` is a bundel that opens another version.
    """

    kode: str
    uraian: str
    satuan: str
    before: Decimal | None
    after: Decimal | None
    here: Decimal | None
    uraian_before: str
    satuan_before: str
    nested: bool


def acuan_lines(
    before: Sequence[AcuanKomponen], after: Sequence[AcuanKomponen], here: Mapping[LineKey, Decimal]
) -> tuple[AcuanLine, ...]:
    """The lines that differ, in the order of `after`, then those that are gone; their order alone is no difference."""
    targets = {line.id: line.target_analysis_id for line in (*before, *after)}
    pairs = _units_met(lines_pair(_used(before), _used(after)))
    found = (_line(one, other, targets, here) for one, other in pairs)
    return tuple(line for line in found if _differs(line))


def own_koefisien(snapshot: Snapshot, pekerjaan_id: int) -> dict[LineKey, Decimal]:
    """What the analysis of a pekerjaan takes, lines of one code and unit added together."""
    found: dict[LineKey, Decimal] = {}
    for row in snapshot.komponen.get(pekerjaan_id, ()):
        if row.harga_item_id is not None:
            item = snapshot.harga[row.harga_item_id]
            key = item.kode, item.satuan
        else:
            kode, _uraian, satuan = target_names(row, snapshot)
            key = kode, satuan
        found[key] = found.get(key, Decimal(0)) + row.koefisien
    return found


def _used(lines: Iterable[AcuanKomponen]) -> list[Used]:
    return [Used(line.id, line.kategori, line.kode, line.uraian, line.satuan, line.koefisien) for line in lines]


def _units_met(pairs: Sequence[Pair]) -> list[Pair]:
    """What came and what went under one code or one name is one line, in another unit."""
    went = [one for one, other in pairs if one is not None and other is None]
    met: list[Pair] = []
    for one, other in pairs:
        if other is not None:
            before = one or next((line for line in went if _same(line, other)), None)
            if one is None and before is not None:
                went.remove(before)
            met.append((before, other))
    return [*met, *((line, None) for line in went)]


def _same(one: Used, other: Used) -> bool:
    named = one.uraian.casefold() == other.uraian.casefold()
    return one.kategori == other.kategori and (named or (one.kode != "" and one.kode == other.kode))


def _line(
    one: Used | None, other: Used | None, targets: Mapping[int, int | None], here: Mapping[LineKey, Decimal]
) -> AcuanLine:
    shown = other or one
    assert shown is not None
    both = one is not None and other is not None
    keys = [(line.kode, line.satuan) for line in (one, other) if line]
    mine = next((here[key] for key in keys if key in here), None)
    return AcuanLine(
        kode=shown.kode,
        uraian=shown.uraian,
        satuan=shown.satuan,
        before=one.koefisien if one else None,
        after=other.koefisien if other else None,
        here=mine,
        uraian_before=one.uraian if one and both and one.uraian != shown.uraian else "",
        satuan_before=one.satuan if one and both and one.satuan != shown.satuan else "",
        nested=one is not None and other is not None and targets[one.place] != targets[other.place],
    )


def _differs(line: AcuanLine) -> bool:
    return line.before != line.after or bool(line.uraian_before or line.satuan_before) or line.nested
