import csv
import random

import pytest

from catalogue.diagnosis.books import (
    DATA,
    a_book,
    bhn,
    joined,
    merged,
    needs_data,
    neighbours,
    sibling_groups,
    sound,
    tk,
    workbook,
)
from harsat.catalogue.diagnosis import gabungan
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity


def codes_of(finding):
    parts = {}
    for change in finding.changes:
        parts.setdefault(change.value, []).append(change.row)
    return parts


def found(*analyses):
    return {finding.kode: finding for finding in gabungan.find(a_book(*neighbours(), *analyses))}


def test_two_analyses_under_one_code_are_split_into_a_and_b():
    first, second = sound("1.1.9", "Lampu"), sound("1.1.9", "Kipas", "2")
    finding = found(merged("1.1.9", first, second))["1.1.9"]
    assert (finding.kind, finding.severity, finding.certainty) == (
        Kind.ANALISA_TERGABUNG,
        Severity.DANGER,
        Certainty.SURE,
    )
    assert codes_of(finding) == {"1.1.9a": list(range(50, 56)), "1.1.9b": list(range(56, 62))}
    assert finding.proposal == "1.1.9a = baris 50–55 (Lampu); 1.1.9b = baris 56–61 (Kipas)"
    assert "Pekerja 2×" in finding.reason
    assert "mulai lagi di baris 56" in finding.reason


def test_three_analyses_become_a_b_and_c():
    finding = found(merged("1.1.9", *(sound("", thing) for thing in ("Lampu", "Kipas", "Sakelar"))))["1.1.9"]
    assert [len(rows) for rows in codes_of(finding).values()] == [6, 6, 6]
    assert list(codes_of(finding)) == ["1.1.9a", "1.1.9b", "1.1.9c"]


def test_a_sound_book_holds_no_merge():
    assert found() == {}


def test_one_doubled_mandor_is_no_merge():
    kode, nama, rows = sound("1.1.9", "Lampu")
    assert found((kode, nama, [*rows[:4], tk("Mandor", "0.07"), *rows[4:]])) == {}
    assert found((kode, nama, [*rows, tk("Mandor", "0.07")])) == {}


def test_a_restart_of_the_kategori_by_one_displaced_row_is_no_merge():
    kode, nama, rows = sound("1.1.9", "Lampu")
    assert found((kode, nama, [*rows[1:], rows[0]])) == {}


def test_shuffled_rows_of_one_analysis_are_no_merge():
    kode, nama, rows = sound("1.1.9", "Lampu")
    random.Random(4).shuffle(rows)
    assert found((kode, nama, rows)) == {}


def test_crews_without_a_common_worker_are_split_where_the_order_starts_again():
    other = [tk("Juru ukur", "0.2"), tk("Pembantu juru ukur", "0.4"), bhn("Patok", "3", "buah")]
    kode, nama, rows = sound("1.1.9", "Lampu")
    usual = [("1.1.10", "Pengukuran 1 titik tetap", other), ("1.1.11", "Pengukuran 1 titik bantu", other)]
    finding = found((kode, nama, rows + other), *usual)["1.1.9"]
    assert [len(rows) for rows in codes_of(finding).values()] == [6, 3]
    assert finding.certainty is Certainty.LIKELY
    assert "tidak ada tenaga yang berulang" in finding.reason


def test_labour_only_crews_are_split_before_the_second_crew():
    crews = [tk("Tukang batu", "0.13"), tk("Kepala Tukang", "0.01"), tk("Mandor", "0.002")]
    other = [tk("Tukang taman", "0.13"), tk("Mandor", "0.006")]
    usual = [("1.2.1", "Merapikan 1 m2", crews), ("1.2.3", "Menyiram 1 m2", other)]
    finding = found(*usual, ("1.2.2", "Memangkas 1 buah", crews + other))["1.2.2"]
    assert [len(rows) for rows in codes_of(finding).values()] == [3, 2]


def test_a_displaced_row_joins_the_part_that_lacks_its_role():
    one, two = sound("", "Lampu"), sound("", "Kipas", "2")
    rows = [*one[2], *two[2][:3], *two[2][4:]]
    far = ("1.1.9", "Pemasangan 1 buah Lampu", [two[2][3]])
    book = a_book(far, *neighbours(), ("1.1.9", "Pemasangan 1 buah Lampu", rows))
    [finding] = gabungan.find(book)
    assert codes_of(finding)["1.1.9b"] == [2, *range(57, 62)]
    assert finding.certainty is Certainty.LIKELY


def test_suffixes_never_collide_with_codes_of_the_book():
    first, second = sound("1.1.9", "Lampu"), sound("1.1.9", "Kipas")
    taken = sound("1.1.9a", "Sakelar")
    assert list(codes_of(found(merged("1.1.9", first, second), taken)["1.1.9"])) == ["1.1.9b", "1.1.9c"]


def test_a_code_that_ends_in_a_letter_is_split_by_numbers():
    first, second = sound("1.1.9b", "Lampu"), sound("1.1.9b", "Kipas")
    assert list(codes_of(found(merged("1.1.9b", first, second))["1.1.9b"])) == ["1.1.9b.1", "1.1.9b.2"]


def test_the_same_analysis_twice_is_a_copy_and_no_merge():
    analysis = sound("1.1.9", "Lampu")
    assert found(merged("1.1.9", analysis, analysis)) == {}


def test_equal_analyses_are_a_merge_when_the_next_number_is_missing():
    analysis = sound("1.1.9", "Lampu")
    finding = found(merged("1.1.9", analysis, analysis), sound("1.1.11", "Sakelar"))["1.1.9"]
    assert "Kode 1.1.10 tidak ada" in finding.reason


def test_without_order_a_merge_is_said_and_no_split_proposed():
    analyses = [*neighbours(), merged("1.1.9", sound("", "Lampu"), sound("", "Kipas"))]
    lines = list(a_book(*analyses).lines)
    random.Random(2).shuffle(lines)
    [finding] = gabungan.find(Book(lines))
    assert finding.kode == "1.1.9"
    assert (finding.changes, finding.certainty) == ((), Certainty.NONE)


# ------------------------------------------------------------------------------------------ the national workbook


@needs_data
def test_the_merged_codes_of_the_sample_are_found_with_their_number_of_parts():
    found_codes = {finding.kode: finding for finding in gabungan.find(workbook())}
    with (DATA / "ahsp_2025_merged_codes_sample.csv").open(encoding="utf-8") as file:
        sample = list(csv.DictReader(file))
    assert {row["kode_ahsp"] for row in sample} <= set(found_codes)
    for row in sample:
        finding = found_codes[row["kode_ahsp"]]
        assert len(finding.rows) == int(row["jumlah_baris"])
        assert len(codes_of(finding)) == int(row["maks_ulang"])


@needs_data
def test_every_code_with_repeated_labour_is_merged_but_for_the_one_stray_row():
    book = workbook()
    repeated = set()
    for kode, lines in book.analyses.items():
        workers = ["".join(line.item.lower().split()) for line in lines if line.kategori == "TK"]
        if len(set(workers)) < len(workers):
            repeated.add(kode)
    found_codes = {finding.kode for finding in gabungan.find(book)}
    assert len(repeated) == 26
    assert repeated - found_codes == {"5.6.4.1"}
    assert found_codes <= repeated


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize(("size", "number"), [(2, 300), (3, 150)])
def test_joined_siblings_are_found_and_split_exactly(size, number):
    book = workbook()
    real = {finding.kode for finding in gabungan.find(book)} | {"5.6.4.1", "9.3.1.19"}
    groups = sibling_groups(book, real, size, number)
    findings = {finding.kode: finding for finding in gabungan.find(joined(book, groups))}
    hits = [group for group in groups if group[0] in findings]
    exact = [
        group
        for group in hits
        if list(codes_of(findings[group[0]]).values()) == [[line.row for line in book.analyses[kode]] for kode in group]
    ]
    assert len(groups) == number
    assert len(hits) >= 0.99 * number
    assert len(exact) >= 0.98 * number
    assert set(findings) <= real | {group[0] for group in groups}


@needs_data
@pytest.mark.slow
def test_the_merged_codes_stay_the_same_when_the_whole_file_is_shuffled():
    book = workbook()
    lines = list(book.lines)
    random.Random(5).shuffle(lines)
    shuffled = {finding.kode for finding in gabungan.find(Book(lines))}
    assert shuffled == {finding.kode for finding in gabungan.find(book)}
