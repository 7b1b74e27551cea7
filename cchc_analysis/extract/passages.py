"""Walks through a document's paragraphs and tells of each where it stands and what holds for its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_analysis.catalog import fold
from cchc_analysis.extract.candidates import may_state
from cchc_analysis.extract.periods import find_periods, readable
from cchc_analysis.extract.tables import Tables
from cchc_analysis.extract.words import spot_words
from cchc_analysis.harmonizer.periods import Frame, year_of
from cchc_analysis.read.text import SUPERSCRIPT, Text

_LONGEST_HEADING = 160
_LONGEST_INTRO = 400
_LONGEST_MARK = 30
_LONGEST_CELL = 60
_ANNEX = ("PHỤ LỤC", "Phụ lục")
_LEVELS = ("part", "number", "letter")
_CHAPTER = "chapter"
"""A heading without a number, above all that are numbered."""
_MARK = re.compile(
    r"(?:PHẦN (?:THỨ )?)?(?P<part>[IVX]{1,5})[.)/:-]? |(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)/] ?"
    r"|(?P<letter>[a-zđ]{1,2})[.)] "
)
_FOOTNOTE = re.compile(r"(?:[⁽(\[]?([⁰¹²³⁴-⁹]+|\d{1,2})[⁾)\]]?) ?(?=\D)")
_SPAN = re.compile(r"giai đoạn 20\d\d ?[-–] ?20\d\d")
_ASIDE = (
    "nơi nhận", "người nhận", "đăng nhập", "từ khóa:", "lượt xem", "chia sẻ", "trang chủ", "bản quyền", "hotline",
    "đường dây nóng", "điện thoại", "tình trạng:", "ngày ban hành:", "nơi ban hành:", "số hiệu:", "tin khác",
    "văn bản cùng loại", "tin liên quan", "bài viết liên quan", "tm. ủy ban", "kt. chủ tịch", "- lưu:",
)  # fmt: skip
"""How paragraphs begin that are no part of the document's own text."""


@dataclass(frozen=True)
class Passage:
    """A paragraph with what its place says: section, the nature and the period of figures that name none.

    ``intro`` is the paragraph that introduces the list in which this one is an item, ``footnote`` the mark of a
    footnote.
    """

    index: int
    start: int
    end: int
    section: str
    nature: str
    period: str | None
    intro: str
    footnote: str


class _Place:
    """The headings above the paragraph reached so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.annex = False
        self.marks: dict[str, str] = {}
        self.said: dict[str, tuple[str | None, str | None]] = {}

    def enter(self, level: str, mark: str, heading: str) -> None:
        """Go to a heading; what stood at its level and below is left."""
        for name in _LEVELS[_LEVELS.index(level) :]:
            self.marks.pop(name, None)
            self.said.pop(name, None)
        self.marks[level] = mark
        if heading:
            self.said[level] = self._hear(heading)

    def announce(self, heading: str) -> None:
        """Take in a heading without a number: what it says holds for all that follows."""
        said = self._hear(heading)
        if any(said):
            self.said = {_CHAPTER: said}

    def _hear(self, heading: str) -> tuple[str | None, str | None]:
        is_known = self.frame.kind == "plan" and self.nature == "target" and not any(map(str.isdigit, heading))
        return (None, None) if is_known else _said_by(heading, self.frame)

    def start_annex(self) -> None:
        """Go to the annex, whose parts are numbered anew."""
        self.annex, self.marks, self.said = True, {}, {}

    @property
    def section(self) -> str:
        path = [self.marks[name] for name in _LEVELS if name in self.marks]
        return ".".join(["PL", *path] if self.annex else path) or "-"

    @property
    def nature(self) -> str:
        for name in (*reversed(_LEVELS), _CHAPTER):
            nature = self.said.get(name, (None, None))[0]
            if nature:
                return nature
        return "target" if self.frame.kind == "plan" else "actual"

    @property
    def period(self) -> str | None:
        return next(
            (read for name in (*reversed(_LEVELS), _CHAPTER) if (read := self.said.get(name, (0, None))[1])), None
        )


def _said_by(heading: str, frame: Frame) -> tuple[str | None, str | None]:
    """Tell the nature and the period that a heading gives to the figures below it.

    A report's part on what comes next holds targets; a plan's part on the results of an earlier year actuals.
    """
    folded = fold(heading)
    kinds = {word.kind for word in spot_words(folded)}
    tells, plans = "results" in kinds, bool(kinds & {"programme", "aim"})
    nature = "target" if plans and not tells else None
    if frame.kind == "plan" and not any(map(str.isdigit, heading)):
        return nature, None
    if frame.kind == "report" and tells:
        nature = "actual"
    spoken = [when.words for when in find_periods(folded)]
    if frame.kind == "plan" and tells and not spoken:
        spoken = [words for words in _SPAN.findall(folded) if words[-4:] < frame.period[:4]]
    periods = [(words, read) for words in spoken if (read := readable(words, frame, "actual"))]
    if not periods:
        return nature, None
    words, read = periods[0]
    if frame.kind == "plan" and tells and year_of(read) < int(frame.period[:4]):
        nature = "actual"
    return nature, words if nature == "actual" or readable(words, frame, "target") else None


def read_passages(text: Text, frame: Frame, tables: Tables, title: str = "") -> Iterator[Passage]:
    """Give the passages of a document that can hold figures, in their order."""
    place, intro, depth = _Place(frame), "", 0
    paragraphs = text.paragraphs
    notes = set(text.footnote_marks.values())
    for at, (start, end) in enumerate(paragraphs):
        words = text.words[start:end]
        if words.startswith(_ANNEX) and end - start < _LONGEST_HEADING:
            place.start_annex()
        footnote = _footnote(words, notes)
        heading = not footnote and (_is_titled(words, title) or _enter(words, place, tables.begins_row(at)))
        if words[:_LONGEST_MARK].lower().startswith(_ASIDE):
            continue
        if intro and (heading or _rank(words) <= depth):
            intro = ""
        if words.endswith(":"):
            intro, depth = words[-_LONGEST_INTRO:], _rank(words)
        if heading or not may_state(words):
            continue
        yield Passage(
            at,
            start,
            end,
            f"footnote {footnote}" if footnote else place.section,
            "actual" if footnote and frame.kind == "report" else place.nature,
            place.period,
            "" if words.endswith(":") else intro,
            footnote,
        )


def _rank(words: str) -> int:
    """Give how deep in a list a paragraph stands by its mark; text without a mark is above all."""
    if words[:1] in "-–+•▪*":
        return len(_LEVELS) + 1 + "-+•".find(words[0])
    mark = _MARK.match(words)
    return 1 + _LEVELS.index(str(mark.lastgroup)) if mark else 0


def _is_titled(words: str, title: str) -> bool:
    return len(words) <= len(title) and words in title


def _enter(words: str, place: _Place, begins_row: bool) -> bool:
    """Follow the numbering of headings and list items; tell whether this paragraph is only a heading."""
    if begins_row:
        place.enter("number" if words[0].isdigit() else "part", words.rstrip("."), "")
        return True
    is_short = len(words) <= _LONGEST_HEADING and not words.endswith((".", ";", "./."))
    if mark := _MARK.match(words):
        level = str(mark.lastgroup)
        is_heading = is_short and (words.isupper() or not may_state(words[mark.end() :]))
        slot = "letter" if place.annex and level == "number" else level
        place.enter(slot, mark[level].rstrip("."), words[mark.end() :] if is_heading else "")
        return is_heading
    if is_short and words.isupper():
        place.announce(words)
        return True
    return False


def _footnote(words: str, marks: set[str]) -> str:
    match = None if words[0].isalpha() else _FOOTNOTE.match(words)
    if not match:
        return ""
    number = match[1].translate(SUPERSCRIPT)
    is_marked = number != match[1] or words[0] in "[⁽" or (number in marks and words[match.end(1)] in " )")
    return number if is_marked else ""


def row_period(tables: Tables, at: int, frame: Frame) -> str | None:
    """Give the period that another cell of the same table row holds, or the head of the column."""
    row = tables.row(at)
    after = [tables.cells[place] for place in row if place > at]
    before = [tables.cells[place] for place in reversed(row) if place < at]
    for cell in (tables.head(at), *after, *before):
        if not cell or len(cell) > _LONGEST_CELL:
            continue
        folded = fold(cell)
        for when in find_periods(folded):
            if when.words == folded and readable(when.words, frame, "target"):
                return when.words
    return None
