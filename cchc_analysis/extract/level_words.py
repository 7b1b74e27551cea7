"""Finds the words for levels that a text names: of levels, and of single units and their bodies."""

import re
from collections.abc import Iterable
from itertools import chain

from cchc_analysis.catalog import cues, either, fold, levels, lists
from cchc_analysis.extract.analysis import Mention, Sentence, bits
from cchc_analysis.extract.matching import commas

UNITS, COMMUNES = lists()["local_body"], lists()["commune_unit"]
NEAR = _LONGEST_NAME = 20  # letters
_RIGHT_BEFORE = re.compile(
    r":? (?:là |đạt |có |mới |chỉ |phải |khoảng |gần )*(?:trên |hơn |tối thiểu |ít nhất |từ |[≥≤><]=? ?)?"
)
_RIGHT_AFTER = re.compile(r" ?\(?(?:số |các |đơn vị |tổng số |trong số |của |cho |ở |tại |đối với )?")
_PREPOSED = re.compile(
    r"(?:tại|ở|đối với|riêng) (?:các |mỗi |từng )$|\b(?:các|những|mỗi|từng|(?<!đổi )(?<!nghệ )số|\d{1,3}) $"
)
_BEGINS = re.compile(r"(?:^|[,;:(.–-] ?|\b(?:tại|ở|và|còn|đó|riêng|gồm|các) )$")
_ACTED = re.compile(r"(?:được|bởi|gửi|trình|giữa) (?:các )?$")
LISTED = re.compile(r"(?:,| và|, và|;| lẫn) (?:ủy ban nhân dân |tại |ở |của )?(?:các |mỗi )?")
OPENS = re.compile(
    r"(?:^|[,;:] )(?:[-–+•▪*●○►➢]|\w{1,3}[.)])? ?\W*"
    r"(?:(?:đối với|tại|ở|riêng|với|còn|trong đó|số lượng|toàn bộ) ){0,2}(?:ủy ban nhân dân )?"
    r"(?:các |mỗi |từng |khối |\d+ )?$|^\W*\d+/\d+ $"
)
_LIES_IN = re.compile(rf"\b(?:{either(COMMUNES)}) [^\W\d]+(?: [^\W\d]+){{0,3}}(?:,| thuộc| \()? $")
"""Before the unit where another one lies: ``xã A, huyện …``."""
_WITH_OTHERS = re.compile(
    r"(?:, ban(?:, ngành)?)? [^,;:.\d]{0,20}(?:và|cùng(?: với)?) (?:ủy ban nhân dân )?"
    rf"(?:các|\d+) ({either(UNITS)})\b"
)
"""Behind a unit that is told of together with others: ``huyện Giồng Trôm và 21 xã, thị trấn``."""
OF_WHOM = re.compile(
    r"(?:(?! (?:theo|qua|trên|hơn|vượt|so với|phục vụ)\b)[^,;:().\d]){0,60} (?:của|từ|tại|ở) "
    r"(?:hội đồng nhân dân(?: và|,) |ủy ban nhân dân )?"
)
"""Between a figure and the body that what it counts is of: ``95% hồ sơ của UBND huyện …``."""
_OF_ANY_RANK = ("thành phố", "cục", "ban quản lý")
"""Words for units that may be of the province or below, or of the ministry, where no name follows."""
_ALONE = re.compile(r"(?:^\W*|[,;:()] ?|\b(?:hành chính công|một cửa|trả kết quả|toàn) )$")
_ACTS = re.compile(
    r" (?:(?:đã |cũng |mới )?(?:tiếp nhận|nhận|giải quyết|thực hiện|xử lý|cung cấp|ban hành|tổ chức|phấn đấu)\b"
    r"|\d[\d.]* [^\W\d])"
)


def levels_between(sentence: Sentence, start: int, end: int, after: int = -1, before: int = -1) -> list[str]:
    """Give the level words between two places; a figure stands from ``before`` to ``after``.

    A level right before the figure holds alone. One that did something for another (``do cấp tỉnh …``) is none.
    """
    text = sentence.text
    passed = sentence.asides | bits(sentence.of("given"))  # ``mục tiêu 70% tỉnh đề ra``
    found = [each for each in sentence.of("level", start, end) if not passed >> each.start & 1]
    if any(_RIGHT_AFTER.fullmatch(text, after, each.start) for each in found if each.start > after >= 0):
        found = [each for each in found if each.start >= after]
    adjacent = [
        each for each in found
        if _RIGHT_BEFORE.fullmatch(text, each.end, max(before, 0))
        and not text.startswith(("tỉnh có ", "tỉnh đặt ", "tỉnh phấn đấu "), each.start)
        and (
            not stands_alone(each)
            or (each.phrase != "tỉnh" and text.endswith(" của ", 0, each.start))  # whose a figure is
            or _BEGINS.search(text, max(0, each.start - NEAR), each.start)
        )
    ]  # fmt: skip
    if adjacent and levels()[adjacent[-1].value] != ("all",):
        return settle_levels(lists_in(text, found[: found.index(adjacent[-1]) + 1], LISTED)[-1])
    kept = (each for each in found if not _ACTED.search(text, max(0, each.start - NEAR), each.start))
    runs = lists_in(text, kept, LISTED)
    return settle_levels(
        each for run in runs if any(_is_said(sentence, each, after) for each in run) for each in run
    )


def _is_said(sentence: Sentence, level: Mention, after: int) -> bool:
    """Tell whether a word for a level stands for it, and is no part of a name; a figure ends at ``after``."""
    text, near = sentence.text, max(0, level.start - NEAR)
    if not stands_alone(level) or _PREPOSED.search(text, near, level.start):
        return True
    if text.endswith(("tại ", "ở "), 0, level.start) and text.startswith((",", ";", ")"), level.end):
        return True  # ``90% tại tỉnh, 80% tại cấp huyện``
    if after < 0:
        return False
    if level.phrase == "ủy ban nhân dân tỉnh":
        is_issuer = text.startswith(" phát hành", level.end)  # ``văn bản do ủy ban nhân dân tỉnh phát hành``
        return is_issuer or OF_WHOM.fullmatch(text, after, level.start) is not None
    is_of = level.phrase in UNITS and text.endswith(" của ", after, level.start)
    is_behind = is_of and not any(commas(sentence, after, level.start))  # ``100% thủ tục hành chính của xã``
    return is_behind or _RIGHT_AFTER.fullmatch(text, after, level.start) is not None


def settle_levels(named: Iterable[Mention]) -> list[str]:
    """Give of level words those that hold: words that pool levels stand back where a level is named."""
    known = levels()
    words: dict[tuple[str, ...], str] = {}
    for each in named:
        words.setdefault(known[each.value], each.value)
    pooled = words.pop(("all",), "")
    if pooled == "ngành dọc" or not words:  # which is counted together with a level
        return [*words.values(), *filter(None, [pooled])]
    single = {name for ids in words if len(ids) == 1 for name in ids}  # ``3 cấp, cấp xã …``
    return [word for ids, word in words.items() if len(ids) == 1 or single.isdisjoint(ids)]


def lists_in(text: str, named: Iterable[Mention], between: re.Pattern[str]) -> list[list[Mention]]:
    """Give mentions as the lists in which they stand, each with what stands ``between`` it and the one before."""
    found: list[list[Mention]] = []
    for each in named:
        if found and between.fullmatch(text, found[-1][-1].end, each.start):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def list_of(sentence: Sentence, one: Mention, found: Iterable[Mention]) -> list[Mention]:
    """Give the list in which a level stands: ``cấp huyện, cấp xã``."""
    return next(run for run in lists_in(sentence.text, found, LISTED) if one in run)


def stands_alone(mention: Mention) -> bool:
    """Tell whether a word names a level only beside a figure or after a preposition: it is part of names."""
    return " " not in mention.phrase or mention.phrase in ("thị xã", "thị trấn", "các sở", "ủy ban nhân dân tỉnh")


def subject_level(sentence: Sentence, first: int, start: int = 0) -> list[str]:
    """Give the level words with which a sentence, or a part of it, opens, before its first figure."""
    found = [each for each in sentence.of("level", start, first) if not sentence.is_aside(each.start)]
    for each in found:
        before = sentence.text[start : each.start]
        is_each = each.phrase == "các sở" or before.endswith(("các ", "mỗi ", "từng "))
        is_named = is_each or not stands_alone(each)
        if is_named and OPENS.search(before):
            return settle_levels(list_of(sentence, each, found))
    return []


def unit_level(sentence: Sentence, words: str, end: int, start: int = 0) -> list[str] | None:
    """Give the level of the one unit that is named last between two places (``thành phố Vị Thanh``).

    ``words`` are the document's, in which names have capitals.
    """
    text = sentence.text
    for unit in reversed(sentence.of("unit", start, end)):
        is_source = any(commas(sentence, unit.end, end)) or " cho thấy" in text[unit.end : end]
        is_parted = unit.value in ("sở", "cục") and is_source
        is_among = text.endswith(("toàn ", "tỉnh, "), start, unit.start) or any(
            each.start <= unit.start < each.end and "," in each.phrase for each in sentence.of("level")
        )  # ``63 tỉnh, thành phố``, ``UBND xã, đặc khu tiếp nhận …``
        is_place = words_of(unit.value) == "cấp huyện" and _LIES_IN.search(text, start, unit.start)
        if is_among or is_parted or is_place or sentence.is_aside(unit.start):
            continue
        if levels_with(text, unit, len(text)):
            return []
        first, stop = sentence.span(unit.end + 1, min(len(text), unit.end + 1 + _LONGEST_NAME))
        name = words[first:stop]
        is_named = name[:1].isupper() and not fold(name).startswith(tuple(cues()["central_city"]))
        opening = (each.end for each in sentence.times), (each.end for each in sentence.of("told"))
        is_dated = unit.start - 1 in chain(*opening)  # ``Đến nay huyện tiếp nhận …``
        is_alone = is_dated or _ALONE.search(text, 0, unit.start)
        is_acting = is_alone and _ACTS.match(text, unit.end)
        may_report = is_acting or words[sentence.span(unit.start, unit.end)[0]].isupper()
        if is_named or (may_report and unit.value not in _OF_ANY_RANK):
            return [words_of(unit.value)]  # ``Sở tiếp nhận 418 hồ sơ``: the one that reports
    return None


def levels_with(text: str, unit: Mention, end: int) -> list[str]:
    """Give the levels of a unit and of those that it is told of with, up to a place: ``huyện … và 21 xã``."""
    others = _WITH_OTHERS.match(text, unit.end, end)
    both = [words_of(unit.value), words_of(others[1])] if others else []
    return both if len({*both}) > 1 else []


def words_of(unit: str) -> str:
    """Give the words for the level of a kind of unit."""
    return "cấp tỉnh" if unit in lists()["province_unit"] else "cấp xã" if unit in COMMUNES else "cấp huyện"
