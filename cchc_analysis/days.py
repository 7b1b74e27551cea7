"""The first and the last day of a period as the tables write it: 2021/2025, 2024, 2020-Q3, 2024-06, 2024-06-30."""

from calendar import monthrange
from datetime import date

_MONTH = 365.25 / 12  # days
_UNEVEN = 3  # days by which months, quarters, halves of a year and years differ among themselves


def first_day(period: str) -> date:
    """Give the first day of a period."""
    first = period.partition("/")[0]
    if "Q" in first:
        first = f"{first[:4]}-{3 * int(first[-1]) - 2:02d}"
    return date.fromisoformat(f"{first}-01-01"[: len("2020-01-01")])


def last_day(period: str) -> date:
    """Give the last day of a period; one that is none, or that runs backwards, is a ValueError."""
    first, _, end = period.rpartition("/")
    if "Q" in end:
        end = f"{end[:4]}-{3 * int(end[-1]):02d}"
    year, month, day, *_ = (*map(int, end.split("-")), 0, 0)
    month = month or 12
    last = date(year, month, day or monthrange(year, month)[1])
    if first and last_day(first) > last:
        raise ValueError(f"{period} runs backwards")
    return last


def length(period: str) -> int:
    """Give how long a period is: so many months where it is, to some days, as long, else days below zero."""
    days = (last_day(period) - first_day(period)).days + 1
    months = round(days / _MONTH)
    return months if abs(days - months * _MONTH) <= _UNEVEN else -days
