from decimal import Decimal

import pytest

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.koefisien import Column, column_read, koefisien_read

POINT = Column(".", text_fractions=True)
COMMA = Column(",", text_fractions=True)
NATIVE = Column("", text_fractions=False)


def column(*cells):
    return column_read(enumerate(cells, start=2))


def test_one_proof_decides_the_decimal_mark_of_the_column():
    assert column("1.250", "0.6").mark == "."
    assert column("1,250", "0,6").mark == ","
    assert column("1.234,5", "7").mark == ","
    assert column("1,234.56").mark == "."
    assert column("1.250", "12").mark == ""


def test_contradicting_proofs_refuse_the_file_and_name_both_rows():
    with pytest.raises(FileRefused) as refusal:
        column("0.6", "12", "1,25")
    assert "baris 2 0.6" in refusal.value.message
    assert "baris 4 1,25" in refusal.value.message


@pytest.mark.parametrize(
    ("cell", "where", "value"),
    [
        ("0.6", POINT, "0.6"),
        ("1.250", POINT, "1.25"),
        ("1,250", POINT, "1250"),
        ("1.009,5", COMMA, "1009.5"),
        ("83,349", COMMA, "83.349"),
        ("12", POINT, "12"),
        ("1009.0", POINT, "1009"),
        (12.0, NATIVE, "12"),
        (0.0387, NATIVE, "0.0387"),
    ],
)
def test_a_readable_cell_is_its_exact_decimal(cell, where, value):
    assert koefisien_read(cell, where).value == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "where", "problem"),
    [
        (13125.0, POINT, "hilang_desimal"),
        (26.406, POINT, "hilang_desimal"),
        (2.0, POINT, "hilang_desimal"),
        (1000.0, NATIVE, "hilang_desimal"),
        ("83349", POINT, "hilang_desimal"),
        ("1.250", NATIVE, "dua_bacaan"),
        ("", POINT, "kosong"),
        ("#NAME?", POINT, "bukan_angka"),
        ("2|3|4.0", POINT, "bukan_angka"),
        ("1.2.3", POINT, "bukan_angka"),
        ("12,5", POINT, "bukan_angka"),
        (True, NATIVE, "bukan_angka"),
        ("0.00", POINT, "nol"),
        ("0.0000004", POINT, "nol"),
        ("-0.5", POINT, "negatif"),
        ("1000000000.5", POINT, "terlalu_besar"),
    ],
)
def test_a_doubtful_cell_has_no_value_and_says_why(cell, where, problem):
    assert koefisien_read(cell, where) == (None, problem, False)


def test_more_than_six_decimals_are_rounded_half_up_and_it_is_said():
    assert koefisien_read("0.1234565", POINT) == (Decimal("0.123457"), "", True)
    assert koefisien_read("0.123456", POINT) == (Decimal("0.123456"), "", False)
