"""Finds the figures of a sentence: percents, fractions, counts of things the field counts, scores and ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import counted
from cchc_analysis.catalog.numerals import number_words, read_numeral

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_PERCENT = r"%|phần trăm\b|điểm phần trăm\b|điểm %"
_MULTIPLES = (" nghìn", " ngàn", " triệu", " tỷ")
_THOUSANDS = rf"(?:(?:{'|'.join(_MULTIPLES)})\b)?"


class Figure(NamedTuple):
    """A figure and where it stands in a folded sentence.

    ``kind`` is percent, fraction, count, score or rank; ``noun`` what a count or a fraction is of, as far as it
    follows the figure; ``end`` the place after the number and its sign, ``value`` the number as stated.
    """

    start: int
    end: int
    kind: str
    value: str
    noun: str


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, _nouns()))
    return re.compile(
        rf"(?P<top>{_NUMBER})"
        rf"(?: ?(?:{_PERCENT})(?P<percent>)"
        rf"| ?/ ?(?P<bottom>{_NUMBER})(?![\w/]|[.,-]\w)"
        rf"| điểm(?P<score>)(?= ?(?:$|[,;.)(]|/100|trở|và|so|đến|theo|trên|trong|hoặc|năm))"
        rf"|{_THOUSANDS}(?![\w/%]|[.,-]\w)(?=(?: (?:lượt|số|các|loại))? (?P<noun>{longest_first})(?![^\W⁰¹²³⁴-⁹]))"
        rf"|(?P<plain>)(?![\w/%]|[.,-]\w))"
    )


_WITHIN = re.compile(r"[\w.,/:-]")
_NUMBER_ENDS = frozenset("0123456789.,")
_TORN = re.compile(
    r"\b(?!(?:năm|tháng|quý|ngày|điều|khoản|mục|số|điểm|lục|định|độ|cấp|nhóm|loại|bước|thứ|kỳ|khóa|bảng|biểu) )"
    r"[^\W\d]+ \d{1,3}(?:,\d+)?[.,]? $"
)
"""Before the rest of a number that a scan tore apart (``99, 5%``), which is none by itself."""
_NEAR, _FAR = 20, 300  # letters
_RANKED = re.compile(r"(?:\bhạng|\bthứ|vị trí)(?: thứ)? $")
_SCORED = re.compile(
    r"\b(?:par index|pci|papi|sipas|dti|chỉ số)\b[^;]{0,60}\b(?:đạt|là|trên|từ|thiểu|nhất|dưới) $"
)
_BEFORE_SCORE = (" đạt ", " là ", " thiểu ", " nhất ", " dưới ", " trên ", " từ ", "(")
_INDEX_IS = re.compile(
    r"\b(?:par index|pci|papi|sipas|dti|chỉ số cải cách hành chính)\b\)?"
    r"(?: (?:năm \d{4}|toàn tỉnh|của(?: [^\W\d]+){1,4}?))*"
    r" (?:(?:đạt|là) (?:(?:tối thiểu|ít nhất|không dưới|trên|từ) )?|\()$"
)
_OF_ALL = 63
_NOT_A_COUNT = re.compile(
    r"(?:điều|khoản|điểm|(?<!danh )mục|(?<!tổng )số|phụ lục|(?<!mỗi )(?:tháng|năm|ngày|quý)|lần|mức độ|cấp độ"
    r"|nhóm|loại|phiên bản|lớp|khóa|đợt|iso) $"
)


def find_figures(sentence: str) -> list[Figure]:
    """Give the figures of a folded sentence in their order; dates, law numbers and list numbers are none.

    Examples
    --------
    >>> [(figure.value, figure.kind, figure.noun) for figure in find_figures("đạt 98,5%; 21/22 sở; 1.507 hồ sơ")]
    [('98,5%', 'percent', ''), ('21/22', 'fraction', 'sở'), ('1.507', 'count', 'hồ sơ')]
    >>> find_figures("nghị quyết số 76/nq-cp ngày 15/7/2021, khoản 3 điều 5")
    []
    """
    found = []
    for match in _figure().finditer(sentence):
        start = match.start()
        if _is_rest(sentence, start) or _is_visits(match, sentence):
            continue
        kind = _kind(match, sentence)
        if kind:
            end = match.end("top") if kind in ("rank", "score") else match.end()
            noun = match["noun"] or ""
            if kind == "fraction":
                noun = _following_noun(sentence, end)
            found.append(Figure(start, end, kind, sentence[start:end], noun))
    kept = [figure for figure in found if not (_is_aside(figure, found, sentence) or _is_range(figure, sentence))]
    kept += _splits(sentence, kept)
    for share in spelled_shares(sentence):
        if read_numeral(share[0].removesuffix(" phần trăm")):
            kept.append(Figure(*share.span(), "percent", share[0], ""))
    taken = {figure.end for figure in kept}
    kept += [figure for figure in _thousands(sentence) if figure.end not in taken]
    return sorted(set(kept))


def spelled_shares(sentence: str) -> Iterator[re.Match[str]]:
    """Give where a folded sentence has shares in words, such as can be read and such as cannot.

    Examples
    --------
    >>> [share[0] for share in spelled_shares("hơn một trăm hai mươi phần trăm")]
    ['một trăm hai mươi phần trăm']
    """
    return _spelled().finditer(sentence) if "phần trăm" in sentence else iter(())


@lru_cache(maxsize=1)
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?:{'|'.join(sorted(number_words()))}) )+phần trăm\b")


def _thousands(sentence: str) -> Iterator[Figure]:
    """Give the numbers in thousands that follow their noun at a distance: ``hồ sơ ở cấp tỉnh là 24.118``."""
    for match in _LARGE.finditer(sentence):
        if not sentence.endswith(_IS_OR_HAS, 0, match.start()):
            continue
        before = sentence[max(0, match.start() - _FAR) : match.start()]
        noun = next((noun for noun in _nouns() if f" {noun} " in before), None)
        if noun:
            yield Figure(*match.span(), "count", match[0], noun)


_LARGE = re.compile(r"\d{1,3}(?:\.\d{3})+(?= ?(?:[;,.)]|và |$))")
_IS_OR_HAS = (" là ", " có ")


def _is_rest(sentence: str, start: int) -> bool:
    """Tell whether digits are the rest of a longer number or word."""
    if _WITHIN.match(sentence, start - 1, start):
        return True
    follows_number = sentence[max(0, start - 2) : start - 1] in _NUMBER_ENDS
    return follows_number and _TORN.search(sentence, max(0, start - _NEAR), start) is not None


def _is_visits(match: re.Match[str], sentence: str) -> bool:
    """Tell whether a number counts the times that people came (``1.356 lượt người``), not people."""
    return match["noun"] == "người" and sentence.startswith("lượt", match.start("noun") - len("lượt "))


def _is_range(figure: Figure, sentence: str) -> bool:
    """Tell whether a figure is an end of a range (``từ 80 - 90%``), or what is left (``từ 80% lên 90%``)."""
    start = max(0, figure.start - _NEAR)
    if _RANGE_AFTER.match(sentence, figure.end):
        return True
    to = sentence.endswith(_TO, 0, figure.start)
    return to and _RANGE_BEFORE.search(sentence, start, figure.start) is not None


_RANGE_AFTER = re.compile(rf"(?: (?:đến|tới|lên|xuống)(?: còn)?| ?[-–÷]) ?(?:{_NUMBER}) ?%")
_TO = ("đến ", "tới ", "-", "–", "÷", "- ", "– ", "÷ ")
_RANGE_BEFORE = re.compile(rf"(?<![\w/.,])(?!(?:19|20)\d\d\b)(?:{_NUMBER}) ?%?(?: (?:đến|tới) | ?[-–÷] ?)$")


def _splits(sentence: str, figures: list[Figure]) -> Iterator[Figure]:
    """Give the bare numbers that split a count: ``118 thủ tục, trong đó mới 26, sửa đổi 71, bãi bỏ 21``."""
    stops = [*(figure.start for figure in figures[1:]), len(sentence)]
    for figure, stop in zip(figures, stops, strict=False):
        if figure.kind != "count":
            continue
        opened = _SPLIT.search(sentence, figure.end, stop)
        if not opened or opened.start() - figure.end > _FARTHEST_SPLIT:
            continue
        for match in _BARE.finditer(sentence, opened.end(), stop):
            if not _NOT_A_COUNT.search(sentence, max(0, match.start() - 16), match.start()):
                yield Figure(*match.span(), "count", match[0], figure.noun)


_SPLIT = re.compile(r"\(|trong đó|gồm|cụ thể")
_FARTHEST_SPLIT = 60
_BARE = re.compile(rf"(?<=[^\W\d] )(?:{_NUMBER})(?= ?(?:[;,.)]|và |$))")


def _is_aside(figure: Figure, figures: list[Figure], sentence: str) -> bool:
    """Tell whether a count says in parentheses how many units a share is said of: ``cấp huyện (09 đơn vị)``."""
    return (
        figure.kind == "count"
        and sentence.endswith("(", 0, figure.start)
        and bool(_CLOSED.match(sentence, figure.end))
        and any(other.kind == "percent" for other in figures)
    )


_CLOSED = re.compile(r" \w+(?: \w+)?\)")


def _kind(match: re.Match[str], sentence: str) -> str:
    """Give the kind of a figure, or nothing for a number that is none."""
    start, top, bottom = match.start(), match["top"], match["bottom"]
    ranked = bool(_RANKED.search(sentence, max(0, start - 16), start))
    kind = ""
    if match["percent"] is not None:
        is_score = sentence.endswith(_BEFORE_SCORE, 0, start) and _INDEX_IS.search(
            sentence, max(0, start - _FAR), start
        )
        kind = "score" if is_score else "percent"
    elif bottom == "100" and sentence.startswith(" điểm", match.end()):
        kind = "score"
    elif bottom and (ranked or bottom == str(_OF_ALL)):
        kind = "rank"
    elif bottom:
        kind = "fraction" if _is_fraction(top, bottom, sentence, match) else ""
    elif match["score"] is not None:
        kind = "" if sentence.endswith(("điều ", "khoản "), 0, start) else "score"
    elif match["noun"]:
        is_torn = "," in top and not sentence.startswith(_MULTIPLES, match.end("top"))  # 11,093 hồ sơ
        kind = "" if is_torn or _NOT_A_COUNT.search(sentence, max(0, start - 16), start) else "count"
    elif "," in top and _SCORED.search(sentence, max(0, start - _FAR), start):
        kind = "score"
    elif ranked and top.isdigit() and int(top) <= _OF_ALL:
        kind = "rank"
    return kind


def _is_fraction(top: str, bottom: str, sentence: str, match: re.Match[str]) -> bool:
    """Tell a fraction from a day and month, a month and year, and a law number."""
    whole = (top + bottom).replace(".", "")
    if not whole.isdigit() or sentence.endswith(("ngày ", "tháng ", "số ", "quý "), 0, match.start()):
        return False
    first, second = int(top.replace(".", "")), int(bottom.replace(".", ""))
    is_month = len(bottom) == 4 and "." not in bottom and 1900 < second < 2100 and first <= 12  # noqa: PLR2004
    return first <= second > 1 and not is_month


@lru_cache(maxsize=1)
def _nouns() -> tuple[str, ...]:
    """Give the nouns that metrics count, the longest first."""
    return tuple(sorted({noun for group in counted().values() for noun in group}, key=len, reverse=True))


def _following_noun(sentence: str, end: int) -> str:
    return next((noun for noun in _nouns() if sentence.startswith(f" {noun}", end)), "")
