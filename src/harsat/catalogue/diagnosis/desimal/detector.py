"""The findings: which koefisien lost its separator, what it was, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.desimal.reasons import Reasons
from harsat.catalogue.diagnosis.desimal.rows import Reading, Row
from harsat.catalogue.diagnosis.desimal.weighing import Weighing
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity

_DAMAGED = 0.5
_SURE = 0.99
_SECOND = 0.05


class Verdict(NamedTuple):
    """What is believed of a doubted row: chance that it is damaged, its likeliest fraction and the one after that."""

    row: Row
    damaged: float
    reading: Reading
    chance: float
    second: Reading | None

    @property
    def certainty(self) -> Certainty:
        """Sure from 99 % on; two readings where another fraction has one chance in twenty."""
        if self.chance >= _SURE:
            return Certainty.SURE
        return Certainty.TWO_READINGS if self.second else Certainty.LIKELY


def find(book: Book) -> list[Finding]:
    """One finding per koefisien that more likely lost its separator than not, in order of the file.

    13125 lembar among 1.25 and 1.4 -> proposal 1.3125, `chance` 94.
    """
    weighing = Weighing(book)
    weighing.run()
    reasons = Reasons(weighing)
    return [_finding(verdict, reasons) for verdict in verdicts(weighing) if verdict.damaged >= _DAMAGED]


def verdicts(weighing: Weighing) -> Iterator[Verdict]:
    """The verdict on every row that could have lost a separator at all."""
    for row in weighing.doubted:
        lost = sorted(zip(row.belief[1:], row.readings[1:], strict=True), key=lambda pair: -pair[0])
        if lost:
            second = lost[1][1] if len(lost) > 1 and lost[1][0] >= _SECOND else None
            yield Verdict(row, 1 - row.belief[0], lost[0][1], lost[0][0], second)


def _finding(verdict: Verdict, reasons: Reasons) -> Finding:
    row, reading, second = verdict.row, verdict.reading, verdict.second
    assert row.line.koefisien is not None
    proposal = canonical(row.value(reading.places))
    return Finding(
        kind=Kind.DESIMAL_HILANG,
        severity=Severity.DANGER,
        kode=row.line.kode,
        rows=(row.line.row,),
        column="koefisien",
        original=canonical(row.line.koefisien),
        proposal=proposal,
        reason=reasons.sentence(row, reading, second),
        changes=(Change(row.line.row, "koefisien", proposal),),
        certainty=verdict.certainty,
        chance=min(99, round(100 * verdict.chance)),
    )
