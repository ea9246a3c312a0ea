import random

import pytest

from catalogue.diagnosis.books import a_book, needs_data, neighbours, renumbered, sibling_groups, sound, workbook
from harsat.catalogue.diagnosis import berulang, gabungan, urutan
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Kind, Severity


def moved(book, row, to):
    """The book with one row taken out and set before another."""
    lines = [line for line in book.lines if line.row != row]
    at = next(index for index, line in enumerate(lines) if line.row == to)
    lines.insert(at, next(line for line in book.lines if line.row == row))
    return renumbered(lines)


def twins(book, before, kode):
    """Whether both analyses begin with the same worker and the first has more rows."""
    return book.analyses[before][0].item == book.analyses[kode][0].item and len(book.analyses[before]) > 2


def test_rows_that_stand_together_are_not_mentioned():
    assert urutan.find(a_book(*neighbours())) == []


def test_a_row_far_from_its_code_is_said_on_both_codes_and_nothing_is_changed():
    far, interrupted = urutan.find(moved(a_book(*neighbours()), row=2, to=30))
    assert (far.kode, far.rows, far.severity, far.changes) == ("1.1.1", (29,), Severity.WARNING, ())
    assert "Baris 29 (Pekerja) berdiri jauh dari baris 2–6" in far.reason
    assert (interrupted.kode, interrupted.rows) == ("1.1.5", (25, 30))
    assert "disela baris 29 milik 1.1.1" in interrupted.reason


def test_a_row_whose_resource_is_there_already_goes_to_the_neighbour_that_lacks_it():
    lines = list(a_book(*neighbours()).lines)
    stray = next(index for index, line in enumerate(lines) if line.kode == "1.1.6")
    lines[stray] = lines[stray]._replace(kode="1.1.2", nama=lines[6].nama)
    [finding] = urutan.find(Book(lines))
    assert (finding.kind, finding.kode, finding.severity) == (Kind.BARIS_TERPISAH, "1.1.2", Severity.DANGER)
    assert finding.changes == (Change(lines[stray].row, "kode", "1.1.6"),)
    assert "1.1.6 di sebelahnya tidak memilikinya" in finding.reason


def test_a_file_without_order_is_said_once():
    lines = list(a_book(*neighbours()).lines)
    random.Random(3).shuffle(lines)
    [finding] = urutan.find(Book(lines))
    assert (finding.rows, finding.kode, finding.severity) == ((), "", Severity.INFO)
    assert "dari 8 kode" in finding.reason or "di antara 8 kode" in finding.reason


def test_a_blank_row_between_two_rows_separates_nothing():
    kode, nama, rows = sound("1.1.1", "Lampu")
    lines = [line._replace(row=line.row * 2) for line in a_book((kode, nama, rows)).lines]
    assert urutan.find(Book(lines)) == []


@needs_data
def test_the_separated_codes_of_the_national_workbook_are_all_named():
    findings = urutan.find(workbook())
    assert len(findings) == 95
    [stray] = [finding for finding in findings if finding.changes]
    assert (stray.kode, stray.proposal) == ("5.6.4.1", "5.6.4.3")


@needs_data
@pytest.mark.slow
def test_a_stray_first_row_of_the_next_analysis_is_no_merge_and_goes_home():
    book, chooser = workbook(), random.Random(11)
    real = {finding.kode for finding in gabungan.find(book)}
    lines = list(book.lines)
    pairs = [pair for pair in sibling_groups(book, real, 2, 400, seed=11) if twins(book, *pair)]
    spots = {line.row: spot for spot, line in enumerate(lines)}
    homes = {}
    for _before, kode in chooser.sample(pairs, 150):
        index = spots[book.analyses[kode][0].row]
        homes[lines[index].row] = lines[index].kode
        lines[index] = lines[index]._replace(kode=lines[index - 1].kode, nama=lines[index - 1].nama)
    damaged = Book(lines)
    assert {finding.kode for finding in gabungan.find(damaged)} - real == set()
    changes = {(change.row, change.value) for finding in berulang.find(damaged) for change in finding.changes}
    assert len(changes & set(homes.items())) >= 0.9 * len(homes)
