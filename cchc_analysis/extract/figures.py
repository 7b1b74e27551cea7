"""Tells which numbers of a sentence are figures: what a bare number counts, what a table cell says of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_analysis.extract.analysis import Sentence, mentions
from cchc_analysis.extract.matching import things
from cchc_analysis.extract.numbers import Number, read_share
from cchc_analysis.extract.outline import Node
from cchc_analysis.harmonizer.values import Figure, read_figure

LISTED = re.compile(r" ?(?:,|;| và|/|-)? ?(?:và )?")
"""Between the figures of a list (``30%, 20%, 15%``)."""
_IS = re.compile(r"(?:\b(?:là|có|đạt|được|gồm|mới|bổ sung|bãi bỏ|thay thế|thế)|:|\() $")
_POINTS = re.compile(r"\b(?:tổng điểm|điểm số|số điểm)(?: số)? $")
_NO_COUNT = re.compile(r"(?:ngày|tháng|quý|năm|điều|khoản|số|mục|độ|nhóm|loại|\d[,.]?) $")
_ENDS = re.compile(r" ?(?:[;,.)(]|và |trong đó|$)")
_BEFORE_NOUN = re.compile(r" (?:lượt |số |các |loại |bộ )?(?!lượt người)")
_SPLIT = re.compile(r"\(|trong đó|gồm|cụ thể|: ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSED = re.compile(r" \w+(?: \w+)?\)")
_CELL = re.compile(r"(?:[^\W\d]+ ){0,3}(?:[≥≤><]=? ?)?(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)(?: trở lên)?\.?")
_NEAR = 8  # letters
_WHOLE = 100
_NOT_ONE = frozenset({"range", "unread", "left"})


def find_figures(sentence: Sentence, node: Node) -> list[Number]:
    """Give the numbers of a sentence that are figures; a table cell that is only a number is one of its row's."""
    text, kept = sentence.text, list[Number]()
    numbers = _with_units(text, sentence.numbers)
    nouns = {each.start for each in sentence.mentions if each.kind == "level" or each.value in things()}
    for number in numbers:
        if number.kind in _NOT_ONE or any(first <= number.start < last for first, last in sentence.asides):
            continue
        if number.kind != "count":
            kept.append(number)
        elif _scores(sentence, number):
            kept.append(number._replace(kind="score"))
        elif _counts(sentence, number, kept, nouns) and not _is_aside(text, number, numbers):
            kept.append(number)
    if not kept and len(numbers) <= 1 and node.cell and (bare := _in_cell(text, node)):
        return [bare]
    return kept


def _with_units(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Give bare numbers of a list the kind of the last one, whose unit holds for all: ``83,1; 87,2 điểm``."""
    given = list(numbers)
    for at in range(len(given) - 2, -1, -1):
        number, following = given[at], given[at + 1]
        if number.kind != "count" or not LISTED.fullmatch(text, number.end, following.start):
            continue
        if following.kind == "score":
            given[at] = number._replace(kind="score")
        elif following.kind == "percent" and number.figure.value <= _WHOLE:
            share = Figure("percent", number.figure.value, f"{number.figure.printed}%")
            given[at] = number._replace(kind="percent", figure=share)
    return given


def _counts(sentence: Sentence, number: Number, kept: Sequence[Number], nouns: set[int]) -> bool:
    """Tell whether a bare number counts something: its noun follows, or it stands for one said before."""
    text, start, end = sentence.text, number.start, number.end
    if text.startswith(" cấp", end) or (text.endswith("(", 0, start) and text.startswith(")", end)):
        return False
    after = _BEFORE_NOUN.match(text, end)
    if after and {after.end(), end + 1} & nouns:
        return not (len(number.figure.printed) == len("2024") and text.endswith("năm ", 0, start))
    counted = next((each for each in kept if each.kind == "count"), None)
    splits = counted is not None and not number.spelled and bool(_SPLIT.search(text, counted.end, start))
    if splits and any(each.start == end + 1 for each in sentence.of("concept", end)):
        return True
    is_year = number.spelled or _YEAR.fullmatch(number.figure.printed)
    if is_year or not _ENDS.match(text, end) or _NO_COUNT.search(text, max(0, start - _NEAR), start):
        return False
    stands = _IS.search(text, max(0, start - _NEAR), start) and any(place < start for place in nouns)
    leveled = nouns and any(text[each.end : start] in (" ", ": ") for each in sentence.of("level"))
    return bool(splits or stands or leveled)


def _scores(sentence: Sentence, number: Number) -> bool:
    """Tell whether a bare decimal is the score of the index named last before it: ``chỉ số dti là 0,53``."""
    if "," not in number.figure.printed:
        return False
    before = max(_NEAR, number.start - _NEAR)
    if not _IS.search(sentence.text, before, number.start) and not _POINTS.search(
        sentence.text, before - _NEAR, number.start
    ):
        return False
    said = sentence.of("concept", 0, number.start)
    named = [
        each for each in said if each.value in things() and "điểm" not in each.phrase and each.value != "measure"
    ]
    return bool(named) and named[-1].value.endswith("_index")


def _is_aside(text: str, number: Number, numbers: Sequence[Number]) -> bool:
    """Tell whether a count says in parentheses how many units a share is said of: ``cấp huyện (09 đơn vị)``."""
    closed = _CLOSED.match(text, number.end)
    return bool(closed) and text.endswith("(", 0, number.start) and any(each.kind == "percent" for each in numbers)


def _in_cell(text: str, node: Node) -> Number | None:
    """Take a cell that is only a number as a figure: a share, a score or a count, as its row or head says."""
    cell, found = node.cell, _CELL.fullmatch(text)
    if cell is None or found is None or _YEAR.fullmatch(found[1]):
        return None
    (start, end), numeral = found.span(1), found[1]
    around = (*cell.labels, *cell.after, cell.head)
    is_index = any(each.value.endswith("_index") for label in around for each in mentions(label))
    try:
        if cell.in_percent or any("(%)" in heading for heading in node.headings):
            share = read_share(numeral)
            if share > _WHOLE:
                return None
            if is_index:
                return Number(start, end, "score", Figure("count", share, numeral))
            return Number(start, end, "percent", Figure("percent", share, f"{numeral.replace('.', ',')}%"))
        kind = "score" if is_index and any("điểm" in label for label in around) else "count"
        if is_index and any("hạng" in label for label in around):
            kind = "rank"
        return Number(start, end, kind, read_figure(numeral))
    except ValueError:
        return None
