"""Puts the characters of a printed page together: lines, paragraphs, cells; lengths in points, up positive."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple, Self

from cchc_analysis.read.grids import cells_of
from cchc_analysis.read.ruled import Box, cell_round, with_tables
from cchc_analysis.read.signs import superscript

_SAME_BASELINE = 0.5
_BACKWARDS = 0.7
_SPACE = 0.15
_ACCENT_SPACE = 0.25
_COLUMN_GAP = 2.5
_BORDER = 0.3  # points, of the thinnest between cells without padding
_RAISED_BY = 0.12
_RAISED_SIZE = 0.9
_NEXT_LINE = (0.4, 2.5)
_LOOSER = 1.25
_OTHER_SIZE = 1.15
_INDENT = 0.7
_UNDER = 0.2
_OVER = 0.6
_TOP = 0.5
_STRUCK = (0.1, 0.4)  # below the middle of small letters and above
_PADDING = 8  # points between words and the border of their cell
_WIDE = 20  # a line of running words

_PAGE_NUMBER = re.compile(r"[-–—\s]*([0-9]{1,4})[-–—\s]*")
_ITEM = re.compile(r"[-–•+*]|\(?\w{1,4}[.)]|\[\d+\]")


@dataclass(slots=True)
class Char:
    r"""A character: edges, baseline, height, and ``gap``, a space or ``\n`` to be understood before it."""

    letter: str
    left: float
    right: float
    baseline: float
    height: float
    gap: str = ""

    def is_over(self, other: Self) -> bool:
        """Tell whether the character is raised, as the number of a footnote is."""
        lift = self.baseline - other.baseline
        return lift > _RAISED_BY * other.height and self.height < _RAISED_SIZE * other.height


class Line:
    """A printed line as it grows; ``right`` is its end but for spaces, ``main`` a character that is not raised."""

    def __init__(self, char: Char) -> None:
        self.main = char
        self.left, self.right, self.end = char.left, char.right, char.right
        self.chars = [char]
        char.gap = ""

    @property
    def middle(self) -> float:
        """Where the middle of the line is."""
        return (self.left + self.right) / 2

    def add(self, char: Char) -> None:
        """Add a character that stands on the line, and settle whether a space is before it."""
        # Where letter and accent are drawn apart, the gap behind them is taken for a space.
        is_accented = unicodedata.combining(self.chars[-1].letter)
        least = _ACCENT_SPACE if is_accented else 0.0 if char.gap == " " else _SPACE
        char.gap = " " if char.gap and char.left - self.end > least * self.main.height else ""
        self.chars.append(char)
        if self.main.is_over(char):
            self.main = char
        self.end = max(self.end, char.right)
        if not char.letter.isspace():
            self.right = max(self.right, char.right)

    def text(self) -> str:
        """Give the line's text, with single spaces."""
        text = ""
        for is_raised, chars in groupby(self.chars, lambda char: char.is_over(self.main)):
            words = "".join(char.gap + char.letter for char in chars)
            text += superscript(text, words) if is_raised else words
        return " ".join(text.split())

    def first_word(self) -> float:
        """Give how wide the first word is."""
        ends = (before.right for before, char in pairwise(self.chars) if char.gap or char.letter.isspace())
        return next(ends, self.right) - self.left

    def drop(self, below: Self) -> float:
        """Give how far another line lies below this one, in heights."""
        return (self.main.baseline - below.main.baseline) / max(self.main.height, below.main.height)


class Page(NamedTuple):
    """The text of a page, and its printed lines."""

    text: str
    lines: list[Line]


def joined(pages: Iterable[Page]) -> str:
    """Join the texts of pages; a paragraph, a table, a row that goes on on the next page goes on in the text."""
    text, before = "", Page("", [])
    for page in pages:
        if not page.text:
            continue
        *done, table = text.rpartition("\n\n")
        following, parted, rest = page.text.partition("\n\n")
        if rows := _one_table(table.split("\n"), following.split("\n")):
            text = "".join((*done, "\n".join(rows), parted, rest))
        else:
            goes_on = _goes_on(before.lines, page.lines)
            text += ("\n" if goes_on else "\n\n" if text else "") + page.text
        before = page
    return text


def _one_table(above: list[str], below: list[str]) -> list[str]:
    """Give the rows of a table that goes on on the next page, heads printed again left out; else none."""
    last, first = (cells_of(line) if line.startswith("| ") else [] for line in (above[-1], below[0]))
    if not last or len(last) != len(first):
        return []
    repeated = next((at for at, rows in enumerate(zip(above, below, strict=False)) if rows[0] != rows[1]), 0)
    rows = below[repeated:]
    first = cells_of(rows[0])
    if "" in first and "".join(first)[:1].islower():
        cells = (f"{over} {under}".strip() for over, under in zip(last, first, strict=True))
        return [*above[:-1], f"| {' | '.join(cells)} |", *rows[1:]]
    return [*above, *rows]


def _goes_on(lines: list[Line], following: list[Line]) -> bool:
    """Tell whether the last paragraph of a page goes on on the next one."""
    if not (lines and following):
        return False
    last, first = lines[-1], following[0]
    smaller, height = sorted((last.main.height, first.main.height))
    return (
        height < _OTHER_SIZE * smaller
        and last.right - last.left > _WIDE * height
        and last.right + _SPACE * height + first.first_word() >= max(line.right for line in lines)
        and not last.text().endswith((".", ";", ":", "!", "?"))
    )


def read_page(chars: Iterable[Char], number: int, sheet: Box, rules: Sequence[Box]) -> Page:
    """Read a page, its characters in the order drawn: lines as printed, a blank line between paragraphs."""
    lines: list[Line] = []
    for char in _not_struck(chars, rules):
        if lines and _joins(lines[-1], char, rules):
            lines[-1].add(char)
        elif not char.letter.isspace():
            lines.append(Line(char))
    lines = _without_page_number(lines, number, (sheet.left + sheet.right) / 2, rules)
    pitch = _pitch(lines)
    areas = _split(lines, lambda before, line: not _runs_on(before, line, rules))
    # what hangs over the edge of the sheet, as the cells of a table that is too wide do, is cut off
    boxes = (_box(area) for area in areas)
    cells = [cell_round(box._replace(right=min(box.right, sheet.right)), rules) for box in boxes]
    paragraphs = [_paragraphs(area, cell, pitch) for area, cell in zip(areas, cells, strict=True)]
    return Page("\n\n".join(with_tables([*zip(paragraphs, cells, strict=True)])), lines)


def _not_struck(chars: Iterable[Char], rules: Sequence[Box]) -> Iterator[Char]:
    """Leave out characters through the middle of which a ruled line runs."""
    for (baseline, height), line in groupby(chars, lambda char: (char.baseline, char.height)):
        low, high = (baseline + part * height for part in _STRUCK)
        through = [rule for rule in rules if low < rule.bottom and rule.top < high]
        for char in line:
            middle = (char.left + char.right) / 2
            if not any(rule.left <= middle <= rule.right for rule in through):
                yield char


def _box(area: list[Line]) -> Box:
    first, last = area[0].main, area[-1].main
    left, right = min(line.left for line in area), max(line.right for line in area)
    return Box(left, last.baseline, right, first.baseline + _TOP * first.height)


def _paragraphs(area: list[Line], cell: Box | None, pitch: float) -> list[str]:
    left, _, right, _ = _box(area)
    right = max(right, cell.right - _PADDING) if cell else right
    parts = _split(area, lambda before, line: _begins(before, line, left, right, pitch))
    return ["\n".join(line.text() for line in lines) for lines in parts]


def _split(lines: list[Line], parts: Callable[[Line, Line], bool]) -> list[list[Line]]:
    """Cut between the lines of which a function says so."""
    cuts = [place for place in range(1, len(lines)) if parts(lines[place - 1], lines[place])]
    return [lines[start:end] for start, end in pairwise([0, *cuts, len(lines)]) if start < end]


def _joins(line: Line, char: Char, rules: Sequence[Box]) -> bool:
    """Tell whether a character goes on with the line: on its baseline, not far off, no ruled line between."""
    height, gap = max(line.main.height, char.height), char.left - line.end
    if abs(line.main.baseline - char.baseline) >= _SAME_BASELINE * height:
        return False
    if gap <= _BORDER:
        return -_BACKWARDS * height < gap
    between = (rule for rule in rules if line.right - 1 < rule.left and rule.right < char.left + 1)
    is_parted = any(rule.bottom < char.baseline + 1 < rule.top for rule in between)
    return gap < _COLUMN_GAP * height and not is_parted


def _runs_on(before: Line, line: Line, rules: Sequence[Box]) -> bool:
    """Tell whether a line runs on below another: in its cell, in its column."""
    left, right = max(before.left, line.left), min(before.right, line.right)
    if not _NEXT_LINE[0] < before.drop(line) < _NEXT_LINE[1] or left >= right:
        return False
    # An underline lies closer to its letters than the border of a cell, a strike through the next line lower.
    upper = before.main.baseline - _UNDER * before.main.height
    lower = line.main.baseline + _OVER * line.main.height
    across = (rule for rule in rules if rule.left <= (left + right) / 2 <= rule.right)
    between = (rule for rule in across if lower < rule.top and rule.bottom < upper)
    return all(rule.top - rule.bottom >= upper - lower for rule in between)


def _begins(before: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    """Tell whether a line begins a paragraph, by what the layout shows of it."""
    smaller, height = sorted((before.main.height, line.main.height))
    if before.drop(line) > _LOOSER * pitch or height > _OTHER_SIZE * smaller:
        return True
    indent = max(before.left, line.left) - left
    if abs(before.middle - line.middle) < _INDENT * height < indent:  # centred, as titles are
        return False
    if before.right + _SPACE * height + line.first_word() < right:
        return True
    return line.left > before.left + _INDENT * height and not _ITEM.match(before.text())


def _pitch(lines: list[Line]) -> float:
    """Give the usual distance of two lines of a paragraph: the distances' lower quartile, in heights."""
    every = (before.drop(line) for before, line in pairwise(lines))
    drops = sorted(drop for drop in every if _NEXT_LINE[0] < drop < _NEXT_LINE[1])
    return drops[len(drops) // 4] if drops else 1.0


def _without_page_number(lines: list[Line], number: int, middle: float, rules: Sequence[Box]) -> list[Line]:
    """Leave out a number alone at the top or bottom, the page's own or in the middle, and in no ruled cell."""
    for top in (1, -1):
        if not lines:
            break
        *others, last = sorted(lines, key=lambda line: top * line.main.baseline)
        baseline, height = last.main.baseline, last.main.height
        digits = _PAGE_NUMBER.fullmatch(last.text())
        is_placed = digits and (int(digits[1]) == number or abs(last.middle - middle) < height)
        is_alone = not others or top * (baseline - others[-1].main.baseline) >= _SAME_BASELINE * height
        beyond = (rule for rule in rules if top * (rule.top - baseline) > 0)
        if is_placed and is_alone and not any(rule.left <= last.middle <= rule.right for rule in beyond):
            lines = [line for line in lines if line is not last]
    return lines
