"""Chooses the level of a figure: of its clause, of who acts, of the subject, of its cell, of the headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cchc_analysis.catalog import (
    cues,
    fold,
    fold_keeping_places,
    indices,
    levels,
    lists,
    metrics,
    provinces,
    signatures,
)
from cchc_analysis.extract.analysis import Mention, Sentence, bits, has_cue, mentions, sentence_of, unread_words
from cchc_analysis.extract.cells import unnamed
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.outline import Node, body_of
from cchc_analysis.extract.statements import Reason

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.sentence import Reading

Said = Iterator[tuple[list[str] | None, Reason]]
"""Level words and where they stand, the nearest first; no list where that place says nothing of levels."""

_NEAR, _FARTHEST, _LONGEST_NAME = 20, 70, 20  # letters
_POOLING = "ngành dọc"
_RIGHT_BEFORE = re.compile(r":? (?:là |đạt |có )?(?:trên |hơn |tối thiểu |ít nhất |từ )?")
_RIGHT_AFTER = re.compile(r" ?\(?(?:số |các |đơn vị |tổng số |trong số |của |cho |ở |tại |đối với )?")
_COUNTED = re.compile(r" (?:(?:tổng )?số |các )?")
_PREPOSED = re.compile(r"(?:tại|ở|đối với|riêng) (?:các |mỗi |từng )$|\b(?:các|những|mỗi|từng|\d+) $")
_NATIONAL = re.compile(r"\d/63\b|\bcả nước\b|\btoàn quốc\b|\bbộ nội vụ\b")
"""Where such words stand, an index is that of the provinces."""
_AFTER_YEAR = re.compile(r"năm \d{4} $")
_BEGINS = re.compile(r"(?:^|[,;:(.–-] ?|\b(?:tại|ở|và|còn|đó|riêng|gồm|các) )$")
_ACTED = re.compile(r"(?:được|bởi|gửi|trình|báo cáo|giữa|từ|(?<!đối )với) (?:các )?$")
_LISTED = re.compile(r"(?:,| và|, và|;) (?:ủy ban nhân dân |tại |ở |của )?(?:các |mỗi )?")
_OPENS = re.compile(
    r"(?:^|, |; )(?:[-–+•▪*●○►➢]|\w{1,3}[.)])? ?\W*(?:(?:đối với|tại|ở|riêng|với|còn|trong đó|số lượng|toàn bộ) )?"
    r"(?:các |mỗi |từng |\d+ )?$"
)
_UNIT_OF = re.compile(
    r"^\W*(?:\w{1,3}[.)] )?(?:tại |ở |các |\d+ )?(?:bộ phận|trung tâm|cơ quan|đơn vị|văn phòng)[^,;:.\d]{0,60} $"
)
_BY_PROVINCE = re.compile(
    r"\b(?:phát hành|ban hành) (?:từ|của|do|bởi) ủy ban nhân dân tỉnh\b|\bdo ủy ban nhân dân tỉnh phát hành\b"
    r"|^ (?:văn bản|nghị quyết|quyết định)\b[^,;:.\d]{0,50} (?:của|do) (?:hội đồng|ủy ban) nhân dân"
    r"(?:(?: và|,) ủy ban nhân dân)? tỉnh\b|\((?:văn phòng ủy ban nhân dân tỉnh|sở )"
)
_UNIT_NAME = re.compile(
    r"\b(?:[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn) [A-ZĐÀ-Ỹ]\w+(?: [A-ZĐÀ-Ỹ]\w+)*"
)
_OF_LOCAL = re.compile(r"(?: [^\W\d]+){0,3} ")
"""Between a body and the unit that it is of: ``trung tâm truyền thông và văn hóa huyện``."""
_IN_CHARGE = re.compile(r"\W*(?:\w{1,3}[.)] )?sở [^:;,.\d]{2,60}: ")
"""Who is to see to an aim, which is for all: ``2. Sở Tài chính: phấn đấu 20% đơn vị sự nghiệp …``."""
_SEVERAL = re.compile(r"(?:\b(?:các|những|mỗi|từng|số|giữa)|[\d%]) $")
_WITHIN = re.compile(r"(?: [^\W\d]+){1,3}, ")
_ASIDE = re.compile(r"\b(?:riêng|trong đó|như|điển hình|cao nhất|thấp nhất|dẫn đầu|đứng đầu)\b")
_BODIES = frozenset({"agency", "authority"})
_DECREES = frozenset({"announce", "issue"})
_IN_NAMES = ("tỉnh", "cấp tỉnh")
"""Words for a level that names of indices hold: ``năng lực cạnh tranh cấp tỉnh``."""


def choose_levels(reading: Reading, clause: Clause, chosen: Chosen) -> tuple[list[str], Reason]:
    """Choose the level words of a figure; ``chosen`` is its metric and where that comes from."""
    if chosen.metric in indices():
        return _of_index(reading, clause, chosen.metric), Reason.OWN
    last = reading.last
    if last and reading.is_restated(clause):
        return [*last.levels] or [*reading.subject], Reason.CONTINUES
    if named := _named(reading, clause):
        return [] if clause.figure.kind == "count" and len(named) > 1 else named, Reason.OWN
    if chosen.again:
        return [*chosen.again.levels] or [*reading.subject], Reason.CONTINUES
    usual = [_usual_levels()[chosen.metric]] if chosen.metric in _usual_levels() else []
    if usual and levels()[usual[0]] == ("commune",):
        return usual, Reason.OWN  # no level is lower
    said = chain(_of_actor(reading, clause, chosen), _of_place(reading, clause, chosen))
    return next(((words, why) for words, why in said if words is not None), (usual, Reason.OWN))


@lru_cache(maxsize=1)
def _usual_levels() -> dict[str | None, str]:
    """Give the level words of the metrics that are of one level where none is named."""
    return {each.metric: each.level for each in signatures() if each.level}


def _of_index(reading: Reading, clause: Clause, metric: str) -> list[str]:
    """Give the levels of the bodies that an index is of, where such are named: else it is the province's."""
    figure, sentence, last = clause.figure, reading.sentence, reading.last
    ends = [each.end for each in sentence.of("concept", clause.start, figure.start) if each.part == "index"]
    start = max(ends, default=clause.start)
    named = levels_between(sentence, start, clause.end, clause.after, figure.start)
    if named := [each for each in named if each not in _IN_NAMES]:
        return named
    owners = [each for each in sentence.of("level", start, figure.start) if _owns(sentence.text, each)]
    if owners and owners[0].start == start + len(" của "):
        return settle_levels(owners[:1])
    is_province = any(each.value in _IN_NAMES for each in sentence.of("level", start, figure.start))
    if clause.joined and last and not (ends or is_province):
        return [*last.levels]
    unit = unit_level(sentence, reading.words, figure.start, start)
    return unit or index_of_body(sentence, reading.node, metric, clause.start, clause.end)


def index_of_body(sentence: Sentence, node: Node, metric: str, start: int, end: int) -> list[str]:
    """Give the level of the body that a document is of, if an index may be its own: not where a province is named.

    An index that is ``cấp tỉnh`` by its name is the province's.
    """
    named = [each.value for each in sentence.of("level", start, end)]
    is_named = any(each in _IN_NAMES or levels()[each] == ("all",) for each in named)
    is_named = is_named or bool(sentence.of("elsewhere") or _NATIONAL.search(sentence.text, start))
    return [] if is_named or "cấp tỉnh" in metrics()[metric].name_vi else next(levels_of_headings(node.titles), [])


def levels_between(sentence: Sentence, start: int, end: int, after: int = -1, before: int = -1) -> list[str]:
    """Give the level words between two places; a figure stands from ``before`` to ``after``.

    A level right before the figure holds alone. One that did something for another (``do cấp tỉnh …``) is none.
    """
    text = sentence.text
    found = [each for each in sentence.of("level", start, end) if not _aside(sentence, each)]
    base = _COUNTED.match(text, after) if after >= 0 else None
    is_counted = base is not None and any(each.start == base.end() for each in found)
    if not is_counted:
        adjacent = [
            each for each in found
            if _RIGHT_BEFORE.fullmatch(text, each.end, max(before, 0))
            and not (each.phrase == "tỉnh" and text.startswith((" có ", " đặt ", " phấn đấu "), each.end))
            and (
                not _stands_alone(each)
                or _owns(text, each)
                or _BEGINS.search(text, max(0, each.start - _NEAR), each.start)
            )
        ]  # fmt: skip
        if adjacent and levels()[adjacent[-1].value] != ("all",):
            return settle_levels(_list_round(sentence, adjacent[-1], found))
    kept: list[Mention] = []
    for each in found:
        near = max(0, each.start - _NEAR)
        if (is_counted and each.start < after) or _ACTED.search(text, near, each.start):
            continue
        if (
            not _stands_alone(each)
            or (after >= 0 and _RIGHT_AFTER.fullmatch(text, after, each.start) and not _is_whole(text, each))
            or (_PREPOSED.search(text, near, each.start) and not _is_whole(text, each))
            or (kept and _LISTED.fullmatch(text, kept[-1].end, each.start))
        ):
            kept.append(each)
    return settle_levels(kept)


def _is_whole(text: str, mention: Mention) -> bool:
    """Tell whether ``tỉnh`` is the whole province: after a year, or ``ở tỉnh`` in no list of levels."""
    at = mention.phrase == "tỉnh" and text.endswith((" ở ", " tại ", " đối với "), 0, mention.start)
    is_alone = at and not text.startswith((",", " và", "/"), mention.end)
    return mention.phrase == "tỉnh" and (is_alone or _AFTER_YEAR.search(text, 0, mention.start) is not None)


def _owns(text: str, mention: Mention) -> bool:
    """Tell whether a word for a level below the province says whose a figure is: ``của huyện là 98%``."""
    return mention.phrase != "tỉnh" and text.endswith(" của ", 0, mention.start)


def settle_levels(named: Iterable[Mention]) -> list[str]:
    """Give of level words those that hold: words that pool levels stand back where a level is named."""
    known = levels()
    words: dict[tuple[str, ...], str] = {}
    for each in named:
        words.setdefault(known[each.value], each.value)
    pooled = words.pop(("all",), "")
    if pooled == _POOLING or not words:  # ``ngành dọc`` is counted together with a level
        return [*words.values(), *([pooled] if pooled else [])]
    widest = max(words, key=len)
    after = [word for ids, word in [*words.items()][[*words].index(widest) :] if len(ids) == 1]
    return after or [words[widest]]  # ``trong 3 cấp, cấp xã …``


def _list_round(sentence: Sentence, named: Mention, found: list[Mention]) -> list[Mention]:
    """Give a level with those that stand in one list with it."""
    run = [named]
    for each in found:
        if each.start >= run[-1].end and _LISTED.fullmatch(sentence.text, run[-1].end, each.start):
            run.append(each)
    for each in reversed(found):
        if each.end <= run[0].start and _LISTED.fullmatch(sentence.text, each.end, run[0].start):
            run.insert(0, each)
    return run


def _stands_alone(mention: Mention) -> bool:
    """Tell whether a word names a level only beside a figure or after a preposition: it is part of names."""
    return " " not in mention.phrase or mention.phrase in ("thị xã", "thị trấn", "các sở", "ủy ban nhân dân tỉnh")


@lru_cache(maxsize=1)
def _provinces() -> tuple[str, ...]:
    return tuple(f" {fold(name)}" for name in provinces())


def _aside(sentence: Sentence, mention: Mention) -> bool:
    if mention.phrase == "tỉnh" and sentence.text.startswith(_provinces(), mention.end):
        return True  # ``tỉnh`` and its name: the whole, no level
    return sentence.is_aside(mention.start)


def subject_level(sentence: Sentence, first: int, start: int = 0) -> list[str]:
    """Give the level words with which a sentence, or a part of it, opens, before its first figure."""
    found = [each for each in sentence.of("level", start, first) if not _aside(sentence, each)]
    opened = next((when.end for when in sentence.times if when.start == start), start)
    for each in found:
        before = sentence.text[opened : each.start]
        if not _stands_alone(each) and (_OPENS.search(before) or _UNIT_OF.search(before)):
            return settle_levels(_list_round(sentence, each, found))
    return []


def _named(reading: Reading, clause: Clause) -> list[str]:
    """Give the level words of a figure's own clause; of a count what follows it, else what stands before it."""
    sentence, figure = reading.sentence, clause.figure
    if figure.kind != "count":
        return levels_between(sentence, clause.tight, clause.end, clause.after, figure.start)
    before = levels_between(sentence, max(clause.tight, figure.start - _FARTHEST), figure.start, -1, figure.start)
    ends = (each.end for each in sentence.of("level", 0, figure.start))
    if before and any(sentence.text[end : figure.start] in (" ", ": ") for end in ends):
        return before
    return levels_between(sentence, figure.end, clause.end, figure.end) or before


def _of_actor(reading: Reading, clause: Clause, chosen: Chosen) -> Said:
    """Give the levels of who acts in a sentence, and of the figure that the clause goes on with."""
    figure, total = clause.figure, reading.total or reading.last
    opened = reading.text.rfind("; ", 0, figure.start) + 2
    own = reading.clues[reading.figures.index(figure)]
    is_aim = reading.clock.nature == "target" and own.heads[:1] != ("dossier",)
    charged = _IN_CHARGE.match(reading.text) if is_aim else None
    begin = charged.end() if charged else 0
    stop = clause.end if figure.kind == "count" else figure.start
    yield unit_level(reading.sentence, reading.words, stop, max(begin, clause.tight)), Reason.SUBJECT
    yield (subject_level(reading.sentence, figure.start, opened) if opened > 1 else None) or None, Reason.SUBJECT
    yield unit_level(reading.sentence, reading.words, stop, begin), Reason.SUBJECT
    if clause.is_part and figure.kind == "count" and total and total.kind == "count":
        yield [*total.levels], Reason.CONTINUES
    yield _of_province(reading, clause), Reason.SUBJECT
    yield _continued(reading, clause, chosen), Reason.CONTINUES
    is_new = own.direct and (own.heads[:1] == ("agency",) or len(reading.subject) > 1)
    counted = reading.figures[0].end + 1  # ``100% cấp huyện …; tỷ lệ …``: what a figure is of is no subject
    is_counted = reading.figures[0].kind == "percent" and any(
        each.start == counted for each in reading.sentence.of("level")
    )
    yield None if opened > 1 and (is_new or is_counted) else reading.subject or None, Reason.SUBJECT


def unit_level(sentence: Sentence, words: str, end: int, start: int = 0) -> list[str] | None:
    """Give the level of the one unit that is named last between two places (``thành phố Vị Thanh``).

    ``words`` are the document's, in which names have capitals.
    """
    text = sentence.text
    units = sentence.of("unit", start, end)
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        is_remark = text.rfind("(", 0, unit.start) > text.rfind(")", 0, unit.start) and ")" in text[unit.end : end]
        is_of_list = unit.value in ("sở", "cục") and "," in text[unit.end : end]
        if is_remark or is_of_list or sentence.of("says", unit.end, end):
            continue
        first, stop = sentence.span(unit.end + 1, min(len(text), unit.end + 1 + _LONGEST_NAME))
        name = words[first:stop]
        if name[:1].isupper() and not fold(name).startswith(tuple(cues()["central_city"])):
            if at and _WITHIN.fullmatch(text, units[at - 1].end, unit.start):
                unit = units[at - 1]  # ``phường Minh Đức, thị xã Mỹ Hào``
            return [_words_of(unit.value)]
        place = sentence.span(unit.start, unit.end)[0]
        if words.startswith("Sở", place) and not _SEVERAL.search(text, 0, unit.start):
            return ["cấp tỉnh"]  # ``Sở tiếp nhận 418 hồ sơ``: the one that reports
    return None


def _words_of(unit: str) -> str:
    """Give the words for the level of a unit of some kind."""
    if unit in lists()["province_unit"]:
        return "cấp tỉnh"
    return "cấp xã" if unit in lists()["commune_unit"] else "cấp huyện"


def is_of_one_unit(reading: Reading) -> bool | None:
    """Tell whether a sentence is of one unit, the only one that its paragraph names; None where it names none."""
    if not reading.sentence.of("unit"):
        return None
    begin, end = reading.sentence.span(0, len(reading.text))
    units = [*_UNIT_NAME.finditer(reading.words, reading.node.start, reading.node.end)]
    own = [each for each in units if begin <= each.start() < end]
    if not own:
        return None
    is_aside = _ASIDE.search(fold(reading.words[begin : own[0].start()]))
    return len({each[0].lower() for each in units}) == 1 and not is_aside


def _of_province(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the province's level where a single provincial body did what a count counts."""
    text, figure = reading.text, clause.figure
    before = f"{fold(reading.node.intro)} {text[: figure.start]}"
    by = (each.start for each in reading.sentence.of("actor", figure.end, clause.end))
    is_acting = figure.kind == "count" and (
        _is_by_province(before) or any(text.endswith((" của ", " do "), 0, start) for start in by)
    )
    return ["cấp tỉnh"] if is_acting or _BY_PROVINCE.search(text[figure.end : clause.end]) else None


def _is_by_province(words: str) -> bool:
    """Tell whether folded words name a provincial body that acts by itself, none of a district's."""
    found = mentions(words)
    units = lists()["local_body"] - lists()["province_body"]  # ``thành phố`` may be either
    local = [each.start for each in found if each.kind == "unit" and each.value in units]
    return any(
        each.kind == "actor" and not any(_OF_LOCAL.fullmatch(words, each.end, start) for start in local)
        for each in found
    )


def _continued(reading: Reading, clause: Clause, chosen: Chosen) -> list[str] | None:
    """Give the levels of the statement that a figure says again, splits or dates anew; None where it does not."""
    last, figure = reading.last, clause.figure
    if last is None:
        return None
    whence, is_single = last.reasons["level"], len({*last.levels}) == 1
    goes_on = clause.joined or chosen.metric == last.metric  # ``…; lũy kế 15 văn bản``
    # ``cấp tỉnh tiếp nhận 13.906 hồ sơ, đúng hạn 99%``
    is_share_of = clause.flows or (clause.joined and (last.kind, figure.kind) == ("count", "percent"))
    is_held = (goes_on and whence is Reason.SUBJECT) or (
        is_single and (clause.is_part or (is_share_of and whence is Reason.OWN))
    )
    return [*last.levels] if is_held else None


def _of_place(reading: Reading, clause: Clause, chosen: Chosen) -> Said:
    """Give the levels of the row, the lead, the sentence before, the headings; last what the metric is of."""
    node, cell = reading.node, reading.node.cell
    for label in (*cell.heads, *cell.labels) if cell else ():
        yield _level_of(label), Reason.ROW
    for label in (cell.head if cell else "", chosen.label if chosen.reason is Reason.ROW else ""):
        yield _levels_in(label) or None, Reason.ROW
    labels = cell.labels if cell else ()
    for label in labels:
        yield None if chosen.label in labels else _of_row(label), Reason.UNIT
        named = _levels_in(label)
        yield named if len(named) == 1 else ["cấp tỉnh"] if _is_by_province(label) else None, Reason.ROW
    opened = reading.text.rfind(": ", 0, reading.figures[0].start)
    opened_by = levels_between(reading.sentence, 0, opened) if opened > 0 else []
    yield opened_by if len(opened_by) == 1 else None, Reason.SUBJECT
    told = node.intro.rpartition(". ")[2]
    for words, reason in ((node.caption, Reason.HEADING), (told, Reason.LEAD)):
        named = _levels_in(fold(words))
        yield named if len(named) == 1 and not _are_several(named) else None, reason
    yield [*_unit_in(told)] or None, Reason.LEAD
    is_sum = not {*labels}.isdisjoint(lists()["summed"])
    if reading.memory.level and not is_sum and _goes_on(reading, clause):
        yield [*reading.memory.level], Reason.BEFORE
    yield from ((said, Reason.HEADING) for said in levels_of_headings(node.titles if is_sum else node.headings))
    yield [] if is_sum else None, Reason.UNIT  # of the units above, seldom of all


def _are_several(named: list[str]) -> bool:
    """Tell whether level words name more than one level: ``từng cấp``."""
    return len({name for words in named for name in levels()[words]}) > 1


def _of_row(label: str) -> list[str] | None:
    """Give the level of the one body or unit that a folded row is of, such as ``UBND huyện …``; else None."""
    body = label.removeprefix("ủy ban nhân dân ")
    unit = next((each for each in mentions(body) if each.kind == "unit" and each.start == 0), None)
    return [_words_of(unit.value)] if unit else None


def levels_of_headings(headings: Iterable[str]) -> Iterator[list[str]]:
    """Give the level words of those folded headings that tell what they are of, in their order."""
    return (said for said in map(_of_heading, headings) if said is not None)


def _of_heading(heading: str) -> list[str] | None:
    """Give the levels of what a folded heading is of: one-stop centres, a department, or a level by its words."""
    if has_cue(heading, "centre"):
        return _of_centre(heading)
    if body := body_of(heading):
        return [_words_of(body)]
    return _level_of(heading)


def _of_centre(heading: str) -> list[str]:
    """Give the levels of one-stop centres in a folded heading: those it names, else the province's."""
    units = (each for each in mentions(heading) if each.kind == "unit")
    central = tuple(cues()["central_city"])
    below = (each.value for each in units if not heading.startswith(central, each.end + 1))
    return _levels_in(heading) or [next((_words_of(each) for each in below), "cấp tỉnh")]


def _goes_on(reading: Reading, clause: Clause) -> bool:
    """Tell whether a figure is of a thing that the sentences before spoke of, or names none."""
    heads = {*reading.clues[reading.figures.index(clause.figure)].heads}
    known, said = levels(), reading.memory.level[0]
    led = [draft for draft in reading.carried if [known[each] for each in draft.levels] == [known[said]]]
    if clause.figure.kind != "count":
        led = [draft for draft in led if not (draft.context and _decrees(draft.context[0]))]
    return not heads or any(heads & draft.clue.nouns for draft in led)


def _decrees(reading: Reading) -> bool:
    """Tell whether a sentence is of what one body does for all: ``UBND tỉnh công bố 64 thủ tục``."""
    return any(_DECREES & own.acts for own in reading.clues)


@lru_cache(maxsize=256)
def _unit_in(lead: str) -> list[str]:
    """Give the level of the one unit that a lead as printed names last."""
    folded = fold_keeping_places(lead)
    return unit_level(Sentence(folded.text, 0, folded), lead, len(folded.text)) or []


def _levels_in(words: str) -> list[str]:
    return levels_between(sentence_of(words), 0, len(words)) if words else []


def _level_of(label: str) -> list[str] | None:
    """Give the levels that a folded cell or heading names and little else; None where it is no such cell."""
    bare = unnamed(label)
    if bare.endswith(_provinces()):  # ``các sở, ban, ngành tỉnh`` and its name
        bare = bare.rpartition(" tỉnh ")[0]
    sentence = sentence_of(bare)
    named = sentence.of("level")
    read = bits(named) | bits(each for each in sentence.mentions if each.value in _BODIES)
    if not named or any(unread_words(sentence, 0, len(bare), read, frozenset())):
        return None
    return settle_levels(named)
