import pytest

from harsat.catalogue.units import unit_key, unit_read


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
