"""The product's time is Jakarta's."""

from datetime import timedelta

from harsat.kernel.clock import now, today


def test_now_is_seven_hours_ahead_of_greenwich():
    assert now().utcoffset() == timedelta(hours=7)
    assert today() == now().date() or today() >= now().date() - timedelta(days=1)
