import csv
from io import StringIO

from catalogue.quarantine.quarantine_builders import a_finding, a_line, lost
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kinds import Kind
from harsat.catalogue.quarantine.report import COLUMNS, report_csv

LINES = [a_line(2, koefisien="13125.000"), a_line(3, item="=1+1", kode_item="L.04"), a_line(4, koefisien=None)]


def report(*findings):
    return list(csv.DictReader(StringIO(report_csv(findings, LINES))))


def test_the_columns_are_those_that_are_documented():
    assert tuple(report_csv([], []).strip().split(",")) == COLUMNS


def test_numbers_are_canonical_in_the_last_two_columns():
    [row] = report(lost(2))
    assert list(row.values()) == [
        *("2", "1.1", "TK", "", "Pekerja", "desimal_hilang", "danger"),
        *("13125", "1.3125"),
    ]


def test_a_split_is_one_line_a_row_with_its_new_code():
    rows = report(a_finding("1.1", [2, 3], [(2, "kode", "1.1a"), (3, "kode", "1.1b")], kind=Kind.ANALISA_TERGABUNG))
    assert [(row["baris"], row["nilai_asal"], row["usulan"]) for row in rows] == [
        ("2", "1.1", "1.1a"),
        ("3", "1.1", "1.1b"),
    ]


def test_a_finding_without_proposal_touches_each_of_its_rows():
    rows = report(a_finding("1.1", [2, 3], original="0.5", proposal=""))
    assert [(row["baris"], row["nilai_asal"], row["usulan"]) for row in rows] == [("2", "0.5", ""), ("3", "0.5", "")]


def test_a_finding_of_the_whole_file_has_no_row_and_a_drop_says_so():
    whole, drop = report(a_finding("", [], kind=Kind.DESIMAL_TERPOTONG), a_finding("1.1", [2], [(2, DROP, "")]))
    assert (whole["baris"], drop["usulan"]) == ("", "buang")


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_a_number_is_not():
    [row] = report(a_finding("1.1", [3], original="-0.5", proposal="@SUM(A1)"))
    assert (row["uraian"], row["nilai_asal"], row["usulan"]) == ("'=1+1", "-0.5", "'@SUM(A1)")
