"""Chooses the level of a figure: of its clause, of who acts, of the subject, of its cell, of the headings.

A word for a level, or for one unit, is said of a figure beside it, or is who acts, and then holds on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from cchc_analysis.catalog import cues, either, fold, indices, levels, lists
from cchc_analysis.extract.analysis import Mention, Sentence, bits, has_cue, mentions, sentence_of, unread_words
from cchc_analysis.extract.cells import unnamed, without_remark
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import names_own, ranked_body
from cchc_analysis.extract.matching import commas, signatures_of
from cchc_analysis.extract.outline import body_of
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.tables import NO_CELL

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.sentence import Reading

Said = Iterator[tuple[list[str] | None, Reason]]
"""Level words and where they stand, the nearest first; no list where that place says nothing of levels."""

_UNITS, _COMMUNES = lists()["local_body"], lists()["commune_unit"]
_NEAR = _LONGEST_NAME = 20  # letters
_RIGHT_BEFORE = re.compile(
    r":? (?:là |đạt |có |mới |chỉ |phải |khoảng |gần )*(?:trên |hơn |tối thiểu |ít nhất |từ |[≥≤><]=? ?)?"
)
_RIGHT_AFTER = re.compile(r" ?\(?(?:số |các |đơn vị |tổng số |trong số |của |cho |ở |tại |đối với )?")
_PREPOSED = re.compile(
    r"(?:tại|ở|đối với|riêng) (?:các |mỗi |từng )$|\b(?:các|những|mỗi|từng|(?<!đổi )(?<!nghệ )số|\d{1,3}) $"
)
_BEGINS = re.compile(r"(?:^|[,;:(.–-] ?|\b(?:tại|ở|và|còn|đó|riêng|gồm|các) )$")
_ACTED = re.compile(r"(?:được|bởi|gửi|trình|giữa) (?:các )?$")
_LISTED = re.compile(r"(?:,| và|, và|;| lẫn) (?:ủy ban nhân dân |tại |ở |của )?(?:các |mỗi )?")
_OPENS = re.compile(
    r"(?:^|[,;:] )(?:[-–+•▪*●○►➢]|\w{1,3}[.)])? ?\W*"
    r"(?:(?:đối với|tại|ở|riêng|với|còn|trong đó|số lượng|toàn bộ) ){0,2}(?:ủy ban nhân dân )?"
    r"(?:các |mỗi |từng |khối |\d+ )?$|^\W*\d+/\d+ $"
)
_LIES_IN = re.compile(rf"\b(?:{either(_COMMUNES)}) [^\W\d]+(?: [^\W\d]+){{0,3}}(?:,| thuộc| \()? $")
"""Before the unit where another one lies: ``xã A, huyện …``."""
_WITH_OTHERS = re.compile(
    r"(?:, ban(?:, ngành)?)? [^,;:.\d]{0,20}(?:và|cùng(?: với)?) (?:ủy ban nhân dân )?"
    rf"(?:các|\d+) ({either(_UNITS)})\b"
)
"""Behind a unit that is told of together with others: ``huyện Giồng Trôm và 21 xã, thị trấn``."""
_OF_WHOM = re.compile(
    r"(?:(?! (?:theo|qua|trên|hơn|vượt|so với|phục vụ)\b)[^,;:().\d]){0,60} (?:của|từ|tại|ở) "
    r"(?:hội đồng nhân dân(?: và|,) |ủy ban nhân dân )?"
)
"""Between a figure and the body that what it counts is of: ``95% hồ sơ của UBND huyện …``."""
_DONE = re.compile(r"(?:đã |mới |và )*")
_OF_ANY_RANK = ("thành phố", "cục", "ban quản lý")
"""Words for units that may be of the province or below, or of the ministry, where no name follows."""
_THINGS_OF = re.compile(r"(?: [^\W\d]+){1,8} của (?:các |cả )?")
_BODY = re.compile(
    r"(?<!\bvề )(?<!đến )(?<!với )(?<!gửi )(?<!được )(?<!theo )(?<!(?<!tháng )(?<!năm )(?<!gian )qua )"
    r"(?<!cho )(?<!dẫn )(?<!giao )(?<!làm )"
    rf"\b(?:{either(lists()['organ'])})(?: (?!(?:cấp|trên|trong|đến|với|cho|về|từ) )[^\W\d]+){{1,9}}? "
    r"(?:của )?(?:các |\d+ )?(?:ủy ban nhân dân )?$"
)
"""Before the word for the unit whose body acts: ``bộ phận một cửa của xã``, ``Đài Truyền thanh huyện``."""
_BEFORE_BODY = re.compile(r"^(?:giao |tại )?(?:ủy ban nhân dân )?")
_CENTRE = re.compile(
    r"\b(?:trung tâm|(?:(?<=^)|(?<=, )|(?<=20\d\d )|(?<=tháng )|(?<=năm )|(?<=nay ))đơn vị) (?:này )?(?:chỉ )?"
)
_OWNER = re.compile(
    rf"(?:(?<!tỉnh) có| (?:{either(lists()['ranked_as'])})(?: về| ở)) (?:chỉ số )?$"
    rf"|\b(?:{either(lists()['ranked_as'])})(?: là| thuộc về) [^,;:]*(?=,? ?\(?$)"
)
"""Before an index or a score, whose it is: ``Sở Tài chính có …``, ``cao nhất là Sở Tài chính, …``."""
_OF_CENTRE = "trung tâm phục vụ hành chính công tỉnh"
_CENTRE_WITHIN = 1000  # letters before a paragraph
_OF_PROVINCE = {"tỉnh", "cấp tỉnh", *lists()["whole"]}
_OFFICES = ("agency", "authority")


def choose_levels(reading: Reading, clause: Clause, chosen: Chosen, nature: str) -> tuple[list[str], Reason]:
    """Choose the level words of a figure; ``chosen`` is its metric and where that comes from."""
    is_aim = (reading.frame.kind, nature) == ("plan", "target")
    own, place = _of_clause(reading, clause, chosen, is_aim), _of_place(reading, clause, chosen)
    said = chain(own, _of_actor(reading, clause, is_aim), place)
    return next((words, why) for words, why in said if words is not None)


def _of_clause(reading: Reading, clause: Clause, chosen: Chosen, is_aim: bool) -> Said:
    """Give the levels that a clause names, and those of the units, parts or times that its figure is said of."""
    sentence, figure = reading.sentence, clause.figure
    if chosen.metric in indices():
        yield _of_index(reading, clause, chosen), Reason.OWN
    opened = sentence.part_start(figure.start)
    units = sentence.of("unit", opened, figure.start)
    if told := [each for each in units if levels_with(reading.text, each, figure.start)]:
        is_own_count = figure.kind == "count" and told[-1].start >= clause.start
        is_pooled = is_own_count or not sentence.of("level", clause.tight, figure.start)
        each_of = levels_with(reading.text, told[-1], figure.start) if is_aim else []  # a result pools them
        yield each_of or ([] if is_pooled else None), Reason.OWN
    # ``97% (cấp tỉnh 99%; cấp xã 94%)``
    parts = takewhile(lambda each: each.is_part, reading.clauses[clause.place + 1 :])
    is_whole = len({word for each in parts for word in _in_clause(sentence, each, each.tight)}) > 1
    yield _in_clause(sentence, clause, clause.tight) or _of_counted(reading, clause), Reason.OWN
    yield [] if is_whole else None, Reason.OWN
    for unit in sentence.of("unit", clause.after, clause.end):  # ``95% hồ sơ của UBND huyện …``
        if _OF_WHOM.fullmatch(reading.text, clause.after, unit.start):
            yield unit_level(sentence, reading.words, unit.end, unit.start), Reason.OWN
    if chosen.again:
        yield [*chosen.again.levels], Reason.CONTINUES


def _of_counted(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the level of so many bodies that a figure is of: ``22/22 xã đạt 100%``, ``100% thủ tục của 20 sở``."""
    sentence, before = reading.sentence, reading.previous(clause)
    counted = [before] if before and clause.joined and not reading.is_read(before) else []
    behind = reading.clauses[clause.place + 1 : clause.place + 2]
    counted += [each for each in behind if _THINGS_OF.fullmatch(reading.text, clause.after, each.figure.start)]
    for bodies in counted:
        named = sentence.of("level", bodies.figure.end, clause.figure.start if bodies is before else None)
        run = list_of(sentence, named[0], named) if named else []
        is_apart = run and bodies is before and "," in reading.text[run[-1].end : clause.figure.start]
        if run and run[0].start == bodies.figure.end + 1 and not is_apart:
            return settle_levels(run)
    return None


def _of_index(reading: Reading, clause: Clause, chosen: Chosen) -> list[str]:
    """Give the levels of the bodies that an index is of, where such are named: else it is the province's."""
    figure, sentence = clause.figure, reading.sentence
    indexed = [each for each in sentence.of("concept", clause.start, figure.start) if each.part == "index"]
    start = indexed[-1].end if indexed else clause.start
    stop = indexed[0].start if indexed else figure.start
    owned = _OWNER.search(reading.text, clause.tight, stop)
    owner = unit_level(sentence, reading.words, owned.end(), clause.tight) if owned else None
    # not ``năng lực cạnh tranh cấp tỉnh``, ``xếp thứ 4 toàn tỉnh``
    named = [each for each in _in_clause(sentence, clause, start) if each not in _OF_PROVINCE]
    labels = (reading.node.cell or NO_CELL).labels  # ``Sở Nội vụ | 92,5``
    of_row = next(filter(None, (_of_row(each) or _of_label(each) for each in labels)), [])
    opened = sentence.part_start(figure.start)
    opens = () if names_own(reading, opened, figure.start) else subject_level(sentence, figure.start, opened)
    if named := named or owner or unit_level(sentence, reading.words, figure.start, start) or opens or of_row:
        return [*named]
    below = ranked_body(sentence, figure)
    if below and not (below == "thành phố" and _is_of_city(reading)):
        return [words_of(below)]
    last = reading.last if clause.joined or chosen.reason is Reason.CONTINUES else None
    # ``Sở Nội vụ xếp thứ 3, 88,57 điểm``
    if last and last.metric in indices() and last.levels:
        return [*last.levels]
    is_own = names_own(reading, clause.start, figure.start)
    return [] if is_own else subject_level(sentence, max(reading.text.rfind(": ", 0, figure.start), 0))


def _in_clause(sentence: Sentence, clause: Clause, start: int) -> list[str]:
    return levels_between(sentence, start, clause.end, clause.after, clause.figure.start)


def _of_actor(reading: Reading, clause: Clause, is_aim: bool) -> Said:
    """Give the levels of who acts before a figure, and those of the figure before where nobody acts behind it."""
    place, acting = next(actors(reading, clause), (-1, None))
    before = max((each.end for each in reading.figures if each.end < clause.figure.start), default=-1)
    yield acting if place > before else None, Reason.SUBJECT
    yield _held(reading, clause, is_aim), Reason.CONTINUES
    yield acting, Reason.SUBJECT
    yield _of_last(reading, clause), Reason.CONTINUES
    opened = reading.sentence.part_start(clause.figure.start)
    if opened and goes_on(reading.sentence, opened + 1):  # ``Sở … ban hành 38 văn bản …; công bố 9 văn bản``
        acted = (each.levels for each in reading.found[:1] if each.reasons["level"] is Reason.SUBJECT)
        yield next(acted, None), Reason.SUBJECT
    is_new = reading.clauses[clause.place].clue.direct and len(reading.subject) > 1
    yield None if is_new else reading.subject or None, Reason.SUBJECT


def actors(reading: Reading, clause: Clause) -> Iterator[tuple[int, list[str]]]:
    """Give those who act before a figure, where they stand and their levels, the last one first."""
    sentence, stop = reading.sentence, clause.figure.start
    yield from _of_centre(reading, clause)
    named = [each for kind in ("level", "unit", "actor") for each in sentence.of(kind, 0, stop)]
    for each in sorted(named, reverse=True):
        found = _acts(reading, clause, each) if not sentence.is_aside(each.start) else None
        if found is not None:
            yield each.start, found


def _acts(reading: Reading, clause: Clause, each: Mention) -> list[str] | None:
    """Give the level of one who is named, where it acts."""
    sentence, text, figure = reading.sentence, reading.text, clause.figure
    is_body = each.start >= clause.tight and _BODY.search(text, clause.tight, each.start)
    if each.kind == "actor":
        is_source = text.endswith(("theo ", "của "), 0, each.start)
        return None if is_source or figure.kind not in ("count", "fraction") else ["cấp tỉnh"]
    if each.kind == "unit":
        acts = is_body or text.endswith("ủy ban nhân dân ", clause.tight, each.start)
        is_town = each.value == "thành phố" and acts and reading.province and not _is_of_city(reading)
        return ["cấp huyện"] if is_town else level_of(each, sentence, reading.words, figure.start)
    opened = sentence.part_start(figure.start)
    is_whose = not stands_alone(each) or each.phrase == "ủy ban nhân dân tỉnh"
    is_acting = is_whose and each.start >= opened and goes_on(sentence, each.end + 1)
    if is_body or is_acting or (opened and subject_level(sentence, each.end, opened)):
        return settle_levels(list_of(sentence, each, sentence.of("level", min(opened, clause.tight))))
    return None


def _of_centre(reading: Reading, clause: Clause) -> Iterator[tuple[int, list[str]]]:
    """Give the level of the centre that acts by its short name, named in full before in the paragraph."""
    sentence, stop = reading.sentence, clause.figure.start
    opened = sentence.part_start(stop)  # ``Tại phường …, trung tâm nhận 137 hồ sơ``
    is_short = any(goes_on(sentence, each.end()) for each in _CENTRE.finditer(reading.text, opened, stop))
    if not is_short or reading.text[opened:stop].lstrip().startswith(("tại ", "ở ")):
        return
    told = reading.words[max(0, reading.node.start - _CENTRE_WITHIN) : sentence.span(0, stop)[1]]
    for each in [each for each in mentions(fold(told)) if each.phrase.startswith("trung tâm ")][-1:]:
        yield stop, [each.value if each.kind == "level" else _OF_CENTRE]


def _is_of_city(reading: Reading) -> bool:
    return fold(reading.province or "").endswith(tuple(cues()["central_city"]))


def _held(reading: Reading, clause: Clause, is_aim: bool) -> list[str] | None:
    """Give the levels of the figure before in the sentence, which hold until others are named.

    An aim behind a semicolon is one of its own, and so is a rate there, unless both are of who acts.
    """
    before, figure, sentence = reading.total, clause.figure, reading.sentence
    whole = before if before and clause.is_part and before.kind == figure.kind == "count" else None
    of_whole = [*whole.levels] if whole else None
    if not before or not before.context or before.context[0] is not reading or len(before.levels) > 1:
        return of_whole
    start = before.context[1].figure.end
    between = reading.text[start : figure.start]
    is_own_rate = figure.kind == "percent" and before.reasons["level"] is Reason.OWN
    own = {word for each in reading.found if each.reasons["level"] is Reason.OWN for word in each.levels}
    is_anew = ";" in between and (is_aim or is_own_rate)
    is_loose = not before.levels and (";" in between or "," not in between)
    begin = clause.start if before.reasons["level"] is Reason.TOGETHER else start  # ``349 thủ tục của ba cấp, …``
    named = any(sentence.of(kind, begin, clause.end) for kind in ("level", "unit", "actor"))
    named |= any(each.value in _OFFICES for each in sentence.of("concept", begin, figure.start))
    if is_anew or is_loose or named:
        return of_whole
    # ``cấp tỉnh 1.833, cấp xã 134; …``, ``…, bình quân đạt 55%``
    is_of_all = (";" in between.partition("(")[0] and len(own) > 1) or "bình quân" in between
    return [] if is_of_all else [*before.levels]


def _of_last(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the levels of the figure before, of which one is a part or with which it is joined."""
    last, heads = reading.last, reading.clauses[clause.place].clue.heads
    if last is None or len({*last.levels}) != 1:
        return None
    # ``tiếp nhận 13.906 hồ sơ, đúng hạn 99%``
    is_same = not heads or (last.kind, clause.figure.kind) == ("count", "percent")
    return [*last.levels] if clause.is_part or (clause.joined and is_same) else None


def _of_place(reading: Reading, clause: Clause, chosen: Chosen) -> Said:
    """Give the levels of the row, the lead, the text before, the headings; last what the metric is of."""
    node, cell = reading.node, reading.node.cell or NO_CELL
    for label in (*cell.heads, *cell.labels, cell.head, chosen.label):
        yield _of_label(label), Reason.ROW
    for label in cell.labels:
        yield _of_row(label), Reason.UNIT
        yield ["cấp tỉnh"] if has_cue(label, "actor") else None, Reason.ROW
    lead = fold(node.intro.rpartition(". ")[2])
    yield _of_label(fold(node.caption)), Reason.HEADING
    yield _of_label(lead) or _of_row(lead), Reason.LEAD
    if reading.whom.levels and _goes_on_with(reading, clause, chosen):
        yield [*reading.whom.levels], Reason.BEFORE
    for named in levels_of_headings(node.headings):
        yield named, Reason.HEADING
    yield [each.level for each in signatures_of(chosen.metric) if each.level][-1:], Reason.OWN


def level_ids(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the levels for which level words stand."""
    return tuple(levels()[each] for each in words)


def _goes_on_with(reading: Reading, clause: Clause, chosen: Chosen) -> bool:
    """Tell whether a figure is of a thing that the sentences before spoke of, or of none.

    Of what was done for the whole province only what was done, too, or the same measure.
    """
    whose, own = reading.whom, reading.clauses[clause.place].clue.heads
    if whose.kind == "unit":
        return not re.search(r"\btỉnh\b", reading.text)
    led = [draft for draft in reading.carried if level_ids(draft.levels) == level_ids(whose.levels)]
    is_served = whose.levels[0].startswith("trung tâm ") and {*own[:1]} <= lists()["served"]
    if own and led and not is_served and not any({*own} & draft.clue.nouns for draft in led):
        return False
    is_same = whose.kind != "all" or any(draft.metric == chosen.metric for draft in led)
    return is_same or goes_on(reading.sentence, 0)


def _of_row(label: str) -> list[str] | None:
    """Give the level of the one body or unit that a folded row or lead opens with: ``UBND huyện …``; else None."""
    body = _BEFORE_BODY.sub("", label)
    units = (each for each in mentions(body) if each.kind == "unit" and each.start == 0)
    return next(([words_of(each.value)] for each in units), None)


def levels_of_headings(headings: Iterable[str]) -> Iterator[list[str]]:
    """Give the level words of those folded headings that name a level or the body of one, in their order."""
    for heading in map(without_remark, headings):
        body = body_of(heading)
        yield from filter(None, [[words_of(body)] if body else _of_label(heading)])


def _of_label(label: str) -> list[str] | None:
    """Give the levels that a folded cell or heading is of: the one that it names, or several and little else."""
    named, bare = levels_between(sentence_of(label), 0, len(label)), sentence_of(unnamed(label))
    every = bare.of("level")
    if len(named) == 1 or not every or bare.text.endswith("của tỉnh"):  # ``chỉ tiêu chung của tỉnh``
        return named if len(named) == 1 else None
    read = bits(every) | bits(each for each in bare.mentions if each.value in _OFFICES)
    return None if any(unread_words(bare, 0, len(bare.text), read, frozenset())) else settle_levels(every)


def levels_between(sentence: Sentence, start: int, end: int, after: int = -1, before: int = -1) -> list[str]:
    """Give the level words between two places; a figure stands from ``before`` to ``after``.

    A level right before the figure holds alone. One that did something for another (``do cấp tỉnh …``) is none.
    """
    text = sentence.text
    passed = sentence.asides | bits(sentence.of("given"))  # ``mục tiêu 70% tỉnh đề ra``
    found = [each for each in sentence.of("level", start, end) if not passed >> each.start & 1]
    runs = lists_in(text, found, _LISTED)
    said = [run for run in runs if any(_is_said(sentence, each, after, before) for each in run)]
    if any(_RIGHT_AFTER.fullmatch(text, after, run[0].start) for run in said if run[0].start > after >= 0):
        said = [run for run in said if run[0].start > after]
    beside = [run for run in said if _is_before(text, run[-1], before) and levels()[run[-1].value] != ("all",)]
    return settle_levels(each for run in beside[-1:] or said for each in run)


def _is_before(text: str, level: Mention, figure: int) -> bool:
    """Tell whether a level stands right before a figure: ``cấp xã đạt 90%``."""
    is_set = text.startswith(("tỉnh có ", "tỉnh đặt ", "tỉnh phấn đấu "), level.start)
    return not is_set and _RIGHT_BEFORE.fullmatch(text, level.end, max(figure, 0)) is not None


def _is_said(sentence: Sentence, level: Mention, after: int, before: int) -> bool:
    """Tell whether a word for a level stands for it, and is no part of a name; a figure ends at ``after``."""
    text, place = sentence.text, level.start
    near, is_whose = max(0, place - _NEAR), text.endswith(" của ", 0, place)
    if _is_before(text, level, before) and (
        _BEGINS.search(text, near, place) or (is_whose and level.phrase != "tỉnh")
    ):
        return True
    if not stands_alone(level) or _PREPOSED.search(text, near, place):
        return not _ACTED.search(text, near, place)
    # ``90% tại tỉnh, 80% tại cấp huyện``
    is_there = text.endswith(("tại ", "ở "), 0, place) and text.startswith((",", ";", ")"), level.end)
    beside = bool(_RIGHT_AFTER.fullmatch(text, max(after, 0), place))
    if level.phrase == "ủy ban nhân dân tỉnh":  # ``văn bản do ủy ban nhân dân tỉnh phát hành``
        beside = text.startswith(" phát hành", level.end) or bool(_OF_WHOM.fullmatch(text, after, place))
    is_behind = is_whose and level.phrase in _UNITS and not any(commas(sentence, after, place))
    return is_there or (0 <= after < place and (is_behind or beside))


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
    return next(run for run in lists_in(sentence.text, found, _LISTED) if one in run)


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
        if is_named and _OPENS.search(before):
            return settle_levels(list_of(sentence, each, found))
    return []


def unit_level(sentence: Sentence, words: str, end: int, start: int = 0) -> list[str] | None:
    """Give the level of the one unit that is named last between two places (``thành phố Vị Thanh``)."""
    found = (level_of(unit, sentence, words, end) for unit in reversed(sentence.of("unit", start, end)))
    return next((each for each in found if each is not None), None)


def level_of(unit: Mention, sentence: Sentence, words: str, end: int) -> list[str] | None:
    """Give the level of a unit that has a name or acts, up to a place; of one told of with others that of all.

    ``words`` are the document's, in which names have capitals.
    """
    text = sentence.text
    is_source = any(commas(sentence, unit.end, end)) or " cho thấy" in text[unit.end : end]
    is_parted = unit.value in ("sở", "cục") and is_source
    is_among = (unit.value in _UNITS and text.endswith(("toàn ", "tỉnh, "), 0, unit.start)) or any(
        each.start <= unit.start < each.end and "," in each.phrase for each in sentence.of("level")
    )  # ``63 tỉnh, thành phố``, ``UBND xã, đặc khu tiếp nhận …``
    is_place = words_of(unit.value) == "cấp huyện" and _LIES_IN.search(text, 0, unit.start)
    if is_among or is_parted or is_place or sentence.is_aside(unit.start):
        return None
    if levels_with(text, unit, len(text)):
        return []
    first, stop = sentence.span(unit.end + 1, min(len(text), unit.end + 1 + _LONGEST_NAME))
    name = words[first:stop]
    is_named = name[:1].isupper() and not fold(name).startswith(tuple(cues()["central_city"]))
    # ``Đến nay huyện tiếp nhận …``, ``Trung tâm Hành chính công huyện …``
    behind = {each.end for each in (*sentence.of("told"), *sentence.of("actor"))}
    behind |= {each.end for each in sentence.times}
    is_alone = unit.start - 1 in behind or not text[: unit.start].rstrip()[-1:].isalnum()
    is_acting = is_alone and goes_on(sentence, unit.end + 1)
    may_report = is_acting or words[sentence.span(unit.start, unit.end)[0]].isupper()
    # ``Sở tiếp nhận 418 hồ sơ``: the one that reports
    return [words_of(unit.value)] if is_named or (may_report and unit.value not in _OF_ANY_RANK) else None


def levels_with(text: str, unit: Mention, end: int) -> list[str]:
    """Give the levels of a unit and of those that it is told of with, up to a place: ``huyện … và 21 xã``."""
    others = _WITH_OTHERS.match(text, unit.end, end)
    both = [words_of(unit.value), words_of(others[1])] if others else []
    return both if len({*both}) > 1 else []


def words_of(unit: str) -> str:
    """Give the words for the level of a kind of unit."""
    return "cấp tỉnh" if unit in lists()["province_unit"] else "cấp xã" if unit in _COMMUNES else "cấp huyện"


def goes_on(sentence: Sentence, place: int) -> bool:
    """Tell whether from a place on a sentence tells what was done, and not who did it: ``đã giải quyết …``."""
    opening = _DONE.match(sentence.text, place)
    begins = {place, opening.end()} if opening else {place}
    does = (
        each.start for each in sentence.mentions
        if each.part == "act" or each.value == "provide" or (each.kind == "planned" and each.start > place)
    )  # fmt: skip
    return any(place in begins for place in does)
