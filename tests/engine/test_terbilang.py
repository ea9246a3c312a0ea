"""Terbilang against the words Indonesians write, with an independent library as oracle."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from harsat.engine.errors import EngineError
from harsat.engine.terbilang import terbilang


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (20, "dua puluh rupiah"),
        (99, "sembilan puluh sembilan rupiah"),
        (100, "seratus rupiah"),
        (111, "seratus sebelas rupiah"),
        (1_000, "seribu rupiah"),
        (1_001, "seribu satu rupiah"),
        (2_000, "dua ribu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_500_000, "satu juta lima ratus ribu rupiah"),
        (12_694_000, "dua belas juta enam ratus sembilan puluh empat ribu rupiah"),
        (36_324_000, "tiga puluh enam juta tiga ratus dua puluh empat ribu rupiah"),
        (1_000_000_000, "satu miliar rupiah"),
        (10**12, "satu triliun rupiah"),
        (10**15, "satu kuadriliun rupiah"),
        (10**18, "satu kuintiliun rupiah"),
        (Decimal("1.50"), "satu rupiah dan lima puluh sen"),
        (Decimal("0.05"), "nol rupiah dan lima sen"),
        (Decimal("1000.00"), "seribu rupiah"),
        (Decimal("0.999"), "satu rupiah"),
        (Decimal("1E+3"), "seribu rupiah"),
        (-1_000, "minus seribu rupiah"),
        (Decimal("-372.16"), "minus tiga ratus tujuh puluh dua rupiah dan enam belas sen"),
        (Decimal("-0.001"), "nol rupiah"),
    ],
)
def test_amounts_are_written_in_words(value, words):
    assert terbilang(value) == words


def oracle(number):
    # The library says "dua juta satu ribu"; a lone thousand is "seribu" wherever it stands.
    return re.sub(r"(juta|miliar|triliun|kuadriliun) satu ribu", r"\1 seribu", num2words(number, lang="id"))


@given(st.integers(0, 10**18 - 1))
def test_whole_rupiah_agree_with_the_oracle(value):
    assert terbilang(value) == f"{oracle(value)} rupiah"


@given(st.integers(0, 10**15), st.integers(1, 99))
def test_sen_follow_the_rupiah(rupiah, sen):
    words = terbilang(Decimal(rupiah * 100 + sen).scaleb(-2))
    assert words == f"{oracle(rupiah)} rupiah dan {oracle(sen)} sen"


def test_an_amount_beyond_every_limit_has_no_words():
    with pytest.raises(EngineError) as refused:
        terbilang(10**36)
    assert refused.value.code == "terbilang_too_large"
