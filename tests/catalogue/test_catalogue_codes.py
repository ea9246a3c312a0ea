import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.catalogue.codes import (
    code_is_coefficient,
    code_own,
    code_own_number,
    code_plausible,
    code_read,
    code_sort_key,
)


@pytest.mark.parametrize(
    ("text", "kode", "repairs"),
    [
        ("1.1.3.3.", "1.1.3.3", ("titik di akhir",)),
        ("5.1.1.1..21", "5.1.1.1.21", ("titik ganda",)),
        ("8.3.1. 6", "8.3.1.6", ("spasi",)),
        (" 2.2.1.1.1a ", "2.2.1.1.1a", ()),
        ("E.14 2", "E.142", ("spasi",)),
    ],
)
def test_known_typos_of_codes_are_mended_and_named(text, kode, repairs):
    assert code_read(text) == (kode, repairs)


@pytest.mark.parametrize(
    "kode",
    ["1.6.1", "2.2.1.1.1a", "6.4.1.4.a", "A.2.3.1.1", "T.06.a.1", "B.07.a", "7.1.(5a)", "P.12.b.1.b.2", "AHSP-001"],
)
def test_shapes_of_official_codes_are_plausible(kode):
    assert code_plausible(kode)


@pytest.mark.parametrize("kode", ["", "Batang", "1.02 m", "-", "#REF!"])
def test_other_text_is_no_code(kode):
    assert not code_plausible(kode)


def test_codes_sort_as_people_count():
    codes = ["1.10", "1.9", "3.18.6.2.1", "3.18.6.10", "3.18.6.1", "2.2.1.1.1b", "2.2.1.1.1a", "2.2.1.1.2"]
    assert sorted(codes, key=code_sort_key) == [
        "1.9",
        "1.10",
        "2.2.1.1.1a",
        "2.2.1.1.1b",
        "2.2.1.1.2",
        "3.18.6.1",
        "3.18.6.2.1",
        "3.18.6.10",
    ]


@given(
    st.lists(st.integers(0, 999_999), min_size=1, max_size=5),
    st.lists(st.integers(0, 999_999), min_size=1, max_size=5),
)
def test_numeric_codes_sort_like_their_numbers(one, other):
    keys = [code_sort_key(".".join(map(str, numbers))) for numbers in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)


def test_own_codes_name_their_edition_and_count_within_it():
    assert code_own(3, 7) == "X3.0007"
    assert code_own_number("X3.0007") == 7
    assert code_own_number(code_own(12, 10_000)) == 10_000
    assert code_own_number("L.01") == 0


@pytest.mark.parametrize(("kode", "coefficient"), [("0.31", True), ("0,5", True), ("1.02", False), ("0.1.2", False)])
def test_no_chapter_is_numbered_zero(kode, coefficient):
    assert code_is_coefficient(kode) == coefficient
