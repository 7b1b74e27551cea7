"""Reads a document paragraph by paragraph, each with what the one before it or its footnote lends.

A sentence leaves to those behind it its statements, level, time, nature, and itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, fold, levels
from cchc_analysis.catalog.slips import mend
from cchc_analysis.extract.analysis import mentions, read_sentences
from cchc_analysis.extract.levels import ACTING_FOR_ALL, is_of_one_unit, of_body, opening_unit
from cchc_analysis.extract.outline import Node, read_nodes
from cchc_analysis.extract.sentence import Reading
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.times import is_ahead, is_now, is_over
from cchc_analysis.extract.totals import settle_totals
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.load.register import Document
from cchc_analysis.read.text import Text

_ABOUT = re.compile(r"\W*(?:(?:về|đối với) )?(?:kết quả )?")
"""Before the index that a line of its own names: ``Về Chỉ số PAPI``."""
_LEADS_ALL = re.compile(rf"\W*(?:\w{{1,3}}[.)] ?)?(?:(?:{either(cues()['aims'])}) )?")
"""Before a time that holds for all that a paragraph says."""
_CONCERNS = re.compile(r"\W*(?:đối với|ở|tại|riêng|với|còn) ")
_LONGEST_MEMORY = 30  # statements


class Memory(NamedTuple):
    """What a sentence inherits from those before it: statements, level, time, and the sentence itself.

    ``level``, ``time`` and, where the words before told only of results, ``nature`` hold on, ``near`` was named
    last, ``unit`` is the level of the one unit that the paragraph begins with; ``is_ruled`` tells that the level
    is of who acts for the whole province, and so only of what they did. ``begin`` is where the running text
    begins with which it goes on.
    """

    statements: list[Drafted]
    level: list[str]
    near: list[str]
    time: str | None
    before: Reading | None
    nature: str | None = None
    unit: list[str] | None = None
    is_ruled: bool = False
    begin: int | None = None


NOTHING = Memory([], [], [], None, None)
"""What is remembered where a part of a document begins."""


def read_document(text: Text, document: Document) -> Iterator[Drafted]:
    """Give the statements of a document in the order of the text; its row of the register tells the kind."""
    frame = Frame(document.kind, document.period, document.issued)
    mended = replace(text, words=mend(text.words))
    marks = sorted(text.footnote_marks)
    noted: dict[str, Drafted] = {}
    last, memory = None, NOTHING
    for node in read_nodes(mended, frame, document.title):
        if not node.states:
            continue
        split = noted.get(node.footnote)
        held = _goes_on(mended, last, node, memory) if last else NOTHING
        carried = Memory([split], [], [], split.period, None) if split else held
        drafted, memory = _read_node(mended, node, frame, document.province or None, carried)
        last = node
        for mark in marks[bisect_left(marks, node.start) : bisect_left(marks, node.end)]:
            marked = [draft for draft in drafted if draft.start < mark]
            if marked:
                noted[text.footnote_marks[mark]] = marked[-1]
        yield from drafted


def _goes_on(text: Text, last: Node, node: Node, memory: Memory) -> Memory:
    """Give what a paragraph goes on with; behind a line that only names an index, that alone."""
    if not node.goes_on_from(last):
        return NOTHING
    between = fold(text.words[last.end : node.start])
    opening = _ABOUT.match(between)
    is_led = any(each.part == "index" and opening and each.start == opening.end() for each in mentions(between))
    return NOTHING._replace(begin=last.end) if is_led else memory


def _read_node(
    text: Text, node: Node, frame: Frame, province: str | None, memory: Memory
) -> tuple[list[Drafted], Memory]:
    """Read a paragraph; give its statements, and what the next one may go on with."""
    drafted: list[Drafted] = []
    for at, sentence in enumerate(read_sentences(text, node.start, node.end)):
        reading = Reading(sentence, node, frame, province, text.words, memory)
        found = reading.drafts()
        drafted += found
        memory = _remember(reading, found, opens=at == 0)
    settle_totals(drafted)
    return drafted, memory._replace(time=None)


def _remember(reading: Reading, found: list[Drafted], *, opens: bool) -> Memory:
    """Give what is remembered behind a sentence; ``opens`` tells whether it is the first of its paragraph."""
    memory = reading.memory
    level, is_ruled = _held_on(reading, found)
    unit = (opening_unit(reading) if opens else None) or (None if reading.is_away else memory.unit)
    opens_account = _opens_account(reading, found)
    names = reading.figures or any(each.part == "index" for each in reading.sentence.of("concept"))
    return Memory(
        statements=[*memory.statements, *found][-_LONGEST_MEMORY:],
        level=level,
        near=found[-1].levels if found else memory.near,
        time=_held_time(reading, found, opens_account),
        before=reading if names or memory.before is None else memory.before,
        nature="actual" if opens_account else reading.noted,
        unit=unit,
        is_ruled=is_ruled,
        begin=reading.begin,
    )


def _held_time(reading: Reading, found: list[Drafted], opens_account: bool) -> str | None:
    """Give the words of time that hold on behind a sentence, until others are said."""
    sentence, frame, held = reading.sentence, reading.frame, reading.memory.time
    is_plan, last, first = frame.kind == "plan", found[-1] if found else None, next(iter(sentence.times), None)
    # ``Năm 2023 tiếp nhận ….`` in a plan, ``Năm 2025 phấn đấu đạt 82%.`` in a report
    is_other = last and (
        is_plan if last.nature == "actual" else not is_plan and is_ahead(last.period or "", frame)
    )
    if last and is_other and not opens_account:
        return last.period
    if first is None:
        return held
    leads = _LEADS_ALL.fullmatch(sentence.text, 0, first.start)
    is_lead = leads and (sentence.text.startswith(": ", first.end) or (last and held and not is_plan))
    # ``Năm 2025, tỉnh đề ra các chỉ tiêu sau. Tối thiểu …``
    is_to_come = sentence.of("aims") or (not is_plan and is_ahead(first.words, frame))
    if opens_account or is_lead or (is_to_come and not reading.figures):
        return first.words
    aimed = {draft.period for draft in found if draft.nature == "target"} if is_plan else ()
    # ``Đến năm 2025, 80% …. 60% …``
    stop = reading.figures[0].start if reading.figures else len(sentence.text)
    before = (each.words for each in sentence.times if each.start < stop and each.words in aimed)
    return next((words for words in before if words.startswith(("đến ", "tới "))), held)


def _held_on(reading: Reading, found: list[Drafted]) -> tuple[list[str], bool]:
    """Give the level that holds on behind a sentence, and whether it is of who acts for the whole province."""
    said, memory = reading.subject, reading.memory
    if found and not said:
        first, context, is_of_unit = found[0], found[0].context, is_of_one_unit(reading)
        is_body = any(map(_is_centre, first.levels)) or (context and of_body(reading, context[1]) is not None)
        is_told = is_of_unit is None and first.reasons["level"] in (Reason.SUBJECT, Reason.BEFORE)
        said = first.levels if is_body or is_of_unit or is_told else []
    ids = {tuple(name for words in draft.levels for name in levels()[words]) for draft in found}
    if not said or (reading.clauses and reading.clauses[0].is_part):  # of figures told before
        # ``Cấp tỉnh …. Ở cấp huyện …``
        is_other = reading.is_away or not ids <= {("all",), (), *(levels()[each] for each in memory.level)}
        return ([] if is_other else memory.level), memory.is_ruled
    is_unit = any(not reading.sentence.is_aside(each.start) for each in reading.sentence.of("unit"))
    is_ruled = said in ACTING_FOR_ALL[bool(reading.subject) :] and not is_unit
    # ``Đối với cấp xã, …. Tỷ lệ …``
    is_led = not found and (_is_centre(said[0]) or (not reading.figures and _CONCERNS.match(reading.text)))
    return said if is_led or ids == {levels()[said[0]]} else [], is_ruled


def _is_centre(level: str) -> bool:
    return level.startswith("trung tâm ")


def _opens_account(reading: Reading, found: list[Drafted]) -> bool:
    """Tell whether a plan tells from here on how things stand: ``Năm 2022 … nhiều kết quả``, ``Hiện trạng: …``."""
    sentence, frame = reading.sentence, reading.frame
    if frame.kind != "plan" or sentence.is_anew():
        return False
    if reading.figures:
        opens_now = any(each.start == 0 and is_now(each.words) for each in sentence.times)
        return (opens_now or bool(sentence.of("status"))) and {each.nature for each in found} == {"actual"}
    if not sentence.times:
        return bool(sentence.of("stands"))
    opening, is_told = sentence.times[0].words, any(map(sentence.of, ("results", "told", "done")))
    return is_told and opening.startswith(("năm ", "giai đoạn ", "20")) and is_over(opening, frame)
