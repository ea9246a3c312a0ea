"""The one place that asks the clock; everything below a view receives the moment as `as_of`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The present moment in Asia/Jakarta."""
    return datetime.now(tz=JAKARTA)


def today() -> date:
    """The calendar day in Asia/Jakarta."""
    return now().date()
