"""Cuts the paragraphs of a text into pieces that statements, figures without one, or nothing mark."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from cchc_analysis.read.text import Text


class Mark(NamedTuple):
    """Places of running words and what marks them: the id of a statement, or of a figure without one."""

    start: int
    end: int
    name: str
    is_open: bool


class Piece(NamedTuple):
    """Words, their places, and the marks that cover them from end to end."""

    start: int
    end: int
    words: str
    marks: list[Mark]


class Paragraph(NamedTuple):
    """A paragraph, the line of the file in which it begins, and its pieces in order."""

    line: int
    pieces: list[Piece]


def marked_paragraphs(text: Text, marks: Iterable[Mark]) -> Iterator[Paragraph]:
    """Give every paragraph of a text, cut at each end of a mark.

    Examples
    --------
    >>> from cchc_analysis.read.text import text_of
    >>> [paragraph] = marked_paragraphs(text_of("Đạt 90% hồ sơ."), [Mark(4, 7, "s1", False)])
    >>> [(piece.words, [mark.name for mark in piece.marks]) for piece in paragraph.pieces]
    [('Đạt ', []), ('90%', ['s1']), (' hồ sơ.', [])]
    """
    ordered = sorted(marks)
    starts = [mark.start for mark in ordered]
    longest = max((mark.end - mark.start for mark in ordered), default=0)
    for first, last in text.paragraphs:
        near = ordered[bisect_left(starts, first - longest) : bisect_right(starts, last)]
        own = [mark for mark in near if mark.start < last and mark.end > first]
        cuts = sorted({first, last, *(place for mark in own for place in mark[:2] if first < place < last)})
        pieces = [
            Piece(
                start, end, text.words[start:end], [mark for mark in own if mark.start < end and start < mark.end]
            )
            for start, end in pairwise(cuts)
        ]
        yield Paragraph(text.line(first), pieces)
