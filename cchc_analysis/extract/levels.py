"""Chooses the level of a figure: of its clause, of who acts, of the subject, of its cell, of the headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from cchc_analysis.catalog import cues, either, fold, indices, levels, lists, metrics
from cchc_analysis.extract.analysis import Sentence, bits, mentions, sentence_of, unread_words
from cchc_analysis.extract.cells import unnamed, without_remark
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import names_own, ranked_body
from cchc_analysis.extract.level_words import (
    COMMUNES,
    OF_WHOM,
    UNITS,
    levels_between,
    levels_with,
    list_of,
    settle_levels,
    stands_alone,
    subject_level,
    unit_level,
    words_of,
)
from cchc_analysis.extract.matching import signatures_of
from cchc_analysis.extract.outline import body_of
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.rewriting import CAPITAL

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.sentence import Reading

Said = Iterator[tuple[list[str] | None, Reason]]
"""Level words and where they stand, the nearest first; no list where that place says nothing of levels."""

_THINGS_OF = re.compile(r"(?: [^\W\d]+){1,8} của (?:các |cả )?")
_NAMED = rf"[{CAPITAL}]\w+(?: [{CAPITAL}]\w+)*"
_UNIT_NAME = re.compile(
    rf"\b((?:{either([*UNITS, *map(str.capitalize, UNITS)])}) {_NAMED})"
    rf"(?:(?:,| thuộc| \() ?(?:{either(UNITS - COMMUNES)}) {_NAMED})?"
)
"""A unit, behind it the one where it lies: ``xã Mai Hịch, huyện Mai Châu``."""
_TURNS = re.compile(
    rf"\b(?:(?:toàn|cả|của|địa bàn|chung|ủy ban nhân dân|với) tỉnh|toàn (?:{either(UNITS)})|các sở)\b"
)
"""From there on a paragraph is no longer of the unit with which it began."""
_ASIDE = re.compile(r"\b(?:riêng|trong đó|như|điển hình|nhiều nhất|ít nhất|cao nhất|thấp nhất|dẫn đầu|đứng đầu)\b")
_BODY = re.compile(
    r"(?<!\bvề )(?<!đến )(?<!với )(?<!gửi )(?<!được )(?<!theo )(?<!(?<!tháng )(?<!năm )(?<!gian )qua )"
    r"(?<!cho )(?<!dẫn )(?<!giao )(?<!làm )"
    rf"\b(?:{either(lists()['organ'])})(?: (?!(?:cấp|trên|trong|đến|với|cho|về|từ) )[^\W\d]+){{1,9}}? "
    r"(?:của )?(?:các |\d+ )?(?:ủy ban nhân dân )?$"
)
"""Before the word for the unit whose body acts: ``bộ phận một cửa của xã``, ``Đài Truyền thanh huyện``."""
_OF_BODY = re.compile(
    r"(?: của| tại| ở|,| và)? (?:các |[\d/]+ )?(?:ủy ban nhân dân )?(?:cấp )?"
    rf"(?:{either(UNITS - {'thành phố'})})\b"
)
"""Behind a body the units below the province that have it, or act with it: ``Trung tâm … công của 36 xã``."""
_BEFORE_BODY = re.compile(r"^(?:giao |tại )?(?:ủy ban nhân dân )?")
_OF_PROVINCE_ROW = re.compile(rf"(?:{either(lists()['organ'])})\b.* tỉnh")
"""A row of one body of the province: ``Văn phòng UBND tỉnh``."""
_CENTRE = re.compile(r"\b(?:trung tâm|(?:(?<=^)|(?<=, )|(?<=20\d\d ))đơn vị) (?:này )?(?:chỉ )?")
_OWNERS = (
    re.compile(rf"(?<!tỉnh)(?: có| (?:{either(lists()['ranked_as'])})(?: về| ở)) (?:chỉ số )?$"),
    re.compile(rf"\b(?:{either(lists()['ranked_as'])})(?: là| thuộc về) [^,;:]*(?=,? ?\(?$)"),
)
"""Before an index or a score, whose it is: ``Sở Tài chính có …``, ``cao nhất là Sở Tài chính, …``."""
_OF_CENTRE = "trung tâm phục vụ hành chính công tỉnh"
_CENTRE_WITHIN = 1000  # letters before a paragraph
_DONE = re.compile(r"(?:đã |mới |và )*")
_OF_PROVINCE = {"tỉnh", "cấp tỉnh", *lists()["whole"]}
_OFFICES = ("agency", "authority")
ACTING_FOR_ALL = (["cấp tỉnh"], ["ủy ban nhân dân tỉnh"])
"""Words for the level of who acts, maybe for the whole province."""


def choose_levels(reading: Reading, clause: Clause, chosen: Chosen, nature: str) -> tuple[list[str], Reason]:
    """Choose the level words of a figure; ``chosen`` is its metric and where that comes from."""
    is_aim = (reading.frame.kind, nature) == ("plan", "target")
    own, place = _of_clause(reading, clause, chosen, is_aim), _of_place(reading, clause, chosen)
    said = chain(own, _of_actor(reading, clause, chosen, is_aim), place)
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
    behind = takewhile(lambda each: each.is_part, reading.clauses[clause.place + 1 :])
    is_split = not clause.is_part or reading.text.startswith("(", clause.end)
    parts = [*behind] if is_split else []  # ``97% (cấp tỉnh 99%; cấp xã 94%)``
    is_whole = len({word for each in parts for word in _in_clause(sentence, each, each.tight)}) > 1
    yield _in_clause(sentence, clause, clause.tight) or _of_counted(reading, clause), Reason.OWN
    yield [] if is_whole else None, Reason.OWN
    for unit in sentence.of("unit", clause.after, clause.end):  # ``95% hồ sơ của UBND huyện …``
        if OF_WHOM.fullmatch(reading.text, clause.after, unit.start):
            yield unit_level(sentence, reading.words, unit.end, unit.start), Reason.OWN
    if chosen.again:
        yield [*chosen.again.levels], Reason.CONTINUES
    if chosen.reason is Reason.SENTENCE:  # ``60% năm 2023 và 80% năm 2025 hồ sơ cấp xã``
        named = [each for each in reading.clauses[clause.place + 1 :] if each.clue.heads][:1]
        yield next((_in_clause(sentence, each, each.start) or None for each in named), None), Reason.SENTENCE


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
    owned = next(filter(None, (each.search(reading.text, clause.tight, stop) for each in _OWNERS)), None)
    owner = unit_level(sentence, reading.words, owned.end(), clause.tight) if owned else None
    # not ``năng lực cạnh tranh cấp tỉnh``, ``xếp thứ 4 toàn tỉnh``
    named = [each for each in _in_clause(sentence, clause, start) if each not in _OF_PROVINCE]
    of_row = next(filter(None, map(_of_row, (reading.node.cell or NO_CELL).labels)), [])  # ``Sở Nội vụ | 92,5``
    opened = sentence.part_start(figure.start)
    opens = () if names_own(reading, opened, figure.start) else subject_level(sentence, figure.start, opened)
    if named := named or owner or unit_level(sentence, reading.words, figure.start, start) or opens or of_row:
        return [*named]
    below = ranked_body(sentence, figure)
    if below and not (below == "thành phố" and _is_of_city(reading)):
        return [words_of(below)]
    goes_on = clause.joined or chosen.reason is Reason.CONTINUES
    last = reading.last if goes_on else None  # ``Sở Nội vụ xếp thứ 3, 88,57 điểm``
    if last and last.metric in indices() and last.levels:
        return [*last.levels]
    is_own = names_own(reading, clause.start, figure.start)
    return [] if is_own else subject_level(sentence, max(reading.text.rfind(": ", 0, figure.start), 0))


def _in_clause(sentence: Sentence, clause: Clause, start: int) -> list[str]:
    return levels_between(sentence, start, clause.end, clause.after, clause.figure.start)


def _of_actor(reading: Reading, clause: Clause, chosen: Chosen, is_aim: bool) -> Said:
    """Give the levels of who acts in a sentence, and of the figure that the clause goes on with."""
    figure, total = clause.figure, reading.total
    opened = reading.sentence.part_start(figure.start)
    if reading.text.count(")", opened, figure.start) > reading.text.count("(", opened, figure.start):
        opened = 0  # that of a list in parentheses: ``45.000 (tỉnh 10.000; xã 35.000), trong đó 30.000 …``
    yield (subject_level(reading.sentence, figure.start, opened) if opened else []) or None, Reason.SUBJECT
    yield of_body(reading, clause) or _of_centre(reading, clause), Reason.SUBJECT
    yield _held(reading, clause, is_aim), Reason.CONTINUES
    yield unit_level(reading.sentence, reading.words, figure.start), Reason.SUBJECT
    if clause.is_part and figure.kind == "count" and total and total.kind == "count":
        yield [*total.levels], Reason.CONTINUES
    yield _of_province(reading, clause), Reason.SUBJECT
    is_bare = not reading.clauses[clause.place].clue.heads
    for last in [reading.last] if reading.last else ():  # ``tiếp nhận 13.906 hồ sơ, đúng hạn 99%``
        is_share = (last.kind, figure.kind) == ("count", "percent")
        is_dated = any(clause.start <= each.start < clause.end for each in reading.sentence.times)
        is_later = is_dated and chosen.metric == last.metric and chosen.reason is Reason.CONTINUES
        goes_on = clause.is_part or is_later or (clause.joined and (is_share or is_bare))
        yield [*last.levels] if goes_on and len({*last.levels}) == 1 else None, Reason.CONTINUES
    if opened and _goes_on(reading.sentence, opened + 1):  # ``Sở … ban hành 38 văn bản …; công bố 9 văn bản``
        acted = (each.levels for each in reading.found[:1] if each.reasons["level"] is Reason.SUBJECT)
        yield next(acted, None), Reason.SUBJECT
    yield _acting(reading.sentence, opened, figure.start), Reason.SUBJECT
    is_new = reading.clauses[clause.place].clue.direct and len(reading.subject) > 1
    yield None if is_new else reading.subject or None, Reason.SUBJECT


def _of_centre(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the level of the centre that acts by its short name, named in full before in the paragraph."""
    sentence, stop = reading.sentence, clause.figure.start
    opened = sentence.part_start(stop)  # ``Tại phường …, trung tâm nhận 137 hồ sơ``
    short = any(_goes_on(sentence, each.end()) for each in _CENTRE.finditer(reading.text, opened, stop))
    if not short or reading.text[opened:stop].lstrip().startswith(("tại ", "ở ")):
        return None
    told = reading.words[max(0, reading.node.start - _CENTRE_WITHIN) : sentence.span(0, stop)[1]]
    named = [each for each in mentions(fold(told)) if each.phrase.startswith("trung tâm ")]
    return [each.value if each.kind == "level" else _OF_CENTRE for each in named[-1:]] or None


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Tell whether from a place on a sentence tells what was done, and not who did it: ``đã giải quyết …``."""
    opening = _DONE.match(sentence.text, place)
    begins = {place, opening.end()} if opening else {place}
    does = (
        each.start for each in sentence.mentions
        if each.part == "act" or each.value == "provide" or (each.kind == "planned" and each.start > place)
    )  # fmt: skip
    return any(place in begins for place in does)


def _acting(sentence: Sentence, opened: int, end: int) -> list[str] | None:
    """Give the level that acts in a part of a sentence, or before one that only goes on with what it did."""
    # ``UBND huyện tiếp nhận 9 hồ sơ; đã giải quyết 8 hồ sơ``
    start = opened if sentence.of("level", opened, end) or not _goes_on(sentence, opened) else 0
    acting = [
        each for each in sentence.of("level", start, end)
        if _goes_on(sentence, each.end + 1)
        and each.phrase not in lists()["whole"]
        and (not stands_alone(each) or each.phrase == "ủy ban nhân dân tỉnh")
    ]  # fmt: skip
    return settle_levels(list_of(sentence, acting[-1], sentence.of("level", start, end))) if acting else None


def _is_of_city(reading: Reading) -> bool:
    return fold(reading.province or "").endswith(tuple(cues()["central_city"]))


def of_body(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the level of the unit whose body a clause names last before its figure: ``bộ phận một cửa của xã``."""
    sentence, text = reading.sentence, reading.text
    is_below = reading.province and not _is_of_city(reading)
    towns = [each for each in sentence.of("unit") if is_below and each.value == "thành phố"]
    for each in sorted([*sentence.of("level"), *towns], reverse=True):
        if clause.tight <= each.start < clause.figure.start and not sentence.is_aside(each.start):
            is_council = each in towns and text.endswith("ủy ban nhân dân ", clause.tight, each.start)
            if is_council or _BODY.search(text, clause.tight, each.start):
                if each in towns:
                    return ["cấp huyện"]
                return settle_levels(list_of(sentence, each, sentence.of("level", clause.tight)))
    return None


def _held(reading: Reading, clause: Clause, is_aim: bool) -> list[str] | None:
    """Give the levels of the figure before in the sentence, which hold until others are named.

    An aim behind a semicolon is one of its own, and so is a rate there, unless both are of who acts.
    """
    before, figure, sentence = reading.total, clause.figure, reading.sentence
    if not before or not before.context or before.context[0] is not reading or len(before.levels) > 1:
        return None
    start = before.context[1].figure.end
    between = reading.text[start : figure.start]
    is_own_rate = figure.kind == "percent" and before.reasons["level"] is Reason.OWN
    own = {word for each in reading.found if each.reasons["level"] is Reason.OWN for word in each.levels}
    is_anew = ";" in between and (is_aim or is_own_rate)
    is_loose = not before.levels and (";" in between or "," not in between)
    begin = clause.start if before.reasons["level"] is Reason.TOGETHER else start  # ``349 thủ tục của ba cấp, …``
    named = any(sentence.of(kind, begin, clause.end) for kind in ("level", "unit", "actor"))
    offices = (each for each in sentence.of("concept", begin, figure.start) if each.value in _OFFICES)
    named |= any(reading.text.startswith(" đạt ", each.end) for each in offices)
    if is_anew or is_loose or named:
        return None
    # ``cấp tỉnh 1.833, cấp xã 134; …``, ``…, bình quân đạt 55%``
    is_of_all = (";" in between.partition("(")[0] and len(own) > 1) or "bình quân" in between
    return [] if is_of_all else [*before.levels]


def is_of_one_unit(reading: Reading) -> bool | None:
    """Tell whether a sentence is of one unit, the only one that its paragraph names; None where it names none."""
    begin, end = reading.sentence.span(0, len(reading.text))
    units = [*_UNIT_NAME.finditer(reading.words, reading.node.start, reading.node.end)]
    own = [each for each in units if begin <= each.start() < end]
    if not own:
        return None
    is_aside = _ASIDE.search(fold(reading.words[begin : own[0].start()]))
    return len({each[1].lower() for each in units}) == 1 and not is_aside


def opening_unit(reading: Reading) -> list[str] | None:
    """Give the level of the one unit that a paragraph is of."""
    units = [each for each in reading.sentence.of("unit") if each.value in UNITS]
    if not units or not is_of_one_unit(reading):
        return None
    is_place = reading.text.endswith(("tại ", "ở "), 0, units[0].start)  # where others may be at work
    told = fold(reading.words[reading.node.start : reading.node.end]).count(units[0].value) if is_place else 2
    return unit_level(reading.sentence, reading.words, units[0].end) if told > 1 else None


def turns_away(reading: Reading) -> bool:
    """Tell whether a sentence leaves the unit with which its paragraph began: ``Toàn tỉnh …``, ``Các sở …``."""
    printed = reading.words[slice(*reading.sentence.span(0, len(reading.text)))]
    return bool(reading.province and reading.province in printed) or _TURNS.search(reading.text) is not None


def _of_province(reading: Reading, clause: Clause) -> list[str] | None:
    """Give the province's level where a single provincial body did what a count counts."""
    sentence, figure, text = reading.sentence, clause.figure, reading.text
    opened = sentence.part_start(figure.start)
    begin = opened if sentence.of("level", opened, figure.start) else 0  # a level acts in this part
    actors = sentence.of("actor", begin, figure.start) if figure.kind in ("count", "fraction") else []
    is_acting = any(
        not (
            sentence.is_aside(who.start)
            or text.endswith(("theo ", "của "), 0, who.start)
            or _OF_BODY.match(text, who.end)
        )
        for who in actors
    )
    return ["cấp tỉnh"] if is_acting else None


def _of_place(reading: Reading, clause: Clause, chosen: Chosen) -> Said:
    """Give the levels of the row, the lead, the sentence before, the headings; last what the metric is of."""
    node, cell = reading.node, reading.node.cell or NO_CELL
    for label in (*cell.heads, *cell.labels):
        yield _level_of(label), Reason.ROW
    for label in (cell.head, chosen.label):
        yield _levels_in(label) or None, Reason.ROW
    for label in cell.labels:
        yield _of_row(label), Reason.UNIT
        is_of_body = any(each.kind == "actor" for each in mentions(label))
        yield _level_in(label) or (["cấp tỉnh"] if is_of_body else None), Reason.ROW
    lead = fold(node.intro.rpartition(". ")[2])
    yield _level_in(fold(node.caption)), Reason.HEADING
    yield _level_in(lead) or _of_row(lead), Reason.LEAD
    if reading.memory.level and not reading.is_away and _goes_on_with(reading, clause, chosen):
        yield [*reading.memory.level], Reason.BEFORE
    yield None if re.search(r"\btỉnh\b", reading.text) else reading.memory.unit, Reason.BEFORE
    for named in levels_of_headings(node.headings):
        yield named, Reason.HEADING
    step, last = metrics()[chosen.metric].step_of if chosen.metric else None, reading.last
    if step and last and last.metric == step:  # from there a step is taken
        yield [*last.levels], Reason.CONTINUES
    yield [each.level for each in signatures_of(chosen.metric) if each.level][-1:], Reason.OWN


def _goes_on_with(reading: Reading, clause: Clause, chosen: Chosen) -> bool:
    """Tell whether a figure is of a thing that the sentences before spoke of, or of none.

    Of what was done for the whole province only what was done, too, or the same measure.
    """
    own = reading.clauses[clause.place].clue.heads
    heads = {*own}
    ids = [levels()[each] for each in reading.memory.level]
    led = [draft for draft in reading.carried if [levels()[each] for each in draft.levels] == ids]
    is_centres = reading.memory.level[0].startswith("trung tâm ") and {*own[:1]} <= lists()["served"]
    if heads and led and not (is_centres or any(heads & draft.clue.nouns for draft in led)):
        return False
    is_same = not reading.memory.is_ruled or any(draft.metric == chosen.metric for draft in led)
    return is_same or _goes_on(reading.sentence, 0)


def _of_row(label: str) -> list[str] | None:
    """Give the level of the one body or unit that a folded row or lead opens with: ``UBND huyện …``; else None."""
    body = _BEFORE_BODY.sub("", label)
    if _OF_PROVINCE_ROW.fullmatch(body):
        return ["cấp tỉnh"]
    return next(([words_of(each.value)] for each in sentence_of(body).of("unit") if each.start == 0), None)


def levels_of_headings(headings: Iterable[str]) -> Iterator[list[str]]:
    """Give the level words of those folded headings that name a level or the body of one, in their order."""
    for heading in map(without_remark, headings):
        body = body_of(heading)
        said = [words_of(body)] if body else _level_of(heading) or _level_in(heading)
        if said:
            yield said


def _levels_in(words: str) -> list[str]:
    return levels_between(sentence_of(words), 0, len(words)) if words else []


def _level_in(words: str) -> list[str] | None:
    named = _levels_in(words)
    return named if len(named) == 1 else None


def _level_of(label: str) -> list[str] | None:
    """Give the levels that a folded cell or heading names and little else; None where it is no such cell."""
    bare = unnamed(label)
    sentence = sentence_of(bare)
    named = sentence.of("level")
    read = bits(named) | bits(each for each in sentence.mentions if each.value in _OFFICES)
    is_whole = bare.endswith("của tỉnh")  # ``chỉ tiêu chung của tỉnh``
    says_more = named and (is_whole or any(unread_words(sentence, 0, len(bare), read, frozenset())))
    return settle_levels(named) if named and not says_more else None
