"""Reads when a figure holds: deadlines, ranges, quarters, days, and what the document's own period supplies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cchc_analysis.catalog import fold

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")

FORMS = "write 2025, 2021-2025, quý III, hàng năm, 28/01/2019, từ đầu năm or đến nay"


@dataclass(frozen=True)
class Frame:
    """What a document lends to a figure that names no time of its own."""

    kind: str
    period: str
    issued: str | None

    @property
    def year(self) -> str:
        """The year of a quarterly report or a yearly plan, the last year of a longer plan."""
        return str(_YEAR.findall(self.period)[-1])

    def day(self) -> str:
        """Give the day of issue, without which ``đến nay`` has no date."""
        if self.issued is None or not _DAY.fullmatch(self.issued):
            raise ValueError("this period ends on the day of issue, which the register lacks; fill in issued")
        return self.issued


def _range(match: re.Match[str], _: Frame, __: str) -> str:
    first, last = match["first"], match["last"]
    if first > last:
        raise ValueError(f"the range {first}-{last} runs backwards; correct it")
    return f"{first}/{last}"


def _date(match: re.Match[str], _: Frame, nature: str) -> str:
    day, month, year = (int(match[name]) for name in ("day", "month", "year"))
    if not (1 <= day <= 31 and 1 <= month <= 12):  # noqa: PLR2004
        raise ValueError(f"{match[0]!r} is no date; {FORMS}")
    return str(year) if nature == "target" else f"{year}-{month:02d}-{day:02d}"


def _quarter(match: re.Match[str], frame: Frame, _: str) -> str:
    return f"{match['year'] or frame.year}-Q{_QUARTERS[match['quarter']]}"


_UNTIL = r"(?:(?:phấn đấu )?(?:đến|trước|chậm nhất|hoàn thành)(?: hết| cuối| trước)? ?)?"
_RULES: tuple[tuple[str, Callable[[re.Match[str], Frame, str], str]], ...] = (
    (
        r"(?:hàng năm ?,? ?|mỗi năm ?,? ?)?(?:trong )?(?:giai đoạn )?(?:từ năm )?(?P<first>\d{4})"
        r"(?: ?[-–/] ?| đến năm | đến )(?P<last>\d{4})",
        _range,
    ),
    (rf"{_UNTIL}(?:ngày )?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})", _date),
    (rf"{_UNTIL}(?:trong )?quý (?P<quarter>iv|iii|ii|i|[1-4])(?:(?: năm |/)(?P<year>\d{{4}}))?", _quarter),
    (
        rf"{_UNTIL}(?:trong )?(?:năm )?(?P<year>\d{{4}})(?: và (?:các|những) năm tiếp theo)?",
        lambda match, _, __: match["year"],
    ),
    (
        r"(?:lũy kế )?từ đầu năm(?: (?:đến|tới) nay)?|lũy kế",
        lambda _, frame, __: f"{frame.year}-01-01/{frame.day()}",
    ),
    (r"(?:tính )?(?:đến|tới) nay|hiện nay", lambda _, frame, __: frame.day()),
    (r"hàng năm|mỗi năm", lambda _, frame, __: frame.period),
)
_PATTERNS = tuple((re.compile(pattern), rule) for pattern, rule in _RULES)


def read_period(cell: str | None, frame: Frame, nature: str) -> str:
    """Read a period cell into the period of the long table.

    A deadline gives its year, of a target also a full date; ``và các năm tiếp theo`` keeps the year;
    ``hàng năm`` gives the range of its cell, or the plan's; ``từ đầu năm`` and ``lũy kế`` run from 1 January
    to the day of issue; ``đến nay`` and ``hiện nay`` are the day of issue; a date on an actual is that day.
    An empty cell gives the document's own period.

    Examples
    --------
    >>> report = Frame("report", "2020-Q3", "2020-09-14")
    >>> read_period("quý IV", report, "target"), read_period("đến nay", report, "actual")
    ('2020-Q4', '2020-09-14')
    >>> read_period("đến năm 2025", Frame("plan", "2021/2025", None), "target")
    '2025'
    >>> read_period("sớm", report, "actual")
    Traceback (most recent call last):
    ValueError: cannot read 'sớm'; write 2025, 2021-2025, quý III, hàng năm, 28/01/2019, từ đầu năm or đến nay
    """
    if not cell:
        return frame.period
    text = fold(cell)
    for pattern, rule in _PATTERNS:
        if match := pattern.fullmatch(text):
            return rule(match, frame, nature)
    raise ValueError(f"cannot read {cell!r}; {FORMS}")


def year_of(period: str) -> int:
    """Give the year a period counts for: of a range its last.

    Examples
    --------
    >>> year_of("2021/2025"), year_of("2020-Q3"), year_of("2020-01-01/2020-09-14")
    (2025, 2020, 2020)
    """
    return int(period.rpartition("/")[2][:4])
