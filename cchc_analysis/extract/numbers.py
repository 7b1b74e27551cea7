"""The one grammar of numbers: which digits and words of a sentence are figures, of which kind and value."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import dimensions, either, either_of, lists, provinces
from cchc_analysis.catalog.numerals import ORDINALS, number_words
from cchc_analysis.harmonizer.comparators import bound_phrases
from cchc_analysis.harmonizer.values import DECIMAL_POINT, Figure, listed_shares, read_figure

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_DECIMAL = (
    rf"(?<=\bđiểm\ )\d{{2}}\.\d{{1,2}}(?![\d./])|\d{{1,3}}\.\d{{1,2}}(?=\s?%|(?:/\d{{2,3}})?\ điểm\b)|{NUMBER}"
)
_GRAMMAR = re.compile(
    rf"""(?=\d)(?:(?<![\w.,/:–÷-])|(?<=[^\W\d]:)|(?<=%/)|(?<=[^\W\d_][^\W\d_]/)(?!(?:19|20)\d\d(?!\d)))
    (?!(?:19|20)\d\d\ ?[-–]\ ?\d+(?:,\d+)?\ ?%)(?P<top>{_DECIMAL})
    (?:(?P<day>[/.-]\d{{1,2}}[/.-](?:19|20)\d\d)(?![\d/])
    |(?P<law>\d*[/-]\d*/?[^\W\d][\w/-]*|[^\W\d]\w*)
    |\ ?%?\ ?(?P<range>(?:[-–÷]\ ?|(?:đến|tới)\ (?:dưới\ |gần\ )?)(?:{_DECIMAL})(?:\ ?%?\ [-–÷]\ (?:{_DECIMAL}))*)
    (?:\ ?(?:%|phần\ trăm)|(?<!20\d\d)(?<!19\d\d)(?=\ [^\W\d]|\ ?(?:[,;)]|\.?$)))
    |\ ?(?P<percent>(?:điểm\ )?(?:%|phần\ trăm\b))
    |\ ?/\ ?(?P<bottom>{NUMBER})(?![\w/]|[.,-]\d)(?P<scored>\ điểm\b)?
    |\ (?:nghìn|ngàn|vạn|triệu|tỷ(?!\ lệ))\b
    |\ (?P<points>điểm)\b(?:(?<=,\d\ điểm)|(?<=,\d\d\ điểm)|(?<=,\d\d\d\ điểm)|(?<=,\d\d\d\d\ điểm)
    |(?=\ ?(?:$|[,;.)(]|trở|và|so|đến|theo|trên|trong|hoặc|năm|lên)))
    |(?![\w%]|/\d|[.,-]\d))""",
    re.VERBOSE,
)
_LABEL, _NO_LABEL = (re.compile(rf"(?<!\w)(?:{either(lists()[cue])}) $") for cue in ("label", "no_label"))
_LISTED = re.compile(r"(?:\d(?:,? và|,| ?[-–]) )+$")
_RANK = re.compile(
    r"(?:(?<!thăng )\bhạng|\bxếp|(?<!năm )(?<!lần )(?<!kỳ )(?<!phiên )(?<!phiên họp )(?<!khóa )\bthứ"
    r"|vị trí(?: số)?)(?: thứ)?(?: là)?(?: \d{1,2}(?:/\d\d)? (?:lên|xuống|về))? $"  # ``từ vị trí 53 lên 46``
)
_PROVINCES_THAT = re.compile(r" (?:tỉnh|địa phương|nơi)(?:, thành phố)? (?:có|đạt|đã|được|chưa|cao|thấp)\b")
"""Provinces that are counted, not ranked: ``34/63 tỉnh đạt …``."""
_AMONG = re.compile(
    r"(?P<outside>(?<!không để )\b(?:ra ngoài|ngoài|không|chưa) (?:(?:được|lọt|nằm|vào|trong|thuộc) )*)?"
    r"\b(?:(?:vào|trong|thuộc|và|vững|lọt|giữ|vị trí|^) ?(?P<group>nhóm)|(?P<first>tốp|top))(?: đầu)? $"
)
_LEADERS = re.compile(r"[^,;.]{0,40} (?:dẫn đầu|đứng đầu|hàng đầu|cao nhất|tốt nhất)\b")
_MIDDLING = re.compile(r"[^,;.\d]* (?:trung bình|thấp)\b")
"""Behind a group of which an index has few, each of so many provinces: ``nhóm 16 tỉnh trung bình cao``."""
_TORN = re.compile(
    rf"\b(?!(?:{either({words.rpartition(' ')[2] for words in lists()['label']})}|cấp|nhóm|thứ|kỳ|hạng) )"
    r"[^\W\d]+ \d{1,3}(?:,\d+)?[.,]? $"
)
_BOUNDS = either({*lists()["about"], *bound_phrases(">=", ">", "<=", "<")})
_LEFT = re.compile(
    r" ?(?:%|điểm|phần trăm)? ?(?:lên|xuống|→|[-=]>)"
    rf"(?: (?:còn|mức|vị trí|hạng|thứ|{_BOUNDS}))* ?\d"
)
"""Goes on from a figure that is left: ``60% lên ít nhất 70%``."""
YEAR = re.compile(r"(?:199[5-9]|20[0-4]\d)")
"""A year of which a document of today may tell: ``2063`` is a count."""
_LASTS = re.compile(r" (?:tháng|năm|ngày|tuổi)\b")
_WORDS = either(number_words())
_SPELLED = re.compile(
    rf"(?<!\()\b(?:(?:{_WORDS}) )+phần (?:trăm|{_WORDS})\b(?! mềm)"  # not ``85% (tám mươi lăm phần trăm)``
    r"|\bmột nửa\b(?! nhiệm kỳ)"
    rf"|(?:(?<=tối thiểu )|(?<=ít nhất ))(?:{_WORDS})(?= \w)(?! (?:{_WORDS}|phần|triệu|tháng|quý)\b)"
)
_ORDINAL = re.compile(
    rf"\b(?:xếp|đứng|hạng|vị trí) (thứ (?:{_WORDS}|{either(ORDINALS)})(?: (?:{_WORDS}))*)"
    rf"(?=[,;.:)]| (?:{either(lists()['country'])}|trong|trên|với|về|chỉ số|{either_of('index')})\b|$)"
)
_FROM_DAY = re.compile(r"\b(?:hôm|sáng|chiều|tối|từ|trước|sau|hết|đến|tới) $")
_TO_DAY = re.compile(r" ?[-–] ?\d{1,2}/\d")  # ``6/11 - 22/12/2022``
_THING = re.compile(rf" (?:(?:tổng )?số )?(?:{either_of('noun')}|{either(lists()['local_body'])}|sở|cơ sở)\b")
"""What a number counts: no day stands before it (``từ 1/2 số xã``), no label (``mức độ 3 và 5 dịch vụ``)."""
_NEAR = 20  # letters before a number that tell what it is
_MONTHS = 12
_OUT_OF = {f"{each.scale:g}" for each in dimensions() if each.dimension == "total" and each.scale > 1}
"""What scores of an index are out of: ``88,23/100``."""
_GROUPS = 4  # into which an index parts the provinces: ``thuộc nhóm 4`` is no rank


class Number(NamedTuple):
    """A figure and where it stands in a folded sentence.

    ``kind`` is percent, fraction, count, score or rank, or ``unread`` for one that no single value says; ``value``
    and the parts of a fraction are as `harmonizer.values.Figure` has them; ``leads`` is the comparator of a rank
    among leaders (``nhóm …``).
    """

    start: int
    end: int
    kind: str
    figure: Figure
    leads: str = ""


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Give the figures of a folded sentence in their order; dates, years, law and list numbers are none."""
    listed = {*listed_shares(text)} if "%" in text else set()
    printed = (_number(match, text, match.span() in listed) for match in _GRAMMAR.finditer(text))
    return tuple(sorted([*filter(None, printed), *_spelled(text)]))


def _number(match: re.Match[str], text: str, is_listed: bool) -> Number | None:
    """Read a match of the grammar; ``is_listed``: the sign of percent stands only behind the last of its list."""
    start, whole, top = match.start(), match[0], match["top"]
    before = text[max(0, start - _NEAR) : start]
    kind = "" if match["day"] or match["law"] else _kind(match, text, before, is_listed)
    if not kind:
        return None
    end = match.end("top") if kind == "score" else match.end()
    percent = whole if match["percent"] else f"{top}%"
    printed = {"percent": percent, "score": f"{top} điểm", "rank": top}.get(kind, whole)
    words = DECIMAL_POINT.sub(",", printed).removesuffix(" điểm")
    if kind != "unread" and (is_listed or not _TORN.search(before)):
        with suppress(ValueError):
            among = _among(match, text, before) if kind == "rank" else ""
            return Number(start, end, kind, read_figure(words), among and f"{among} …")
    return Number(start, end, "unread", Figure("count", 0.0, whole))


def _kind(match: re.Match[str], text: str, before: str, is_listed: bool) -> str:
    """Give the kind of a number; none where it is no figure."""
    end, top, bottom = match.end(), match["top"], match["bottom"]
    is_labelled = _is_labelled(before, top)
    if match["range"] or _LEFT.match(text, end):
        return "" if is_labelled else "unread"
    if match["percent"] or (is_listed and not is_labelled):
        return "percent"
    is_out_of = "," in top and bottom in _OUT_OF
    if match["scored"] or match["points"] or is_out_of or DECIMAL_POINT.search(top):
        return "score"
    is_of_provinces = bottom == str(len(provinces())) and not _PROVINCES_THAT.match(text, end)
    if len(top) <= len("63") and (is_of_provinces or _RANK.search(before) or _among(match, text, before)):
        return "rank"
    if bottom:
        return "fraction" if not is_labelled and _is_fraction(match, text, before) else ""
    counts = _THING.match(text, end) and not _is_labelled(before, "")
    is_named = text.startswith((" cấp", " tháng "), end) or (is_labelled and not counts)
    return "" if is_named else "count"


def _is_labelled(before: str, top: str) -> bool:
    """Tell whether what a number only labels stands before it: ``điều 5``, ``mức độ 3, 4``, not ``tổng số 5``."""
    bare = _LISTED.sub("", before) if len(top) == 1 else before
    return _LABEL.search(bare) is not None and not _NO_LABEL.search(bare)


def _among(match: re.Match[str], text: str, before: str) -> str:
    """Give the word for the leaders that a number counts: ``tốp``, ``nhóm``; a low ``nhóm`` may be a class."""
    found = _AMONG.search(before)
    if found is None or found["outside"]:
        return ""
    is_low = int(match["top"]) <= _GROUPS and not _LEADERS.match(text, match.end())
    is_class = found["group"] and (is_low or _MIDDLING.match(text, match.end()))
    return "" if is_class else found["group"] or found["first"]


def is_label(text: str, number: Number) -> bool:
    """Tell whether a bare number is a year, a length of time, the mark of a note, or a part of a name."""
    printed, end = number.figure.printed, number.end
    if _LASTS.match(text, end):
        return True
    if _THING.match(text, end):
        return False
    before = text[max(0, number.start - _NEAR) : number.start]
    is_note = before.endswith(("(", "[")) and text.startswith((")", "]"), end)
    is_of_longer = before[-2:-1].isdigit()  # ``điện thoại 0200 555 0100``
    return bool(YEAR.fullmatch(printed) or is_note or is_of_longer or _is_labelled(before, printed))


def _is_fraction(match: re.Match[str], text: str, before: str) -> bool:
    """Tell a fraction from a day and month, a month and year, and a law number."""
    top, bottom = match.group("top", "bottom")
    if "," in top + bottom:
        return False
    first, second = int(top.replace(".", "")), int(bottom.replace(".", ""))
    is_dated = _FROM_DAY.search(before) or _TO_DAY.match(text, match.end())
    is_day = second <= _MONTHS and is_dated and not _THING.match(text, match.end())
    return first <= second > 1 and not (is_day or YEAR.fullmatch(bottom))


def _spelled(text: str) -> Iterator[Number]:
    """Give what is said in words: ``chín mươi phần trăm``, ``một phần ba``, ``ít nhất hai``."""
    for match in _ORDINAL.finditer(text):  # ``xếp thứ tư``
        with suppress(ValueError):
            yield Number(*match.span(1), "rank", read_figure(match[1]))
    for match in _SPELLED.finditer(text):
        kind, figure = "unread", Figure("percent", 0.0, match[0])
        with suppress(ValueError):
            figure = read_figure(match[0])
            kind = figure.kind
        yield Number(*match.span(), kind, figure)
