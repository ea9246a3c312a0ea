"""The struktur is numbered as Indonesian budgets print it: I, A, 1."""

import pytest

from harsat.engine.penomoran import letters, numbering, roman
from support.engine_builders import project, work


@pytest.mark.parametrize(
    ("position", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (1994, "MCMXCIV")]
)
def test_klasifikasi_carry_roman_numerals(position, text):
    assert roman(position) == text


@pytest.mark.parametrize(("position", "text"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_after_z_comes_aa(position, text):
    assert letters(position) == text


def test_numbers_start_anew_inside_each_parent():
    numbers = numbering(
        project(
            work("a", klasifikasi="Tanah", sub="Galian"),
            work("b", klasifikasi="Tanah", sub="Galian"),
            work("c", klasifikasi="Tanah", sub="Urugan"),
            work("d", klasifikasi="Beton", sub="Pondasi"),
        )
    )
    assert list(numbers.klasifikasi.values()) == ["I", "II"]
    assert list(numbers.sub_klasifikasi.values()) == ["A", "B", "A"]
    assert list(numbers.pekerjaan.values()) == ["1", "2", "1", "1"]
