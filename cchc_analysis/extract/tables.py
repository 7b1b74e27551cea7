"""Lays the tables of a document out as grids, so that every cell knows its row and the head of its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import fold, levels
from cchc_analysis.read.text import Text

_NUMBERED = re.compile(r"(\d{1,3})\.?")
_PART = re.compile(r"[IVX]{1,5}\.?")
_LONGEST_MARK = 6
_LONGEST_CELL = 400
_LONGEST_ITEM = 120
_HEADING = re.compile(r"(?:[IVX]{1,5}|\d{1,2})[.)] ")
_LONGEST_TABLE = 30  # rows before the first number that is met
_MOST_MISSED = 2  # the next number, or the one after it where a number was lost
_WIDEST = 14  # cells of a row
_LONGEST_ROW = 40  # cells of a written line; a longer one is no row
_LABELS_BACK = 3
_FARTHEST_HEAD = 150  # cells between a value and the head of its column
_LONGEST_HEAD = 40
_VALUE = re.compile(r"(?:[^\W\d]+ ){0,3}[≥≤><]?=? ?\d[\d.,/]* ?%?(?: trở lên)?\.?|[-–]")
_VALUE_ENDS = frozenset("0123456789%.n-–")
_YEAR = re.compile(
    r"(?:(?:ước )?(?:thực hiện|kế hoạch|mục tiêu|chỉ tiêu|kết quả|hiện trạng|th|kh) )?(?:(?:đến "
    r"|hết )?năm )?20\d\d(?: ?\(?%\)?)?"
)
_IN_PERCENT = re.compile(r"(?:đơn vị(?: tính)?|đvt) ?: ?(?:tỷ lệ )?%\)?\.?$")
_SHARE = re.compile(r"\d ?%")
_PERCENT_UNIT = re.compile(r"^%$|^tỷ lệ \(?%\)?$|\(%\)|\(tỷ lệ %\)|, %$")


class Cell(NamedTuple):
    """Where a cell stands: its row before and after it, nearest first, and the head of its column, all folded."""

    labels: tuple[str, ...]
    after: tuple[str, ...]
    head: str
    in_percent: bool


class Tables:
    """The tables of a document: lines with ``|``, rows that number themselves, values side by side under heads."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        self.written = _written(text) if "|" in text.original or "\t" in text.original else {}
        self.starts = self._numbered()
        self.runs = self._side_by_side()
        self.said_percent = [
            at for at, cell in enumerate(self.cells) if "%" in cell[-3:] and _IN_PERCENT.search(fold(cell))
        ]

    def first_cell(self, at: int) -> int:
        """Give where the written table of a cell begins; 0 outside of such tables."""
        while at in self.written:
            if at - 1 not in self.written:
                return at
            at -= 1
        return 0

    def begins_row(self, at: int) -> bool:
        """Tell whether a cell only numbers its row."""
        place = bisect_right(self.starts, at) - 1
        return place >= 0 and self.starts[place] == at

    def is_number(self, at: int) -> bool:
        """Tell whether a cell is the number of its row, in a table of any kind."""
        opens = at in self.written and min(self.written[at][0], default=0) > at
        return self.begins_row(at) or (opens and _NUMBERED.fullmatch(self.cells[at]) is not None)

    def cell(self, at: int) -> Cell | None:
        """Give where a paragraph stands in a table; None outside of tables."""
        if at in self.written:
            row, head = self.written[at]
            if not row or min(row) > at:
                return None  # the label of a row, or its number
            labels = [place for place in row if not _is_value(self.cells[place])]
            before = [place for place in labels if place < at]
            return self._cell(at, before[::-1], [place for place in labels if place > at], head)
        place = bisect_right(self.starts, at) - 1
        numbered = place >= 0 and at - self.starts[place] < _WIDEST
        run = self.runs.get(at)
        if not numbered and run is None:
            return None
        if numbered:
            end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.cells)
            span = range(
                self.starts[place] + 1,
                self._row_end(self.starts[place] + 1, min(end, self.starts[place] + _WIDEST)),
            )
            if at not in span:
                return None
        else:
            first = run.start if run else at
            span = range(max(0, first - _LABELS_BACK if len(run or ()) < 2 else first - 1), at + 1)  # noqa: PLR2004
        others = [*range(at - 1, span.start - 1, -1), *range(at + 1, span.stop)]
        if run and len(run) > 1:
            others = [place for place in others if place not in run]
        return self._cell(
            at,
            [place for place in others if place < at],
            [place for place in others if place > at],
            self._head(at),
        )

    def _row_end(self, first: int, last: int) -> int:
        """Give where a numbered row ends: before a heading, or a paragraph too long for a cell."""
        for at in range(first + 1, last):
            cell = self.cells[at]
            if (
                (len(cell) > _LONGEST_ITEM and _HEADING.match(cell))
                or (cell.isupper() and len(cell) > _LONGEST_MARK)
                or len(cell) > _LONGEST_CELL
            ):
                return at
        return last

    def _cell(self, at: int, before: list[int], after: list[int], head: str) -> Cell:
        labels = tuple(fold(self.cells[place]) for place in before)
        behind = tuple(fold(self.cells[place]) for place in after)
        return Cell(labels, behind, head, self._in_percent(at, (*labels, *behind, head)))

    def _numbered(self) -> list[int]:
        starts, numbers, last = [], dict[int, int](), 0
        for at, cell in enumerate(self.cells):
            if len(cell) > _LONGEST_MARK or at in self.written:
                continue
            numbered = _NUMBERED.fullmatch(cell)
            number = int(numbered[1]) if numbered else 0
            if number and (number == 1 or last < number <= last + (_MOST_MISSED if last else _LONGEST_TABLE)):
                last = number
                starts.append(at)
                numbers[at] = number
            elif _PART.fullmatch(cell):
                starts.append(at)
        return [at for at in starts if self._in_sequence(at, numbers)]

    def _in_sequence(self, at: int, numbers: dict[int, int]) -> bool:
        """Tell whether a cell that numbers a row has a like near it, or the head of such a column."""
        near = range(max(0, at - 2 * _WIDEST), min(len(self.cells), at + 2 * _WIDEST + 1))
        own = numbers.get(at)
        if any(self.cells[place] in ("STT", "TT", "Stt", "Số TT", "Số thứ tự") for place in near if place < at):
            return True
        return any(
            place != at and (own is None or abs(numbers[place] - own) in (1, 2))
            for place in near
            if place in numbers
        )

    def _side_by_side(self) -> dict[int, range]:
        """Give the places of the cells with values that stand side by side, by each of them."""
        runs: dict[int, range] = {}
        rows, first = set(self.starts), 0
        for at in range(len(self.cells) + 1):
            cell = self.cells[at] if at < len(self.cells) else ""
            is_value = (
                cell[-1:] in _VALUE_ENDS and len(cell) <= _LONGEST_HEAD and at not in rows
                and at not in self.written and not is_head(fold(cell)) and _VALUE.fullmatch(cell)
            )  # fmt: skip
            if is_value:
                continue
            if first < at:
                runs |= dict.fromkeys(range(first, at), range(first, at))
            first = at + 1
        return runs

    def _head(self, at: int) -> str:
        """Give the head of a value's column: a level or a year, as many side by side as there are values."""
        values = self.runs.get(at, range(0))
        if not 2 <= len(values) <= _WIDEST:  # noqa: PLR2004
            return ""
        heads: list[str] = []
        for place in range(values.start - 1, max(-1, values.start - _FARTHEST_HEAD), -1):
            cell = fold(self.cells[place]) if len(self.cells[place]) <= _LONGEST_HEAD else ""
            if cell and is_head(cell):
                heads.insert(0, cell)
            elif len(heads) == len(values):
                break
            else:
                heads = []
        return heads[at - values.start] if len(heads) == len(values) else ""

    def _in_percent(self, at: int, around: tuple[str, ...]) -> bool:
        place = bisect_right(self.said_percent, at) - 1
        said = place >= 0 and at - self.said_percent[place] <= _FARTHEST_HEAD
        return said or any(_PERCENT_UNIT.search(cell) for cell in around)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) and not is_head(fold(cell))


def _written(text: Text) -> dict[int, tuple[list[int], str]]:
    """Give the row and the head of each cell of a table that is written in lines with ``|``."""
    places = [text.span(start, start + 1)[0] for start, _ in text.paragraphs]
    tables: list[list[list[list[int]]]] = []
    offset, is_next = 0, False
    for line in text.original.split("\n"):
        mark = "|" if "|" in line else "\t"
        if 1 <= line.count(mark) <= _LONGEST_ROW:
            row, at = [], offset
            for piece in line.split(mark):
                first = bisect_right(places, at - 1)
                row.append([*range(first, bisect_right(places, at + len(piece) - 1))] if piece.strip() else [])
                at += len(piece) + 1
            if line.lstrip().startswith(mark):
                row = row[1:]
            if line.rstrip().endswith(mark):
                row = row[:-1]
            if any(row):
                if not is_next or not tables:
                    tables.append([])
                tables[-1].append(row)
                is_next = True
        elif line.strip():
            is_next = False
        offset += len(line) + 1
    found: dict[int, tuple[list[int], str]] = {}
    for table in tables:
        found |= _grid(text, table)
    return found


def _grid(text: Text, table: list[list[list[int]]]) -> dict[int, tuple[list[int], str]]:
    words = {at: fold(text.words[slice(*text.paragraphs[at])]) for row in table for cell in row for at in cell}
    headers = 0
    for row in table:
        plain = [" ".join(words[at] for at in cell) for cell in row]
        if any(_is_value(cell) for cell in plain[1:]) or any(_SHARE.search(cell) for cell in plain):
            break
        headers += 1
    headers = min(headers, len(table) - 1)
    found: dict[int, tuple[list[int], str]] = {}
    above: list[list[int]] = []
    for number, row in enumerate(table):
        if len(row) == 1:
            continue
        filled = _fill(row, above) if number > headers else row
        above = filled
        labels = (
            []
            if number < headers
            else [at for at, cell in enumerate(row) if cell and not _is_value(words[cell[0]])]
        )
        for column, cell in enumerate(row):
            heads = _heads(table[: headers if number >= headers else 0], column, words)
            others = [at for each in filled for at in each if each is not cell]
            said = [" ".join(_heads(table[:headers], at, words)) for at in labels if at != column]
            if heads and "%" not in heads[-1] and any(map(_PERCENT_UNIT.search, said)):
                heads.append("(%)")
            for at in cell:
                found[at] = (others, " ".join(heads))
    return found


def _fill(row: list[list[int]], above: list[list[int]]) -> list[list[int]]:
    """Give a row with the labels of the row above where its own first cells are empty: one label over several."""
    filled = list(row)
    for column in range(min(len(row), len(above))):
        if row[column]:
            break
        filled[column] = above[column]
    return filled


def _heads(rows: list[list[list[int]]], column: int, words: dict[int, str]) -> list[str]:
    """Give the heads of a column, from the top; one that reaches over several columns holds for each."""
    heads: list[str] = []
    for number, row in enumerate(rows):
        cell = row[column] if column < len(row) else []
        if not cell and column and number < len(rows) - 1:
            cell = next((each for each in reversed(row[:column]) if each), [])
        said = " ".join(words[at] for at in cell)
        if said and said not in heads:
            heads.append(said)
    return heads


@lru_cache(maxsize=4096)
def is_head(cell: str) -> bool:
    """Tell whether a folded cell is the head of a column: a year, or one level."""
    return bool(_YEAR.fullmatch(cell)) or cell.removesuffix("(%)").strip() in levels()
