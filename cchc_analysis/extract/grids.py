"""Finds the tables of a text as grids: lines parted by signs or wide gaps, and cells that follow each other."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, takewhile

from cchc_analysis.catalog import fold, lists
from cchc_analysis.extract.cells import (
    GROUP_NUMBER,
    ROW_NUMBER,
    holds_values,
    is_head,
    is_planned,
    is_result,
    is_value,
    label_of,
)
from cchc_analysis.read.grids import SPANNED
from cchc_analysis.read.text import NUMBER_HEADS, Text, is_aligned

Row = list[list[int]]  # cells, each of paragraphs
Grid = list[Row]
Span = tuple[int, int]

_LINES, _WORDS = re.compile("^.*$", re.MULTILINE), re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r" *:?-{2,}:? *")
_SENTENCES = re.compile(r"[^\W\d]{2}\. [^\W\da-z]")  # of a line of prose beside what a page counts
_LONGEST_CELL, _LONGEST_HEAD = 400, 80  # letters
_LONGEST_ROW = 40  # cells of a written line; a longer one is no row
_WIDEST, _FARTHEST = 14, 28  # cells of a row that numbers itself, and from its number to the next
_MOST_LABELS = 3  # cells of such a row before its first value


def in_lines(text: Text, cells: Sequence[str]) -> Iterator[tuple[Grid, bool]]:
    """Give the tables written with ``|``, tabs or columns of spaces, and whether signs part their cells."""
    if not any(map(text.original.__contains__, ("|", "\t", "   "))):
        return
    begins = [text.span(start, start + 1)[0] for start, _ in text.paragraphs]
    table: Grid = []
    spans: list[list[Span]] = []
    opening, is_blank = "", False
    for match in _LINES.finditer(f"{text.original}\n."):
        line, row = match[0], Row()
        opening = opening if table else line
        is_parted = "|" in opening or "\t" in opening
        pieces = _pieces(line, opening, is_below=bool(table) and not is_parted)
        printed = [fold(line[slice(*piece)].strip()) for piece in pieces] if is_blank and len(table) > 1 else []
        is_anew = sum(map(bool, printed)) > 1 and not holds_values(printed)  # other heads
        if table and line.strip("-=_+ ") and (is_anew or not pieces):
            if len(table) > 1 or not any(_SENTENCES.search(cells[at]) for cell in table[0] for at in cell):
                yield table if is_parted else _in_columns(table, spans), is_parted
            table, spans = [], []
        for start, end in pieces:
            places = range(bisect_left(begins, match.start() + start), bisect_left(begins, match.start() + end))
            is_spanned = row and line[start:end] == SPANNED
            row.append(row[-1] if is_spanned else [] if _RULE.fullmatch(line, start, end) else [*places])
        if any(row):
            table.append(row)
            spans.append(pieces)
        is_blank = not line.strip()


def _in_columns(table: Grid, spans: list[list[Span]]) -> Grid:
    """Put the cells of lines that only spaces part under each other, by where they stand; beyond all if taken."""
    if len({*map(len, spans)}) == 1:
        return table
    columns: list[Span] = []
    for span in sorted({*chain(*spans)}, key=lambda span: (span[1] - span[0], span)):
        met = [span, *(column for column in columns if _shared(span, column) > 0)]
        if len(met) <= 2:  # noqa: PLR2004 - else it is a head over several
            starts, ends = zip(*met, strict=True)
            columns = [*(column for column in columns if column not in met), (min(starts), max(ends))]
    grid: Grid = []
    for cells, pieces in zip(table, spans, strict=True):
        shared = [[_shared(piece, column) for piece in pieces] for column in sorted(columns)]
        row = [cells[each.index(max(each))] if max(each) > 0 else [] for each in shared]
        grid.append([*row, *(cell for cell in cells if cell not in row)])
    return grid


def _shared(one: Span, other: Span) -> int:
    """Give over how many letters two parts of lines stand above each other."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _pieces(line: str, opening: str, is_below: bool) -> list[Span]:
    """Give where the cells of a row begin and end; a mark at its begin is its edge if the ``opening`` has one."""
    if "|" not in line and is_aligned(line, is_below):
        return [piece.span() for piece in _WORDS.finditer(line)]
    mark = "|" if "|" in line else "\t"
    if not 1 <= line.count(mark) <= _LONGEST_ROW:
        return []
    ends = [at for at, letter in enumerate(line) if letter == mark]
    pieces = [*zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True)]
    is_edged = opening.lstrip().startswith("|") and line.lstrip().startswith(mark)
    return pieces[is_edged : len(pieces) - line.rstrip().endswith(mark)]


class Alone:
    """The paragraphs that may be cells, one after the other, and those that number rows.

    ``values`` tells which are values; None where a paragraph can be no cell.
    """

    def __init__(self, cells: Sequence[str], taken: Collection[int], numbers: set[int]) -> None:
        no_cells = (at in taken or len(cell) > _LONGEST_CELL for at, cell in enumerate(cells))
        self.cells, self.numbers = cells, numbers
        self.values = [None if is_none else is_value(cell) for cell, is_none in zip(cells, no_cells, strict=True)]

    def tables(self) -> Iterator[Grid]:
        """Give each table, told by the regularity of its rows."""
        done = 0
        for at, is_valued in enumerate(self.values):
            may_open = is_valued and at >= done and self.cells[at].strip("0.") != "1"  # ``1.`` numbers a row
            if may_open and (found := next(self._tables_at(at, done), None)):
                yield found
                done = found[-1][-1][0] + 1

    def _tables_at(self, at: int, done: int) -> Iterator[Grid]:
        """Give the tables whose first row may have its first value at a place, after its labels."""
        for labels in range(1, min(at, _MOST_LABELS) + 1):
            for heads in self._heads(at - labels, labels, done):
                rows = self._rows(at - labels, len(heads[-1]), labels)
                if rows and self._bear_out(heads[-1], rows, labels):
                    yield [*heads, *rows]

    def _heads(self, first: int, labels: int, done: int) -> Iterator[Grid]:
        """Give the heads that may stand before rows: from that of the labels on, or levels and years under one."""
        while first > done and (cell := self.cells[first - 1])[0] == "(" and GROUP_NUMBER.fullmatch(cell.lower()):
            first -= 1  # under a head, for those who quote the column: ``(3)``, ``(4)=(3)/(2)``
        start = first
        while start > done and self._may_head(start - 1):
            start -= 1
        run = [fold(cell) for cell in self.cells[start:first]]
        stub = start + next((at for at, head in enumerate(run) if head in lists()["label_head"]), 0)
        if (self.values[first] is True) == (self.cells[stub] in NUMBER_HEADS):
            yield [[[at] for at in range(stub, first)]]
        known = len([*takewhile(is_head, reversed(run))])
        for values in range(first - known, first):
            over = [[at] for at in range(max(start, values - labels - 1), values)]
            over += over[-1:] * (labels + first - values - len(over))  # the last one is over all
            yield [over, [*[[]] * labels, *([at] for at in range(values, first))]]

    def _may_head(self, at: int) -> bool:
        """Tell whether a cell may be the head of a column: short, no value, no sentence or item."""
        cell = self.cells[at]
        is_part = len(cell) > _LONGEST_HEAD or cell[-1] in ".;:," or label_of(fold(cell)) != fold(cell)
        return self.values[at] is False and not is_part

    def _rows(self, first: int, width: int, labels: int) -> Grid:
        """Give the rows like the first one, of which labels may be left out that hold for several rows."""
        shape = self.values[first : first + width]
        rows: Grid = []
        at = first
        while labels < len(shape) == width and at < len(self.cells):
            lacking = range(labels if rows and is_head(fold(self.cells[at])) else 1)
            lost = next((lost for lost in lacking if self._is_like(at, shape[lost:], labels - lost)), None)
            if lost is None:
                break
            rows.append([*[[]] * lost, *([place] for place in range(at, at + width - lost))])
            at += width - lost
        return rows

    def _is_like(self, first: int, shape: list[bool | None], labels: int) -> bool:
        """Tell whether a row begins at a cell: with labels as the first row, then with values where it has."""
        row = self.values[first : first + len(shape)]
        is_whole = len(row) == len(shape) and None not in row and row[:labels] == shape[:labels]
        numbers = (self.cells[at] for at, value in enumerate(row[:labels], first) if value)
        lacks = any(like and not one for one, like in zip(row[labels:], shape[labels:], strict=False))
        return is_whole and not lacks and all(map(ROW_NUMBER.fullmatch, numbers))

    def _bear_out(self, heads: Row, rows: Grid, labels: int) -> bool:
        """Tell whether heads and rows bear each other out.

        Only known heads may stand over a single row; no value is left behind the last one; no column of values
        numbers the rows, as it does where they begin elsewhere.
        """
        words = [" ".join(fold(self.cells[at]) for at in head) for head in heads[labels:]]
        after = rows[-1][-1][0] + 1
        is_cut = self.values[after : after + 1] == [True] and not ROW_NUMBER.fullmatch(self.cells[after])
        return (
            len({*words}) == len(words)
            and not is_cut
            and len(rows) > (not all(is_head(head) or is_planned(head) or is_result(head) for head in words))
            and not any(self.numbers.issuperset(chain(*column)) for column in [*zip(*rows, strict=True)][labels:])
        )


def numbered(cells: Sequence[str], taken: Collection[int]) -> Iterator[Grid]:
    """Give the tables whose rows number themselves: each up to the next one, a heading, or long text."""
    opened: list[int] = []
    for at, cell in [*enumerate(cells), (len(cells), "1")]:
        number = cell if at not in taken else ""
        if opened and number == f"{len(opened) + 1}" and at - opened[-1] <= _FARTHEST:
            opened.append(at)
        elif number == "1":
            stops = [*opened[1:], at]
            rows = (range(first, min(first + _WIDEST, stop)) for first, stop in zip(opened, stops, strict=True))
            if len(opened) > 1:
                yield [[[at] for at in takewhile(lambda at: _is_cell(cells[at]), row)] for row in rows]
            opened = [at]


def _is_cell(words: str) -> bool:
    return not words.isupper() and len(words) <= _LONGEST_CELL
