import pytest

from catalogue.diagnosis.books import a_book, bhn, merged, needs_data, neighbours, sound, tk, workbook
from harsat.catalogue.diagnosis import luar_biasa
from harsat.catalogue.diagnosis.kinds import Severity


def found(*analyses):
    return luar_biasa.find(a_book(*neighbours(), *analyses))


def changed(item, koefisien, satuan="OH"):
    kode, nama, rows = sound("1.1.9", "Lampu")
    return (kode, nama, [(row[0], row[1], satuan, koefisien) if row[1] == item else row for row in rows])


def test_ordinary_amounts_are_not_mentioned():
    assert found(changed("Pekerja", "2.5")) == []


def test_more_than_fifty_man_days_for_one_unit_is_a_danger():
    [finding] = found(changed("Pekerja", "60.5"))
    assert (finding.rows, finding.severity, finding.column) == ((50,), Severity.DANGER, "koefisien")
    assert "60.5 OH" in finding.reason
    assert "batas wajar 50" in finding.reason


def test_much_labour_is_usual_where_all_siblings_need_it():
    works = [(f"2.1.{at}", f"Pembukaan 1 ha hutan {at}", [tk("Pekerja", f"6{at}.5")]) for at in (1, 2, 3)]
    assert found(*works) == []


def test_whole_numbers_from_a_thousand_are_left_to_the_lost_decimals():
    assert found(changed("Pekerja", "6338")) == []


@pytest.mark.parametrize(("koefisien", "way"), [("412.5", "lebih besar"), ("0.0035", "lebih kecil")])
def test_an_amount_far_from_all_siblings_is_a_danger(koefisien, way):
    [finding] = found(changed("Semen Portland", koefisien, "kg"))
    assert finding.severity is Severity.DANGER
    assert way in finding.reason
    assert "8 analisa" in finding.reason


def test_an_amount_ten_times_the_usual_may_be_right():
    assert found(changed("Semen Portland", "44.5", "kg")) == []


def test_an_overseer_above_all_whom_he_oversees_is_a_warning():
    [finding] = found(changed("Mandor", "0.95"))
    assert (finding.rows, finding.severity) == ((53,), Severity.WARNING)
    assert "Pekerja 0.6 OH, Tukang batu 0.3 OH" in finding.reason


def test_the_crews_of_a_merged_code_are_not_weighed_against_each_other():
    assert found(merged("1.1.9", sound("", "Lampu"), sound("", "Kipas", "20"))) == []


def test_few_siblings_prove_nothing():
    assert luar_biasa.find(a_book(*neighbours(number=3), ("1.1.9", "Memasang", [bhn("Semen Portland", "900.5")]))) == []


@needs_data
def test_the_national_workbook_has_three_amounts_beyond_belief():
    findings = luar_biasa.find(workbook())
    assert [(finding.kode, finding.original) for finding in findings] == [
        ("4.1.7.4", "0.02"),
        ("4.1.7.10", "0.02"),
        ("9.1.1.8", "272.0"),
    ]
