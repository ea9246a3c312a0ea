"""Which analyses of a repaired book may enter the edition now, and what holds each of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.quarantine.drafting import Drafted, Hold, drafts_read

DEEPEST = 50
"""Analyses inside analyses beyond this are a mistake of the file."""


class Pending(NamedTuple):
    """A finding that holds the analyses of its rows: undecided, or kept although it cannot be stored so.

    Without rows it speaks of the whole file and holds every analysis.
    """

    rows: Sequence[int]
    label: str
    kept: bool = False


def doubt_holds(severity: str, *, repaired: bool, whole_file: bool) -> bool:
    """Whether an undecided finding keeps analyses out: info and what was repaired never do.

    Of the whole file only a danger does, such as koefisien cut to two decimals: none of its figures can be trusted
    before a person has looked.
    """
    if repaired or severity == Severity.INFO:
        return False
    return not whole_file or severity == Severity.DANGER


@dataclass(frozen=True, slots=True)
class Standing:
    """What the edition holds already: the kategori of each coded resource, and what each analysis of it nests."""

    kategori: Mapping[tuple[str, str], str] = field(default_factory=dict)
    targets: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every analysis of the book in order, either as a draft that may be stored or with its holds."""

    ready: Mapping[str, AnalysisDraft]
    held: Mapping[str, Sequence[Hold]]

    @property
    def analyses(self) -> int:
        """How many there are."""
        return len(self.ready) + len(self.held)


def readiness_judge(
    book: Book, pending: Sequence[Pending], standing: Standing, drafted: Mapping[str, Drafted] | None = None
) -> Readiness:
    """Judge every analysis; one whose nested analysis or resource is not sound is held with it.

    `drafted` are the analyses of this book where the caller has them already.
    """
    waiting = _waiting(book, pending)
    ready: dict[str, AnalysisDraft] = {}
    held: dict[str, list[Hold]] = {}
    for kode, draft in (drafts_read(book) if drafted is None else drafted).items():
        if isinstance(draft, AnalysisDraft) and kode not in waiting:
            ready[kode] = draft
        else:
            held[kode] = [*waiting.get(kode, ()), *(() if isinstance(draft, AnalysisDraft) else draft)]
    _hold(ready, held, _kategori_conflicts(ready, standing.kategori))
    while unsound := dict(_targets_missing(ready, standing.targets)):
        _hold(ready, held, unsound)
    _hold(ready, held, _circles(ready, standing.targets))
    while unsound := dict(_targets_missing(ready, standing.targets)):
        _hold(ready, held, unsound)
    return Readiness(ready, held)


def _waiting(book: Book, pending: Sequence[Pending]) -> dict[str, list[Hold]]:
    """The holds of undecided and of kept findings, by the code that their rows carry now."""
    kode_of = {line.row: line.kode for line in book.lines}
    labels: dict[str, dict[tuple[bool, str], int]] = {}
    for finding in pending:
        kodes = {kode_of[row] for row in finding.rows if row in kode_of} if finding.rows else book.analyses
        for kode in kodes:
            counts = labels.setdefault(kode, {})
            counts[finding.kept, finding.label] = counts.get((finding.kept, finding.label), 0) + 1
    return {kode: [_hold_of(*what, count) for what, count in counts.items()] for kode, counts in labels.items()}


def _hold_of(kept: bool, label: str, count: int) -> Hold:  # noqa: FBT001  the two halves of a key, unpacked
    if kept:
        return Hold("dipertahankan", _("%(label)s: dipertahankan, tetapi tidak dapat disimpan.") % {"label": label})
    return Hold("temuan", _("%(label)s: %(count)d belum diputuskan.") % {"label": label, "count": count})


def _hold(ready: dict[str, AnalysisDraft], held: dict[str, list[Hold]], unsound: Mapping[str, Hold]) -> None:
    for kode, hold in unsound.items():
        del ready[kode]
        held.setdefault(kode, []).append(hold)


def _kategori_conflicts(ready: Mapping[str, AnalysisDraft], stored: Mapping[tuple[str, str], str]) -> dict[str, Hold]:
    """A coded resource has one kategori in an edition; whoever says another, and comes later, waits."""
    known = dict(stored)
    found: dict[str, Hold] = {}
    for kode, draft in ready.items():
        said: dict[tuple[str, str], str] = {}
        clash = next((line for line in draft.komponen if _says_other(line, known, said)), None)
        if clash is None:
            known |= said
        else:
            reason = _("Sumber daya %(kode)s tercatat dengan kategori lain.") % {"kode": clash.kode}
            found[kode] = Hold("kategori_sumber_daya", reason)
    return found


def _says_other(line: KomponenDraft, known: Mapping[tuple[str, str], str], said: dict[tuple[str, str], str]) -> bool:
    if not line.kode or line.target_kode:
        return False
    key = (line.kode, line.satuan)
    kategori = known.get(key) or said.setdefault(key, line.kategori)
    return kategori != line.kategori


def _targets_missing(
    ready: Mapping[str, AnalysisDraft], stored: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Hold]]:
    for kode, draft in ready.items():
        for line in draft.komponen:
            if line.target_kode and line.target_kode not in ready and line.target_kode not in stored:
                reason = _("Memuat analisa %(target)s yang belum siap atau tidak ada.") % {"target": line.target_kode}
                yield kode, Hold("rujukan", reason)
                break


def _circles(ready: Mapping[str, AnalysisDraft], stored: Mapping[str, Sequence[str]]) -> dict[str, Hold]:
    """Every analysis from which a circle can be reached along its nested analyses."""
    own = {kode: [line.target_kode for line in draft.komponen if line.target_kode] for kode, draft in ready.items()}
    targets = {**stored, **own}
    sound: set[str] = set()
    found = {kode: path for kode in ready if (path := _circle(targets, (kode,), sound))}
    return {
        kode: Hold("rujukan_melingkar", _("Analisa saling memuat: %(path)s.") % {"path": " → ".join(path)})
        for kode, path in found.items()
    }


def _circle(targets: Mapping[str, Sequence[str]], path: tuple[str, ...], sound: set[str]) -> tuple[str, ...] | None:
    """The first circle below the end of `path`; what proved sound once is not walked again."""
    for target in targets.get(path[-1], ()):
        if target in sound:
            continue
        if target in path or len(path) > DEEPEST:
            return (*path, target)
        if below := _circle(targets, (*path, target), sound):
            return below
    sound.add(path[-1])
    return None
