"""Cuts a sentence into the clauses that belong to one figure each."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, lists
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
_WEAK = re.compile(r",| và (?!các năm|những năm|năm(?! \d{4} [^\W\d])|(?<=20\d\d và )20\d\d\b)")
_REMARK = re.compile(r"\([^()]*\)")
_LED = re.compile(r"[ –-]*x+:? ")
"""Between the figures of levels that stand each before its own: ``Cấp tỉnh 80% - cấp huyện 70%``."""
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
    begin, depth, is_part, joined, outer = 0, 0, False, False, False
    for figure, following in zip_longest(numbers, numbers[1:]):
        tight = max(begin, text.rfind(";", begin, figure.start) + 1)
        stop = _STOP.search(text, figure.end) if following is None else None
        end = stop.start() if stop else len(text)
        own = Clause(begin, end, figure, is_part, joined, tight, figure.end, len(clauses))
        if following is None:
            return [*clauses, own] if figure in figures else clauses
        between = _blank(sentence, figure.end, following.start)
        # ``6/9 (66,7%) huyện và 18/18 sở …``, ``trong đó 900 (tỷ lệ 31%), trực tiếp 1.996``
        is_alone = text.endswith("(", 0, figure.start) and between.startswith(")")
        is_remark = (is_alone or (outer and between.startswith("),"))) and "(" not in between
        whole = f" {between[1:]}" if is_remark else between
        subjects = (each.start - figure.end for each in sentence.of("subject", figure.end, following.start))
        first, last = _cut(whole, next(subjects, len(between)))
        if first == last == len(between):  # ``43,5 điểm so với bình quân cả nước 42 điểm``
            versus = [each.start - figure.end for each in sentence.of("versus", figure.end, following.start)]
            first = last = min([first, *versus])
        before = len(text[: figure.start].rstrip(" :"))
        if _LED.fullmatch(between) and any(each.end == before for each in sentence.of("level")):
            first = last = 0
        if figure in figures:
            clauses.append(own._replace(end=figure.end + first))
        elif last == len(between):
            continue  # ``từ 46 lên 3``
        depth = max(0, depth + between.count("(") - between.count(")"))
        begin = figure.end + last
        apart = _REMARK.sub(lambda remark: "x" * len(remark[0]), whole)  # ``80% (cấp huyện) và 60%``
        joined = not (_STOP.search(apart) or _SPLIT.search(apart))
        goes_on = joined and (outer if is_remark else is_part)
        is_part = depth > 0 or goes_on or bool(_PART.search(apart, first) or _OPENS_PARTS.match(between))
        outer = outer if depth else is_part
    return clauses


def _blank(sentence: Sentence, start: int, end: int) -> str:
    """Give the text between two places with the mentions that hold a comma made unreadable."""
    between = sentence.text[start:end]
    named = (each for kind in ("concept", "level", "pseudo") for each in sentence.of(kind, start, end))
    spans = [(each.start, each.end) for each in named]
    spans += [gap for gap in sentence.level_gaps if start < gap[0] and gap[1] < end]
    opening = (when for when in sentence.times if sentence.text.endswith("và ", start, when.start))
    ends = (when.end for when in opening if when.end < end)  # ``… và đến năm 2025, tối thiểu 80%``
    spans += [(at, at + 1) for at in ends if sentence.text[at] == ","]
    for first, last in spans:
        between = f"{between[: first - start]}{'x' * (last - first)}{between[last - start :]}"
    return between


def _cut(between: str, subject: int) -> tuple[int, int]:
    """Give where the clause of the figure before ends, and where that of the next one begins, by its subject."""
    if stops := [*_STOP.finditer(between)]:
        return stops[0].start(), stops[-1].end()
    splits = (match for match in _SPLIT.finditer(between) if ")" not in between[match.end() :])
    split = next(splits, None)  # not both halves of a remark
    places = [match.start() for match in _WEAK.finditer(between)]
    # ``…, tuy nhiên tỷ lệ … còn thấp, mới đạt 8,3%``
    weak = max((at for at in places if at < subject), default=max(places, default=len(between)))
    is_head = split and split[0] == ": " and places  # ``…, năm 2020: 81%``
    if split and not is_head:
        return split.start(), split.end() if split[0] in "(:)" else split.start()
    return weak, weak
