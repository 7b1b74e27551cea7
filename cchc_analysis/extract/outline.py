"""The outline of a document: which headings, lists and tables a paragraph stands under, what they lend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from cchc_analysis.catalog import cues, either, fold, lists
from cchc_analysis.extract.analysis import has_cue, may_state, mentions
from cchc_analysis.extract.cells import is_value, level_named
from cchc_analysis.extract.tables import Cell, Tables
from cchc_analysis.extract.times import find_times, is_ahead, is_bare_day, is_over, readable
from cchc_analysis.harmonizer.evidence import unborne
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.read.text import SUPERSCRIPT, Text
from cchc_analysis.rewriting import CAPITAL

_LONGEST_HEADING, _LONGEST_BARE, _LONGEST_INTRO, _LONGEST_ITEM = 160, 60, 400, 100  # letters
_SHORTEST_TITLE = 8  # letters
_LONGEST_NUMBER = 4  # digits
_FARTHEST_OPENING = 6  # paragraphs
_LEVELS = ("division", "chapter", "part", "section", "number", "letter", "item")
_LISTED = (*_LEVELS, "bullet")
_STEP = 10
_CHAPTER = -1  # rank of a heading without a number, above all that are numbered
_OPENING = re.compile(
    r"(?P<bullet>[-–+•▪*●○◦■□►➢·]|\.(?= ))"
    r"|(?:(?i:phần|chương) (?i:thứ )?(?P<division>[IVX]{1,5}|[A-H]|\d{1,2}|(?i:nhất|hai|ba|tư|năm))"
    rf"|(?!V/[vV])(?i:mục )?(?P<part>[IVX]{{1,5}}))(?: ?[.)/:–-]+ ?| (?=[{CAPITAL}])| ?$)"
    rf"|(?P<chapter>[A-H])[.:)/–-] (?=[{CAPITAL}])"
    r"|(?i:mục|điều) (?P<section>\d{1,2})[.:)–-]+ ?"
    rf"|(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.)/–-] ?(?!\d)|(?<=\.\d) (?=[{CAPITAL}]))"
    r"|\(?(?P<letter>[a-zđ]{1,2})[.)/–-] |\((?P<item>\d{1,2})\) "
    r"|(?P<annex>(?i:phụ (?:lục|biểu)|biểu(?= (?:số|mẫu|\d)))\b)"
)
_FOOTNOTE = re.compile(r"(?:[⁽(\[]?([⁰¹²³⁴-⁹]+|\d{1,2})[⁾)\]]?) ?(?=\D)")
_OF_TABLE = re.compile(
    r"\W*(?:đơn vị(?: tính)?|đvt|(?:ban hành )?kèm theo|kỳ báo cáo|số liệu (?:tính|đến|từ)"
    r"|(?:các )?(?:mức|giá trị|chỉ tiêu) (?:ghi |nêu )?(?:trong|tại|ở) (?:bảng|biểu))\b",
    re.IGNORECASE,
)
"""What stands between a table and its caption: its unit, its time, the document that it goes with."""
_BEFORE_BODY = re.compile(r"\b(?:tại|của|ở|trên địa bàn) (?:ủy ban nhân dân )?$")
_BESIDE = re.compile(r" {3,}|[\t|]| [-–] ")
_NUMBERED = re.compile(r"[\W_]*(?:số\b|kế hoạch$|báo cáo$)", re.IGNORECASE)
"""Where a letterhead ends: the number of the document, or its title."""
_LETTERHEAD = 12  # lines


class Heading(NamedTuple):
    """A heading or an item: how deep it stands, its mark, its folded words, what they give to figures."""

    rank: int
    mark: str
    words: str = ""
    nature: str | None = None
    period: str | None = None


_PARTS_ANEW = Heading(_CHAPTER - 1, "PL")  # the annex, whose parts are numbered anew


@dataclass(eq=False)
class Node:
    """A paragraph and what its place lends to it.

    ``intro`` is the paragraph that leads the list in which it is an item, ``above`` the headings and items in
    which it stands, outermost first, ``footnote`` the mark of a footnote; ``states`` tells whether it may hold a
    statement, ``frame`` what the document is.
    """

    index: int
    start: int
    end: int
    states: bool
    frame: Frame | None
    intro: str
    footnote: str
    above: tuple[Heading, ...]
    text: Text
    tables: Tables

    @property
    def section(self) -> str:
        """Where it stands: ``I.3.b``, ``PL.5``, ``footnote 1``."""
        marks = [each.mark for each in self.above if each.mark]
        path = ".".join(mark for mark, below in pairwise([*marks, ""]) if not below.startswith(f"{mark}."))
        return f"footnote {self.footnote}" if self.footnote else path or "-"

    @cached_property
    def nature(self) -> str:
        """What the nearest heading that tells it makes of its figures; a report's footnotes tell results."""
        usual = "actual" if self.frame and self.frame.kind == "report" else "target"
        if self.footnote and usual == "actual":
            return usual
        return next((each.nature for each in self._telling if each.nature), usual)

    @cached_property
    def period(self) -> str | None:
        """The words of time of the nearest heading that has some; a footnote stands apart from those above it."""
        return None if self.footnote else next((each.period for each in self._telling if each.period), None)

    @property
    def _telling(self) -> Iterator[Heading]:
        lead = self.intro.rpartition(". ")[2][-_LONGEST_HEADING:]
        told = filter(None, (self.remark, self.caption, lead))
        return chain((_heard(0, "", words, self.frame) for words in told), reversed(self.above))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The folded headings above, nearest first."""
        return tuple(each.words for each in reversed(self.above) if each.words)

    @cached_property
    def cell(self) -> Cell | None:
        """Its place in a table; None outside of tables."""
        return self.tables.cell(self.index)

    def goes_on_from(self, before: Node) -> bool:
        """Tell whether running text goes on from another paragraph: both under the same headings, in no list."""
        both = (before, self)
        is_item = any(_OPENING.match(each.text.words, each.start) for each in both)
        is_apart = is_item or any(each.cell or each.intro or each.footnote for each in both)
        return self.above == before.above and not is_apart

    @cached_property
    def caption(self) -> str:
        """What leads to the table in whose cell it stands: the end of the paragraph before it, if no sentence."""
        before = self.tables.place(self.index).before
        words = next((each for each in before if not _OF_TABLE.match(each)), "")
        bare = words[1:-1] if words.startswith("(") and words.endswith(")") else words
        return "" if bare.endswith((".", ";")) else bare.rpartition(". ")[2]

    @cached_property
    def remark(self) -> str:
        """The folded words between a table and its caption, such as the unit of its values, or a bound of all."""
        nearest = self.tables.place(self.index).before[:1]
        return "".join(fold(words) for words in nearest if _OF_TABLE.match(words))

    @cached_property
    def before(self) -> str:
        """The paragraph before it, or before its like, if it may open a list without a colon."""
        for place in range(self.index - 1, max(-1, self.index - _FARTHEST_OPENING), -1):
            words = self.tables.cells[place]
            if place in self.tables.written or len(words) > _LONGEST_HEADING or words.endswith((".", ";")):
                return ""
            if not any(map(str.isdigit, words)):
                return words
        return ""

    def unborne(self, cells: Mapping[str, str | None], start: int, end: int) -> list[tuple[str, str]]:
        """Give (column, what is wrong) for what a statement says and the words round its evidence do not.

        Round it stand its list's lead, its row's labels and its column's head; for its level captions and
        headings, but not what stands after it in its row, which may name who is in charge.
        """
        own = self.text.words[self.start : max(self.end, end)]
        sentence = fold(own if self.cell else self.text.sentence(start, end))
        row = (self.remark, *self.cell.labels, self.cell.head) if self.cell else ()
        lent = (*self.headings, fold(self.caption), fold(self.tables.cells[self.index]))
        return list(unborne(cells, " ".join([fold(self.intro), *row, sentence]), " ".join(lent)))


@lru_cache(maxsize=1024)
def _heard(rank: int, mark: str, heading: str, frame: Frame | None) -> Heading:
    """Tell the nature and the period of figures below a heading: a report's next steps are targets."""
    folded = fold(heading)
    if frame is None:
        return Heading(rank, mark, folded)
    is_plan = frame.kind == "plan"
    is_status = folded in lists()["status_head"] or has_cue(folded, "status")  # as a whole: ``tình hình``
    plans = has_cue(folded, "aims") or has_cue(folded, "aim")
    tells = is_status or has_cue(folded, "results")
    is_told = is_status and not plans if is_plan else tells
    nature = "target" if plans and not tells else "actual" if is_told else None
    spoken = (when.words for when in find_times(folded) if not is_bare_day(when.words))
    words = next((words for words in spoken if readable(words, frame, nature or "actual")), None)
    if words and is_plan and is_over(words, frame):
        nature = "actual"
    elif words and not (is_plan or nature) and is_ahead(words, frame):
        nature = "target"
    holds = words and readable(words, frame, nature or ("target" if is_plan else "actual"))
    return Heading(rank, mark, folded, nature, words if holds else None)


def body_of(heading: str) -> str:
    """Give the kind of the department or unit that a folded heading is of (``… của sở tư pháp``), else nothing."""
    central = tuple(cues()["central_city"])
    for each in mentions(heading):
        is_own = each.kind == "unit" and _BEFORE_BODY.search(heading[: each.start])
        if is_own and not heading.startswith(central, each.end + 1):
            return each.value
    return ""


def _is_of(body: str, text: Text) -> bool:
    """Tell whether a document is of a body in its letterhead: below the province, or named more than levels."""
    own = re.findall(rf"\b(?<!các ){body.capitalize()}\b(?! [{CAPITAL}])", text.words) if body else []
    others = re.findall(rf"\b(?:{either(lists()['local'])})\b", fold(text.words)) if own else []
    return body in lists()["local_body"] or len(own) > len(others)


def _bodies(text: Text, title: str) -> Iterator[str]:
    """Give the folded words that name the body that a document is of: its letterhead, its title, a headline."""
    lines = takewhile(lambda line: not _NUMBERED.match(line), text.original.strip().split("\n")[:_LETTERHEAD])
    left = (_BESIDE.split(line.strip(" |"))[0] for line in lines)  # two columns: ``HUYỆN …      Độc lập``
    printed = (piece.strip(" *#") for cell in left for piece in cell.split("\v"))
    heads = [f"của {fold(line)}" for line in printed if line.isupper() and len(line) <= _LONGEST_BARE]
    yield from [head for head in heads if _is_of(body_of(head), text)][-1:]
    yield from [fold(title)] if body_of(fold(title)) else ()
    for start, end in () if title else text.paragraphs[:_FARTHEST_OPENING]:
        head = fold(text.words[start:end])
        may_head = end - start <= _LONGEST_HEADING and not (head.endswith((".", ";", ":")) or may_state(head))
        tells = may_head and (has_cue(head, "results") or "tình hình" in head)
        if tells and any(each in head for each in lists()["centre"]):
            yield head


def read_nodes(text: Text, frame: Frame | None = None, title: str = "") -> Iterator[Node]:
    """Give the paragraphs of a document, each with what its place lends it.

    Without a ``frame`` headings tell neither nature nor period.
    """
    outermost = (*(Heading(_CHAPTER - 2, "", words) for words in _bodies(text, title)),)
    above: tuple[Heading, ...] = outermost
    tables, notes = Tables(text), set(text.footnote_marks.values())
    intro, depth, bullet, lone, rows = "", 0, "", "", 0
    for at, (start, end) in enumerate(text.paragraphs):
        words = text.words[start:end]
        opening = _OPENING.match(words)
        kind = str(opening.lastgroup) if opening else "bullet" if lone else ""
        mark = opening if kind in _LEVELS else None
        if kind == "annex" and end - start < _LONGEST_HEADING:
            above, rows = (*outermost, _PARTS_ANEW), 0
        footnote, stands = _footnote(words, notes)
        is_cell = at in tables.written
        may_tell = (is_cell and is_value(words)) or may_state(words[mark.end() :] if mark else words)
        states = may_tell and not tables.is_nobodys(at)
        may_head = not (footnote or is_cell)
        is_heading = may_head and _SHORTEST_TITLE <= end - start <= len(title) and words in title
        entered: Heading | None = None
        number = int(words) if _PARTS_ANEW in above and words.isdecimal() and len(words) < _LONGEST_NUMBER else 0
        # that of a row, also where no table is made out; one may be lost between two pages
        is_next = not is_cell and rows < number <= rows + 2
        if is_next or tables.place(at).numbers:
            rows = number or rows
            entered = Heading(_STEP * _LEVELS.index("number") - 1, words.rstrip("."))  # its text may have a number
        elif is_heading or not may_head:
            pass
        elif mark:
            entered = _numbered(words, mark, states, frame)
        elif words.isupper() and kind != "bullet" and not (intro and states):
            entered = _heard(_CHAPTER, "", words, frame)
        elif not (states or kind or at + 1 in tables.written):
            entered = _bare(words, above, frame)
        if entered:
            is_heading = not (mark and states) or bool(entered.words)
            bare = (Heading(each.rank, each.mark) for each in above if each.rank > entered.rank == _CHAPTER)
            above = (*(each for each in above if each.rank < entered.rank), entered, *bare)
        rank = 1 + _LISTED.index(kind) if kind in _LISTED else 0  # text without a mark is above all
        lone = words if kind == "bullet" and len(words) == 1 else ""  # the item stands on the next line
        sign = (lone or words[0]) if kind == "bullet" else ""
        is_item = sign not in ("", bullet) or (states and not (rank or depth) and end - start <= _LONGEST_ITEM)
        if is_heading or (rank <= depth and not is_item):  # another bullet: a list within
            intro = ""
        leads = words.endswith(":")
        lead = "" if leads else intro
        yield Node(at, start + stands, end, states and not is_heading, frame, lead, footnote, above, text, tables)
        if leads:
            intro, depth, bullet = words[-_LONGEST_INTRO:], rank, sign


def _numbered(words: str, mark: re.Match[str], states: bool, frame: Frame | None) -> Heading:
    """Give what a paragraph with a number opens; without words if it is no heading."""
    kind = str(mark.lastgroup)
    number = mark[kind].rstrip(".")
    is_heading = not states and len(words) <= _LONGEST_HEADING and not words.endswith((".", ";"))
    rank = _STEP * _LEVELS.index(kind) + number.count(".")  # ``2.1`` stands below ``2``
    return _heard(rank, number, words[mark.end() :] if is_heading else "", frame)


def _bare(words: str, above: tuple[Heading, ...], frame: Frame | None) -> Heading | None:
    """Take a short line in small letters as a heading where it tells nature or time: ``Mục tiêu năm 2025``."""
    if len(words) > _LONGEST_BARE or not (words[0].isupper() and words[-1].isalnum()):
        return None
    # below the last number, or as deep as the one of its kind before it
    alike = (each.rank for each in above if not (each.mark or each.words))
    rank = next(alike, max((each.rank for each in above if each.mark), default=_CHAPTER) + _STEP // 2)
    heard = _heard(rank, "", words, frame)
    if level_named(heard.words).startswith(("cấp ", "khối ")):
        return heard  # on a line of its own; a body there is one that has tasks
    kinds = ("aims", "results", "status", *(("aim",) if frame and frame.kind == "plan" else ()))
    is_told = any(has_cue(heard.words, kind) for kind in kinds)  # no headline: ``Tỉnh A hướng tới …``
    return heard._replace(words="") if is_told and (heard.nature or heard.period) else None


def _footnote(words: str, marks: set[str]) -> tuple[str, int]:
    """Give the mark of the footnote that a paragraph is, and where its words begin; empty where it is none."""
    match = _FOOTNOTE.match(words)
    number = match[1].translate(SUPERSCRIPT) if match else ""
    if match and (number != match[1] or words[0] in "[⁽" or (number in marks and words[match.end(1)] in " )")):
        return number, match.end()
    return "", 0
