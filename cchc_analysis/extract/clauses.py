"""Cuts a sentence into the clauses that belong to one figure each."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, levels, lists
from cchc_analysis.extract.analysis import Sentence
from cchc_analysis.extract.matching import Clue
from cchc_analysis.extract.numbers import Number

_STOP = re.compile(r";|[.!?] ")
_SPLIT = re.compile(
    rf"\(|\)|: |,? (?:{either(lists()['parts'])}|đồng thời|còn lại|riêng|nhưng|song"
    rf"|trong khi(?! (?:{either(cues()['plan'])})\b)|thì(?= (?:đến )?năm))\b"
)
_PART = re.compile(rf"\(|riêng|{either(lists()['parts'])}|: $")
# not within ``năm 2023 và năm 2024: 80%``
_WEAK = re.compile(
    r"(?<!và đến năm 20\d\d),| và (?!các năm|những năm|năm(?! \d{4} [^\W\d])|(?<=20\d\d và )20\d\d\b)"
)
_REMARK = re.compile(r"\([^()]*\)")
_OPENS_PARTS = re.compile(r"[^,;:]+: (?!\d)")


class Clause(NamedTuple):
    """The part of a sentence that belongs to one figure, and how it hangs on the one before it.

    ``is_part`` tells that it splits what the figure before it counts (``trong đó``, parentheses); ``joined`` that
    no more than a comma or ``và`` parts the two; ``tight`` is where the clause begins after its last semicolon,
    ``after`` where the words after its figure begin, ``place`` that of its figure among those of the sentence,
    ``clue`` what it is about; ``level``, ``time`` or ``subject`` is that of its figure alone in a list of several.
    """

    start: int
    end: int
    figure: Number
    is_part: bool
    joined: bool
    tight: int
    after: int
    place: int
    clue: Clue = Clue()
    level: str = ""
    time: str = ""
    subject: Clue | None = None


def cut_clauses(sentence: Sentence, figures: Sequence[Number]) -> list[Clause]:
    """Give each figure of a sentence its clause.

    Between two figures the cut is at a semicolon or the end of a sentence; else at ``trong đó``, a parenthesis or
    a colon without a comma before it; else at the last comma or ``và``. No cut is made within words that the
    catalogue knows as one.
    """
    text, clauses = sentence.text, list[Clause]()
    unread = (each for each in sentence.numbers if each.kind == "unread")  # what is said of one is of it alone
    numbers = sorted({*figures, *unread})
    begin, is_part, joined, outer = 0, False, False, False
    for figure, following in zip_longest(numbers, numbers[1:]):
        start, tight = figure.end, max(begin, sentence.part_start(figure.start))
        own = Clause(begin, len(text), figure, is_part, joined, tight, start, len(clauses))
        if following is None:
            stop = _STOP.search(text, start)
            own = own._replace(end=stop.start()) if stop else own
            return [*clauses, own] if figure in figures else clauses
        end = following.start
        # ``6/9 (66,7%) huyện và 18/18 sở …``, ``trong đó 900 (tỷ lệ 31%), trực tiếp 1.996``
        closing = ")" if text.endswith("(", 0, figure.start) else "),"
        if text.startswith(closing, start) and "(" not in text[start:end]:
            start += 1
        between = _REMARK.sub(lambda remark: "x" * len(remark[0]), text[start:end])
        first, last, goes_on = _cut(sentence, between, start)
        if text[start:end].strip(" –-:") in levels():  # ``Cấp tỉnh 80% - cấp huyện 70%``
            first = last = start
        if figure in figures:
            clauses.append(own._replace(end=first))
        elif last == end:
            continue  # ``từ 46 lên 3``
        begin, joined = last + text.startswith(")", last), goes_on
        is_within = text.rfind("(", numbers[0].end, end) > text.rfind(")", numbers[0].end, end)
        opens = _PART.search(between, first - start) or _OPENS_PARTS.match(between)
        is_part = is_within or (joined and outer) or bool(opens)
        outer = outer if is_within else is_part
    return clauses


def _cut(sentence: Sentence, between: str, start: int) -> tuple[int, int, bool]:
    """Give where a clause ends, where the next one begins, and whether no more than a comma parts them."""
    end = start + len(between)
    if stops := [*_STOP.finditer(between)]:
        return start + stops[0].start(), start + stops[-1].end(), False
    split = _SPLIT.search(between)
    places = [start + match.start() for match in _WEAK.finditer(between)]
    places = [at for at in places if not sentence.names >> at & 1]
    if split and not (split[0] == ": " and places):  # ``…, năm 2020: 81%``
        return start + split.start(), start + (split.end() if split[0] in "(:)" else split.start()), False
    # ``…, tuy nhiên tỷ lệ … còn thấp, mới đạt 8,3%``
    subject = next((each.start for each in sentence.of("subject", start, end)), end)
    weak = max((at for at in places if at < subject), default=max(places, default=end))
    # ``43,5 điểm so với bình quân cả nước 42 điểm``
    versus = () if places else (each.start for each in sentence.of("versus", start, end))
    weak = min([weak, *versus])
    return weak, weak, split is None
