"""Finds the words of a sentence that say when its figures hold; `harmonizer.periods` reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cchc_analysis.harmonizer.periods import Frame, read_period, year_of

_YEAR = re.compile(r"(?:19|20)\d\d(?<![\d.:-]\d{4})(?![\d/%]|[.,]\d)")
_BEFORE = re.compile(
    r"(?:(?:hàng năm|mỗi năm),? )?"
    r"(?:(?:tính |từ nay |từ |chậm nhất (?:là )?)?"
    r"(?:đến|tới|trước|chậm nhất(?: là)?|trong|vào|hết|cuối|giai đoạn|từ) )?"
    r"(?:hết |cuối |trước |giai đoạn )?"
    r"(?:ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )|\d{1,2}/\d{1,2}/|quý (?:iii|ii|iv|i|[1-4])(?: năm |/)"
    r"|tháng \d{1,2}(?: năm |/)|(?:6|9|06|09) tháng đầu năm |(?:cả )?năm )?$"
)
_AFTER = re.compile(
    r" ?[-–] ?(?:19|20)\d\d(?!\d)|(?<=(?:hai|. 2) năm \d\d\d\d) và (?:19|20)\d\d(?=[ ,.;)]|$)"
    r"| đến (?:năm )?(?:19|20)\d\d(?!\d)"
    r"| và (?:các|những) năm tiếp theo"
)
_RELATIVE_WORDS = ("quý ", "nay", "đầu năm", "lũy kế", "hàng năm", "mỗi năm")
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?:đến |trong |hết |cuối )?(?:hết |cuối )?quý (?:iii|ii|iv|i|[1-4])(?! năm|/|\w)"
    r"|(?:6|9|06|09) tháng đầu năm(?! (?:19|20)\d)|(?:lũy kế )?từ đầu năm(?: (?:đến|tới) nay)?"
    r"|lũy kế(?: (?:đến|tới) nay)?|(?:tính )?(?:đến|tới) nay|hiện nay|hàng năm|mỗi năm)(?!\w)"
)
_CITED = re.compile(
    r"(?:số \d+\S*[/-]\S+|\d+/\d*/?(?:nq|qđ|nđ|kh|ct|ctr|tt|cv|bc|hd|đa)-\S+|luật)[^;]*$"
    r"|(?:\bhơn|\bkém|\bvượt|\bbằng|\bnhư|tăng từ|giảm từ)(?: cuối| đầu)? $|(?:so với|so)(?: \w+){0,6} ?$"
    r"|(?:cùng kỳ|kế hoạch|chương trình|đề án|nghị quyết|quyết định)(?: \w+){0,8} ?$"
    r"|(?:công bố)(?: \w+){0,2} ?$|(?:văn bản|hiện hành)(?: \w+){0,8} ?$|(?:ban hành|kiểm tra"
    r"|dự toán)(?: \w+){0,3} ?$"
)
_AGAINST = re.compile(r"so (?:với )?(?:năm )?(20\d\d) \((?:đạt |là )?$")
_DAY = re.compile(r"(?:tính )?(?:đến|từ|trước) (?:ngày )?\d{1,2}/")  # of rules in force on a day
_UNTIL_NOW = re.compile(r"\b(?:đến|tới|hiện) nay\b|\btính đến\b")
_OWN = re.compile(r",? (?:tỷ lệ này|là|đạt)\b")
_BASE_YEAR = re.compile(r"\b(?:hơn|kém|vượt) $")
_LONGEST_CITATION = 300
_SPAN_OPENS = re.compile(r"(?:^|^[-–+•▪*] ?|[,:;(] ?|trong |hàng năm |mỗi năm |cho )$")


class Time(NamedTuple):
    """Where words of time stand in a folded sentence."""

    start: int
    end: int
    words: str


def find_times(sentence: str) -> list[Time]:
    """Give the words of time of a folded sentence, without the years of citations and of comparisons.

    Examples
    --------
    >>> [when.words for when in find_times("đến hết năm 2025 đạt 90% (năm 2024 đạt 80%)")]
    ['đến hết năm 2025', 'năm 2024']
    >>> find_times("quyết định số 45/2016/qđ-ttg ngày 19/10/2016, giảm 10% so với năm 2021")
    []
    """
    found: list[Time] = []
    taken = 0
    for year in _YEAR.finditer(sentence):
        if year.start() < taken:
            continue
        opened = max(taken, year.start() - 60)
        before = _BEFORE.search(sentence, opened, year.start())
        after = _AFTER.match(sentence, year.end())
        start = before.start() if before else year.start()
        end = taken = after.end() if after else year.end()
        is_span = after is not None and sentence[end - 4 : end].isdigit() and " và " not in after[0]
        if (
            (_OWN.match(sentence, end) and not _BASE_YEAR.search(sentence, opened, start))
            or not _is_cited(sentence, start)
        ) and (
            not is_span or _SPAN_OPENS.search(sentence[:start]) or sentence.startswith(("trong", "hàng"), start)
        ):
            words = sentence[start:end].strip()
            found.append(Time(start, end, words if is_span or " và " not in words else _last_of(words)))
    if not any(map(sentence.__contains__, _RELATIVE_WORDS)):
        return found
    if _UNTIL_NOW.search(sentence):  # ``từ năm 2017 …, đến nay``: a beginning, no time of a figure
        found = [when for when in found if not when.words.startswith("từ năm ")]
    for match in _RELATIVE.finditer(sentence):
        if not any(when.start <= match.start() < when.end for when in found) and not _is_cited(
            sentence, match.start()
        ):
            found.append(Time(match.start(), match.end(), match[0].strip()))
    return sorted(found)


def looks_back_to(sentence: str, start: int) -> str | None:
    """Give the year that a figure in parentheses is of (``so với năm 2021 (27/63)``); None where it is no such."""
    year = _AGAINST.search(sentence, 0, start)
    return year[1] if year else None


def _last_of(words: str) -> str:
    """Give of two years said together the later one: by then a figure of both is reached."""
    return words[-4:] if words[-4:].isdigit() else words


def _is_cited(sentence: str, start: int) -> bool:
    before = sentence[max(0, start - _LONGEST_CITATION) : start]
    return bool(_CITED.search(before)) or (before.endswith("hiệu lực ") and bool(_DAY.match(sentence, start)))


def readable(words: str, frame: Frame, nature: str) -> str | None:
    """Give the period that words of time mean in a document; None where they fit no figure of that nature."""
    try:
        period = read_period(words, frame, nature)
    except ValueError:
        return None
    if nature == "target" and year_of(period) < int(frame.period[:4]):
        return None
    return period
