"""Reads when a figure holds: deadlines, ranges, quarters, days, and what the document's own period supplies."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cchc_analysis.catalog import fold
from cchc_analysis.catalog.numerals import read_numeral
from cchc_analysis.days import first_day, last_day
from cchc_analysis.harmonizer.scopes import OFTEN
from cchc_analysis.load.register import YEAR

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
FORMS = "write 2025, 2021-2025, quý III, hàng năm, 28/01/2019, từ đầu năm or đến nay"


@dataclass(frozen=True)
class Frame:
    """What a document lends to a figure that names no time of its own."""

    kind: str
    period: str
    issued: str | None
    nature: str = "actual"
    """Of the figure: an aim holds by a day, what is measured on it."""

    def year(self) -> str:
        """Give the one year that the document is about; a plan of several years has none."""
        first, _, last = self.period.partition("/")
        if last and first[:4] != last[:4]:
            raise ValueError(f"names no year to be of or begin in, as of {self.period} it may be any; write it")
        return self.period[:4]

    def day(self) -> str:
        """Give the day of issue, without which ``đến nay`` has no date."""
        if self.issued is None or self.issued.count("-") != 2:  # noqa: PLR2004
            raise ValueError("this period ends on the day of issue, which the register lacks; fill in issued")
        return self.issued


def _day(match: re.Match[str], suffix: str = "") -> str:
    return _iso(match[0], *(match[name + suffix] for name in ("year", "month", "day")))


def _iso(said: str, *parts: str) -> str:
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        raise ValueError(f"{said!r} is no date; {FORMS}") from None


def _span(first: str, last: str) -> str:
    if first > last:
        raise ValueError(f"the range {first} to {last} runs backwards; correct it")
    return f"{first}/{last}"


def _from_to(said: re.Match[str], _: Frame) -> str:
    """Give the days of a span; what its beginning leaves out of year, month and day is that of the new year."""
    if said["last"]:
        last = last_day(_iso(said[0], said["last_year"], said["last"], "1")[: len("2024-01")]).isoformat()
    else:
        last = _day(said, "_to")
    year = said["year"] or said["first_year"] or said["new_year"]
    day = said["month"] or said["first"] or "1", said["day"] or "1"
    first = _iso(said[0], year or last[:4], *day)
    return _span(first if year or first <= last else _iso(said[0], f"{int(last[:4]) - 1}", *day), last)


def _since_new_year(said: re.Match[str], frame: Frame) -> str:
    """Give the time up to the day of issue; of several years, in which alone figures may cumulate, its own."""
    day, first, last = frame.day(), frame.period[:4], frame.period.rpartition("/")[2][:4]
    year = day[:4] if "năm" in said[0] and first <= day[:4] <= last else frame.year()
    return _span(f"{year}-01-01", day)


def _since(said: re.Match[str], frame: Frame) -> str:
    """Give the time from a day, month, quarter or year to the day of issue; an aim from then on holds for then."""
    begin, is_aim = read_period(said["since"], frame, frame.nature), frame.nature == "target"
    return begin if is_aim and not said["now"] else _span(first_day(begin).isoformat(), frame.day())


def _until(said: re.Match[str], frame: Frame) -> str:
    frame.year()  # of several years it may be cumulated since any
    last = last_day(read_period(said["until"], frame, "actual"))
    return _span(f"{last.year}-01-01", last.isoformat())


def _year_near(said: re.Match[str], frame: Frame) -> str:
    """Give a year by that in which a document speaks: that which it is of and that of its day, if they agree."""
    year, day = frame.year(), frame.issued or frame.year()
    if year != day[:4]:
        raise ValueError(f"this may be {year} or {day[:4]}; write the year")
    return f"{int(year) + _YEARS_ON[said['which']]}"


def _months(said: re.Match[str], frame: Frame) -> str:
    """Give the first or the last months of a year; all twelve are the year."""
    year, months = said["year"] or frame.year(), int(said["months"])
    if months == 12:  # noqa: PLR2004
        return year
    if said["rest"]:
        return _span(f"{year}-{13 - months:02d}-01", f"{year}-12-31")
    return _span(f"{year}-01-01", last_day(f"{year}-{months:02d}").isoformat())


def _same_time(said: re.Match[str], frame: Frame) -> str:
    """Give the time that the document is of, a year or more before."""
    year = frame.year()
    then = re.sub(rf"\b{year}", said["year"] or f"{int(year) - 1}", frame.period)
    return re.sub("(....-02)-29", lambda leap: last_day(leap[1]).isoformat(), then)


def _every_year(_: re.Match[str], frame: Frame) -> str:
    if frame.kind == "report" and "/" not in frame.period:
        raise ValueError(f"a report's period is no range of years; {FORMS}")
    return frame.period


def _part_of_year(said: re.Match[str], frame: Frame) -> str:
    """Give a quarter or month; of an actual that is told up to its end, ``đến hết quý III``, its last day."""
    part = f"Q{_QUARTERS[said['quarter']]}" if said["quarter"] else f"{int(said['month']):02d}"
    period = f"{said['year'] or frame.year()}-{part}"
    is_until = frame.nature == "actual" and re.match("(?:tính |từ nay )?(?:đến|tới|hết) ", said[0])
    return last_day(period).isoformat() if is_until else period


_YEARS_ON = {"nay": 0, "ngoái": -1, "sau": 1, "tới": 1}
_UNTIL = (
    r"(?:từ nay )?(?:phấn đấu )?(?:tính )?(?:chậm nhất (?=đến|tới|vào|trước|là))?(?:là )?"
    r"(?:đến|tới|trước|chậm nhất(?: là)?|hoàn thành|trong(?: cả)?|vào|cả)? ?"
    r"(?:trước |hết |cuối )?"
)
_DATE = rf"(?:ngày )?(?P<day>[0-9]{{1,2}})(?:/| tháng )(?P<month>[0-9]{{1,2}})(?:/| năm )(?P<year>{YEAR})"
_DATE_TO = re.sub(r"<(\w+)>", r"<\1_to>", _DATE)
_FROM_TO = (
    rf"(?:lũy kế )?(?:từ )?(?:đầu năm(?: (?P<new_year>{YEAR}))?"
    rf"|(?:ngày )?(?P<day>[0-9]{{1,2}})(?:/| tháng )(?P<month>[0-9]{{1,2}})(?:(?:/| năm )(?P<year>{YEAR}))?"
    rf"|tháng (?P<first>[0-9]{{1,2}})(?:(?:/| năm )(?P<first_year>{YEAR}))?)"
    rf"(?: ?[-–] ?| (?:đến|tới) (?:hết )?)(?:{_DATE_TO}"
    rf"|tháng (?P<last>[0-9]{{1,2}})(?:/| năm )(?P<last_year>{YEAR}))"
)
FROM_TO = re.sub(r"\?P<\w+>", "?:", _FROM_TO)
"""Words for a time from one day or month, or the new year, to another: ``từ đầu năm đến ngày 30/11/2024``."""
_RULES: dict[str, Callable[[re.Match[str], Frame], str]] = {
    rf"(?:(?:{OFTEN}) ?,? ?)?(?:trong )?(?:giai đoạn )?(?:từ )?(?:năm )?(?P<first>{YEAR})"
    rf"(?: ?[-–/] ?| đến năm | đến )(?P<last>{YEAR})": lambda said, _: _span(said["first"], said["last"]),
    _FROM_TO: _from_to,
    rf"từ (?:năm )?(?P<first>{YEAR}),? (?:{OFTEN})": lambda said, frame: _span(
        said["first"], _every_year(said, frame).rpartition("/")[2][:4]
    ),
    r"(?:tính )?từ (?P<since>(?:(?:hết|cuối) )?(?:ngày |tháng |quý |năm )?[\divx].*?)"
    r"(?P<now> (?:đến|tới) nay)?": _since,
    rf"{_UNTIL}{_DATE}": lambda said, frame: _day(said)[:4] if frame.nature == "target" else _day(said),
    rf"{_UNTIL}(?:quý (?P<quarter>iv|iii|ii|i|[1-4])|tháng (?P<month>0?[1-9]|1[0-2]))"
    rf"(?:(?: năm |/)(?P<year>{YEAR}))?": _part_of_year,
    rf"(?:trong |lũy kế )?(?P<months>0?[1-9]|1[0-2]) tháng"
    rf"(?: đầu năm|(?<=9 tháng) năm|(?<=1\d tháng) năm|(?P<rest> cuối năm))?(?:[ /](?P<year>{YEAR}))?": _months,
    rf"cùng kỳ (?:năm )?(?:(?P<year>{YEAR})|trước|ngoái)": _same_time,
    "cả năm": lambda _, frame: frame.year(),
    rf"{_UNTIL}(?:năm )?(?P<year>{YEAR})(?: và (?:các|những) năm tiếp theo)?": lambda said, _: said["year"],
    r"(?:lũy kế )?từ đầu năm(?: (?:đến|tới) nay)?|lũy kế(?: (?:đến|tới) nay)?": _since_new_year,
    r"lũy kế (?P<until>(?:đến|tới|hết) .+)": _until,
    r"(?:(?:tính )?(?:đến|tới) |hiện )?nay": lambda _, frame: frame.day(),
    rf"(?:(?:đến|trong|hết|cuối|vào) )*năm (?P<which>{'|'.join(_YEARS_ON)})": _year_near,
    OFTEN: _every_year,
}
"""What a period cell may be, and what it gives from its own words and its frame."""

_SPELLED = re.compile(r"\b(?:mười )?[^\W\d]+(?= tháng (?:đầu|cuối) năm)")
_PATTERNS = [(re.compile(pattern), rule) for pattern, rule in _RULES.items()]


@lru_cache(maxsize=4096)
def read_period(cell: str | None, frame: Frame, nature: str) -> str:
    """Read a period cell into the period of the long table.

    A deadline gives its year, of a target also a full date; ``và các năm tiếp theo`` keeps the year;
    ``hàng năm`` gives the range of its cell, or the plan's; ``từ đầu năm`` and ``lũy kế`` run from 1 January
    to the day of issue, or to the day that they name; ``đến nay`` and ``hiện nay`` are the day of issue; a date on
    an actual is that day, and ``từ tháng 6`` of one runs to the day of issue. ``6 tháng đầu năm`` is the half
    year, ``tháng 6/2024`` the month, ``cùng kỳ năm 2023`` the document's period in that year; ``năm nay``, ``năm
    ngoái`` are years of the day of issue. An empty cell gives the document's own period; an actual of a plan needs
    a time of its own. A month, quarter or half year without its year needs a document about one year.
    """
    if not cell:
        if (frame.kind, nature) == ("plan", "actual"):
            raise ValueError(f"{frame.period} is only planned; write hiện nay, or when the figure was measured")
        return frame.period
    text = _SPELLED.sub(lambda word: f"{read_numeral(word[0]) or 0:.0f}", fold(cell))
    for pattern, rule in _PATTERNS:
        if match := pattern.fullmatch(text):
            return rule(match, replace(frame, nature=nature))
    raise ValueError(f"cannot read {cell!r}; {FORMS}")


def year_of(period: str) -> int:
    """Give the year a period counts for: of a range its last."""
    return int(period.rpartition("/")[2][:4])


def due_day(period: str, cell: str | None) -> date:
    """Give the day by which a figure is due: that which its words name in a year, else the last of its period."""
    named = re.search(_DATE, fold(cell or "")) if period.isdecimal() else None
    return date.fromisoformat(_day(named)) if named else last_day(period)
