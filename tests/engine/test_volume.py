"""Volume of a pekerjaan from a figure, a formula or the backup sheet."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.engine.errors import EngineError, NumberRefused
from harsat.engine.numbers import canonical
from harsat.engine.volume import BarisVolume, baris_jumlah, sheet_value, volume_value


def baris(n=None, p=None, l=None, t=None, faktor=None, *, pengurang=False):  # noqa: E741
    figures = [None if figure is None else Decimal(figure) for figure in (n, p, l, t, faktor)]
    return BarisVolume("dinding", *figures, pengurang)


WALL = baris("2", "3.5", t="4")
OPENING = baris("1", "0.9", t="2.1", pengurang=True)


def test_a_figure_not_given_does_not_apply():
    assert baris_jumlah(WALL) == 28
    assert baris_jumlah(baris(faktor="0.617")) == Decimal("0.617")


def test_a_zero_is_a_figure():
    assert baris_jumlah(baris("0", "3")) == 0


def test_a_deduction_is_subtracted():
    assert baris_jumlah(OPENING) == Decimal("-1.89")
    assert canonical(sheet_value([WALL, OPENING]), 4) == "26.1100"


def test_a_heading_counts_nothing():
    assert sheet_value([baris(), WALL]) == 28


def test_a_sheet_rounds_its_sum_once():
    line = baris("0.00004")
    assert sheet_value([line, line]) == Decimal("0.0001")
    assert sheet_value([baris("0.01", "0.005")]) == Decimal("0.0001")


def test_deductions_beyond_the_rest_are_refused():
    with pytest.raises(EngineError) as refused:
        sheet_value([OPENING])
    assert refused.value.code == "volume_negative"


def test_a_sheet_beyond_the_limit_is_refused():
    with pytest.raises(NumberRefused) as refused:
        sheet_value([baris("99999999999", "2")])
    assert refused.value.code == "number_too_large"


@given(st.lists(st.decimals(0, 1000, places=4), max_size=30))
def test_the_sum_of_a_sheet_is_the_sum_of_its_lines(figures):
    assert sheet_value([baris(figure) for figure in figures]) == sum(figures)


def test_each_kind_of_volume_has_its_own_source():
    parameters = {"p": Decimal(6)}
    given_all = {"nilai": Decimal("1.23455"), "formula": "p*2", "baris": [WALL], "parameters": parameters}
    assert volume_value("angka", **given_all) == Decimal("1.2346")
    assert volume_value("formula", **given_all) == 12
    assert volume_value("lembar", **given_all) == 28


def test_a_volume_without_its_source_is_unknown_and_not_zero():
    assert volume_value("angka", parameters={}) is None
    assert volume_value("formula", formula=" ", parameters={}) is None
    assert volume_value("lembar", baris=[baris()], parameters={}) is None


def test_a_negative_formula_is_no_volume():
    with pytest.raises(EngineError) as refused:
        volume_value("formula", formula="10/-2", parameters={})
    assert refused.value.code == "formula_negative"
