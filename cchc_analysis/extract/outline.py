"""The outline of a document: which headings, lists and tables a paragraph stands under, what they lend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cchc_analysis.catalog import fold
from cchc_analysis.extract.analysis import has_cue, may_state
from cchc_analysis.extract.tables import Cell, Tables
from cchc_analysis.extract.times import find_times, readable
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


@dataclass(frozen=True)
class Node:
    """A paragraph and what its place lends to it.

    ``intro`` is the paragraph that leads the list in which it is an item, ``headings`` the folded headings above,
    nearest first, ``footnote`` the mark of a footnote.
    """

    index: int
    start: int
    end: int
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
        return "" if first < 1 else self.text.words[slice(*self.text.paragraphs[first - 1])]

    @cached_property
    def before(self) -> str:
        """The paragraph before it, or before its like, if it may open a list without a colon."""
        for place in range(self.index - 1, max(-1, self.index - _FARTHEST_OPENING), -1):
            words = self.text.words[slice(*self.text.paragraphs[place])]
            if len(words) > _LONGEST_HEADING or words.endswith((".", ";")):
                return ""
            if not any(map(str.isdigit, words)):
                return words
        return ""


@dataclass
class _Heading:
    words: str
    nature: str | None
    period: str | None


@dataclass
class _Place:
    """The headings above the paragraph reached so far."""

    frame: Frame
    annex: bool = False
    marks: dict[str, str] = field(default_factory=dict)
    said: dict[str, _Heading] = field(default_factory=dict)

    def enter(self, level: str, mark: str, heading: str) -> None:
        """Go to a heading; what stood at its level and below is left."""
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
        self.annex, self.marks, self.said = True, {}, {}

    def section(self) -> str:
        path = [self.marks[name] for name in _LEVELS if name in self.marks]
        return ".".join(["PL", *path] if self.annex else path) or "-"

    def above(self) -> list[_Heading]:
        return [self.said[name] for name in (*reversed(_LEVELS), _CHAPTER) if name in self.said]


def _heard(heading: str, frame: Frame) -> _Heading:
    """Tell the nature and the period that a heading gives to the figures below it.

    A report's part on what comes next holds targets; a plan's part on the results of an earlier year actuals.
    """
    folded = fold(heading)
    tells, plans = has_cue(folded, "results"), has_cue(folded, "aims")
    nature = "target" if plans and not tells else None
    if frame.kind == "report" and tells:
        nature = "actual"
    spoken = [when.words for when in find_times(folded)] if any(map(str.isdigit, folded)) else []
    if frame.kind == "plan" and tells and not spoken:
        spoken = [words for words in _SPAN.findall(folded) if words[-4:] < frame.period[:4]]
    periods = [(words, read) for words in spoken if (read := readable(words, frame, "actual"))]
    if not periods:
        return _Heading(folded, nature, None)
    words, read = periods[0]
    if frame.kind == "plan" and tells and year_of(read) < int(frame.period[:4]):
        nature = "actual"
    holds = nature == "actual" or readable(words, frame, "target")
    return _Heading(folded, nature, words if holds else None)


def read_nodes(text: Text, frame: Frame, title: str = "") -> Iterator[Node]:
    """Give the paragraphs of a document that can hold statements, each with what its place lends it."""
    place, tables = _Place(frame), Tables(text)
    intro, depth, bullets = "", 0, list[str]()
    notes = set(text.footnote_marks.values())
    for at, (start, end) in enumerate(text.paragraphs):
        words = text.words[start:end]
        if end - start < _LONGEST_HEADING and _ANNEX.match(words):
            place.start_annex()
        footnote = _footnote(words, notes)
        heading = not footnote and (_is_titled(words, title) or _enter(words, place, tables.begins_row(at)))
        if has_cue(words[:_LONGEST_MARK].lower(), "aside", opens=True):
            continue
        rank = _rank(words, bullets)
        if intro and (heading or rank <= depth):
            intro = ""
        if words.endswith(":"):
            intro, depth = words[-_LONGEST_INTRO:], rank
        if heading or not may_state(words):
            continue
        above = place.above()
        own = "target" if frame.kind == "plan" else "actual"
        yield Node(
            at, start, end,
            f"footnote {footnote}" if footnote else place.section(),
            own if footnote and own == "actual" else next((each.nature for each in above if each.nature), own),
            next((each.period for each in above if each.period), None),
            "" if words.endswith(":") else intro,
            footnote,
            tuple(each.words for each in above),
            text,
            tables,
        )  # fmt: skip


def _rank(words: str, bullets: list[str]) -> int:
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
    mark = _MARK.match(words)
    if mark or not words[:1].islower():
        bullets.clear()
    return 1 + _LEVELS.index(str(mark.lastgroup)) if mark else 0


def _is_titled(words: str, title: str) -> bool:
    return _SHORTEST_TITLE <= len(words) <= len(title) and words in title


def _enter(words: str, place: _Place, begins_row: bool) -> bool:
    """Follow the numbering of headings and list items; tell whether this paragraph is only a heading."""
    if begins_row:
        place.enter("number" if words[0].isdigit() else "part", words.rstrip("."), "")
        return True
    is_short = len(words) <= _LONGEST_HEADING and not words.endswith((".", ";", "./."))
    if mark := _MARK.match(words):
        level = str(mark.lastgroup)
        rest = words[mark.end() :]
        is_heading = is_short and (words.isupper() or not may_state(rest))
        slot = "letter" if place.annex and level == "number" else level
        place.enter(slot, mark[level].rstrip("."), rest if is_heading else "")
        return is_heading
    if is_short and (
        words.isupper() or (words.endswith(":") and not may_state(words) and words[0] not in _BULLETS)
    ):
        if words.isupper():
            place.announce(words)
        return words.isupper()
    return False


def _footnote(words: str, marks: set[str]) -> str:
    match = None if words[0].isalpha() else _FOOTNOTE.match(words)
    if not match:
        return ""
    number = match[1].translate(SUPERSCRIPT)
    is_marked = number != match[1] or words[0] in "[⁽" or (number in marks and words[match.end(1)] in " )")
    return number if is_marked else ""
