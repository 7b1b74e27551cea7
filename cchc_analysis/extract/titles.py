"""Reads the period that the title of a document names: of several times the one that it tells of."""

import re
from contextlib import suppress

from cchc_analysis.catalog import either, lists
from cchc_analysis.days import first_day, last_day
from cchc_analysis.harmonizer.periods import FROM_TO, Frame, read_period

YEAR = re.compile(r"20\d\d")
_TIME = re.compile(
    rf"(?:(?:năm|nam) )?(?P<first>{YEAR.pattern}) ?(?:-|–|đến năm|đến) ?(?P<last>{YEAR.pattern})"
    rf"|(?P<days>{FROM_TO})"
    r"|\b(?:(?P<part>quý (?:iv|iii|ii|i|[1-4])|(?<!\d )tháng \d{1,2})"
    r"|(?P<months>\w+ tháng)(?=(?: đầu| cuối)? ?(?:năm\b|và\b|[,;:()/–-]|20|$))(?P<rest> cuối)?(?: đầu)?)"
    rf"(?:(?: năm |/| )(?P<own>{YEAR.pattern}))?(?!\w)"
    rf"|(?:năm|nam) (?P<year>{YEAR.pattern})"
)
CITING = re.compile(rf"\b(?:{either(lists()['paper'])})\b[^,;()]*$")
_TO_COME = re.compile(rf"\b(?:{either(lists()['to_come'])})\b")

_REPORT = Frame("report", "", None)


def title_period(words: str) -> str | None:
    """Give the period that a folded title tells of; None where it names none."""
    return next((period for *_, period in _named(words)), None)


def part_of_year(words: str) -> str | None:
    """Give the part of a year that folded words tell of; None where they name none."""
    return next((period for _, _, is_whole, _, period in _named(words) if not is_whole), None)


def _named(words: str) -> list[tuple[bool, bool, bool, int, str]]:
    """Give each period, before it what makes it stand back: to come, of a cited programme, more than a part."""
    found: list[tuple[bool, bool, bool, int, str]] = []
    following = ""
    for match in reversed([*_TIME.finditer(words)]):
        before, is_whole = words[: match.start()], not (match["part"] or match["months"])
        is_to_come = _TO_COME.search(before) is not None
        is_cited = bool(match["last"] and CITING.search(before))
        with suppress(ValueError):
            period = _whole(match) if is_whole else _part(match, words, "" if is_to_come else following)
            following = period if is_to_come and not is_whole else following
            found.append((is_to_come, is_cited, is_whole, match.start(), period))
    return sorted(found)


def _whole(match: re.Match[str]) -> str:
    if match["days"]:
        return read_period(match["days"], _REPORT, "actual")
    return "/".join(filter(None, match.group("first", "last", "year")))


def _part(match: re.Match[str], words: str, following: str) -> str:
    """Read a part of a year: ``tháng 12, nhiệm vụ tháng 01 năm 2025`` tells of the December of 2024."""
    # its own year, else the next one named, else the last; it ends before what is to come
    behind, before = YEAR.findall(words, match.end()), YEAR.findall(words, 0, match.start())
    part = match["part"] or f"{match['months']} {'cuối' if match['rest'] else 'đầu'}"
    for year in filter(None, (match["own"], *behind[:1], *before[-1:])):
        period = read_period(f"{part} năm {year}", _REPORT, "actual")
        if following and not match["own"] and first_day(period) >= first_day(following):
            period = read_period(f"{part} năm {int(year) - 1}", _REPORT, "actual")
        return period if "Q" in period or "/" in period else f"{first_day(period)}/{last_day(period)}"
    raise ValueError(f"{part!r} is of no year")
