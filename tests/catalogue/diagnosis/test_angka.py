from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.catalogue.diagnosis.angka import Marks, canonical, formula_broken, marks_find, number_read
from harsat.catalogue.reading.errors import FileRefused

POINT, COMMA, NONE = Marks("."), Marks(","), Marks("")


def column(*cells):
    return list(enumerate(cells, start=2))


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("0.6", "1.250"), "."),
        (("1,25", "1.250"), ","),
        (("1,234.56",), "."),
        (("1.234,5",), ","),
        (("0.125",), "."),
        (("0,008",), ","),
        (("1.250", "2.500"), ""),
        (("13125", "7"), ""),
        ((0.6, 1.25), ""),
    ],
)
def test_one_proof_decides_the_mark_of_the_column(cells, mark):
    assert marks_find(column(*cells)).decimal == mark


def test_contradicting_proofs_refuse_the_column_and_name_both_cells():
    with pytest.raises(FileRefused, match=r"baris 2 0\.6, baris 3 1,25") as refused:
        marks_find(column("0.6", "1,25"))
    assert refused.value.code == "file_decimal_marks"


def test_a_stray_mark_among_hundreds_is_left_to_a_person():
    marks = marks_find(column(*["0.6"] * 300, "1,0"))
    assert marks == Marks(".", stray=True)
    assert number_read("1,0", marks)[:3] == (None, "1", Decimal(10))
    assert number_read("0.6", marks).value == Decimal("0.6")


@pytest.mark.parametrize(
    ("cell", "marks", "value"),
    [
        ("0.6", POINT, "0.6"),
        ("1.250", POINT, "1.25"),
        ("1.250", COMMA, "1250"),
        ("1.250,5", COMMA, "1250.5"),
        ("12,345.6", POINT, "12345.6"),
        ("13125", POINT, "13125"),
        (13125.0, POINT, "13125"),
        (13125, COMMA, "13125"),
        (Decimal("0.0387"), NONE, "0.0387"),
        (1.2e-05, NONE, "0.000012"),
        ("1,2E-5", COMMA, "0.000012"),
        ("-2", NONE, "-2"),
        ("−2,5", COMMA, "-2.5"),
        ("0.00", POINT, "0"),
        ("1.234.567", NONE, "1234567"),
    ],
)
def test_cells_are_read_by_the_mark_and_native_numbers_as_they_are(cell, marks, value):
    reading = number_read(cell, marks)
    assert reading.value == Decimal(value)
    assert reading.text == value


def test_a_lone_mark_before_three_digits_has_two_readings_when_nothing_proves_the_mark():
    assert number_read("1.250", NONE)[:3] == (None, "1.25", Decimal(1250))
    assert number_read("1,250", NONE)[:3] == (None, "1.25", Decimal(1250))


@pytest.mark.parametrize("cell", ["", "abc", "1.2.3", "12.5 kg", "0,6", True, date(2025, 2, 1), float("inf")])
def test_what_is_no_number_has_no_value(cell):
    assert number_read(cell, POINT).value is None


def test_more_than_six_decimals_are_rounded_half_up_and_said():
    assert number_read("0.1234565", POINT)[0::3] == (Decimal("0.123457"), True)
    assert number_read(0.1 + 0.2, POINT)[0::3] == (Decimal("0.3"), False)


@given(st.decimals("0.000001", "999999", places=6))
def test_text_and_native_forms_of_a_number_read_alike(value):
    text = canonical(value)
    by_text, by_comma = number_read(text, POINT), number_read(text.replace(".", ","), COMMA)
    assert by_text == by_comma == number_read(value, NONE)
    assert by_text.text == text


@pytest.mark.parametrize("text", ["#NAME?", "#REF!", "#DIV/0!", "#N/A", "=A1*2", "#VALUE!"])
def test_errors_of_a_spreadsheet_are_known(text):
    assert formula_broken(text)


@pytest.mark.parametrize("text", ["", "#12", "Besi #10", "="])
def test_other_text_is_no_error(text):
    assert not formula_broken(text)
