"""Filters of figures in templates: what a template hands them may be counted, computed or unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harsat.web.templatetags.harsat import angka, lepas, utuh


@pytest.mark.parametrize(
    ("filter_", "value", "shown"),
    [
        (angka, 1234, "1.234,00"),
        (angka, Decimal("1234.5"), "1.234,50"),
        (lepas, -3, "3,00"),
        (utuh, 9, "9"),
        (utuh, Decimal("17.2800"), "17,28"),
        (angka, None, ""),
        (lepas, None, ""),
        (utuh, None, ""),
    ],
)
def test_a_figure_may_be_a_count_a_decimal_or_unknown(filter_, value, shown):
    assert filter_(value) == shown
