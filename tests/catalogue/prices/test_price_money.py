from decimal import Decimal

import pytest

from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.money import column_read, price_read


def read(cell, *others):
    return price_read(cell, column_read([cell, *others]))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234", "1234"),
        ("Rp 1.234.500,00", "1234500"),
        ("1,234,500.00", "1234500"),
        ("494.62", "494.62"),
        ("35350", "35350"),
        (13954, "13954"),
        (13954.5, "13954.5"),
        ("Rp. 75.000,-", "75000"),
    ],
)
def test_money_is_read_as_indonesians_write_it(cell, value):
    assert read(cell).value == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", PriceKind.HARGA_KOSONG),
        ("0", PriceKind.HARGA_NOL),
        (0, PriceKind.HARGA_NOL),
        ("-5000", PriceKind.HARGA_NOL),
        ("nego", PriceKind.HARGA_TAK_TERBACA),
        ("#REF!", PriceKind.HARGA_TAK_TERBACA),
        ("99999999999999", PriceKind.HARGA_TAK_TERBACA),
        ("475,962", PriceKind.HARGA_DUA_BACAAN),
    ],
)
def test_what_is_no_price_stays_without_one_and_says_why(cell, kind):
    price = read(cell)
    assert (price.value, price.kind) == (None, kind)
    assert price.reason


def test_a_group_of_three_asks_in_a_column_that_writes_decimals_with_a_point():
    price = read("1.234", "35350.43")
    assert price.kind is PriceKind.HARGA_DUA_BACAAN
    assert price.proposal == "1234"
    assert "1.234" in price.reason


def test_more_than_two_decimals_are_rounded_and_said():
    price = read("1.023,4567")
    assert (price.value, price.kind) == (Decimal("1023.46"), PriceKind.HARGA_DIBULATKAN)
