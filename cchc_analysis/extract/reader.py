"""Reads a document paragraph by paragraph, each with what the one before it or its footnote lends."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from cchc_analysis.catalog import fold
from cchc_analysis.catalog.slips import mend
from cchc_analysis.extract.analysis import mentions, read_sentences
from cchc_analysis.extract.memory import NOTHING, Memory, remember
from cchc_analysis.extract.outline import Node, read_nodes
from cchc_analysis.extract.sentence import Reading
from cchc_analysis.extract.statements import Drafted
from cchc_analysis.extract.totals import settle_totals
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.load.register import Document
from cchc_analysis.read.text import Text

_ABOUT = re.compile(r"\W*(?:(?:về|đối với) )?(?:kết quả )?")
"""Before the index that a line of its own names: ``Về Chỉ số PAPI``."""


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
        memory = remember(reading, found, opens=at == 0)
    settle_totals(drafted)
    return drafted, memory._replace(time=None)
