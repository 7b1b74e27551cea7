"""Finds the tables of which a text has only the cells, one after the other, by the regularity of their rows."""

import re
from collections.abc import Container, Iterator, Sequence

from cchc_analysis.catalog import fold, lists
from cchc_analysis.extract.cells import ROW_NUMBER, is_head, is_planned, is_result, is_value, label_of
from cchc_analysis.read.text import NUMBER_HEADS

LONGEST_CELL, _LONGEST_HEAD = 400, 80  # letters
_MOST_LABELS = 3  # cells of a row before its first value
_MOST_LEVELS = 14  # heads of columns
_COLUMN_NUMBER = re.compile(r"\((?:\d{1,2}|[A-Z])\)(?: ?= ?[\d()/*:x-]+)?")
"""Under a head, for those who quote the column: ``(3)``, ``(4)=(3)/(2)``."""

Row = list[list[int]]  # cells, each of paragraphs
Grid = list[Row]


class Unruled:
    """The paragraphs of a text that may be cells, those that number rows, and those that are of other tables.

    ``values`` tells which are values; None where a paragraph can be no cell.
    """

    def __init__(self, cells: Sequence[str], numbers: Container[int], taken: Container[int]) -> None:
        self.cells, self.numbers = cells, numbers
        no_cells = (at in taken or len(cell) > LONGEST_CELL for at, cell in enumerate(cells))
        self.values = [None if is_none else is_value(cell) for cell, is_none in zip(cells, no_cells, strict=True)]

    def tables(self) -> Iterator[Grid]:
        """Give each table."""
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
        while first > done and _COLUMN_NUMBER.fullmatch(self.cells[first - 1]):
            first -= 1
        start = first
        while start > done and self._may_head(start - 1):
            start -= 1
        run = [fold(self.cells[at]) for at in range(start, first)]
        stub = next((at for at, head in enumerate(run) if head in lists()["label_head"]), 0)
        if (self.values[first] is True) == (self.cells[start + stub] in NUMBER_HEADS):
            yield [[[at] for at in range(start + stub, first)]]
        known = next((at for at, head in enumerate(reversed(run)) if not is_head(head)), len(run))
        for width in range(min(known, _MOST_LEVELS), 0, -1):
            over = [[at] for at in range(max(start, first - width - labels - 1), first - width)]
            over += over[-1:] * (labels + width - len(over))  # the last one is over all
            yield [over, [*[[]] * labels, *([at] for at in range(first - width, first))]]

    def _may_head(self, at: int) -> bool:
        """Tell whether a cell may be the head of a column: short, no value, no sentence or item."""
        cell = self.cells[at]
        is_part = len(cell) > _LONGEST_HEAD or cell[-1] in ".;:," or label_of(fold(cell)) != fold(cell)
        return self.values[at] is False and not is_part

    def _rows(self, first: int, width: int, labels: int) -> Grid:
        """Give the rows that are like the first one."""
        shape = self.values[first : first + width]
        rows: Grid = []
        at = first
        while labels < len(shape) == width and at < len(self.cells):
            lacking = range(labels if rows and is_head(fold(self.cells[at])) else 1)  # one label over several rows
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
        likes = zip(row[labels:], shape[labels:], strict=False)
        return is_whole and all(map(ROW_NUMBER.fullmatch, numbers)) and all(one or not like for one, like in likes)

    def _bear_out(self, heads: Row, rows: Grid, labels: int) -> bool:
        """Tell whether heads and rows bear each other out.

        Only known heads may stand over a single row; no value is left behind the last one; no column of values
        numbers the rows, as it does where they begin elsewhere.
        """
        words = [" ".join(fold(self.cells[at]) for at in head) for head in heads[labels:]]
        are_known = [is_head(head) or is_planned(head) or is_result(head) for head in words]
        after = rows[-1][-1][0] + 1
        is_cut = self.values[after : after + 1] == [True] and not ROW_NUMBER.fullmatch(self.cells[after])
        return (
            len({*words}) == len(words) > 0
            and not is_cut
            and len(rows) > (not all(are_known))
            and not any(all(row[at][0] in self.numbers for row in rows) for at in range(labels, len(heads)))
        )
