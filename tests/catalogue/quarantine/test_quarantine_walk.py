"""The walk through a quarantine: kind after kind, page after page, and how far each kind reaches."""

from catalogue.quarantine.quarantine_builders import a_batch, a_finding, a_line, decide, lost
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.selectors.batch_walk import (
    KindReach,
    Part,
    Place,
    findings_decided_by,
    findings_waiting,
    findings_walk,
    kind_reaches,
)
from support.queries import statement_count

LOST, DOUBLE = Kind.DESIMAL_HILANG.value, Kind.DUPLIKAT.value


def double(row, kode):
    return a_finding(kode, [row], kind=Kind.DUPLIKAT, severity=Severity.WARNING, certainty=Certainty.NONE, proposal="")


def mixed(edition="AHSP uji"):
    """Two kinds, interwoven in the file."""
    lines = [a_line(row, f"1.{row}", koefisien="13125") for row in range(2, 6)]
    findings = [double(2, "1.2"), lost(3, "1.3"), double(4, "1.4"), lost(5, "1.5")]
    return a_batch(lines, findings, edition)


def kodes(page):
    return [row.kode for row in page.rows]


def test_kinds_follow_each_other_in_the_order_given_and_within_one_the_file_does(db):
    batch = mixed()
    with statement_count(1):
        page = findings_walk(batch.pk, part=Part.MENUNGGU, kinds=[LOST, DOUBLE])
    assert kodes(page) == ["1.3", "1.5", "1.2", "1.4"]
    assert page.after is None


def test_the_next_page_begins_behind_the_last_row_and_crosses_into_the_next_kind(db):
    batch = mixed()
    first = findings_walk(batch.pk, part=Part.MENUNGGU, kinds=[LOST, DOUBLE], limit=1)
    assert first.after == Place(LOST, 2)
    rest = findings_walk(batch.pk, part=Part.MENUNGGU, kinds=[LOST, DOUBLE], after=first.after)
    assert kodes(rest) == ["1.5", "1.2", "1.4"]


def test_decided_findings_leave_what_waits(db):
    batch = mixed()
    receipt = decide(batch, "terima", 2)
    assert "1.3" not in kodes(findings_walk(batch.pk, part=Part.MENUNGGU, kinds=[LOST, DOUBLE]))
    assert kodes(findings_walk(batch.pk, part=Part.DIPUTUS, kinds=[LOST, DOUBLE])) == ["1.3"]
    shown = [row.id for row in findings_walk(batch.pk, part=Part.SEMUA, kinds=[LOST, DOUBLE]).rows]
    assert [row.kode for row in findings_decided_by(batch.pk, receipt.sequence, shown)] == ["1.3"]
    assert findings_decided_by(batch.pk, receipt.sequence, []) == []


def test_a_kind_reaches_its_analyses_and_says_how_many_carry_a_proposal(db):
    assert kind_reaches(mixed().pk) == {LOST: KindReach(2, 2), DOUBLE: KindReach(2, 0)}


def test_what_waits_is_counted_by_import_the_newest_first(db):
    older, newer = mixed(), mixed("AHSP lain")
    decide(newer, "terima", 2)
    assert list(findings_waiting().items()) == [(newer.pk, 3), (older.pk, 4)]
