"""Lists every figure of a document that no statement covers, so that nothing is passed over in silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cchc_analysis.catalog import fold_keeping_places
from cchc_analysis.extract.numbers import find_numbers
from cchc_analysis.read.text import Text
from cchc_analysis.schema import MAX_WORDS

_NEIGHBOURHOOD = 120
"""How many characters before and after a figure its context is looked for in."""

_CEILING_WITHIN = 300
"""How many characters after the evidence of a statement its ceiling may stand."""

_MAY_COUNT = re.compile(r"\d|phần ", re.IGNORECASE)
_LONGEST_CELL = 25
_COUNTS = re.compile(r" (?!tháng\b|năm\b|ngày\b)[^\W\d]")
_NOT_DIGITS = re.compile(r"[^\d.,/]")


class Covered(NamedTuple):
    """What a statement covers: figures as stated, and between which places of the running words."""

    start: int
    end: int
    figures: tuple[str, ...]


def covered_by(start: int, end: int, value: str, ceiling: str) -> list[Covered]:
    """Give what a statement covers: the figures in its evidence, and its ceiling, which may stand behind it.

    Examples
    --------
    >>> covered_by(3, 16, "30%;20%", "")
    [Covered(start=3, end=16, figures=('30%', '20%'))]
    """
    own = [Covered(start, end, tuple(value.split(";")))] if value else []
    return [*own, Covered(start, end + _CEILING_WITHIN, (ceiling,))] if ceiling else own


class Uncovered(NamedTuple):
    """A figure that no statement covers: its places in the running words, its line, and the words round it."""

    start: int
    end: int
    line: int
    figure: str
    context: str


def uncovered_figures(text: Text, statements: Iterable[Covered]) -> Iterator[Uncovered]:
    """Give the figures of a text that stand in the evidence of no statement, in their order.

    A figure is a percent, a fraction, a score, a rank, or a count of something that the catalogue counts. Dates,
    law numbers and list numbers are none.

    Parameters
    ----------
    text : Text
        The document.
    statements : iterable of Covered
        What the statements cover, in any order.

    Examples
    --------
    >>> from cchc_analysis.read.text import text_of
    >>> text = text_of("1. Đạt 90% hồ sơ theo Nghị quyết số 76/NQ-CP, 12/12 huyện.")
    >>> covered = [Covered(3, 16, ("90%",))]
    >>> [(found.line, found.figure) for found in uncovered_figures(text, covered)]
    [(1, '12/12')]
    """
    spans = sorted(statements)
    starts = [each.start for each in spans]
    longest = max((each.end - each.start for each in spans), default=0)
    for first, last in text.paragraphs:
        if not _MAY_COUNT.search(text.words, first, last):
            continue
        for opened, closed in _figures(text.words[first:last]):
            start, end = first + opened, first + closed
            if not _is_covered(start, end, text.words[start:end], spans, starts, longest):
                context = words_round(text.words, start, end, first, last)
                yield Uncovered(start, end, text.line(start), text.words[start:end], context)


def _figures(words: str) -> Iterator[tuple[int, int]]:
    """Give the places of the figures: of bare numbers only those that count something."""
    folded = fold_keeping_places(words)
    for number in find_numbers(folded.text):
        if number.kind != "count" or _COUNTS.match(folded.text, number.end) or not number.figure.printed.isdigit():
            if number.kind == "count" and number.start == 0 and len(words) > _LONGEST_CELL:
                continue
            yield folded.origin(number.start), folded.origin_end(number.end)


def _is_covered(
    start: int, end: int, figure: str, spans: Sequence[Covered], starts: Sequence[int], longest: int
) -> bool:
    digits = _NOT_DIGITS.sub("", figure)
    for at in range(bisect_right(starts, start) - 1, -1, -1):
        each = spans[at]
        if each.start + longest < end:
            return False
        if end <= each.end and digits in {_NOT_DIGITS.sub("", value) for value in each.figures}:
            return True
    return False


def words_round(words: str, start: int, end: int, first: int, last: int) -> str:
    """Give a figure with the words round it, at most `MAX_WORDS`, from between two places.

    Examples
    --------
    >>> words = "Đến hết năm 2025 có 90% hồ sơ trở lên."
    >>> words_round(words, words.index("90%"), words.index("90%") + 3, 0, len(words))
    'Đến hết năm 2025 có 90% hồ sơ trở lên.'
    """
    own = words[start:end].split(" ")
    room = max(0, MAX_WORDS - len(own))
    before = words[max(first, start - _NEIGHBOURHOOD) : start].split(" ")
    after = words[end : min(last, end + _NEIGHBOURHOOD)].split(" ")
    head, tail = before[-(room // 2) - 1 :], after[: room - room // 2 + 1]
    return plain_start(f"{' '.join(head)}{' '.join(own)}{' '.join(tail)}".strip())


def plain_start(phrase: str) -> str:
    """Leave out the signs at the start of a phrase that a spreadsheet would take for a formula.

    Examples
    --------
    >>> plain_start("- 90% hồ sơ")
    '90% hồ sơ'
    """
    return phrase.lstrip("=+-@–•*▪ ") or phrase
