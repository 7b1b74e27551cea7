"""Reads the table round a cell: the other cells of its row, and the head of its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from cchc_analysis.catalog import counted, fold, metrics
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.levels import find_levels
from cchc_analysis.extract.words import spot_words
from cchc_analysis.harmonizer.indicators import name_metrics
from cchc_analysis.read.text import Text

_NUMBERED = re.compile(r"(\d{1,3})\.?")
_PART = re.compile(r"[IVX]{1,5}\.?")
_LABELS_BACK = 3
_LONGEST_MARK = 6
_LONGEST_TABLE = 30  # rows before the first number that is met
_MOST_MISSED = 2  # the next number, or the one after it where a number was lost
_LONGEST_ROW = 40  # cells between `|`; a longer line is no row
_WIDEST = 14  # cells of a row
_FARTHEST_HEAD = 150  # cells between a value and the head of its column
_LONGEST_HEAD = 40
_LONGEST_UNIT = 20
_VALUE = re.compile(r"(?:[^\W\d]+ ){0,4}[≥≤><]? ?\d[\d.,/]* ?%?(?: trở lên)?\.?")
_VALUE_ENDS = frozenset("0123456789%.n")
_IN_PERCENT = re.compile(
    r"(?:Đơn vị(?: tính)?|ĐVT) ?: ?(?:Tỷ lệ )?%\)?\.?$|^(?:[IVX]+|\d[\d.]*|[a-zđ])[.)] .*\(%\)$", re.IGNORECASE
)
_BARE = re.compile(r"(?:[^\W\d]+ ){0,3}(?:[≥≤><]=? ?)?(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?: trở lên)?")
_YEAR = re.compile(r"(?:năm |đến năm )?20\d\d")


class Tables:
    """The tables of a document: rows begin at the cells that number them, in sequence, or are lines with ``|``."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        self.lines = _piped(text)
        self.first_lines = _first_lines(self.lines)
        self.starts: list[int] = []
        last = 0
        for at, cell in enumerate(self.cells):
            if len(cell) > _LONGEST_MARK or at in self.lines:
                continue
            numbered = _NUMBERED.fullmatch(cell)
            number = int(numbered[1]) if numbered else 0
            if number and (number == 1 or last < number <= last + (_MOST_MISSED if last else _LONGEST_TABLE)):
                last = number
                self.starts.append(at)
            elif _PART.fullmatch(cell):
                self.starts.append(at)
        self.runs = self._side_by_side()
        said = (at for at, cell in enumerate(self.cells) if "%" in cell[-3:])
        self.in_percent = [at for at in said if _IN_PERCENT.search(self.cells[at])]

    def begins_row(self, at: int) -> bool:
        """Tell whether a cell only numbers its row."""
        if at in self.lines:
            return at == self.lines[at].start and bool(_NUMBERED.fullmatch(self.cells[at]))
        place = bisect_right(self.starts, at) - 1
        return place >= 0 and self.starts[place] == at

    def numbers_row(self, at: int) -> bool:
        """Tell whether a cell stands in a row that is numbered or written in one line."""
        place = bisect_right(self.starts, at) - 1
        return at in self.lines or (place >= 0 and at - self.starts[place] < _WIDEST)

    def row(self, at: int) -> range:
        """Give the places of the cells of a cell's row; where none is numbered, of the cells round it."""
        if at in self.lines:
            return self.lines[at]
        place = bisect_right(self.starts, at) - 1
        if place < 0 or at - self.starts[place] >= _WIDEST:
            first = self.runs.get(at, self.runs.get(at - 1, range(at, at))).start
            return range(max(0, first - _LABELS_BACK, at - _WIDEST), at + 1)
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.cells)
        return range(self.starts[place] + 1, min(end, self.starts[place] + _WIDEST))

    def _side_by_side(self) -> dict[int, range]:
        """Give the places of the cells with values that stand side by side, by each of them."""
        runs: dict[int, range] = {}
        rows = set(self.starts)
        first = 0
        for at in range(len(self.cells) + 1):
            cell = self.cells[at] if at < len(self.cells) else ""
            if (
                cell[-1:] in _VALUE_ENDS
                and len(cell) <= _LONGEST_HEAD
                and at not in rows
                and _VALUE.fullmatch(cell)
            ):
                continue
            if first < at:
                runs |= dict.fromkeys(range(first, at), range(first, at))
            first = at + 1
        return runs

    def others(self, at: int) -> list[str]:
        """Give the other cells of a cell's row, folded: those before it, nearest first, then those after."""
        row = self.row(at)
        others = [
            fold(self.cells[place]) for place in (*range(at - 1, row.start - 1, -1), *range(at + 1, row.stop))
        ]
        head = self.head(at)
        return [*others, head] if head else others

    def head(self, at: int) -> str:
        """Give the head of a cell's column, folded; outside of lines with ``|`` only a level or a year."""
        if at in self.lines:
            return self._head_of_line(at)
        values = self.runs.get(at, range(0))
        if not 2 <= len(values) <= _WIDEST:  # noqa: PLR2004
            return ""
        heads: list[str] = []
        for place in range(values.start - 1, max(-1, values.start - _FARTHEST_HEAD), -1):
            cell = fold(self.cells[place]) if len(self.cells[place]) <= _LONGEST_HEAD else ""
            if cell and is_head(cell):
                heads.insert(0, cell)
            elif heads:
                break
        return heads[at - values.start] if len(heads) == len(values) else ""

    def _head_of_line(self, at: int) -> str:
        """Give the cell of the first line of a table that stands over a cell."""
        line = self.lines[at]
        first = self.first_lines[line.start]
        if first == line or len(first) != len(line):
            return ""
        return fold(self.cells[first.start + at - line.start])

    def _is_in_percent(self, at: int) -> bool:
        """Tell whether the line over the table of a cell says that its numbers are percents."""
        place = bisect_right(self.in_percent, at) - 1
        return place >= 0 and at - self.in_percent[place] <= _FARTHEST_HEAD

    def bare_figure(self, at: int) -> Figure | None:
        """Take a cell that is only a number as a figure where its row says of what: percent or a counted noun."""
        cell = self.cells[at]
        bare = _BARE.fullmatch(cell) if len(cell) <= _LONGEST_HEAD else None
        if bare is None or re.search(r"20\d\d$", cell) or self.begins_row(at):
            return None
        start, end = bare.span(1)
        others = self.others(at)
        is_in_percent = self._is_in_percent(at) or any(
            other in ("%", "tỷ lệ %") or other.endswith("(%)") for other in others
        )
        if (is_in_percent or "điểm" in others) and any(map(_is_index, others)):
            return Figure(start, end, "score", bare[1], "")
        if is_in_percent:
            return Figure(start, end, "percent", f"{bare[1]}%", "")
        nouns = {noun for group in counted().values() for noun in group}
        unit = next((other for other in others if len(other) <= _LONGEST_UNIT and other in nouns), None)
        for other in others:
            for named in name_metrics(other, "count", loosely=True):
                counts = counted().get(named.metric, frozenset())
                noun = unit if unit in counts else next((noun for noun in sorted(counts) if noun in other), None)
                if noun:
                    return Figure(start, end, "count", bare[1], noun)
        return None


def _is_index(cell: str) -> bool:
    return any(metrics()[named.metric].unit == "index" for named in name_metrics(cell, "count", loosely=True))


def _piped(text: Text) -> dict[int, range]:
    """Give the cells of each row that is written in one line with ``|`` between them."""
    if "|" not in text.original:
        return {}
    lines: dict[int, list[int]] = {}
    for at, (start, _) in enumerate(text.paragraphs):
        lines.setdefault(text.line(start), []).append(at)
    rows = [range(cells[0], cells[-1] + 1) for cells in lines.values() if 1 < len(cells) <= _LONGEST_ROW]
    return {at: row for row in rows for at in row}


def _first_lines(lines: dict[int, range]) -> dict[int, range]:
    """Give the first line of the table that each line stands in, by where the line begins."""
    first: dict[int, range] = {}
    for start, line in sorted((line.start, line) for line in set(lines.values())):
        above = lines.get(start - 1)
        first[start] = first[above.start] if above else line
    return first


@lru_cache(maxsize=4096)
def is_head(cell: str) -> bool:
    """Tell whether a folded cell is the head of a column: a year, or one level."""
    return bool(_YEAR.fullmatch(cell)) or is_level(cell)


def is_level(cell: str) -> bool:
    """Tell whether a folded cell names one level and little else."""
    named = levels_of(cell) if len(cell) <= _LONGEST_HEAD else []
    return len(named) == 1 and (
        named[0] == cell or (" " in named[0] and len(cell) - len(named[0]) <= _LONGEST_UNIT)
    )


def levels_of(cell: str) -> list[str]:
    """Give the level words of a whole folded cell."""
    return find_levels(cell, spot_words(cell), 0, len(cell), 0)
