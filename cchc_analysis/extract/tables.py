"""Lays the tables of a document out as grids, so that every cell knows its row and the heads of its column."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import cues, fold, levels
from cchc_analysis.extract.numbers import find_numbers
from cchc_analysis.read.text import NUMBER_HEADS, Text

_NUMBERED = re.compile(r"(\d{1,3})\.?")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_LONGEST_MARK = 6
_MARK = re.compile(r"^[-–+•*▪]? ?(?:(?:[a-zđ]{1,2}|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)])? ?(?=[^\W\d])")
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
_CAPTIONS = 2  # paragraphs before a table
_NO_VALUE = r"(?!(?:\d+/)*(?:19|20)\d\d(?![\d.,%]))"  # years and dates
_NOTE = r"(?: ?\(\d\)|\[\d{1,2}\]|\*+)?"
_VALUE = re.compile(
    r"(?!(?i:biểu|bảng|hình|mẫu|phụ lục|phần|chương|mục|điều|quý)\b)"
    rf"(?:[^\W\d]+ ){{0,3}}[≥≤><]?=? ?{_NO_VALUE}\d[\d.,]*(?:/\d[\d.,]*)? ?%?{_NOTE}(?: trở lên)?\.?|[-–]"
)
_VALUE_ENDS = frozenset("0123456789%.n-–)]*")
_FIGURE = re.compile(rf"[≥≤><]?=? ?{_NO_VALUE}\d[\d.,/]*+(?! ?(?:tháng|ngày|quý))")
_YEAR = re.compile(
    r"(?:(?:ước )?(?:thực hiện|kế hoạch|mục tiêu|chỉ tiêu|kết quả|hiện trạng|th|kh) )?(?:(?:đến "
    r"|hết )?năm )?20\d\d(?: ?%)?"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
"""``1900``: a count, where the other cells of its column are values."""
_REMARK = re.compile(r" *(?:\([^()\d]*\))? *$")
_IN_PERCENT = re.compile(r"(?:đơn vị(?: tính)?|đvt) ?: ?(?:tỷ lệ )?%\)?\.?$")
_CAPTION = re.compile(rf"{_IN_PERCENT.pattern}|\(%\)\.?$")
_PLANS = re.compile(r"(?:kế hoạch|kh|mục tiêu|chỉ tiêu (?:giao|kế hoạch|năm))\b")
_RESULTS = re.compile(r"(?:ước )?(?:thực hiện|kết quả|th|đạt được)\b")
_RATIO = re.compile(r"(?:đạt )?(?:tỷ lệ|%|\(%\)|so)|đạt$|mức độ (?:đạt|hoàn thành)")
_SHARE = re.compile(r"\d ?%")
_PERCENT_UNIT = re.compile(r"^%$|^tỷ lệ \(?%\)?$|\(%\)|\(tỷ lệ %\)|, %$")

Grid = list[list[list[int]]]
"""Rows of cells of paragraphs."""


class Cell(NamedTuple):
    """Where a cell stands, all folded: its row before and after it and the heads of its column, nearest first."""

    labels: tuple[str, ...]
    after: tuple[str, ...]
    heads: tuple[str, ...]
    in_percent: bool

    @property
    def head(self) -> str:
        """The heads of its column from the top."""
        return " ".join(reversed(self.heads))


class _Place(NamedTuple):
    """The other cells of a row, the heads of a column from the bottom, and the heads of the row's labels.

    ``first`` is the first cell of the table; ``nobodys`` tells whether a figure there is of no row, but numbers it
    or compares others.
    """

    others: list[int]
    heads: tuple[str, ...]
    units: tuple[str, ...] = ()
    first: int = 0
    nobodys: bool = False


class Tables:
    """The tables of a document: lines with ``|``, rows that number themselves, values side by side under heads."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        self.written = dict(_written(text)) if "|" in text.original or "\t" in text.original else {}
        self.starts = self._numbered()
        self._begins = frozenset(self.starts)
        for table in self._cell_a_line():
            self.written |= dict(_grid(text, table))
        self.runs = self._side_by_side()
        self.said_percent = [
            at for at, cell in enumerate(self.cells) if "%" in cell[-3:] and _IN_PERCENT.search(fold(cell))
        ]

    def first_cell(self, at: int) -> int:
        """Give where the written table of a cell begins; 0 outside of such tables."""
        return self.written[at].first if at in self.written else 0

    def begins_row(self, at: int) -> bool:
        """Tell whether a cell only numbers its row."""
        return at in self._begins

    def is_number(self, at: int) -> bool:
        """Tell whether a cell is the number of its row, in a table of any kind."""
        opens = at in self.written and min(self.written[at].others, default=0) > at
        return self.begins_row(at) or (opens and _NUMBERED.fullmatch(self.cells[at]) is not None)

    def is_nobodys(self, at: int) -> bool:
        """Tell whether a value stands beside others under no heads, compares two others, or numbers its row."""
        place = self.written.get(at)
        if place:
            values = [other for other in place.others if _is_value(self.cells[other])]
            return place.nobodys or (bool(values) and not place.heads and _is_value(self.cells[at]))
        return len(self.runs.get(at, ())) > 1 and not self._heads(at)

    def labels_figure(self, at: int) -> bool:
        """Tell whether a cell stands in a row before one with a figure, and so only names what that is of."""
        after = [other for other in self.written[at].others if other > at] if at in self.written else []
        return any(find_numbers(fold(self.cells[other])) for other in after)

    def cell(self, at: int) -> Cell | None:
        """Give where a paragraph stands in a table; None outside of tables, and for what only opens a row."""
        place = self.written.get(at)
        if place is None:
            place = self._flowing(at)
        elif min(place.others, default=at) >= at:
            place = None
        else:
            labels = [other for other in place.others if not _is_value(self.cells[other])]
            place = place._replace(others=labels)
        if place is None:
            return None
        before = tuple(_label(fold(self.cells[other])) for other in reversed(place.others) if other < at)
        after = tuple(_label(fold(self.cells[other])) for other in place.others if other > at)
        said = self._says_percent(place.first or at, bool(place.first))
        around = (*before, *after, *place.heads, *place.units)
        return Cell(before, after, place.heads, said or any(map(_PERCENT_UNIT.search, around)))

    def _says_percent(self, at: int, written: bool) -> bool:
        """Tell whether what stands before a written table, or farther before a cell alone, says percent of all."""
        if not written:
            last = bisect_right(self.said_percent, at) - 1
            return last >= 0 and at - self.said_percent[last] <= _FARTHEST_HEAD
        before = [place for place in range(max(0, at - _CAPTIONS), at) if place not in self.written]
        return any(_CAPTION.search(fold(self.cells[place])) for place in before)

    def _flowing(self, at: int) -> _Place | None:
        """Give the place of a cell in a table of which the text has only the cells, one after the other."""
        run = self.runs.get(at, range(at, at))
        last = bisect_right(self.starts, at) - 1
        if last >= 0 and at - self.starts[last] < _WIDEST:
            row = self._row(last)
        elif run:
            row = range(max(0, run.start - (1 if len(run) > 1 else _LABELS_BACK)), at + 1)
        else:
            return None
        beside = run if len(run) > 1 else ()
        others = [place for place in row if place != at and place not in beside]
        return _Place(others, self._heads(at)) if at in row else None

    def _row(self, start: int) -> range:
        """Give the cells of a numbered row: up to the next one, a heading, or a paragraph too long for a cell."""
        first = self.starts[start] + 1
        following = self.starts[start + 1] if start + 1 < len(self.starts) else len(self.cells)
        last = min(following, first + _WIDEST - 1)
        for at in range(first + 1, last):
            cell = self.cells[at]
            is_heading = (len(cell) > _LONGEST_ITEM and _HEADING.match(cell)) or (
                cell.isupper() and len(cell) > _LONGEST_MARK
            )
            if is_heading or len(cell) > _LONGEST_CELL:
                return range(first, at)
        return range(first, last)

    def _numbered(self) -> list[int]:
        """Give the cells that number a row, each with a like near it or under the head of such a column."""
        numbers, last = dict[int, int](), 0
        heads = [at for at, cell in enumerate(self.cells) if cell in NUMBER_HEADS]
        for at, cell in enumerate(self.cells):
            numbered = None if len(cell) > _LONGEST_MARK or at in self.written else _NUMBERED.fullmatch(cell)
            number = int(numbered[1]) if numbered else 0
            if number and (number == 1 or last < number <= last + (_MOST_MISSED if last else _LONGEST_TABLE)):
                last = numbers[at] = number
        found = []
        for at, own in numbers.items():
            near = range(at - 2 * _WIDEST, at + 2 * _WIDEST + 1)
            has_like = any(abs(numbers[place] - own) in (1, 2) for place in near if place in numbers)
            if has_like or any(near.start <= head < at for head in heads):
                found.append(at)
        return found

    def _cell_a_line(self) -> Iterator[Grid]:
        """Give the numbered tables that a text has a cell a line, where each row has as many as the head."""
        last_start = max(self.starts, default=0)
        for head in (at for at, cell in enumerate(self.cells[:last_start]) if cell in NUMBER_HEADS):
            first = self.starts[bisect_right(self.starts, head)]
            width = first - head
            if not 2 < width <= _WIDEST:  # noqa: PLR2004
                continue
            rows = [range(head, first)]
            while rows[-1].stop in self._begins and rows[-1].stop + width <= len(self.cells):
                rows.append(range(rows[-1].stop, rows[-1].stop + width))
            *_, above, last = ([_is_value(self.cells[at]) for at in row] for row in [rows[0], *rows])
            if any(was and not is_one for was, is_one in zip(above, last, strict=True)):
                rows.pop()  # it lacks a cell, and what follows the table is none of it
            if len(rows) > 2:  # noqa: PLR2004
                yield [[[at] for at in row] for row in rows]

    def _side_by_side(self) -> dict[int, range]:
        """Give the places of the cells with values that stand side by side, by each of them."""
        runs: dict[int, range] = {}
        taken, first = {*self.starts, *self.written}, 0
        for at, cell in enumerate([*self.cells, ""]):
            may_be = cell[-1:] in _VALUE_ENDS and len(cell) <= _LONGEST_HEAD and at not in taken
            if may_be and _is_value(cell):
                continue
            runs |= dict.fromkeys(range(first, at), range(first, at))
            first = at + 1
        return runs

    def _heads(self, at: int) -> tuple[str, ...]:
        """Give the heads of a value's column, from the bottom: levels or years side by side over the values."""
        values = self.runs.get(at, range(0))
        heads: list[str] = []
        if not 2 <= len(values) <= _WIDEST:  # noqa: PLR2004
            return ()
        for place in range(values.start - 1, max(-1, values.start - _FARTHEST_HEAD), -1):
            cell = fold(self.cells[place]) if len(self.cells[place]) <= _LONGEST_HEAD else ""
            if cell and is_head(cell):
                heads.insert(0, cell)
            elif found := _heads_of(at - values.start, len(values), heads):
                return found
            else:
                heads = []
        return ()


def _heads_of(column: int, columns: int, heads: list[str]) -> tuple[str, ...]:
    """Give the heads of a column where heads stand over all: one each, and over levels the years of several."""
    lower, upper = heads[-columns:], heads[:-columns]
    if len(lower) < columns or len(upper) > columns:
        return ()
    if not upper:
        return (lower[column],)
    are_years = [{_YEAR.fullmatch(head) is not None for head in row} for row in (lower, upper)]
    if columns % len(upper) or are_years not in ([{True}, {False}], [{False}, {True}]):
        return ()
    return lower[column], upper[column * len(upper) // columns]


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) and not is_head(fold(cell))


def _opens_figure(cell: str) -> bool:
    """Tell whether a folded cell is a value, or begins with a figure and is no head."""
    return _is_value(cell) or (_FIGURE.match(cell) is not None and not is_head(cell))


def _written(text: Text) -> Iterator[tuple[int, _Place]]:
    """Give the place of each cell of the tables that are written in lines with ``|`` or tabs."""
    begins = [text.span(start, start + 1)[0] for start, _ in text.paragraphs]
    table: Grid = []
    offset = 0
    for line in [*text.original.split("\n"), "."]:
        mark = "|" if "|" in line else "\t"
        row: list[list[int]] = []
        if 1 <= line.count(mark) <= _LONGEST_ROW:
            at = offset
            for piece in line.split(mark):
                cell = range(bisect_left(begins, at), bisect_left(begins, at + len(piece)))
                row.append([*cell] if piece.strip() else [])
                at += len(piece) + 1
            row = row[line.lstrip().startswith(mark) : len(row) - line.rstrip().endswith(mark)]
        if any(row):
            table.append(row)
        elif line.strip() and not row:
            yield from _grid(text, table)
            table = []
        offset += len(line) + 1


def _grid(text: Text, table: Grid) -> Iterator[tuple[int, _Place]]:
    """Give the place of each cell of a table: of a row with one cell, which only parts the table, none."""
    words = {at: fold(text.words[slice(*text.paragraphs[at])]) for row in table for cell in row for at in cell}
    plain = [[" ".join(words[at] for at in cell) for cell in row] for row in table]
    opens = [at > 0 and _is_group(row) for at, row in enumerate(plain)]
    said = [any(map(_opens_figure, row[1:])) or any(map(_SHARE.search, row)) for row in plain]
    first = min((at for row in table for cell in row for at in cell), default=0)
    headers = next((at for at in range(len(table)) if said[at] or opens[at]), len(table) - 1)
    columns = [_heads(plain[:headers], column) for column in range(max(map(len, table), default=0))]
    compares = _compares(columns)
    valued = {
        column for row in plain[headers:] for column, cell in enumerate(row) if len(row) > 1 and _is_value(cell)
    }
    above: list[list[int]] = []
    group: list[int] = []
    for number, row in enumerate(table):
        if len(row) == 1:
            continue
        above = filled = _fill(row, above) if number > headers else row
        is_body = number >= headers
        labels = [at for at, cell in enumerate(row) if is_body and cell and not _is_value(words[cell[0]])]
        if opens[number] and labels:
            group = row[labels[0]]
        named = [_label(words[at]) for cell in filled for at in cell if not _is_value(words[at])]
        is_grouped = is_body and (all(map(is_head, named)) or any(is_head(_label(words[at])) for at in group))
        for column, cell in enumerate(row):
            beside = {
                at for other, each in enumerate(filled) for at in each
                if each is not cell and not (other in valued and _BARE_YEAR.fullmatch(words[at]))
            }  # fmt: skip
            others = sorted(beside | {*(group if is_grouped else ())})
            units = tuple(head for at in labels if at != column for head in columns[at])
            heads, own = (columns[column] if is_body else ()), (units if columns[column] else ())
            for at in cell:
                numbers = column == 0 and labels and _ROW_NUMBER.fullmatch(words[at]) is not None
                nobodys = is_body and (column in compares or bool(numbers))
                yield at, _Place(others, heads, own, first, nobodys)


def _compares(columns: Sequence[tuple[str, ...]]) -> set[int]:
    """Give the columns that only compare: by their heads, or shares beside one of plans and one of results."""
    compared = tuple(cues()["compared"])
    opens = [head for heads in columns for head in heads]
    has_both = all(any(map(kind.match, opens)) for kind in (_PLANS, _RESULTS))
    return {
        at
        for at, heads in enumerate(columns)
        if any(head.startswith(compared) or (has_both and _RATIO.match(head)) for head in heads)
    }


def _is_group(row: list[str]) -> bool:
    """Tell whether a row is only a label, and so holds for those below: ``A. CẤP TỈNH``, ``1 | Hồ sơ …``."""
    *numbers, label = [cell for cell in row if cell] or [""]
    return bool(row[0]) and len(row) > 1 and all(map(_NUMBERED.fullmatch, numbers)) and not _is_value(label)


def _label(cell: str) -> str:
    """Leave out the mark of a list before a folded label."""
    return _MARK.sub("", cell)


def _fill(row: list[list[int]], above: list[list[int]]) -> list[list[int]]:
    """Give a row with the labels of the row above where its own first cells are empty: one label over several."""
    filled = list(row)
    for column in range(min(len(row), len(above))):
        if row[column]:
            break
        filled[column] = above[column]
    return filled


def _heads(rows: list[list[str]], column: int) -> tuple[str, ...]:
    """Give the heads of a column, from the bottom; one that reaches over several columns holds for each."""
    heads: list[str] = []
    for number, row in enumerate(rows):
        said = row[column] if column < len(row) else ""
        if not said and column and number < len(rows) - 1:
            said = next((each for each in reversed(row[:column]) if each), "")
        if said and said not in heads:
            heads.insert(0, said)
    return tuple(heads)


@lru_cache(maxsize=4096)
def is_head(cell: str) -> bool:
    """Tell whether a folded cell is the head of a column: a year, or one level."""
    bare = without_remark(cell)
    return bool(_YEAR.fullmatch(bare)) or bare in levels()


def without_remark(head: str) -> str:
    """Leave out what a folded head says in parentheses: ``năm 2024 (kế hoạch)``, ``cấp xã (%)``."""
    return _REMARK.sub("", head)
