"""Which figures are goals: what was planned, told beside a result or by itself."""

import re

from cchc_analysis.catalog import cues, either, lists
from cchc_analysis.extract.analysis import Mention, Sentence
from cchc_analysis.extract.matching import commas
from cchc_analysis.extract.numbers import Number

_REACHED = re.compile(rf"\)|\b(?:{either(lists()['reached'])})\b")
"""Up to where a figure is what was planned: ``kế hoạch năm 2023 đã thực hiện 82%`` tells a result."""
_COMPLETES = re.compile(rf"\b(?:{either(lists()['completes'])})\b")
"""What a goal may be followed by; a plan is carried out: ``kế hoạch hoàn thành 80%``."""
_BUT_REACHED = re.compile(r"[^\d;.]{0,80}?[,;]? (?:nhưng|song|kết quả|thực tế)\b[^;.]*\d")
_CARRIED = re.compile(
    rf"(?<!so )\b(?:{either(lists()['carried'])})(?: (?:các|những|của|chỉ tiêu|mục tiêu|kế hoạch))*,? $"
)
"""Before a plan that is carried out, or that only names what is measured: ``các chỉ tiêu như sau: …``."""
_SET = re.compile(r"(?:\b(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|so với)|(?<!đạt )\bmức)(?: [^\W\d]+){0,3} $")
"""Before a figure that is an aim, where words behind it say who set it."""
_SET_BY = re.compile(
    rf" (?:mà|theo) [^,;:\d]*|(?:(?! (?:{either(cues()['plan'] | cues()['versus'])}|trong khi)\b)[^,;:\d])*"
)
_NUMBERED = re.compile(
    rf" (?:số )?(?:\d+\S*/[^\W\d]\S*+(?!:? (?:trong đó )?(?:giao|{either(lists()['sets'])})\b)"
    r"|(?!20\d\d\b)\d+ (?:ngày|của|về|trước|để|nhằm|thực hiện)\b)"
)
"""Behind the word for a paper that sets no aim: none in ``Kế hoạch 12/KH-UBND giao 80%``."""


def is_goal(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is what was planned, not what was reached."""
    opened = sentence.part_start(figure.start)
    given = sentence.reaching("given", figure.start, opened) if figure.kind != "count" else None
    plan = max(_plans(sentence, opened, figure.start), default=given)
    if plan is None:
        return was_set(sentence, figure) or _is_led(sentence, figure, opened)
    return _is_said(sentence, plan, figure) and _is_ahead(sentence, plan, figure)


def was_set(sentence: Sentence, figure: Number) -> bool:
    """Tell whether words behind a figure say that it was set as an aim: ``mục tiêu 70% tỉnh đề ra``."""
    given = next(iter(sentence.of("given", figure.end)), None)
    is_by = given and _SET_BY.fullmatch(sentence.text, figure.end, given.start)
    return bool(is_by and _SET.search(sentence.text, 0, figure.start))


def _is_led(sentence: Sentence, figure: Number, opened: int) -> bool:
    """Tell whether a plan that opens a list still holds in a later part of it: ``Mục tiêu của tỉnh: …; …``."""
    lead = sentence.text.partition(": ")[0]
    has_own = any(each.end <= len(lead) for each in sentence.numbers)
    if len(lead) >= opened or has_own or _REACHED.search(sentence.text, opened, figure.start):
        return False
    first = next(iter(sentence.numbers), figure)
    return any(not _is_carried(sentence, each, first) for each in _plans(sentence, 0, len(lead)))


def _plans(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """Give the words for plans between two places that name no paper: not ``Kế hoạch số 12/KH-UBND``."""
    text, named = sentence.text, sentence.of("plan", start, end)
    return [each for each in named if not (text.endswith("/", 0, each.start) or _NUMBERED.match(text, each.end))]


def _is_said(sentence: Sentence, plan: Mention, figure: Number) -> bool:
    """Tell whether a word for a plan reaches a figure, with no word for a result between."""
    text = sentence.text
    # others hold on behind it
    first = next((each for each in sentence.numbers if each.start >= plan.end), figure)
    told = max(plan.end, text.rfind(" là ", plan.end, first.start))  # ``Chỉ tiêu số hóa kết quả … là 80%``
    is_parted = any(commas(sentence, plan.end, first.start)) and not text.endswith("theo ", 0, plan.start)
    is_aim = plan.phrase in lists()["goal"] or text.startswith(":", plan.end)
    is_told = _COMPLETES.search(text, first.end if is_aim else plan.end, figure.start)
    is_reached = is_told and not _BUT_REACHED.match(text, figure.end)
    is_result = is_parted or is_reached or _is_carried(sentence, plan, first)
    return not (is_result or _REACHED.search(text, told, figure.start))


def _is_carried(sentence: Sentence, plan: Mention, first: Number) -> bool:
    """Tell whether a plan is carried out, or not told, before the first figure behind it."""
    says_more = sentence.reaching("plan", first.start) is None  # not ``hoàn thành kế hoạch năm (70%)``
    return says_more and _CARRIED.search(sentence.text, 0, plan.start) is not None


def _is_ahead(sentence: Sentence, plan: Mention, figure: Number) -> bool:
    """Tell whether a figure that a result passes or misses is the plan, no margin: ``vượt kế hoạch 5%``."""
    margin = sentence.reaching("bound", plan.start)
    is_told = figure.kind == "rank" or sentence.text.endswith(" là ", 0, figure.start)  # no margin is told so
    if is_told or margin is None or margin.value not in ("<", ">"):
        return True
    told = [each.figure.value for each in sentence.numbers if each.end <= plan.start]
    goal = figure.figure.value
    return any(reached < goal if margin.value == "<" else reached / 2 < goal <= reached for reached in told)
