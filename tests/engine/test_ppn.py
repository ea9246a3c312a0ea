"""PPN: the dated table, DPP nilai lain, and one rounding on the printed DPP."""

from decimal import Decimal

import pytest

from harsat.engine.errors import EngineError
from harsat.engine.ppn import ppn_compute, ppn_rate
from harsat.engine.snapshot import PpnRate


@pytest.mark.parametrize(
    ("on", "persen", "pembilang", "penyebut"),
    [
        ("2010-01-01", 10, 1, 1),
        ("2022-03-31", 10, 1, 1),
        ("2022-04-01", 11, 1, 1),
        ("2024-12-31", 11, 1, 1),
        ("2025-01-01", 12, 11, 12),
        ("2030-06-01", 12, 11, 12),
    ],
)
def test_the_rate_is_the_one_in_force_on_the_day_of_the_document(on, persen, pembilang, penyebut):
    rate = ppn_rate(on)
    assert (rate.persen, rate.faktor_pembilang, rate.faktor_penyebut) == (persen, pembilang, penyebut)
    assert rate.sumber


@pytest.mark.parametrize(("on", "code"), [("31-12-2024", "date_unreadable"), ("1980-01-01", "ppn_unknown")])
def test_a_day_without_a_rate_is_refused(on, code):
    with pytest.raises(EngineError) as refused:
        ppn_rate(on)
    assert refused.value.code == code


def test_ppn_is_taken_of_the_printed_dpp_and_not_of_the_sum():
    got = ppn_compute(Decimal("1000000.41"), ppn_rate("2025-01-01"), exact=False)
    assert (got.dpp, got.ppn) == (Decimal("916667.04"), Decimal("110000.04"))
    assert got.dpp_nilai_lain


def test_without_a_factor_the_dpp_is_the_taxed_sum():
    got = ppn_compute(Decimal("32724656.73"), ppn_rate("2024-12-31"), exact=False)
    assert (got.dpp, got.ppn, got.dpp_nilai_lain) == (Decimal("32724656.73"), Decimal("3599712.24"), False)


def test_exact_ppn_of_eleven_twelfths_is_exactly_eleven_percent():
    got = ppn_compute(Decimal("11436371.3178"), ppn_rate("2025-01-01"), exact=True)
    assert got.ppn == Decimal("1258000.844958")


def test_a_project_may_set_its_own_rate_and_zero_is_one():
    assert ppn_compute(Decimal(1000), PpnRate(Decimal(0), 1, 1, "kawasan bebas"), exact=False).ppn == 0
