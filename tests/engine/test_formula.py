"""Formulas: the golden table shared with vitest, the round trip of their text, parameters and workbook syntax."""

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.engine.errors import EngineError, FormulaError
from harsat.engine.formula import (
    formula_evaluate,
    formula_excel,
    formula_parse,
    formula_text,
    formula_value,
    parameters_evaluate,
    parameters_order,
)
from harsat.engine.numbers import canonical

CASES = json.loads((Path(__file__).parents[1] / "golden" / "formula.json").read_text())
VALUED = [case for case in CASES if "value" in case]
REFUSED = [case for case in CASES if "error" in case]


def label(case):
    return case["text"][:30] or "kosong"


def parameters_of(case):
    return {name: Decimal(text) for name, text in case["parameters"].items()}


@pytest.mark.parametrize("case", VALUED, ids=label)
def test_a_formula_has_the_value_of_the_golden_table(case):
    result = formula_value(case["text"], parameters_of(case), allow_negative=True)
    assert canonical(result.value, 4) == case["value"]
    assert [hint.code for hint in result.hints] == case.get("hints", [])


@pytest.mark.parametrize("case", REFUSED, ids=label)
def test_a_formula_is_refused_at_the_position_of_the_golden_table(case):
    with pytest.raises(EngineError) as refused:
        formula_value(case["text"], parameters_of(case))
    assert (refused.value.code, refused.value.at) == (case["error"], case["at"])
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("case", [case for case in VALUED if case["value"].startswith("-")], ids=label)
def test_a_negative_volume_is_refused_except_in_a_deduction(case):
    with pytest.raises(FormulaError) as refused:
        formula_value(case["text"], parameters_of(case))
    assert refused.value.code == "formula_negative"


@pytest.mark.parametrize("case", VALUED, ids=label)
def test_the_canonical_text_of_a_golden_formula_reads_back_as_the_same_tree(case):
    formula = formula_parse(case["text"])
    assert formula_parse(formula_text(formula)).tree == formula.tree


numbers = st.sampled_from(["0", "7", "1,5", "0.125", "1.000", "1.234,5", "1,000.25", "2,345", "1.000.000"])
names = st.sampled_from(["p", "Lebar", "pi", "_t1"])


def _combined(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(";".join)
    return st.one_of(
        st.tuples(inner, st.sampled_from([*"+-*/^", "<", ">=", "<>", " - "]), inner).map(
            lambda t: f"({t[0]}){t[1]}({t[2]})"
        ),
        st.tuples(inner, st.sampled_from("+-*/^"), numbers).map("".join),
        st.tuples(numbers, st.sampled_from("+-*/^"), inner).map("".join),
        inner.map("-{}".format),
        inner.map("({})%".format),
        inner.map("round(({}))".format),
        st.tuples(st.sampled_from(["min", "MAX", "sum", "avg"]), several).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"if({t[0]};{t[1]};{t[2]})"),
    )


formulas = st.recursive(numbers | names, _combined, max_leaves=8)


def refusal_of(text, parameters):
    try:
        formula_value(text, parameters, allow_negative=True)
    except EngineError as refused:
        return refused
    return None


@given(formulas)
def test_the_canonical_text_reads_back_as_the_same_tree(text):
    formula = formula_parse(text)
    again = formula_parse(formula_text(formula))
    assert again.tree == formula.tree
    assert formula_text(again) == formula_text(formula)


@given(st.text(alphabet="0123456789.,;()+-*/^%<>= abpimnsqrt", max_size=40))
def test_any_text_is_read_or_refused_inside_itself(text):
    refused = refusal_of(text, {"a": Decimal(2)})
    if refused is not None and refused.code != "number_too_large":
        assert isinstance(refused, FormulaError)
        assert 0 <= refused.at <= len(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9^9^9", "formula_too_large"),
        ("2^99999999999", "formula_too_large"),
        ("9^(9^(9^9))", "formula_too_large"),
        ("1,0000001^999999999999", "formula_too_large"),
        ("0,5^99999999999", None),
    ],
)
def test_an_exploding_power_is_answered_at_once(text, code):
    refused = refusal_of(text, {})
    assert (refused and refused.code) == code


def test_a_sum_as_long_as_the_limit_allows_is_no_deeper_than_others():
    text = "+".join(["1"] * 250)
    formula = formula_parse(text)
    assert formula_value(text, {}).value == 250
    assert formula_text(formula) == text
    assert formula_excel(formula, {}) == f"={text}"


def test_the_unrounded_value_keeps_its_digits():
    assert formula_evaluate(formula_parse("123,45645"), {}) == Decimal("123.45645")
    assert formula_evaluate(formula_parse("pi"), {}) == Decimal("3.14159265358979323846264338328")


def test_a_volume_that_lost_decimals_says_so():
    assert formula_value("123,45645", {}).rounded
    assert not formula_value("123,4564", {}).rounded


def test_a_formula_names_what_it_uses_once_in_reading_order():
    assert formula_parse("Tinggi*(p + min(l;P)) - 2*pi").names == ("tinggi", "p", "l", "pi")


def test_the_hint_of_minus_two_squared_points_at_the_minus():
    (hint,) = formula_parse("3+-2^2").hints
    assert (hint.code, hint.at) == ("unary_power", 2)
    assert "-(2^2)" in hint.message


@pytest.mark.parametrize(
    ("text", "excel"),
    [
        ("2*(p+l)*1.000,5", "=2*(B2+Parameter!$D$3)*1000.5"),
        ("-2^2", "=(-2)^2"),
        ("2^3^2", "=2^(3^2)"),
        ("(2^3)^2", "=(2^3)^2"),
        ("10-(4-3)", "=10-(4-3)"),
        ("5*-2", "=5*-2"),
        ("round(2.5)", "=ROUND(2.5,0)"),
        ("round(p;2)", "=ROUND(B2,2)"),
        ("ceil(p)+floor(l)", "=-INT(-(B2))+INT(Parameter!$D$3)"),
        ("2^ceil(p)", "=2^-INT(-(B2))"),
        ("ceil(p)^2", "=(-INT(-(B2)))^2"),
        ("avg(1;2;3)*pi", "=AVERAGE(1,2,3)*PI()"),
        ("if(p>=l;p;l)", "=IF(N(B2>=Parameter!$D$3),B2,Parameter!$D$3)"),
        ("(p>l)*2", "=N(B2>Parameter!$D$3)*2"),
        ("50%*p", "=50%*B2"),
        ("pow(p;2)", "=POWER(B2,2)"),
    ],
)
def test_a_live_workbook_formula_means_in_excel_what_it_means_here(text, excel):
    assert formula_excel(formula_parse(text), {"p": "B2", "L": "Parameter!$D$3"}) == excel


def test_a_live_workbook_formula_can_round_as_a_volume_does():
    assert formula_excel(formula_parse("p/3"), {"p": "B2"}, decimals=4) == "=ROUND(B2/3,4)"


def test_a_parameter_without_a_cell_cannot_go_into_a_workbook():
    with pytest.raises(EngineError) as refused:
        formula_excel(formula_parse("p*2"), {})
    assert (refused.value.code, refused.value.path) == ("formula_unknown_name", ("p",))


def test_parameters_may_use_parameters_in_any_order():
    definitions = {"keliling": "2*(p+l)", "p": "6", "L": "p/1,5", "luas": "keliling*3"}
    assert parameters_evaluate(definitions) == {"keliling": 20, "p": 6, "l": 4, "luas": 60}
    order = parameters_order(definitions)
    assert order.index("p") < order.index("l") < order.index("keliling") < order.index("luas")


def test_a_parameter_is_multiplied_as_it_is_printed():
    assert parameters_evaluate({"a": "1/3", "b": "a*3"}) == {"a": Decimal("0.3333"), "b": Decimal("0.9999")}


def test_a_parameter_shadows_pi():
    assert parameters_evaluate({"keliling": "2*pi", "pi": "3,14"})["keliling"] == Decimal("6.28")


def test_a_cycle_of_parameters_is_refused_with_its_path():
    with pytest.raises(FormulaError) as refused:
        parameters_evaluate({"x": "1", "a": "b+x", "b": "c", "c": "2*A"})
    assert refused.value.code == "formula_cycle"
    path = refused.value.path
    assert path[0] == path[-1]
    assert sorted(path[:-1]) == ["a", "b", "c"]
    uses = {"a": "b", "b": "c", "c": "a"}
    assert all(uses[user] == used for user, used in pairwise(path))
    assert " → ".join(path) in refused.value.message


def test_a_parameter_that_uses_itself_is_a_cycle():
    with pytest.raises(FormulaError) as refused:
        parameters_order({"a": "a+1"})
    assert refused.value.path == ("a", "a")


@pytest.mark.parametrize(
    ("definitions", "code", "path"),
    [
        ({"a": "b*2"}, "formula_unknown_name", ("a", "b")),
        ({"a": "2+"}, "formula_unfinished", ("a",)),
        ({"a": "0", "b": "1/a"}, "formula_division_by_zero", ("b",)),
        ({"a": "2-5"}, "number_negative", ("a",)),
        ({"a": "10^12"}, "number_too_large", ("a",)),
        ({"2a": "1"}, "parameter_name", ("2a",)),
        ({"tinggi lantai": "1"}, "parameter_name", ("tinggi lantai",)),
        ({"a": "1", "A": "2"}, "parameter_duplicate", ("a",)),
    ],
)
def test_a_parameter_without_a_value_is_refused_by_name(definitions, code, path):
    with pytest.raises(EngineError) as refused:
        parameters_evaluate(definitions)
    assert (refused.value.code, refused.value.path) == (code, path)


def test_a_thousand_parameters_may_hang_on_one_another():
    chain = {f"p{n}": f"p{n - 1}+1" for n in range(1000, 0, -1)} | {"p0": "0"}
    assert parameters_evaluate(chain)["p1000"] == 1000
