"""Finds the words of a sentence or a title that say when its figures hold; `harmonizer.periods` reads them."""

import re
from contextlib import suppress
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, either_of, lists
from cchc_analysis.days import first_day, last_day
from cchc_analysis.extract.numbers import YEAR
from cchc_analysis.harmonizer.periods import FROM_TO, Frame, read_period

_QUARTER = r"quý (?:iii|ii|iv|i|[1-4])"
_BY = r"(?:vào |lũy kế )?(?:(?:tính|từ nay|từ|chậm nhất|là|đến|tới|trước|trong|hết|cuối) ){0,4}(?:giai đoạn )?"
_OPENS = (
    r"(?<![\w/.:-])(?=\d|vào|tính|từ|chậm|là|đến|tới|trước|trong|hết|cuối|giai|ngày|quý|tháng|lũy|cả|năm|hiện|nay"
    r"|hàng|mỗi|đầu|cùng)"
)
"""Where words of time may begin: the rest of the expression is not tried elsewhere."""
_ON = r"(?: và (?:các|những) năm tiếp theo|(?<=từ năm \d{4}),? (?:hàng|mỗi) năm)?"
_ENDS = r"(?=[,:;.)]|$| \d[\d.,]* ?%| (?:qua|đạt|là|ước|tỷ lệ|số|có|toàn|đã|tiếp nhận|giải quyết)\b)"
"""What follows a span of months that is named without the year, or the whole year."""
_TIME = re.compile(
    rf"{_OPENS}(?:{FROM_TO}(?!\d)"
    rf"|{_BY}(?:ngày \d{{1,2}}(?:/| tháng )\d{{1,2}}(?:/| năm )|\d{{1,2}}/\d{{1,2}}/|{_QUARTER}(?: năm |/)"
    r"|tháng \d{1,2}(?: năm |[/.])|(?:lũy kế )?(?:0?[1-9]|1[01]) tháng(?:(?: đầu| cuối)? năm |/)|(?:cả )?năm "
    r"|cùng kỳ (?:năm )?)?"
    rf"{YEAR.pattern}(?![\d/%]|[.,]\d)"
    rf"(?P<span> ?[-–] ?{YEAR.pattern}(?!\d)| đến (?:năm )?{YEAR.pattern}(?!\d))?{_ON}"
    rf"|(?:{_BY}(?:{_QUARTER}|(?<!\d )tháng \d{{1,2}})(?! năm|/| đầu| hàng)"
    r"|(?:lũy kế )?(?:0?[1-9]|1[01]) tháng (?:đầu|cuối) năm"
    rf"|(?<!trên )(?<!dưới )(?<!quá )(?<!hơn )(?<!thời hạn )(?:cả năm|(?:0?[3-9]|1[0-2]) tháng){_ENDS}"
    r"|(?:lũy kế )?từ đầu năm(?: (?:đến|tới) nay)?"
    r"|lũy kế(?! (?:từ )?(?:ngày )?\d{1,2}(?:[/-]| đến))(?: (?:0?[3-9]|1[01]) tháng)?"
    r"|(?:tính )?(?:đến|tới) nay|hiện nay|nay(?= đạt)|(?<=, )nay(?= (?:còn|là|có|giảm|tăng|rút|lên|xuống|\())"
    r"|(?:hàng|mỗi) năm|(?:(?:đến|trong|hết|cuối) )*"
    r"(?<!nhiều )(?<!mấy )(?<!các )(?<!những )(?<!\d )(?<!một )năm (?:nay|ngoái|sau|tới(?! (?:ngày )?\d)))(?!\w))"
)
_GIVES = re.compile(r", (?:bởi|vì|do|nhằm|để|qua đó|nhờ)\b[^,;]*$")
"""Opens what is told beside a paper: ``Kế hoạch số …, bởi kết quả 2024 …``."""
_LAW = re.compile(r"số \d+\S*[/-]|\d/[a-zđ]+-|(?<!pháp )luật")
"""What makes all times before the next semicolon those of a citation."""
_CITED = re.compile(
    r"(?:họp|phỏng vấn|hội nghị|hội thảo|làm việc|thường kỳ)(?: \w+){0,3} ?$|"
    r"(?:(?<=\w )cùng kỳ|kế hoạch|chương trình(?! công tác)|đề án|nghị quyết|quyết định|hiện hành)(?: \w+){0,8} ?$"
    r"|(?:công bố|ban hành|dự toán|\W(?:định hướng|tầm nhìn))(?: \w+){0,2} ?$|\bbản (?:\d{4} và )?$"
    r"|\b(?:đăng|cập nhật)(?: lúc| ngày)?:? ?$"  # of a page
)
_OF_INDEX = re.compile(rf"\b(?:{either_of('index')})\)? $")
"""Before the year that an index is of: ``VCCI công bố PCI năm 2021``."""
_DATED = re.compile(r"ngày \d{1,2}/\d{1,2}/\d{4}(?: của [^,;]{0,60})?, ")
_ISSUES = re.compile(r" (?:[^\W\d]+ ){0,6}ban hành\b")
"""Tells that a year is that of a paper: ``Quyết định số …: năm 2022 UBND tỉnh ban hành``."""
_COMPARED = re.compile(
    r"\b(?:hơn|kém|(?<!nêu )(?<!như )(?<!nói )trên|dưới|bằng|(?<!nếu )như|vượt|lần|phiên bản"
    rf"|so(?: với)?(?: (?!(?:{either(cues()['plan'])})\b)\w+){{0,6}}) ?$"
)
_PLAIN_SO = re.compile(r"^(?!.*\b(?:tăng|giảm|hơn|kém|vượt)\b).*\bso\b")
_SETS = re.compile(rf"\b(?:{either(lists()['sets'])})(?: \w+){{0,6}},? $")
"""What a cited paper does with the year that follows."""
_SPAN_OPENS = re.compile(
    r"(?:^(?:\W*(?:mục tiêu|chỉ tiêu)(?: [^\W\d]+){0,3} )?|[,:;(] ?|[-–+•▪*] "
    r"|\b(?:trong|trong \d+|cho|các|những|chung|ước|dồn|riêng|hiện|kiến|liền|liên tiếp|bình quân) "
    r"|\d%?(?: [^\W\d]+){0,3} )$"
)
"""Before years that are a time of what is told, no part of a name."""
_LEAVES = re.compile(r"[^\d,;:]*[,;”\"]")
"""Behind years that are part of a name: ``Thực hiện đề án … giai đoạn 2021-2025, 98% hồ sơ …``."""
_IN_FORCE = re.compile(r"hi(?:ệu lực|ện hành)(?: thi hành)? \(?$")
_OWN = re.compile(rf":|,? (?:tỷ lệ này|là|đạt)\b| (?:đặt ra mục tiêu|{either(lists()['sets'])})\b")
_LISTS = re.compile(r": (?!\d)")
"""Behind a year against which what follows is held: ``đều lên hạng so với năm 2015: PAPI xếp thứ 10, …``."""
_YEAR_ENDS = re.compile(r"\b(?:cuối|hết) năm ")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d|tháng đầu năm|quý")
_BARE_DAY = re.compile(r"(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}$")
RECENT = re.compile(r"20\d\d")
_OF_TITLE = re.compile(
    rf"{RECENT.pattern}(?: ?[-–] ?| đến năm | đến ){RECENT.pattern}|{FROM_TO}"
    rf"|\b(?:(?P<part>{_QUARTER}|(?<!\d )tháng \d{{1,2}})"
    r"|(?P<months>\w+ tháng)(?=(?: đầu| cuối)? ?(?:năm\b|và\b|[,;:()/–-]|20|$))(?P<rest> cuối)?(?: đầu)?)"
    rf"(?:(?: năm |/| )(?P<own>{RECENT.pattern}))?(?!\w)"
    rf"|năm {RECENT.pattern}"
)
CITING = re.compile(rf"\b(?:{either(lists()['paper'])})\b[^,;()]*$")
_TO_COME = re.compile(rf"\b(?:{either(lists()['to_come'])})\b")
_REPORT = Frame("report", "", None)
_NEAR = 90  # letters: the words of a citation that stand right before a time


class Time(NamedTuple):
    """Where words of time stand in a folded sentence."""

    start: int
    end: int
    words: str


def find_times(sentence: str) -> list[Time]:
    """Give the words of time of a folded sentence, without the years of citations and of comparisons."""
    found: list[Time] = []
    passed = 0
    for match in _TIME.finditer(sentence):
        start, end = match.span()
        before = sentence[max(0, start - _NEAR) : start]
        dated = (match.end() for match in _DATED.finditer(sentence, 0, start))
        # ``Quyết định số 45/QĐ-TTg: năm 2023 …``
        opened = max(0, *dated, *(sentence.rfind(sign, 0, start) for sign in (";", ": ", " - ")))
        opened = 0 if _ISSUES.match(sentence, end) else opened
        by_law = not (before.endswith(", ") or _GIVES.search(before)) and _LAW.search(sentence, opened, start)
        is_cited = (_CITED.search(before) or by_law) and not _OF_INDEX.search(before)
        # ``so với kết quả năm 2022 là 80%``, not ``tăng so với năm 2022 là 5%``
        is_told = _OWN.match(sentence, end) is not None
        is_of_figure = is_told and _PLAIN_SO.search(before) and not _LISTS.match(sentence, end)
        is_compared = _COMPARED.search(before) and not is_of_figure
        is_compared = is_compared or (sentence[passed:start] == " và " and match[0][0].isdigit())
        passed = end if is_compared else 0  # ``hơn năm 2020 và 2021``
        in_force = _IN_FORCE.search(before) and _DAY.search(match[0])  # of rules in force on a day
        is_set = _SETS.search(before) or (is_told and not sentence.startswith(":", end))
        is_opening = is_set or match[0].startswith("trong ") or _SPAN_OPENS.search(before)
        is_named = match["span"] and not is_opening and _LEAVES.match(sentence, end)
        is_other = is_named or is_compared or in_force or (is_cited and not (is_told or is_set))
        if not is_other:
            found.append(Time(start, end, match[0].strip()))
    ends = [when.start for when in found if when.words.startswith(("đến ", "tới "))]
    return [  # not what only begins, as another one ends it: ``từ năm 2021 đến nay``
        when for when in found
        if "từ " not in when.words
        or not any(when.start < end and ";" not in sentence[when.end : end] for end in ends)
    ]  # fmt: skip


def readable(words: str, frame: Frame, nature: str) -> str | None:
    """Give the period that words of time mean in a document; None where they fit no figure of that nature."""
    try:
        period = read_period(words, frame, nature)
    except ValueError:
        return None
    if nature == "target":  # a report tells of past goals, too
        is_none = is_now(words) or is_bare_day(words) or (frame.kind == "plan" and _is_past(period, frame))
    else:
        is_none = _is_begun(period, frame)
    return None if is_none else period


def _is_begun(period: str, frame: Frame) -> bool:
    """Tell whether years began in a document's time and were not over then: no result is of them all."""
    known = max(f"{last_day(frame.period)}", frame.issued or "")[:4]
    return "/" in period and f"{first_day(period)}"[:4] <= known < f"{last_day(period)}"[:4]


def is_bare_day(words: str) -> bool:
    """Tell whether words name a day and nothing that runs up to it: when a page or a paper was put out."""
    return _BARE_DAY.match(words) is not None


def is_now(words: str) -> bool:
    """Tell whether words of time are those of the day of issue: ``đến nay``."""
    return words.endswith("nay") and words != "năm nay"


def is_ahead(words: str, frame: Frame) -> bool:
    """Tell whether words name a time to come, of which no result is: not half of it was over at the issue."""
    period = readable(words, frame, "actual")
    if period is None or len(period) == len("2024-01-31"):
        return False
    first, last = first_day(period), last_day(period)
    known, issued = last_day(frame.period).isoformat(), frame.issued or ""
    if _YEAR_ENDS.search(words):
        return last.isoformat() > max(known, issued)
    return first.isoformat() > known and (first + (last - first) / 2).isoformat() > issued


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
    for match in reversed([*_OF_TITLE.finditer(words)]):
        before, is_whole = words[: match.start()], not (match["part"] or match["months"])
        is_to_come = _TO_COME.search(before) is not None
        with suppress(ValueError):
            read = read_period(match[0], _REPORT, "actual") if is_whole else None
            period = read or _part(match, words, "" if is_to_come else following)
            following = period if is_to_come and not is_whole else following
            is_cited = is_whole and "/" in period and CITING.search(before) is not None
            found.append((is_to_come, is_cited, is_whole, match.start(), period))
    return sorted(found)


def _part(match: re.Match[str], words: str, following: str) -> str:
    """Read a part of a year: ``tháng 12, nhiệm vụ tháng 01 năm 2025`` tells of the December of 2024."""
    # its own year, else the next one named, else the last; it ends before what is to come
    behind, before = RECENT.findall(words, match.end()), RECENT.findall(words, 0, match.start())
    part = match["part"] or f"{match['months']} {'cuối' if match['rest'] else 'đầu'}"
    year = next(filter(None, (match["own"], *behind[:1], *before[-1:])), None)
    if year is None:
        raise ValueError(f"{part!r} is of no year")
    period = read_period(f"{part} năm {year}", _REPORT, "actual")
    if following and not match["own"] and first_day(period) >= first_day(following):
        period = read_period(f"{part} năm {int(year) - 1}", _REPORT, "actual")
    return period if "Q" in period or "/" in period else f"{first_day(period)}/{last_day(period)}"
