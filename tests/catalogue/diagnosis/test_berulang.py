import pytest

from catalogue.diagnosis.books import a_book, bhn, merged, needs_data, neighbours, sound, tk, workbook
from harsat.catalogue.diagnosis import berulang
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity


def found(*analyses):
    return berulang.find(a_book(*neighbours(), *analyses))


def test_two_amounts_of_one_worker_are_a_danger_and_both_rows_are_named():
    kode, nama, rows = sound("1.1.9", "Lampu")
    [finding] = found((kode, nama, [*rows, tk("Mandor", "0.07")]))
    assert (finding.kind, finding.severity) == (Kind.SUMBER_DAYA_BERULANG, Severity.DANGER)
    assert (finding.rows, finding.changes) == ((53, 56), ())
    assert "baris 53: 0.03 OH; baris 56: 0.07 OH" in finding.reason


def test_two_amounts_of_one_material_are_a_warning():
    kode, nama, rows = sound("1.1.9", "Lampu")
    [finding] = found((kode, nama, [*rows, bhn("semen  portland", "2")]))
    assert (finding.kind, finding.severity) == (Kind.SUMBER_DAYA_BERULANG, Severity.WARNING)


@pytest.mark.parametrize("other", [bhn("Semen Portland", "0.1", "zak"), bhn("Semen Portland Putih", "4")])
def test_another_unit_or_another_name_is_another_material(other):
    kode, nama, rows = sound("1.1.9", "Lampu")
    assert found((kode, nama, [*rows, other])) == []


def test_signs_in_names_of_materials_are_sizes():
    kode, nama, rows = sound("1.1.9", "Lampu")
    assert found((kode, nama, [*rows, bhn("Baja < 12 mm", "1"), bhn("Baja ≥ 12 mm", "1")])) == []


def test_an_identical_row_is_a_duplicate_and_the_later_one_is_dropped():
    kode, nama, rows = sound("1.1.9", "Lampu")
    [finding] = found((kode, nama, [*rows, rows[-1]]))
    assert (finding.kind, finding.rows, finding.certainty) == (Kind.DUPLIKAT, (56,), Certainty.LIKELY)
    assert finding.changes == (Change(56, DROP, ""),)


def test_a_whole_analysis_twice_is_one_duplicate():
    analysis = sound("1.1.9", "Lampu")
    [finding] = found(merged("1.1.9", analysis, analysis))
    assert (finding.kind, finding.rows) == (Kind.DUPLIKAT, tuple(range(56, 62)))
    assert [change.field for change in finding.changes] == [DROP] * 6


def test_what_repeats_because_analyses_are_merged_is_not_said_again():
    assert found(merged("1.1.9", sound("", "Lampu"), sound("", "Kipas"))) == []


def test_what_repeats_within_one_part_of_a_merge_is_said():
    _kode, nama, rows = sound("", "Lampu")
    doubled = ("", nama, [*rows, rows[-1]])
    [finding] = found(merged("1.1.9", doubled, sound("", "Kipas")))
    assert (finding.kind, finding.rows) == (Kind.DUPLIKAT, (56,))


def test_an_equal_row_that_the_neighbour_lacks_moves_there_instead_of_being_dropped():
    kode, nama, rows = sound("1.1.9", "Lampu")
    _other, other_name, other_rows = sound("1.1.10", "Kipas")
    book = a_book(*neighbours(), (kode, nama, [*rows, other_rows[0]]), ("1.1.10", other_name, other_rows[1:]))
    [finding] = berulang.find(book)
    assert (finding.kind, finding.changes) == (Kind.SUMBER_DAYA_BERULANG, (Change(56, "kode", "1.1.10"),))


def test_rows_without_a_name_go_by_their_code():
    lines = [line._replace(item="", kode_item=f"M.{line.row}") for line in a_book(sound("1.1.9", "Lampu")).lines]
    assert berulang.find(Book(lines)) == []
    [finding] = berulang.find(Book([line._replace(kode_item="M.1") for line in lines[4:]]))
    assert finding.kind is Kind.SUMBER_DAYA_BERULANG


@needs_data
def test_in_the_national_workbook_only_the_stray_row_repeats_outside_the_merges():
    [finding] = berulang.find(workbook())
    assert (finding.kode, finding.rows, finding.proposal) == ("5.6.4.1", (9736, 9746), "5.6.4.3")
