"""Reads a document paragraph by paragraph and remembers what later sentences and footnotes hang on."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cchc_analysis.catalog import either, levels, lists
from cchc_analysis.catalog.slips import mend
from cchc_analysis.extract.analysis import read_sentences
from cchc_analysis.extract.levels import ACTING_FOR_ALL, is_of_one_unit, of_body, opening_unit
from cchc_analysis.extract.matching import WHEN
from cchc_analysis.extract.outline import Node, read_nodes
from cchc_analysis.extract.sentence import Memory, Reading
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.times import is_ahead, is_now, is_over
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.load.register import Document
from cchc_analysis.read.text import Text

_LEADS_ALL = re.compile(r"\W*(?:\w{1,3}[.)] ?)?")
"""Before a time that holds for all that a paragraph says."""
_CENTRE = re.compile(rf"(?:{either(lists()['centre'])})\b")
_LONGEST_MEMORY = 30  # statements
_NOTHING = Memory([], [], [], None, None)
"""What is remembered where a part of a document begins."""
_HELD = frozenset({Reason.SUBJECT, Reason.BEFORE})
_INHERITED = frozenset({Reason.CONTINUES, Reason.SUBJECT, Reason.BEFORE})


def read_document(text: Text, document: Document) -> Iterator[Drafted]:
    """Give the statements of a document in the order of the text; its row of the register tells the kind."""
    frame = Frame(document.kind, document.period, document.issued)
    mended = replace(text, words=mend(text.words))
    marks = sorted(text.footnote_marks)
    noted: dict[str, Drafted] = {}
    last, memory = None, _NOTHING
    for node in read_nodes(mended, frame, document.title):
        if not node.states:
            continue
        split = noted.get(node.footnote)
        held = memory if last and node.goes_on_from(last) else _NOTHING
        carried = Memory([split], [], [], split.period, None) if split else held
        drafted, memory = _read_node(mended, node, frame, document.province or None, carried)
        last = node
        for mark in marks[bisect_left(marks, node.start) : bisect_left(marks, node.end)]:
            marked = [draft for draft in drafted if draft.start < mark]
            if marked:
                noted[text.footnote_marks[mark]] = marked[-1]
        yield from drafted


def _read_node(
    text: Text, node: Node, frame: Frame, province: str | None, memory: Memory
) -> tuple[list[Drafted], Memory]:
    """Read a paragraph; give its statements, and what the next one may go on with."""
    drafted: list[Drafted] = []
    carried = memory.statements
    for at, sentence in enumerate(read_sentences(text, node.start, node.end)):
        reading = Reading(sentence, node, frame, province, text.words, memory)
        found = reading.drafts()
        drafted += found
        level, is_ruled = _held_on(reading, found, memory)
        unit = (None if at else opening_unit(reading)) or (None if reading.is_away else memory.unit)
        near = found[-1].levels if found else memory.near
        opens_account = _opens_account(reading, found)
        time = _held_time(reading, found, memory, opens_account)
        nature = "actual" if opens_account else reading.noted
        names = reading.figures or any(each.part == "index" for each in sentence.of("concept"))
        before = reading if names or memory.before is None else memory.before
        memory = Memory(
            [*carried, *drafted][-_LONGEST_MEMORY:],
            level,
            near,
            time,
            before,
            nature,
            unit,
            is_ruled,
            reading.begin,
        )
    _settle_parts(drafted)
    _pool_wholes(drafted)
    return drafted, memory._replace(time=None)


def _held_time(reading: Reading, found: list[Drafted], memory: Memory, opens_account: bool) -> str | None:
    """Give the words of time that hold on behind a sentence, until others are said."""
    sentence, frame, times = reading.sentence, reading.frame, reading.sentence.times
    is_plan, first = frame.kind == "plan", times[0] if times else None
    if is_plan and found and found[-1].nature == "actual" and not opens_account:
        return found[-1].period  # ``Năm 2023 tiếp nhận …. Hồ sơ trực tuyến chiếm 57,4%.``
    if not is_plan and found and found[-1].nature == "target" and is_ahead(found[-1].period or "", frame):
        return found[-1].period  # ``Năm 2025 phấn đấu đạt 82%. Tỷ lệ … phấn đấu đạt 95%.``
    if first is None:
        return memory.time
    aims, is_to_come = sentence.of("aims"), not is_plan and is_ahead(first.words, frame)
    opens = _LEADS_ALL.fullmatch(sentence.text, 0, first.start)
    if (
        opens_account
        # ``Năm 2025, tỉnh đề ra các chỉ tiêu sau. Tối thiểu …``
        or (aims and (aims[0].start == 0 or not reading.figures))
        or (is_to_come and not reading.figures)
        # ``a) Đến năm 2025: ….``, ``Năm 2024, …`` where another one was held
        or (opens and (sentence.text.startswith(": ", first.end) or (found and memory.time and not is_plan)))
    ):
        return first.words
    return next(_due(reading, found), memory.time) if is_plan else memory.time


def _due(reading: Reading, found: list[Drafted]) -> Iterator[str]:
    """Give the deadlines of aims that a sentence names before its first figure: ``Đến năm 2025, 80% …. 60% …``."""
    aimed = {draft.period for draft in found if draft.nature == "target"}
    first = reading.figures[0].start if reading.figures else 0
    before = (when for when in reading.sentence.times if when.start < first)
    return (when.words for when in before if when.words in aimed and when.words.startswith(("đến ", "tới ")))


def _held_on(reading: Reading, found: list[Drafted], memory: Memory) -> tuple[list[str], bool]:
    """Give the level that holds on behind a sentence, and whether it is of who acts for the whole province."""
    said = reading.subject
    if found and not said:
        is_of_unit = is_of_one_unit(reading)
        context = found[0].context
        is_body = any(map(_CENTRE.match, found[0].levels)) or (
            context and of_body(reading, context[1]) is not None
        )
        is_told = is_of_unit is None and found[0].reasons["level"] in _HELD
        said = found[0].levels if is_body or is_of_unit or is_told else []
    is_split = bool(reading.clauses) and reading.clauses[0].is_part  # of figures told before
    ids = {tuple(name for words in draft.levels for name in levels()[words]) for draft in found}
    if not said or is_split:
        held = [("all",), (), *(levels()[each] for each in memory.level)]
        # ``Cấp tỉnh …. Ở cấp huyện …``
        is_other = reading.is_away or any(each not in held for each in ids)
        return ([] if is_other else memory.level), memory.is_ruled
    is_unit = any(not reading.sentence.is_aside(each.start) for each in reading.sentence.of("unit"))
    is_ruled = said in ACTING_FOR_ALL[bool(reading.subject) :] and not is_unit
    return said if len(said) == 1 and ids <= {levels()[said[0]]} else [], is_ruled


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


def _settle_parts(drafted: Sequence[Drafted]) -> None:
    """Give parts the metric of the total that they add up to, where that is not the figure just before them."""
    before: list[Drafted] = []
    runs = groupby(drafted, lambda each: each.kind == "count" and each.reasons["metric"] in _INHERITED)
    for inherits, run in runs:
        parts = [*run]
        whole = sum(part.figure.value for part in parts if part.figure)
        totals = [each for each in before if each.kind == "count" and each.figure and each.figure.value == whole]
        for part in parts if inherits and totals and len(parts) > 1 else ():
            part.metric = part.metric if part.clue.acts & WHEN else totals[-1].metric
        before += parts


def _pool_wholes(drafted: Sequence[Drafted]) -> None:
    """Take a count of the province as one of all where levels told behind it add up to it: ``tỉnh có 349 …``.

    The province must be one of them: it may have as many by itself as those below it together.
    """
    counts = [(draft, draft.figure.value) for draft in drafted if draft.kind == "count" and draft.figure]
    for at, (whole, value) in enumerate(counts):
        behind = [each for each in counts[at + 1 :] if _is_of_province(whole) and each[0].metric == whole.metric]
        parts = list[tuple[Drafted, float]]()
        for part, number in behind:
            told, total = any(_is_of_province(each) for each, _ in parts), sum(other for _, other in parts)
            if part.reasons["level"] is Reason.OWN and part.levels:
                is_new = _ids(part) not in [_ids(each) for each, _ in parts]
                parts = [*parts, (part, number)] if is_new else []
                if len(parts) > 1 and told and total + number == value:
                    whole.levels = []
            elif told and len(parts) > 1 and total + number == value:
                whole.levels = part.levels = []  # ``12 thủ tục dùng chung``


def _is_of_province(draft: Drafted) -> bool:
    return _ids(draft) == [("province",)]


def _ids(draft: Drafted) -> list[tuple[str, ...]]:
    return [levels()[each] for each in draft.levels]
