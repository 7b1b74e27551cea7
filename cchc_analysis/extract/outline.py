"""The outline of a document: which headings, lists and tables a paragraph stands under, what they lend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cchc_analysis.catalog import fold
from cchc_analysis.extract.analysis import has_cue, may_state
from cchc_analysis.extract.tables import Cell, Tables
from cchc_analysis.extract.times import find_times, readable
from cchc_analysis.harmonizer.evidence import unborne
from cchc_analysis.harmonizer.periods import Frame, year_of
from cchc_analysis.read.text import SUPERSCRIPT, Text

_LONGEST_HEADING = 160
_LONGEST_INTRO = 400
_LONGEST_MARK = 30
_FARTHEST_OPENING = 6
_SHORTEST_TITLE = 8
_ANNEX = re.compile(r"phụ lục\b", re.IGNORECASE)
_LEVELS = ("part", "number", "letter")
_CHAPTER = "chapter"
"""A heading without a number, above all that are numbered."""
_MARK = re.compile(
    r"(?:(?:PHẦN|Phần|phần|CHƯƠNG|Chương|MỤC|Mục) (?:THỨ |thứ )?)?(?P<part>[IVX]{1,5})(?:[.)/:–-]+ ?"
    r"| (?=[A-ZĐ])| ?$)"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)/] ?(?!\d)"
    r"|(?P<letter>[a-zđ]{1,2})[.)/] "
)
_BULLETS = "-–+•▪*●○◦■□►➢"
_FOOTNOTE = re.compile(r"(?:[⁽(\[]?([⁰¹²³⁴-⁹]+|\d{1,2})[⁾)\]]?) ?(?=\D)")
_SPAN = re.compile(r"giai đoạn 20\d\d ?[-–] ?20\d\d")


@dataclass(frozen=True, eq=False)
class Node:
    """A paragraph and what its place lends to it.

    ``intro`` is the paragraph that leads the list in which it is an item, ``headings`` the folded headings above,
    nearest first, ``footnote`` the mark of a footnote; ``states`` tells whether it may hold a statement.
    """

    index: int
    start: int
    end: int
    states: bool
    section: str
    nature: str
    period: str | None
    intro: str
    footnote: str
    headings: tuple[str, ...]
    text: Text
    tables: Tables

    @cached_property
    def cell(self) -> Cell | None:
        """Its place in a table; None outside of tables."""
        return self.tables.cell(self.index)

    @cached_property
    def caption(self) -> str:
        """The paragraph right before the table in whose cell it stands."""
        first = self.tables.first_cell(self.index)
        return "" if first < 1 else self._words(first - 1)

    @cached_property
    def before(self) -> str:
        """The paragraph before it, or before its like, if it may open a list without a colon."""
        for place in range(self.index - 1, max(-1, self.index - _FARTHEST_OPENING), -1):
            words = self._words(place)
            if len(words) > _LONGEST_HEADING or words.endswith((".", ";")):
                return ""
            if not any(map(str.isdigit, words)):
                return words
        return ""

    @cached_property
    def beside(self) -> str:
        """The folded words that complete its sentences: the lead of its list, its row, the head of its column."""
        cell = self.cell
        return " ".join([fold(self.intro), *((*cell.labels, *cell.after, cell.head) if cell else ())])

    @cached_property
    def lent(self) -> str:
        """The folded words whose level holds on in it: its own, headings, caption, where a footnote's mark is."""
        marked = [place for place, mark in self.text.footnote_marks.items() if mark == self.footnote]
        noted = [self.text.words[a:b] for a, b in self.text.paragraphs if any(a <= place <= b for place in marked)]
        words = [self.caption, self.before, *noted, self.text.words[self.start : self.end]]
        return " ".join([*self.headings, *map(fold, words)])

    def unborne(self, cells: Mapping[str, str | None], start: int, end: int) -> list[tuple[str, str]]:
        """Give (column, what is wrong) for what a statement says and the words round its evidence do not."""
        sentence = fold(self.text.sentence(start, end))
        return list(unborne(cells, f"{self.beside} {sentence}", self.lent))

    def _words(self, index: int) -> str:
        return self.text.words[slice(*self.text.paragraphs[index])]


class _Heading(NamedTuple):
    words: str
    nature: str | None
    period: str | None


class _Path:
    """The headings above the paragraph reached so far: by rank the mark of each and what it says."""

    def __init__(self, frame: Frame | None) -> None:
        self.frame = frame
        self.in_annex = False
        self.marks: dict[str, str] = {}
        self.said: dict[str, _Heading] = {}

    def enter(self, level: str, mark: str, heading: str) -> None:
        """Go to a heading or an item; what stood at its level and below is left."""
        for name in _LEVELS[_LEVELS.index(level) :]:
            self.marks.pop(name, None)
            self.said.pop(name, None)
        self.marks[level] = mark
        if heading:
            self.said[level] = _heard(heading, self.frame)

    def announce(self, heading: str) -> None:
        """Take in a heading without a number: what it says holds for all that follows."""
        heard = _heard(heading, self.frame)
        if heard.nature or heard.period:
            self.said = {_CHAPTER: heard}

    def start_annex(self) -> None:
        """Go to the annex, whose parts are numbered anew."""
        self.in_annex, self.marks, self.said = True, {}, {}

    def section(self) -> str:
        path = [self.marks[name] for name in _LEVELS if name in self.marks]
        return ".".join(["PL", *path] if self.in_annex else path) or "-"

    def above(self) -> list[_Heading]:
        return [self.said[name] for name in (*reversed(_LEVELS), _CHAPTER) if name in self.said]


def _heard(heading: str, frame: Frame | None) -> _Heading:
    """Tell the nature and the period that a heading gives to the figures below it.

    A report's part on what comes next holds targets; a plan's part on the results of an earlier year actuals.
    """
    folded = fold(heading)
    if frame is None:
        return _Heading(folded, None, None)
    tells, plans = has_cue(folded, "results"), has_cue(folded, "aims")
    nature = "target" if plans and not tells else None
    if frame.kind == "report" and tells:
        nature = "actual"
    spoken = [when.words for when in find_times(folded)] if any(map(str.isdigit, folded)) else []
    if frame.kind == "plan" and tells and not spoken:
        spoken = [words for words in _SPAN.findall(folded) if words[-4:] < frame.period[:4]]
    words, read = next(
        ((words, read) for words in spoken if (read := readable(words, frame, "actual"))), (None, None)
    )
    if words is None or read is None:
        return _Heading(folded, nature, None)
    if frame.kind == "plan" and tells and year_of(read) < int(frame.period[:4]):
        nature = "actual"
    holds = nature == "actual" or readable(words, frame, "target")
    return _Heading(folded, nature, words if holds else None)


def read_nodes(text: Text, frame: Frame | None = None, title: str = "") -> Iterator[Node]:
    """Give the paragraphs of a document, each with what its place lends it.

    Without a ``frame`` headings tell neither nature nor period.
    """
    path, tables = _Path(frame), Tables(text)
    intro, depth, bullets = "", 0, list[str]()
    notes = set(text.footnote_marks.values())
    usual = "actual" if frame and frame.kind == "report" else "target"
    for at, (start, end) in enumerate(text.paragraphs):
        words = text.words[start:end]
        if has_cue(words[:_LONGEST_MARK].lower(), "aside", opens=True):
            continue
        if end - start < _LONGEST_HEADING and _ANNEX.match(words):
            path.start_annex()
        mark, footnote = _MARK.match(words), _footnote(words, notes)
        states = may_state(words[mark.end() :] if mark else words)
        is_heading = not footnote and (
            (_SHORTEST_TITLE <= end - start <= len(title) and words in title)
            or _enter(words, mark, states, path, tables.begins_row(at))
        )
        rank = _rank(words, mark, bullets)
        if intro and (is_heading or rank <= depth):
            intro = ""
        leads = words.endswith(":")
        above = path.above()
        nature = next((each.nature for each in above if each.nature), usual)
        yield Node(
            at, start, end, states and not is_heading,
            f"footnote {footnote}" if footnote else path.section(),
            usual if footnote and usual == "actual" else nature,
            next((each.period for each in above if each.period), None),
            "" if leads else intro, footnote, tuple(each.words for each in above), text, tables,
        )  # fmt: skip
        if leads:
            intro, depth = words[-_LONGEST_INTRO:], rank


def _rank(words: str, mark: re.Match[str] | None, bullets: list[str]) -> int:
    """Give how deep in a list a paragraph stands by its mark; text without a mark is above all.

    ``bullets`` are those of the lists that are open, outermost first: a new one opens a list within.
    """
    sign = words[:1]
    if sign in _BULLETS:
        if sign in bullets:
            del bullets[bullets.index(sign) + 1 :]
        else:
            bullets.append(sign)
        return len(_LEVELS) + len(bullets)
    if mark or not sign.islower():
        bullets.clear()
    return 1 + _LEVELS.index(str(mark.lastgroup)) if mark else 0


def _enter(words: str, mark: re.Match[str] | None, states: bool, path: _Path, begins_row: bool) -> bool:
    """Follow the numbering of headings and list items; tell whether this paragraph is only a heading."""
    if begins_row:
        path.enter("number" if words[0].isdigit() else "part", words.rstrip("."), "")
        return True
    is_short = len(words) <= _LONGEST_HEADING and not words.endswith((".", ";"))
    if mark:
        level = str(mark.lastgroup)
        is_heading = is_short and (words.isupper() or not states)
        slot = "letter" if path.in_annex and level == "number" else level
        path.enter(slot, mark[level].rstrip("."), words[mark.end() :] if is_heading else "")
        return is_heading
    if is_short and words.isupper():
        path.announce(words)
        return True
    return False


def _footnote(words: str, marks: set[str]) -> str:
    match = None if words[0].isalpha() else _FOOTNOTE.match(words)
    if not match:
        return ""
    number = match[1].translate(SUPERSCRIPT)
    is_marked = number != match[1] or words[0] in "[⁽" or (number in marks and words[match.end(1)] in " )")
    return number if is_marked else ""
