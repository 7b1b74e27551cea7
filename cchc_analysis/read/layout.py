"""Puts the characters of a printed page together: into lines, and lines into paragraphs and cells.

Nothing here knows of PDF: a page is its characters in the order drawn, and its ruled lines. Lengths are in points,
up is positive; the thresholds below are in heights of a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_analysis.read.ruled import Box, cell_round, with_tables
from cchc_analysis.read.signs import superscript

_SAME_BASELINE = 0.5
_BACKWARDS = 0.7
_SPACE = 0.15
_ACCENT_SPACE = 0.25
_COLUMN_GAP = 2.5
_RAISED_BY = 0.12
_RAISED_SIZE = 0.9
_NEXT_LINE = (0.4, 2.5)
_LOOSER = 1.25
_OTHER_SIZE = 1.15
_INDENT = 0.7
_UNDER = 0.2
_OVER = 0.6
_TOP = 0.5
_ENOUGH = 4  # lines of an area that show how far apart its lines are

_PAGE_NUMBER = re.compile(r"[-–—\s]*([0-9]{1,4})[-–—\s]*")
# No word of Vietnamese is divided: a hyphen at the end of a line belongs to what it joins, "2021-" and "2025".
_HYPHEN_BREAK = re.compile(r"(?<=\w)-\n(?=\w)")
_ITEM = re.compile(r"[-–•+*]|\(?\w{1,4}[.)]|\[\d+\]")


@dataclass(slots=True)
class Char:
    """A character: its edges, baseline, height, and the quarter turns of its direction from left to right.

    Coordinates are those of its own direction. A ``generated`` character has no place: it is a space or, empty,
    the end of a line that the file leaves to be understood.
    """

    letter: str
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    height: float = 0.0
    turn: int = 0
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page is besides its characters: its number from 1, and its middle and rules for each direction."""

    number: int
    middles: Mapping[int, float]
    rules: Mapping[int, Sequence[Box]]

    def ruled(self, turn: int) -> Sequence[Box]:
        """Give the ruled lines in the coordinates of a direction."""
        return self.rules[turn]


@dataclass(slots=True)
class Line:
    """A printed line as it grows; ``end`` is where its last character ends, ``right`` its last but for spaces."""

    left: float
    right: float
    end: float
    baseline: float
    height: float
    turn: int
    pieces: list[str]
    raised: list[str] = field(default_factory=list)
    first_word: float = 0.0

    @classmethod
    def of(cls, char: Char) -> Line:
        """Begin a line."""
        return cls(char.left, char.right, char.right, char.baseline, char.height, char.turn, [char.letter])

    @property
    def middle(self) -> float:
        """Where the middle of the line is."""
        return (self.left + self.right) / 2

    def text(self) -> str:
        """Give the line's text, with single spaces."""
        self._lower()
        return " ".join("".join(self.pieces).split())

    def add(self, char: Char, space: bool) -> None:
        """Add a character that stands on the line."""
        lift = char.baseline - self.baseline
        if lift > _RAISED_BY * self.height and char.height < _RAISED_SIZE * self.height:
            self.raised.append(char.letter)
        else:
            if -lift > _RAISED_BY * char.height and self.height < _RAISED_SIZE * char.height:
                self._sink(char)
            self._lower()
            self.pieces += [" ", char.letter] if space else [char.letter]
        if (space or char.letter.isspace()) and not self.first_word:
            self.first_word = self.right - self.left
        self.end = max(self.end, char.right)
        if not char.letter.isspace():
            self.right = max(self.right, char.right)

    def _sink(self, char: Char) -> None:
        """Take what the line began with as raised, as a footnote's number is."""
        self.raised, self.pieces = self.pieces, []
        self.baseline, self.height = char.baseline, char.height

    def _lower(self) -> None:
        if self.raised:
            self.pieces.append(superscript("".join(self.pieces[-4:]), "".join(self.raised)))
            self.raised = []


def page_text(chars: Iterable[Char], sheet: Sheet) -> str:
    r"""Give the text of a page: lines as printed, a blank line between paragraphs, cells and columns.

    Parameters
    ----------
    chars : iterable of Char
        In the order drawn.
    sheet : Sheet
        The page that they stand on.

    Examples
    --------
    >>> def row(text, baseline):
    ...     return [Char(letter, 6 * x, 6 * x + 6, baseline, 10) for x, letter in enumerate(text)]
    >>> sheet = Sheet(number=2, middles={0: 300}, rules={0: []})
    >>> page_text([*row("Kế hoạch", 700), *row("cải cách", 688), *row("Mục tiêu", 660), *row("- 2 -", 20)], sheet)
    'Kế hoạch\ncải cách\n\nMục tiêu'
    """
    lines = _without_page_number(_lines(chars, sheet), sheet)
    pitch = _pitch(lines)
    found: list[tuple[str, Box | None]] = []
    for area in _areas(lines, sheet):
        right = max(line.right for line in area)
        left = min(line.left for line in area)
        box = Box(left, area[-1].baseline, right, area[0].baseline + _TOP * area[0].height)
        cell = cell_round(box, sheet.ruled(area[0].turn)) if not area[0].turn else None
        own = _pitch(area) if len(area) >= _ENOUGH else pitch
        paragraphs: list[list[str]] = []
        for place, line in enumerate(area):
            if not place or (cell is None and _begins(area[place - 1], line, left, right, own)):
                paragraphs.append([])
            paragraphs[-1].append(line.text())
        found += [(_HYPHEN_BREAK.sub("-", (" " if cell else "\n").join(words)), cell) for words in paragraphs]
    return "\n\n".join(with_tables(found))


def _lines(chars: Iterable[Char], sheet: Sheet) -> list[Line]:
    lines: list[Line] = []
    pending = ""
    is_pending = False
    accent = False
    for char in chars:
        if char.generated:
            is_pending, pending = True, pending or char.letter
            continue
        line = lines[-1] if lines else None
        gap = char.left - line.end if line else 0.0
        if line and _joins(line, char, gap, sheet.ruled(line.turn)):
            # Where letter and accent are drawn apart, the gap behind them is taken for a space.
            least = _ACCENT_SPACE if accent else 0.0 if pending else _SPACE
            line.add(char, space=is_pending and gap > least * line.height)
        elif not char.letter.isspace():
            lines.append(Line.of(char))
        is_pending, pending = False, ""
        accent = bool(unicodedata.combining(char.letter))
    return [line for line in lines if line.text()]


def _joins(line: Line, char: Char, gap: float, rules: Sequence[Box]) -> bool:
    """Tell whether a character goes on with the line: on its baseline, not far off, no ruled line between."""
    height = max(line.height, char.height)
    return (
        line.turn == char.turn
        and abs(line.baseline - char.baseline) < _SAME_BASELINE * height
        and -_BACKWARDS * height < gap < _COLUMN_GAP * height
        and not (
            gap > _SPACE * height
            and any(
                line.right - 1 < rule.left
                and rule.right < char.left + 1
                and rule.bottom < char.baseline + 1 < rule.top
                for rule in rules
            )
        )
    )


def _areas(lines: list[Line], sheet: Sheet) -> list[list[Line]]:
    """Group lines that run on below each other: the lines of a cell, of a column, of the page."""
    areas: list[list[Line]] = []
    for place, line in enumerate(lines):
        if not place or not _runs_on(lines[place - 1], line, sheet.ruled(line.turn)):
            areas.append([])
        areas[-1].append(line)
    return areas


def _runs_on(before: Line, line: Line, rules: Sequence[Box]) -> bool:
    left, right = max(before.left, line.left), min(before.right, line.right)
    if before.turn != line.turn or not _NEXT_LINE[0] < _drop(before, line) < _NEXT_LINE[1] or left >= right:
        return False
    # An underline lies closer to its letters than the border of a cell, a strike through the next line lower.
    upper, lower = before.baseline - _UNDER * before.height, line.baseline + _OVER * line.height
    middle = (left + right) / 2
    return not any(
        rule.left <= middle <= rule.right
        and lower < rule.top
        and rule.bottom < upper
        and rule.top - rule.bottom < upper - lower
        for rule in rules
    )


def _begins(before: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    """Tell whether a line begins a paragraph, by what the layout shows of it."""
    height = max(before.height, line.height)
    if _drop(before, line) > _LOOSER * pitch:
        return True
    if max(before.height, line.height) > _OTHER_SIZE * min(before.height, line.height):
        return True
    indent = max(before.left, line.left) - left
    if abs(before.middle - line.middle) < _INDENT * height < indent:  # centred, as titles are
        return False
    first_word = line.first_word or line.right - line.left
    if before.right + _SPACE * height + first_word < right:
        return True
    return line.left > before.left + _INDENT * height and not _ITEM.match(before.text())


def _drop(before: Line, line: Line) -> float:
    """Give how far a line lies below another, in heights."""
    return (before.baseline - line.baseline) / max(before.height, line.height)


def _pitch(lines: list[Line]) -> float:
    """Give the usual distance of two lines of a paragraph: the distances' lower quartile, in heights."""
    every = [_drop(before, line) for before, line in pairwise(lines) if before.turn == line.turn]
    drops = sorted(drop for drop in every if _NEXT_LINE[0] < drop < _NEXT_LINE[1])
    return drops[len(drops) // 4] if drops else 1.0


def _without_page_number(lines: list[Line], sheet: Sheet) -> list[Line]:
    """Leave out the topmost and the lowest line where it is a page number.

    That is: a number alone on its line, which is the page's own or stands in the middle, and in no ruled cell.
    """
    for top in (1, -1):
        upright = sorted(
            (line for line in lines if line.turn == lines[0].turn), key=lambda line: top * line.baseline
        )
        if not upright:
            return lines
        last, others = upright[-1], upright[:-1]
        digits = _PAGE_NUMBER.fullmatch(last.text())
        if (
            digits
            and (int(digits[1]) == sheet.number or abs(last.middle - sheet.middles[last.turn]) < last.height)
            and not (others and top * (last.baseline - others[-1].baseline) < _SAME_BASELINE * last.height)
            and not any(
                top * (rule.top - last.baseline) > 0 and rule.left <= last.middle <= rule.right
                for rule in sheet.ruled(last.turn)
            )
        ):
            lines = [line for line in lines if line is not last]
    return lines
