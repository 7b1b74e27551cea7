"""Tells which figures state nothing: a comparison, another place, a sanction, what is not of the field."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_analysis.catalog import either, lists, metrics, provinces, signatures
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.extract.analysis import Sentence
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.levels import unit_level
from cchc_analysis.extract.matching import Clue
from cchc_analysis.extract.numbers import Number
from cchc_analysis.extract.times import is_before, looks_back_to

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_COMPARED = re.compile(rf"\b(?:{either(lists()['than'])})\b")
_RISES = re.compile(rf"(?<!không )\b(?:{either(lists()['rises'])})\b")
_REST = re.compile(r"(?: [^\W\d]+){0,3} còn lại\b")
_REACHED = re.compile(r"[,;] (?:đạt|ở mức|xếp)\b[^,;]*$")
_REACHES = re.compile(r"\b(?:lên|xuống|còn)(?: (?:còn|đến|tới|mức))* $")


def is_change(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure says by how much something rises or falls (``tăng 5%``, ``0,4 điểm phần trăm``)."""
    in_points = "điểm" in figure.figure.printed
    return in_points or sentence.reaching("change", figure.start) is not None


def is_comparison(text: str, clause: Clause) -> bool:
    """Tell whether a figure says only how something differs from another time (``tăng 5% so với năm 2022``)."""
    figure = clause.figure
    begin = max(clause.start, figure.start - _NEAR)
    opened = begin
    if figure.kind == "rank":  # ``tăng 4 bậc so với năm 2022, xếp thứ 24``
        opened = max(begin, *(text.rfind(mark, begin, figure.start) for mark in ",:;("))
    reached = _REACHED.search(text, begin, figure.start)  # ``giảm cả về thứ hạng, đạt 81%``
    rises = _RISES.search(text, max(opened, reached.start() if reached else 0), figure.start)
    if rises and _REACHES.search(text, rises.end(), figure.start):  # ``tăng từ 45% lên 68%``
        begin = figure.end
    return rises is not None and _COMPARED.search(text, begin, figure.end + 90) is not None


_RANKED = re.compile(r"\d+(?:/| (?:trong|trên)(?: số| tổng số)? )(\d+)\b")
_AMONG = re.compile(r"(?: (?:tỉnh|thành phố|thành|địa phương|trên|của|trong|các|toàn quốc|cả nước),?)+")
"""The provinces among which a rank is one: ``thứ 3/63 tỉnh, thành phố cả nước với 90%``."""
_BESIDE_PLAN = re.compile(
    r"\b(?:vượt|so với|chưa đạt|cao hơn|thấp hơn) (?:mục tiêu|chỉ tiêu|kế hoạch)\b[^,;:%]* là (?:\w+ ){0,2}$"
    r"|\b(?:vượt|so với|thấp hơn|cao hơn) (?:so với )?yêu cầu (?:\w+ ){0,3}$"
)
"""``…, vượt mục tiêu của Nghị quyết là trên 80%``."""
_FARTHEST_PLAN = 90  # letters
_GIVEN = re.compile(r"[\d.,]+ ?%? (?:mà|do|được|của) (?:[^\s,;:.]+ ){0,6}?(?:giao|đề ra|đặt ra|yêu cầu)\b")
"""``… so với 50% mà ủy ban nhân dân tỉnh giao``."""
_THAN = re.compile(r"\bso với (?:mức )?(?:tối thiểu |ít nhất )?$")
_GROUP_OF = re.compile(r"\b(?:nhóm|tốp|top) [^,;:.\d]*$")
"""``thuộc nhóm trung bình cao của cả nước``."""
_REGION = re.compile(r" (?:(?:tỉnh|địa phương|tỉnh, thành phố) )?(?:trong |toàn |thuộc )?(?:vùng|khu vực|miền)\b")
_NAMED_PLACE = re.compile(r"\b[A-ZĐÂÁÀÔƠƯ][^\W\d_A-Z]+ [A-ZĐÂÁÀÔƠƯ][^\W\d_A-Z]+ \($")
"""A place or a unit by its name, whose figure stands in parentheses (``Tân Phú (99,8%)``)."""
_OF_CHANGE = frozenset({"cut", "simplify", "streamline", "increase"})
_NEAR = 60  # letters
_NAMED_BEFORE = 20  # letters
_OPENING = 12  # letters: what a sentence opens with holds for all of it, ``Tính chung cả nước, …``
_LONGEST_CELL = 25
_PARTS = re.compile(rf"\b(?:{either(lists()['parts'])}|riêng)\b")
_CUTS = re.compile(r"[,;:()]| và ")
_OF_PROVINCE = re.compile(r"[;]|\btỉnh\b|phấn đấu")


@lru_cache(maxsize=1)
def named_provinces() -> Spotter:
    """Give what finds the names of provinces in words as printed."""
    return Spotter(provinces())


def is_elsewhere(sentence: Sentence, clause: Clause, words: str, province: str | None) -> bool:
    """Tell whether a figure is of another place, the bar of a sanction, or a norm for all provinces."""
    text, figure = sentence.text, clause.figure
    if figure.kind == "rank":
        fewest = len({each.successor for each in provinces().values()})  # a rank among fewer is one of a region
        among = _RANKED.match(text, figure.start)
        if _REGION.match(text, figure.end) or (among and int(among[1]) < fewest):
            return True
    if text.startswith(")", figure.end):
        place = sentence.span(max(0, figure.start - _NAMED_BEFORE), figure.start)
        is_unit = unit_level(sentence, words, figure.start, max(0, figure.start - _NAMED_BEFORE))
        if _NAMED_PLACE.search(words[slice(*place)]) and not is_unit:
            return True
    opened, stop = clause.start, clause.end
    before = max((each.end for each in sentence.numbers if each.end <= figure.start), default=0)
    parted = max(before, text.rfind(";", 0, figure.start), text.rfind(", ", 0, figure.start))
    if sentence.of("versus", parted, figure.start):
        opened = min(opened, before)
    if compared := sentence.of("versus", figure.end, clause.end):
        stop = compared[0].start
    ends = text.find(";", figure.end)
    ranks = [each.end for each in sentence.numbers if each.kind == "rank"]
    some = [each for each in sentence.of("some") if not unit_level(sentence, words, figure.start, each.end)]
    others = [
        each for each in (*sentence.of("elsewhere"), *some)
        if figure.kind != "rank" and not _GROUP_OF.search(text, figure.end, max(figure.end, each.start))
        and not any(_AMONG.fullmatch(text, end, each.end) for end in ranks)
    ]  # fmt: skip
    norms = sentence.of("norm", 0, figure.start)
    is_bar = any(each.value in ("<", "<=") for each in sentence.of("bound", clause.start, figure.start))
    if (
        any(
            (opened < each.end or (each.start < _OPENING and each not in some)) and each.start < stop
            for each in others
        )
        or any(
            (ends < 0 or each.start < ends) and (is_bar or not _PARTS.search(text, figure.end, each.start))
            for each in sentence.of("sanction", figure.end)
        )
        or any(not _OF_PROVINCE.search(text, each.end, figure.start) for each in norms)
    ):
        return True
    start, end = sentence.span(opened, stop)
    return province is not None and any(
        spot.phrase != province for spot in named_provinces().spots(words, start, end)
    )


def _tells_how_many_units(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is a number of units beyond a threshold, or that threshold: ``7 huyện đạt 100%``."""
    at = next((place for place, each in enumerate(sentence.numbers) if each.start == figure.start), 0)
    for units, threshold in pairwise(sentence.numbers[max(0, at - 1) : at + 2]):
        beside = (each for each in sentence.mentions if each.start == units.end + 1)
        named = max((each for each in beside if each.kind == "level" or each.value == "agency"), default=None)
        if threshold.kind not in ("percent", "score") or named is None:
            continue
        if sentence.of("bound", named.end, threshold.start) or units.kind == "count":
            return _CUTS.search(sentence.text, named.end, threshold.start) is None
    return False


def states_nothing(
    reading: Reading, clause: Clause, lead: Clause, own: Clue, metric: str | None, nature: str
) -> bool:
    """Tell whether a figure is a comparison, a fact told by the way, or of nothing that the field measures.

    ``lead`` is the clause of the first figure of its list.
    """
    figure, text, sentence = clause.figure, reading.text, reading.sentence
    is_within_share = figure is not reading.figures[0] and figure.spelled  # ``15% đơn vị cung cấp một dịch vụ``
    if figure.kind == "count" and (is_within_share or _is_within_rate(reading, clause)):
        return True
    if _tells_how_many_units(sentence, figure):
        return True
    is_plan = reading.frame.kind == "plan"
    is_aim = is_plan and nature == "target"
    changed = metric is not None and is_change(sentence, lead.figure)
    is_anew = looks_back_to(text, figure.start) is None  # ``thấp hơn năm 2021 (43,35 điểm)`` is of 2021
    if (
        (is_aim and figure.kind == "rank" and _is_reached(reading, figure))
        or (not _measures_change(metric) and ((is_anew and is_comparison(text, lead)) or changed))
        or _is_of_plan(sentence, lead.figure.start)
        or text.endswith(("tức ", "tức là ", "tức đạt "), 0, figure.start)
        or _REST.match(text, figure.end)
        or _is_of_points(sentence, clause)
        or any(
            not sentence.of("aim", each.end, figure.start)
            for each in sentence.of("unmet", clause.tight, figure.start)
        )
        or _is_of_earlier(sentence, figure)
        or (not is_aim and sentence.reaching("beyond", lead.figure.start))
        or (is_anew and figure.kind == "score" and not is_aim and sentence.reaching("moved", figure.start))
    ):
        return True
    if metric is None:
        is_foreign = "afar" in own.heads or own.heads[:1] == ("measure",)
        return figure.kind != "percent" or is_foreign or (nature == "actual" and not own.nouns)
    if is_aim and figure.kind == "count" and metrics()[metric].better == "neutral":
        return len(text) > _LONGEST_CELL and not sentence.of(
            "planned", 0 if clause.joined else clause.start, figure.start
        )
    return False


def _is_of_points(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a score is no more than what something counts for: ``(tối đa 4 điểm)``."""
    bounds = sentence.of("bound", clause.tight, clause.figure.start) if clause.figure.kind == "score" else []
    return any(each.value in ("<=", "<") and clause.figure.start - each.end == 1 for each in bounds)


def _is_within_rate(reading: Reading, clause: Clause) -> bool:
    """Tell whether a count is part of what a rate is of: ``tỷ lệ thực hiện 53 dịch vụ công đạt 85%``."""
    place = reading.figures.index(clause.figure) + 1
    following = reading.clauses[place] if place < len(reading.clauses) else None
    if following is None or not following.flows or following.figure.kind != "percent":
        return False
    named = reading.sentence.of("subject", clause.tight, following.figure.start)
    return bool(named) and named[-1].end < clause.figure.start


def _is_of_plan(sentence: Sentence, start: int) -> bool:
    """Tell whether a figure was planned, told beside a result: ``chỉ tiêu được giao (60%)``."""
    if _BESIDE_PLAN.search(sentence.text, max(0, start - _FARTHEST_PLAN), start):
        return True
    if _THAN.search(sentence.text, 0, start) and _GIVEN.match(sentence.text, start):
        return True
    plan = sentence.reaching("plan", start)
    return plan is not None and "(" in sentence.text[max(0, plan.start - 1) : start]


def _is_of_earlier(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is of a time that is named without its year: ``(cùng kỳ 96,9%)``."""
    earlier = sentence.reaching("earlier", figure.start)
    return earlier is not None and not any(map(str.isdigit, sentence.text[earlier.end : figure.start]))


def _is_reached(reading: Reading, figure: Number) -> bool:
    """Tell whether a rank that a plan names is one that was reached before."""
    sentence = reading.sentence
    is_told = sentence.of("told", 0, figure.start) and not (figure.leads or sentence.of("aim", 0, figure.start))
    return bool(is_told) or any(
        is_before(when.words, reading.frame) and not sentence.of("aim", when.end, figure.start)
        for when in sentence.times
    )


@lru_cache(maxsize=256)
def _measures_change(metric: str | None) -> bool:
    """Tell whether a metric is itself a rise or a cut, so that a figure after ``giảm`` is its value."""
    if metric is not None and metrics()[metric].step_of:
        return True
    return any(each.metric == metric and _OF_CHANGE & frozenset().union(*each.must) for each in signatures())
