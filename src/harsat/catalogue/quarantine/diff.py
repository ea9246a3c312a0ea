"""What an import would change in its edition: shown before a commit, so that nothing is new by surprise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import ImportBatch
from harsat.catalogue.quarantine.state import batch_edition, batch_state
from harsat.catalogue.selectors.drafts import edition_drafts


class CellDiff(NamedTuple):
    """One difference. `item` is the component ("" for the work itself); "" before is new, "" after is gone."""

    item: str
    column: str
    before: str
    after: str


class AnalysisDiff(NamedTuple):
    """One analysis that would get a new version."""

    kode: str
    uraian: str
    cells: tuple[CellDiff, ...]


class Named(NamedTuple):
    """An analysis by kode and name."""

    kode: str
    uraian: str


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """In natural order of kode. `gone` stay in the edition: nothing is ever removed."""

    new: Sequence[Named]
    changed: Sequence[AnalysisDiff]
    unchanged: int
    gone: Sequence[Named]
    held: int


def batch_diff(batch: ImportBatch) -> EditionDiff:
    """The ready analyses of the import against what its edition holds now; eight statements at most."""
    state = batch_state(batch)
    edition = batch_edition(batch)
    stored = edition_drafts(edition) if edition else {}
    diff = drafts_diff({kode: row.draft for kode, row in stored.items()}, state.readiness.ready)
    gone = [one for one in diff.gone if one.kode not in state.readiness.held]
    return EditionDiff(diff.new, diff.changed, diff.unchanged, gone, len(state.readiness.held))


def drafts_diff(before: Mapping[str, AnalysisDraft], after: Mapping[str, AnalysisDraft]) -> EditionDiff:
    """Two sets of analyses by kode, the later against the earlier."""
    kodes = sorted({*before, *after}, key=code_sort_key)
    both = [kode for kode in kodes if kode in before and kode in after]
    changed = [kode for kode in both if before[kode] != after[kode]]
    return EditionDiff(
        [Named(kode, after[kode].uraian) for kode in kodes if kode not in before],
        [AnalysisDiff(kode, after[kode].uraian, tuple(analysis_diff(before[kode], after[kode]))) for kode in changed],
        len(both) - len(changed),
        [Named(kode, before[kode].uraian) for kode in kodes if kode not in after],
        0,
    )


def analysis_diff(before: AnalysisDraft, after: AnalysisDraft) -> Iterator[CellDiff]:
    """Every cell that differs: those of the work, then of each component, then components only one side has."""
    for column in ("uraian", "satuan", "divisi"):
        if getattr(before, column) != getattr(after, column):
            yield CellDiff("", column, getattr(before, column), getattr(after, column))
    old, new = _keyed(before), _keyed(after)
    for key, line in new.items():
        if key in old:
            yield from _line_diff(old[key], line)
        else:
            yield CellDiff(line.uraian, "koefisien", "", _amount(line))
    yield from (CellDiff(line.uraian, "koefisien", _amount(line), "") for key, line in old.items() if key not in new)
    if list(old) != list(new) and set(old) == set(new):
        yield CellDiff("", "urutan", "", "")


def _line_diff(before: KomponenDraft, after: KomponenDraft) -> Iterator[CellDiff]:
    if before.koefisien != after.koefisien:
        yield CellDiff(after.uraian, "koefisien", canonical(before.koefisien), canonical(after.koefisien))
    for column in ("kategori", "uraian", "satuan", "target_kode"):
        if getattr(before, column) != getattr(after, column):
            yield CellDiff(after.uraian, column, str(getattr(before, column)), str(getattr(after, column)))


def _amount(line: KomponenDraft) -> str:
    return f"{canonical(line.koefisien)} {line.satuan}"


def _keyed(draft: AnalysisDraft) -> dict[tuple[str, int], KomponenDraft]:
    """The lines by code or name, the nth of the same under n."""
    seen: dict[str, int] = {}
    keyed: dict[tuple[str, int], KomponenDraft] = {}
    for line in draft.komponen:
        name = line.target_kode or line.kode or line.uraian.lower()
        seen[name] = seen.get(name, 0) + 1
        keyed[name, seen[name]] = line
    return keyed
