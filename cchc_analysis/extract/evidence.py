"""Chooses the words that a statement quotes as its evidence."""

from __future__ import annotations

import re

from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.sentences import Clause
from cchc_analysis.schema import MAX_WORDS

_LONGEST = MAX_WORDS - 1
_FARTHEST = 120  # letters
_WORDS_BEFORE = re.compile(r"(?:[^\s,;.:()]+(?:[,.]\d+)* ){0,4}$")
_WORDS_AFTER = re.compile(r"(?: [^\s,;.:()]+)*")


def quote(text: str, clause: Clause, last: int) -> tuple[int, int]:
    """Give the places of the phrase to quote: up to four words before the figures of a clause, and those after.

    ``last`` is where the last figure ends. No comma is crossed, and no more than 14 words are taken.

    Examples
    --------
    >>> from cchc_analysis.extract.figures import find_figures
    >>> from cchc_analysis.extract.sentences import cut_clauses
    >>> sentence = "phấn đấu, đạt tối thiểu 90% hồ sơ công việc, trừ hồ sơ mật"
    >>> clause = cut_clauses(sentence, find_figures(sentence), [])[0]
    >>> start, end = quote(sentence, clause, clause.figure.end)
    >>> sentence[start:end]
    'đạt tối thiểu 90% hồ sơ công việc'
    """
    start = clause.figure.start
    if before := _WORDS_BEFORE.search(text, max(clause.start, start - _FARTHEST), start):
        start = before.start()
    room = _LONGEST - text.count(" ", start, last) - 1
    after = _WORDS_AFTER.match(text, last, max(last, clause.end))
    words = after[0].split(" ")[1:] if after else []
    return start, last + sum(1 + len(word) for word in words[: max(0, room)])


_RESTATED = re.compile(r"\((?:đạt tỷ lệ |tỷ lệ |đạt |tương ứng |bằng |chiếm )?$")


def is_restated(text: str, figure: Figure) -> bool:
    """Tell whether a figure stands alone in parentheses, and so says again what the one before it says.

    Examples
    --------
    >>> from cchc_analysis.extract.figures import find_figures
    >>> sentence = "21/22 sở (đạt 95,45%)"
    >>> is_restated(sentence, find_figures(sentence)[1])
    True
    """
    return text.startswith(")", figure.end) and bool(
        _RESTATED.search(text, max(0, figure.start - _FARTHEST), figure.start)
    )
