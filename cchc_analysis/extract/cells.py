"""Tells what a cell of a table is by its words: a value, the head of a column, the number of a row."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from cchc_analysis.catalog import either, fold, levels, lists
from cchc_analysis.extract.analysis import mentions
from cchc_analysis.extract.numbers import YEAR, find_numbers

_LONGEST_VALUE, _LONGEST_LEVEL = 40, 120  # letters
_NO_VALUE = r"(?!(?:\d+/)*(?:19|20)\d\d(?![\d.,%]))"  # years and dates
_NOTE = r"(?: ?\(\d\)|\[\d{1,2}\]|\*+)?"
_VALUE = re.compile(
    r"(?:(?!(?i:biểu|bảng|hình|mẫu|phụ lục|phần|chương|mục|điều|tháng|quý|tuần|ngày)\b)[^\W\d]+ ){0,3}"
    rf"[≥≤><+]?=? ?{_NO_VALUE}\d[\d.,]*(?:/\d[\d.,]*)? ?%?{_NOTE}(?: trở lên)?\.?|[-–]"
)
_YEAR = re.compile(rf"(?:(?:đến |hết )?năm )?{YEAR.pattern}(?: ?%)?")
_REMARK = re.compile(r" *(?:\([^()\d]*\))? *$")
_MARK = re.compile(r"^[-–+•*▪]? ?(?:(?:[a-zđ]{1,2}|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)])? ?(?=[^\W\d])")
_UNNAMED = re.compile(
    r"\(%\)|^(?:(?:tại|đối với|ở|khối|các|cả) )+"
    r"|^(?:bình quân|trung bình|tổng(?: số| cộng)?|cộng|chung) (?:chung )?(?:của )?(?:các )?"
)
GROUP_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[ivx]{1,5}|[a-zđ])[)\]]?\.?(?: ?= ?[\d()/*:x+ %-]+)?")
ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")


def is_value(cell: str) -> bool:
    """Tell whether a cell is only a figure, a score, a rank, or a dash or words for none: ``chưa thống kê``."""
    if len(cell) > _LONGEST_VALUE:
        return False
    return _VALUE.fullmatch(cell) is not None or fold(cell) in lists()["no_value"] or _is_standing(fold(cell))


@lru_cache(maxsize=4096)
def _is_standing(cell: str) -> bool:
    """Tell whether a folded cell holds a score or a rank and not of which index: ``từ thứ 20 trở lên``."""
    numbers = find_numbers(cell) if any(map(str.isdigit, cell)) else []
    is_one = [each.kind in ("score", "rank") for each in numbers] == [True]
    return is_one and not any(each.part == "index" for each in mentions(cell))


@lru_cache(maxsize=4096)
def is_head(cell: str) -> bool:
    """Tell whether a folded cell is the head of a column: a year, or one level."""
    return bool(_YEAR.fullmatch(without_kind(without_remark(cell))) or level_named(without_remark(cell)))


def level_named(cell: str) -> str:
    """Give the words for a level of which a folded cell or heading consists; empty where it is none."""
    bare = unnamed(cell)
    return bare if bare in levels() else ""


def unnamed(cell: str) -> str:
    """Give a folded cell without what levels are named with: ``tổng số các xã:``; nothing of a long one."""
    return _UNNAMED.sub("", cell).strip(" :") if len(cell) <= _LONGEST_LEVEL else ""


@lru_cache(maxsize=4)
def _kind(cue: str) -> re.Pattern[str]:
    behind = either(lists()["planned_behind"])  # ``số lớp theo kế hoạch năm 2024``
    opens = rf"(?:^|\(|\b(?=(?:{behind})\b))"
    before_year = r"[^\d()]{0,24}?(?=(?:(?:đến|hết) )?(?:năm )?20\d\d)"
    return re.compile(rf"{opens}(?P<kind>{either(lists()[cue])})\b(?:{before_year}| ?)")


def is_sum(label: str) -> bool:
    """Tell whether a folded label is that of a sum: ``tổng cộng (a + b)``, ``tổng cấp huyện``."""
    bare = without_remark(label)
    return bare in lists()["summed"] or (bare.startswith(("tổng ", "cộng ")) and bool(level_named(bare)))


def _says(cue: str, head: str) -> bool:
    """Tell whether a folded head, or what it says in parentheses, is of a kind, and no name that begins so."""
    found = _kind(cue).search(head)
    if found is None:
        return False
    start, end = found.span("kind")
    named = (each for each in mentions(head) if each.part and each.start == start)
    return all(each.end <= end for each in named)  # not ``Giao dịch thanh toán``


is_planned = partial(_says, "planned_head")
is_result = partial(_says, "result_head")
is_present = partial(_says, "present_head")
"""Of how things stand, which a plan sets its aims beside."""


def without_kind(head: str) -> str:
    """Leave out whether a folded head is of what was planned or reached: ``kế hoạch năm 2024``."""
    return _kind("planned_head").sub("", _kind("result_head").sub("", head))


def tells_kind(head: str) -> bool:
    """Tell whether a folded head or label is only that of a time, of what was planned or of what was reached."""
    return is_head(head) or not without_kind(without_remark(head))


def without_remark(head: str) -> str:
    """Leave out what a folded head says in parentheses: ``năm 2024 (kế hoạch)``, ``cấp xã (%)``."""
    return _REMARK.sub("", head)


def label_of(cell: str) -> str:
    """Leave out the mark of a list before a folded label."""
    return _MARK.sub("", cell)


@lru_cache(maxsize=1024)
def states(cell: str) -> bool:
    """Tell whether a folded cell is a value or opens with one, such as ``85,2 điểm; hạng 30``."""
    return is_value(cell) or any(each.kind != "count" and each.start == 0 for each in find_numbers(cell)[:1])


def holds_values(row: Sequence[str]) -> bool:
    """Tell whether a row is no head of a table: one of its cells states something, or its first one numbers it."""
    return any(map(states, row[1:])) or any(map(GROUP_NUMBER.fullmatch, row[:1]))
