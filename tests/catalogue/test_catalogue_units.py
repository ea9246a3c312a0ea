from decimal import Decimal

import pytest

from harsat.catalogue.units import (
    labour_price_per_day,
    labour_price_per_hour,
    unit_changes,
    unit_key,
    unit_near,
    unit_read,
    unit_spelling,
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("m", "m'"),
        ("M1", "m'"),
        ("m’", "m'"),
        ("m²", "m2"),
        ("M3", "m3"),
        ("Bh", "buah"),
        ("bh.", "buah"),
        ("  OH ", "OH"),
        ("orang  hari", "OH"),
        ("unit/hari", "unit-hari"),
        ("Kg", "kg"),
        ("sak", "zak"),
        ("LS", "ls"),
    ],
)
def test_spellings_of_a_unit_have_one_printed_form(text, printed):
    assert unit_read(text) == printed


@pytest.mark.parametrize("text", ["", "bulan bulan hari hari orang", "ml", "karung besar"])
def test_an_unknown_or_ambiguous_unit_is_not_guessed(text):
    assert unit_read(text) is None


def test_units_that_cost_differently_stay_apart():
    assert len({unit_key(text) for text in ("zak", "kg", "OH", "OJ", "m2", "m3", "unit-hari", "unit")}) == 8


def test_a_printed_form_reads_as_itself():
    for printed in ("OH", "m'", "m2", "m3", "sewa-hari", "unit-hari", "buah", "VA"):
        assert unit_read(printed) == printed


def test_a_taught_spelling_is_read_and_never_overrules_a_known_one():
    learned = {unit_spelling("Karung. Besar"): "zak", "kg": "ton"}
    assert unit_read(" karung  besar", learned) == "zak"
    assert unit_key("KARUNG BESAR", learned) == unit_key("sak")
    assert unit_read("Kg", learned) == "kg"
    assert unit_read("karung besar") is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("lembarr", "lembar"),
        ("batangg", "batang"),
        ("bungus", "bungkus"),
        ("kgg", None),
        ("karung besar", None),
        ("", None),
    ],
)
def test_a_typing_error_is_near_one_known_spelling(text, near):
    assert unit_near(text) == near


def test_hours_of_a_day_stand_between_a_day_and_an_hour_of_labour():
    assert labour_price_per_hour(Decimal(100_000), Decimal(8)) == Decimal(12_500)
    assert labour_price_per_day(Decimal(12_500), Decimal(8)) == Decimal(100_000)


def test_a_volume_loses_its_meaning_only_by_another_unit():
    assert unit_changes("m3", "m2")
    assert not unit_changes("m3", "M3")
    assert not unit_changes("", "m2")
