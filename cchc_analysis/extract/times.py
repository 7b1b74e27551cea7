"""Finds the words of a sentence or a title that say when its figures hold; `harmonizer.periods` reads them."""

import re
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, either_of, lists
from cchc_analysis.days import first_day, last_day
from cchc_analysis.extract.numbers import YEAR
from cchc_analysis.harmonizer.periods import FROM_TO, Frame, read_period

QUARTER = r"quý (?:iii|ii|iv|i|[1-4])"
_BY = r"(?:vào |lũy kế )?(?:(?:tính|từ nay|từ|chậm nhất|là|đến|tới|trước|trong|hết|cuối) ){0,4}(?:giai đoạn )?"
_OPENS = (  # the rest of the expression is not tried elsewhere
    r"(?<![\w/.:-])(?=\d|vào|tính|từ|chậm|là|đến|tới|trước|trong|hết|cuối|giai|ngày|quý|tháng|lũy|cả|năm|hiện|nay"
    r"|hàng|mỗi|đầu|cùng)"
)
_ON = r"(?: và (?:các|những) năm tiếp theo|(?<=từ năm \d{4}),? (?:hàng|mỗi) năm)?"
_ENDS = r"(?=[,:;.)]|$| \d[\d.,]* ?%| (?:qua|đạt|là|ước|tỷ lệ|số|có|toàn|đã|tiếp nhận|giải quyết)\b)"
"""What follows a span of months that is named without the year, or the whole year."""
_TIME = re.compile(
    rf"{_OPENS}(?:{FROM_TO}(?!\d)"
    rf"|{_BY}(?:ngày \d{{1,2}}(?:/| tháng )\d{{1,2}}(?:/| năm )|\d{{1,2}}/\d{{1,2}}/|{QUARTER}(?: năm |/)"
    r"|tháng \d{1,2}(?: năm |[/.])|(?:lũy kế )?(?:0?[1-9]|1[01]) tháng(?:(?: đầu| cuối)? năm |/)|(?:cả )?năm "
    r"|cùng kỳ (?:năm )?)?"
    rf"{YEAR.pattern}(?![\d/%]|[.,]\d)"
    rf"(?: ?[-–] ?{YEAR.pattern}(?!\d)| đến (?:năm )?{YEAR.pattern}(?!\d))?{_ON}"
    rf"|(?:{_BY}(?:{QUARTER}|(?<!\d )tháng \d{{1,2}})(?! năm|/| đầu| hàng)"
    r"|(?:lũy kế )?(?:0?[1-9]|1[01]) tháng (?:đầu|cuối) năm"
    rf"|(?<!trên )(?<!dưới )(?<!quá )(?<!hơn )(?<!thời hạn )(?:cả năm|(?:0?[3-9]|1[0-2]) tháng){_ENDS}"
    r"|(?:lũy kế )?từ đầu năm(?: (?:đến|tới) nay)?"
    r"|lũy kế(?! (?:từ )?(?:ngày )?\d{1,2}(?:[/.-]| đến))(?: (?:0?[3-9]|1[01]) tháng)?"
    r"|(?:tính )?(?:đến|tới) nay|hiện nay|nay(?= đạt)|(?<=, )nay(?= (?:còn|là|có|giảm|tăng|rút|lên|xuống|\())"
    r"|(?:hàng|mỗi) năm|(?:(?:đến|trong|hết|cuối) )*"
    r"(?<!nhiều )(?<!mấy )(?<!các )(?<!những )(?<!\d )(?<!một )năm (?:nay|ngoái|sau|tới(?! (?:ngày )?\d)))(?!\w))"
)
_CITED = re.compile(
    rf"(?<!pháp )\b(?:{either(lists()['paper'])}|cùng kỳ)(?! công tác)(?: \w+){{0,8}} \(?$"
    r"|\bso với(?: \w+){0,8} $"
    rf"|\W(?:{either(lists()['cited'])})(?: \w+){{0,3}}:? \(?$"
    # a law, up to the next semicolon: ``Quyết định số 45/QĐ-TTg: năm 2023 …``
    r"|(?:số \d+\S*[/-]|\d/[a-zđ]+-|(?<!pháp )luật)"
    r"(?:(?!: | - |\d{4}, |, (?:bởi|vì|do|nhằm|để|qua đó|nhờ) )[^;])*(?<!, )$"
)
"""Before a time of a paper, a meeting or a page that is told of, or of what is compared with."""
_OF_INDEX = re.compile(rf"\b(?:{either_of('index')})\)? $")
"""Before the year that an index is of: ``VCCI công bố PCI năm 2021``."""
_COMPARED = re.compile(
    r"\b(?:hơn|kém|(?<!nêu )(?<!như )(?<!nói )trên|dưới|bằng|(?<!nếu )như|vượt|lần|(?<!cơ )(?<!văn )bản"
    rf"|(?<=[^,;:] )so(?: với)?(?: (?!(?:{either(cues()['plan'])})\b)\w+){{0,6}}) ?(?:năm \d{{4}} và )?$"
)
_SETS = re.compile(rf"\b(?:{either(lists()['sets'])})(?: \w+){{0,6}},? $")
"""What a cited paper does with the year that follows."""
_NAMED = re.compile(r"(?:^|[,;:.] )[^\d,;:]*[^\W\d] $")
"""Before years that are part of a name, no figure told of them: ``Tiếp nối kết quả giai đoạn 2016-2020, …``."""
_OWN = re.compile(rf":|,? (?:tỷ lệ này|là|đạt)\b| (?:đặt ra mục tiêu|{either(lists()['sets'])})\b")
_YEAR_ENDS = re.compile(r"\b(?:cuối|hết) năm ")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d|tháng đầu năm|quý")
_BARE_DAY = re.compile(r"(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}$")
_NEAR = 200  # letters: the words of a citation that stand before a time


class Time(NamedTuple):
    """Where words of time stand in a folded sentence."""

    start: int
    end: int
    words: str


def find_times(sentence: str) -> list[Time]:
    """Give the words of time of a folded sentence, without the years of citations and of comparisons."""
    found: list[Time] = []
    for match in _TIME.finditer(sentence):
        before, end = sentence[max(0, match.start() - _NEAR) : match.start()], match.end()
        if _COMPARED.search(before):
            continue
        is_cited = _CITED.search(before) and not _OF_INDEX.search(before)
        is_named = match[0].startswith("giai ") and sentence.startswith(",", end) and _NAMED.search(before)
        if not (is_cited or is_named) or _SETS.search(before) or _OWN.match(sentence, end):
            opened = found[-1] if found and match[0].startswith(("đến ", "tới ")) else None
            if opened and "từ " in opened.words and ";" not in sentence[opened.end : end]:
                found.pop()  # it only begins what this one ends: ``từ năm 2021 đến nay``
            found.append(Time(match.start(), end, match[0].strip()))
    return found


def readable(words: str, frame: Frame, nature: str) -> str | None:
    """Give the period that words of time mean in a document; None where they fit no figure of that nature."""
    try:
        period = read_period(words, frame, nature)
    except ValueError:
        return None
    if nature == "target":  # a report tells of past goals, too
        is_none = is_now(words) or is_bare_day(words) or (frame.kind == "plan" and _is_past(period, frame))
    else:  # years that began in the document's time and were not over then: no result is of them all
        known = max(f"{last_day(frame.period)}", frame.issued or "")[:4]
        is_none = f"{first_day(period)}"[:4] <= known < f"{last_day(period)}"[:4]
    return None if is_none else period


def is_bare_day(words: str) -> bool:
    """Tell whether words name a day and nothing that runs up to it: when a page or a paper was put out."""
    return _BARE_DAY.match(words) is not None


def is_now(words: str) -> bool:
    """Tell whether words of time are those of the day of issue: ``đến nay``."""
    return words.endswith("nay") and words != "năm nay"


def is_ahead(words: str, frame: Frame) -> bool:
    """Tell whether words name a time to come, of which no result is; no single day."""
    period = readable(words, frame, "actual")
    if period is None or len(period) == len("2024-01-31"):
        return False
    known, issued = last_day(frame.period).isoformat(), frame.issued or ""
    is_later = first_day(period).isoformat() > known or _YEAR_ENDS.search(words) is not None
    return is_later and last_day(period).isoformat() > max(known, issued)


def _is_past(period: str, frame: Frame) -> bool:
    """Tell whether a period ends before that of the document begins."""
    return last_day(period).isoformat() < frame.period.partition("/")[0].partition("-Q")[0]


def is_over(words: str, frame: Frame) -> bool:
    """Tell whether words name a time before the document's, or a day or months that were over at the issue."""
    period = readable(words, frame, "actual")
    if period is None:
        return False
    is_known = _DAY.search(words) is not None and last_day(period).isoformat() <= (frame.issued or "")
    return is_known or _is_past(period, frame)
