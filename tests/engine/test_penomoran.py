"""The struktur is numbered as Indonesian budgets print it: I, A, 1."""

from dataclasses import replace

import pytest

from harsat.engine.penomoran import letters, numbering, numbers_full, roman, struktur_tree
from support.engine_builders import project, work

HOUSE = project(
    work("a", klasifikasi="Tanah", sub="Galian"),
    work("b", klasifikasi="Tanah", sub="Galian"),
    work("c", klasifikasi="Tanah", sub="Urugan"),
    work("d", klasifikasi="Beton", sub="Pondasi"),
)


@pytest.mark.parametrize(
    ("position", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (1994, "MCMXCIV")]
)
def test_klasifikasi_carry_roman_numerals(position, text):
    assert roman(position) == text


@pytest.mark.parametrize(("position", "text"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_after_z_comes_aa(position, text):
    assert letters(position) == text


def test_numbers_start_anew_inside_each_parent():
    numbers = numbering(HOUSE)
    assert list(numbers.klasifikasi.values()) == ["I", "II"]
    assert list(numbers.sub_klasifikasi.values()) == ["A", "B", "A"]
    assert list(numbers.pekerjaan.values()) == ["1", "2", "1", "1"]


def test_the_whole_number_of_a_pekerjaan_names_what_it_stands_under():
    assert list(numbers_full(HOUSE).values()) == ["I.A.1", "I.A.2", "I.B.1", "II.A.1"]


def test_the_tree_holds_every_row_under_its_parent_and_branches_without_rows_too():
    bare = replace(HOUSE, pekerjaan=HOUSE.pekerjaan[:1])
    found = [
        (top.nama, [(sub.nama, [row.kode for row in works]) for sub, works in parts])
        for top, parts in struktur_tree(bare)
    ]
    assert found == [("Tanah", [("Galian", ["a"]), ("Urugan", [])]), ("Beton", [("Pondasi", [])])]
