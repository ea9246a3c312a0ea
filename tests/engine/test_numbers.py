"""Number text, canonical strings and rounding: the golden tables that vitest reads too, and their properties."""

import json
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import (
    FAKTOR,
    HARGA,
    KOEFISIEN,
    PARAMETER,
    PERSEN,
    RENCANA,
    VOLUME,
    Field,
    canonical,
    canonical_read,
    engine_context,
    field_fit,
    id_text,
    number_read,
    paste_locale,
    quantize,
    round_ceiling,
    round_down,
    round_floor,
    round_half_up,
    round_to_unit,
    settle,
    square_root,
)

GOLDEN = Path(__file__).parents[1] / "golden"
FIELDS = {field.name: field for field in (KOEFISIEN, VOLUME, HARGA, PERSEN, RENCANA, FAKTOR, PARAMETER)}


def cases(name):
    return json.loads((GOLDEN / name).read_text())


def figures(field):
    bound = Decimal(10) ** field.integers - Decimal(1).scaleb(-field.decimals)
    return st.decimals(min_value=0, max_value=bound, places=field.decimals)


fields = st.sampled_from(sorted(FIELDS.values(), key=lambda field: field.name))
figures_of_fields = fields.flatmap(lambda field: st.tuples(st.just(field), figures(field)))


@pytest.mark.parametrize("case", cases("numbers.json"), ids=lambda case: case["id"])
def test_number_text_is_read_as_the_golden_table_says(case):
    field = FIELDS[case["field"]]
    if case["refused"]:
        with pytest.raises(NumberRefused) as refused:
            number_read(case["text"], field, origin=case["origin"], locale=case.get("locale"))
        assert refused.value.code == case["refused"]
        assert list(refused.value.readings) == case.get("readings", [])
        assert field.label in refused.value.message
        return
    reading = number_read(case["text"], field, origin=case["origin"], locale=case.get("locale"))
    assert canonical(reading.value, field.decimals) == case["value"]
    assert reading.rounded is case["rounded"]


@pytest.mark.parametrize("case", cases("paste_locale.json"), ids=lambda case: f"{case['field']} {case['texts']}")
def test_one_proof_decides_a_pasted_column_and_contradictions_refuse_it(case):
    field = FIELDS[case["field"]]
    if case["refused"]:
        with pytest.raises(NumberRefused) as refused:
            paste_locale(case["texts"], field)
        assert refused.value.code == case["refused"]
    else:
        assert paste_locale(case["texts"], field) == case["locale"]


@pytest.mark.parametrize("case", cases("number_print.json"), ids=lambda case: f"{case['value']} {case['decimals']}")
def test_figures_print_as_id_id(case):
    value = Decimal(case["value"])
    assert id_text(value, case["decimals"]) == case["text"]
    assert id_text(value, case["decimals"], grouping=False) == case["plain"]
    assert id_text(value, case["decimals"], trim=True) == case["trimmed"]


@given(figures_of_fields)
def test_what_a_grid_prints_reads_back_as_the_same_figure(field_and_value):
    field, value = field_and_value
    for grouping in (True, False):
        reading = number_read(id_text(value, field.decimals, grouping=grouping), field)
        assert reading.value == value
        assert not reading.rounded


@given(figures_of_fields)
def test_canonical_text_reads_back_as_the_same_figure(field_and_value):
    field, value = field_and_value
    assert canonical_read(canonical(value, field.decimals), field) == value


def outcome(text, field):
    try:
        return number_read(text, field, origin="pasted").value, None
    except NumberRefused as refused:
        return None, refused.code


@given(st.text(alphabet="0123456789.,-+ Rp%_\u00a0\u2212e", max_size=24), fields)
def test_any_text_is_read_within_its_field_or_refused_with_a_code(text, field):
    value, code = outcome(text, field)
    if code is not None:
        assert code.startswith("number_")
    else:
        assert 0 <= value < Decimal(10) ** field.integers
        assert value == quantize(value, field.decimals)


@given(st.sampled_from([KOEFISIEN, FAKTOR]), st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_a_pasted_koefisien_with_two_readings_is_never_guessed(field, whole, part, separator):
    with pytest.raises(NumberRefused) as refused:
        number_read(f"{whole}{separator}{part:03}", field, origin="pasted")
    assert [Decimal(text) for text in refused.value.readings] == [
        Decimal(f"{whole}.{part:03}"),
        Decimal(f"{whole}{part:03}"),
    ]


def test_the_refusal_of_two_readings_names_both_in_id_id():
    with pytest.raises(NumberRefused, match=r"475,96 atau 475\.962"):
        number_read("475,962", HARGA)


def test_the_refusal_of_a_large_figure_names_the_limit():
    with pytest.raises(NumberRefused, match="Harga satuan lebih dari 13 angka di depan koma"):
        field_fit(Decimal(10) ** 13, HARGA)


def test_a_very_long_text_is_refused():
    with pytest.raises(NumberRefused) as refused:
        number_read("1" * 101, VOLUME)
    assert refused.value.code == "number_unreadable"


def test_a_signed_field_takes_a_negative_figure():
    signed = Field("selisih", 11, 4, "Selisih", signed=True)
    assert number_read("\u22121.234,5", signed).value == Decimal("-1234.5")


def test_every_field_keeps_to_fifteen_significant_digits():
    assert all(field.integers + field.decimals <= 15 for field in FIELDS.values())


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1E+3", 2, "1000.00"),
        ("1E+3", None, "1000"),
        ("11436371.31780", None, "11436371.3178"),
        ("1258000.844958", None, "1258000.844958"),
        ("-0.00", 2, "0.00"),
        ("-0.001", 2, "0.00"),
        ("-0", None, "0"),
        ("1E-7", None, "0.0000001"),
        ("100", None, "100"),
        ("9999.995", 2, "10000.00"),
        ("-2.5", 0, "-3"),
    ],
)
def test_canonical_text_has_no_exponent_and_no_negative_zero(value, decimals, text):
    assert canonical(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,5", "number_unreadable"),
        ("1e5", "number_unreadable"),
        ("", "number_unreadable"),
        ("NaN", "number_unreadable"),
        ("1.", "number_unreadable"),
        (" 1", "number_unreadable"),
        ("1\n", "number_unreadable"),
        ("\u0661", "number_unreadable"),
        ("-0.01", "number_negative"),
        ("10000000000000", "number_too_large"),
    ],
)
def test_machine_text_in_any_other_form_is_refused(text, code):
    with pytest.raises(NumberRefused) as refused:
        canonical_read(text, HARGA)
    assert refused.value.code == code


def test_machine_text_is_rounded_half_up_to_its_field():
    assert canonical(canonical_read("2.7275005", KOEFISIEN), 6) == "2.727501"
    assert canonical(canonical_read("9999.994", HARGA), 2) == "9999.99"


def test_a_native_figure_that_is_no_number_is_refused():
    for value in ("NaN", "Infinity"):
        with pytest.raises(NumberRefused):
            field_fit(Decimal(value), VOLUME)


@pytest.mark.parametrize(
    ("mode", "unit", "total"),
    [
        ("setengah_naik", 1000, "12694000"),
        ("turun", 1000, "12694000"),
        ("naik", 1000, "12695000"),
        ("setengah_naik", 1, "12694372"),
        ("naik", 1, "12694373"),
        ("setengah_naik", 100_000, "12700000"),
        ("turun", 10_000, "12690000"),
    ],
)
def test_a_total_is_brought_to_its_unit_in_the_chosen_way(mode, unit, total):
    assert round_to_unit(Decimal("12694372.162758"), unit, mode) == Decimal(total)


def test_half_a_unit_goes_up():
    assert round_to_unit(Decimal(500), 1000, "setengah_naik") == 1000
    assert round_to_unit(Decimal("499.999"), 1000, "setengah_naik") == 0


def test_the_official_workbook_cuts_toward_zero():
    assert round_down(Decimal("153810.80"), 0) == 153810
    assert round_down(Decimal("-1.9"), 0) == -1


def test_ties_go_away_from_zero():
    assert round_half_up(Decimal("0.125"), 2) == Decimal("0.13")
    assert round_half_up(Decimal("-0.125"), 2) == Decimal("-0.13")
    assert round_half_up(Decimal(1250), -2) == 1300


def test_the_noise_of_a_quotient_never_decides_a_step():
    with engine_context():
        nearly_one = Decimal(1) / 3 * 3
    assert nearly_one != 1
    assert settle(nearly_one) == 1
    assert round_floor(nearly_one) == 1
    assert round_ceiling(Decimal("4.2")) == 5


def test_a_root_has_thirty_digits():
    assert square_root(Decimal(2)) == Decimal("1.41421356237309504880168872421")


def test_the_product_of_the_largest_figures_is_exact():
    volume, harga = Decimal("99999999999.9999"), Decimal("9999999999999.99")
    with engine_context():
        assert volume * harga == Decimal(999999999999999 * 999999999999999).scaleb(-6)


def test_an_operation_without_an_answer_raises_inside_the_engine():
    with engine_context(), pytest.raises(InvalidOperation):
        Decimal(0) / Decimal(0)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=8), st.integers(0, 6))
def test_rounding_moves_a_figure_by_at_most_half_a_unit(value, decimals):
    rounded = quantize(value, decimals)
    assert abs(rounded - value) <= Decimal(5).scaleb(-decimals - 1)
    assert rounded == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
