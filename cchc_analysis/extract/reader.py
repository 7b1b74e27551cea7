"""Reads a document paragraph by paragraph, each with what the one before it or its footnote lends.

A sentence leaves to those behind it its statements, level, time, nature, and itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, fold
from cchc_analysis.catalog.slips import mend
from cchc_analysis.extract.analysis import mentions, read_sentences
from cchc_analysis.extract.outline import Node, read_nodes
from cchc_analysis.extract.running import NOBODY, Whom, whom
from cchc_analysis.extract.sentence import Reading
from cchc_analysis.extract.statements import Drafted
from cchc_analysis.extract.times import is_ahead, is_now, is_over
from cchc_analysis.extract.totals import settle_totals
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.load.register import Document
from cchc_analysis.read.text import Text

_ABOUT = re.compile(r"\W*(?:(?:về|đối với) )?(?:kết quả )?")
"""Before the index that a line of its own names: ``Về Chỉ số PAPI``."""
_LEADS_ALL = re.compile(rf"\W*(?:\w{{1,3}}[.)] ?)?(?:(?:{either(cues()['aims'])}) )?")
"""Before a time that holds for all that a paragraph says."""
_LONGEST_MEMORY = 30  # statements


class Memory(NamedTuple):
    """What a sentence inherits from those before it: statements, level, time, and the sentence itself.

    ``whom``, ``time`` and, where the words before told only of results, ``nature`` hold on; ``begin`` is where the
    running text begins with which it goes on.
    """

    statements: list[Drafted]
    whom: Whom
    time: str | None
    before: Reading | None
    nature: str | None = None
    begin: int | None = None


NOTHING = Memory([], NOBODY, None, None)
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
        carried = Memory([split], NOBODY, split.period, None) if split else held
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
    opens_account = _opens_account(reading, found)
    names = reading.figures or any(each.part == "index" for each in reading.sentence.of("concept"))
    return Memory(
        statements=[*memory.statements, *found][-_LONGEST_MEMORY:],
        whom=whom(reading, found, opens=opens),
        time=_held_time(reading, found, opens_account),
        before=reading if names or memory.before is None else memory.before,
        nature="actual" if opens_account else reading.noted,
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
