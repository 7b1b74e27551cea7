"""Cuts passages into sentences, and sentences into the clauses that belong to one figure each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_analysis.catalog import fold_keeping_places
from cchc_analysis.extract.candidates import may_state
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.passages import Passage
from cchc_analysis.read.text import Text
from cchc_analysis.rewriting import Rewritten

_END = re.compile(r"[.!?] +(?=[A-ZÀ-ỸĐ“\"(\d–•+-])")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-ZĐ]{1,3}|[Tt]p|[Ss]ố(?=\. +\d)|v)\.")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.")
_LONGEST = 4000  # letters; a longer run without a full stop is no sentence


@dataclass(frozen=True)
class Sentence:
    """A folded sentence and the way back to the document."""

    text: str
    start: int
    folded: Rewritten
    passage: Passage

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the places of the document's running words that a part of the folded sentence came from."""
        return self.start + self.folded.origin(start), self.start + self.folded.origin_end(end)


def read_sentences(text: Text, passage: Passage) -> Iterator[Sentence]:
    """Give the sentences of a passage that may state something, folded."""
    words = text.words[passage.start : passage.end]
    begin = 0
    for end in _ends(words):
        if end - begin == len(words) or may_state(words[begin:end]):  # of a passage as a whole that is known
            folded = fold_keeping_places(words[begin:end])
            yield Sentence(folded.text, passage.start + begin, folded, passage)
        begin = end


def _ends(words: str) -> Iterator[int]:
    """Give the places where sentences end; not after an abbreviation or the number of a list."""
    begin = 0
    for match in _END.finditer(words):
        last = match.start() + 1
        if not (
            _ABBREVIATED.search(words, max(begin, last - 5), match.end() + 1)
            or _NUMBERED.fullmatch(words, begin, last)
        ):
            yield from range(begin + _LONGEST, match.start(), _LONGEST)
            begin = match.end()
            yield begin
    yield from range(begin + _LONGEST, len(words), _LONGEST)
    yield len(words)


_STOP = re.compile(r";|[.!?] (?!\d)")
_SPLIT = re.compile(r"\(|\)|,? (?:trong đó|trong số đó|trong số này|đồng thời|còn lại|riêng)\b|,? gồm\b|: ")
_PART = re.compile(r"\(|trong đó|trong số đó|trong số này|gồm")
_WEAK = re.compile(r",| và (?!các năm|những năm)")
_TAIL = re.compile(r" trở (?:lên|xuống)")


@dataclass(frozen=True)
class Clause:
    """The part of a sentence that belongs to one figure, and how it hangs on the one before it.

    ``is_part`` tells that it splits what the figure before it counts (``trong đó``, parentheses); ``joined`` that
    no more than a comma or ``và`` parts the two.
    """

    start: int
    end: int
    figure: Figure
    is_part: bool
    joined: bool


def cut_clauses(text: str, figures: list[Figure], names: Sequence[tuple[int, int]]) -> list[Clause]:
    """Give each figure of a folded sentence its clause.

    Between two figures the cut is at a semicolon or the end of a sentence; else at ``trong đó`` or a
    parenthesis; else at the comma or ``và`` right after the first, else at the last one. No cut is made within
    ``names``, places of words that are one name (``xã, phường, thị trấn``).

    Examples
    --------
    >>> from cchc_analysis.extract.figures import find_figures
    >>> sentence = "90% hồ sơ cấp tỉnh, 80% hồ sơ cấp huyện, trong đó 20% nộp qua bưu điện"
    >>> clauses = cut_clauses(sentence, find_figures(sentence), [])
    >>> [sentence[clause.start : clause.end].strip(" ,") for clause in clauses]
    ['90% hồ sơ cấp tỉnh', '80% hồ sơ cấp huyện', 'trong đó 20% nộp qua bưu điện']
    """
    clauses: list[Clause] = []
    begin, depth, is_part, joined = 0, 0, False, False
    for figure, following in zip(figures, [*figures[1:], None], strict=True):
        if following is None:
            stop = _STOP.search(text, figure.end)
            clauses.append(Clause(begin, stop.start() if stop else len(text), figure, is_part, joined))
            break
        between = text[figure.end : following.start]
        first, last = _cut(_blank(text, figure.end, following.start, names))
        clauses.append(Clause(begin, figure.end + first, figure, is_part, joined))
        depth = max(0, depth + between.count("(") - between.count(")"))
        begin = figure.end + last
        is_part = depth > 0 or bool(_PART.search(between, first))
        joined = not _STOP.search(between) and not _SPLIT.search(between)
    return clauses


def _blank(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> str:
    """Give the text between two places with the words of names made unreadable."""
    between = text[start:end]
    for first, last in names:
        if start <= first and last <= end:
            between = f"{between[: first - start]}{'x' * (last - first)}{between[last - start :]}"
    return between


def _cut(between: str) -> tuple[int, int]:
    """Give where the clause of the figure before ends, and where that of the next one begins."""
    stops = list(_STOP.finditer(between))
    if stops:
        return stops[0].start(), stops[-1].end()
    splits = [match for match in _SPLIT.finditer(between) if match[0] not in "()" or _is_half(between, match)]
    if splits:
        return splits[0].start(), splits[0].end() if splits[0][0] in "(:)" else splits[0].start()
    weak = [match.start() for match in _WEAK.finditer(between)]
    tail = _TAIL.match(between)
    if not weak:
        return (len(between), len(between)) if between.strip() else (0, 0)
    adjacent = weak[0] == (tail.end() if tail else 0)
    return (weak[0], weak[0]) if adjacent else (weak[-1], weak[-1])


def _is_half(between: str, parenthesis: re.Match[str]) -> bool:
    """Tell whether a parenthesis stands between two figures without its other half."""
    if parenthesis[0] == "(":
        return ")" not in between[parenthesis.end() :]
    return "(" not in between[: parenthesis.start()]
