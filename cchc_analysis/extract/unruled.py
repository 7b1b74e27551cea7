"""Finds the tables of which a text has only the cells, one after the other, by the regularity of their rows."""

import re
from collections.abc import Container, Iterator, Sequence

from cchc_analysis.catalog import fold, lists
from cchc_analysis.extract.analysis import mentions
from cchc_analysis.extract.cells import NUMBERED, ROW_NUMBER, is_head, is_marked, is_planned, is_result, is_value
from cchc_analysis.read.text import NUMBER_HEADS

_LONGEST_CELL, _LONGEST_HEAD = 400, 80  # letters
_MOST_LABELS = 3  # cells of a row before its first value
_NARROWEST = 3  # cells of a row whose labels have no head that is known
_CAPTION = re.compile(r"(?i:biểu|bảng|hình|mẫu|phụ lục)(?: số)? [\dIVX]+\b")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?: ?= ?[\d()/*:x-]+)?")
"""Under a head, for those who quote the column: ``(3)``, ``(4)=(3)/(2)``."""

_NUMBERED_LABEL = re.compile(r"\d{1,3} [^\W\d]")

Row = list[list[int]]
"""Cells, each of paragraphs."""
Grid = list[Row]


class Unruled:
    """The paragraphs of a text that may be cells, those that number rows, and those that are of other tables.

    ``values`` tells which are values; None where a paragraph can be no cell.
    """

    def __init__(self, cells: Sequence[str], numbers: Container[int], taken: Container[int]) -> None:
        self.cells = cells
        self.numbers = numbers
        self.values = [
            None if at in taken or len(cell) > _LONGEST_CELL else is_value(cell) for at, cell in enumerate(cells)
        ]

    def tables(self) -> Iterator[tuple[Grid, list[int]]]:
        """Give each table with the values that stand in rows which lack cells, and so are of no column."""
        done = 0
        for at, is_valued in enumerate(self.values):
            if is_valued and at >= done and (found := next(self._tables_at(at, done), None)):
                yield found
                done = found[0][-1][-1][0] + 1

    def _tables_at(self, at: int, done: int) -> Iterator[tuple[Grid, list[int]]]:
        """Give the tables whose first row may have its first value, or its number, at a place."""
        for first, opening in self._first_rows(at):
            for top in (first, *(first - cells for cells in (1, 2) if self._is_title(first - cells, first, done))):
                for heads in self._heads(top, opening, done, self.values[first] is True):
                    rows, torn = self._rows(top, first, opening, len(heads[0]))
                    if rows and self._bear_out(heads[-1], rows, opening):
                        yield [*heads, *rows], torn

    def _first_rows(self, at: int) -> Iterator[tuple[int, int]]:
        """Give where a row may begin that has its first value, or its number, at a place, and its labels."""
        for labels in range(1, min(at, _MOST_LABELS) + 1):
            if self.values[at - labels] is not False:
                break
            yield at - labels, labels
        after = self.values[at + 1 : at + 2 + _MOST_LABELS]
        if NUMBERED.fullmatch(self.cells[at]) and after[:1] == [False] and True in after:
            yield at, 1 + after.index(True)

    def _heads(self, first: int, opening: int, done: int, is_numbered: bool) -> Iterator[Grid]:
        """Give the rows of heads that may stand before rows: from the head of labels, or where heads can begin."""
        while first > done and _COLUMN_NUMBER.fullmatch(self.cells[first - 1]):
            first -= 1
        start = first
        while start > done and self._may_head(start - 1):
            start -= 1
        narrowest = _NARROWEST
        run = [fold(self.cells[at]) for at in range(start, first)]
        if stub := next((at for at, head in enumerate(run, start=1) if head in lists()["label_head"]), 0):
            start, narrowest = start + stub - 1, 2
        if self.cells[start] in NUMBER_HEADS and _NUMBERED_LABEL.match(self.cells[first]):
            start, run = start + 1, run[1:]  # the number stands in the cell of the label
        if start < first and is_numbered == (self.cells[start] in NUMBER_HEADS):
            yield from self._spread([[at] for at in range(start, first)], opening, narrowest)
        known = next((at for at, head in enumerate(reversed(run)) if not is_head(head)), len(run))
        if is_numbered or known == len(run):
            levels = [[at] for at in range(first - known, first)]
            yield from self._spread([*[[]] * opening, *levels], opening, opening + 2)

    def _spread(self, heads: Row, opening: int, narrowest: int) -> Iterator[Grid]:
        """Lay heads out in a row, or in two: the same under each upper one, none under a last one alone."""
        labels, others = heads[:opening], heads[opening:]
        words = [fold(self.cells[at]) for (at,) in others]
        if len(heads) < narrowest or not words:
            return
        if len({*words}) == len(words):
            yield [heads]
        for above in range(1, len(words) // 2 + 1):
            each, alone = divmod(len(words) - above, above)
            under = words[above + alone :]
            are_known = [is_head(word) for word in words[:above]]
            are_same = len({*under[:each]}) == each > 1 and under == under[:each] * above
            if are_same and alone <= 1 and (all(are_known) or (above > 1 and not any(are_known))):
                upper = [cell for head in others[:above] for cell in (head, *[[]] * (each - 1))]
                lower = [*[[]] * opening, *others[above + alone :], *[[]] * alone]
                yield [[*labels, *upper, *others[above : above + alone]], lower]

    def _may_head(self, at: int) -> bool:
        """Tell whether a cell may be the head of a column: short, no value, no sentence, item or caption."""
        cell = self.cells[at]
        is_part = len(cell) > _LONGEST_HEAD or cell[-1] in ".;:," or is_marked(cell)
        return self.values[at] is False and not is_part and not _CAPTION.match(cell)

    def _is_title(self, at: int, first: int, done: int) -> bool:
        """Tell whether cells before a row may part a table: one by its form or the levels below, two by ``I``."""
        if at < done or self.values[at] is not False:
            return False
        cell, below = self.cells[at], self.cells[at + 1]
        return cell.isupper() or is_marked(cell) or (first - at == 1 and is_head(fold(below)))

    def _rows(self, top: int, first: int, opening: int, width: int) -> tuple[Grid, list[int]]:
        """Give the rows that are like the first one, with titles between them, and the values of torn rows."""
        rows: Grid = []
        titles, torn, groups = list[int](), list[range](), 0
        shape = self.values[first : first + width]
        if len(shape) < width or shape[opening:].count(True) * 2 < width - opening:
            return [], []
        at, lost = top, 0
        while first < at + width:
            if first - at in (1, 2) and self._is_title(at, first, 0):
                titles += [at] if first - at == 1 else []
                groups += first - at - 1
                rows.append([*([place] for place in range(at, first)), *[[]] * (width - (first - at))])
            elif any(self.values[at:first]):
                torn.append(range(at, first))
            at = first + width - lost
            rows.append([*[[]] * lost, *([place] for place in range(first, at))])
            if self.values[at : at + 1] == [True] and not shape[0]:
                return [], []  # the row goes on: it is wider, or begins elsewhere
            first, lost = self._next_row(at, shape, opening)
        if any(self.values[at : at + width]):
            torn.append(range(at, min(at + width, len(self.cells))))
        whole = len(rows) - len(titles) - groups
        is_regular = len(torn) < whole and 2 * len(titles) <= whole and titles != [top]
        return (rows, [place for row in torn for place in row if self.values[place]]) if is_regular else ([], [])

    def _next_row(self, at: int, shape: list[bool | None], opening: int) -> tuple[int, int]:
        """Give where the next row begins, a row on at most, and how many labels it shares with the one above."""
        for place in range(at, min(at + len(shape), len(self.cells))):
            for lost in range(opening if is_head(fold(self.cells[place])) else 1):
                if self._is_like(place, shape[lost:], opening - lost):
                    return place, lost
        return at + len(shape), 0

    def _is_like(self, first: int, shape: list[bool | None], opening: int) -> bool:
        """Tell whether a row begins at a cell: with labels as the first row, then with values where it has."""
        row = self.values[first : first + len(shape)]
        if len(row) < len(shape) or None in row or row[:opening] != shape[:opening]:
            return False
        has_values = all(one or not like for one, like in zip(row[opening:], shape[opening:], strict=True))
        return has_values and (not shape[0] or ROW_NUMBER.fullmatch(self.cells[first]) is not None)

    def _bear_out(self, heads: Row, rows: Grid, opening: int) -> bool:
        """Tell whether heads and rows bear each other out.

        A level, a year, a plan or a result stands over values, and such heads alone over a single row; no column
        of values numbers the rows, as it does where they begin elsewhere.
        """
        whole = [row for row in rows if row[-1]]
        words = [" ".join(fold(self.cells[at]) for at in head) for head in heads[opening:]]
        are_known = [is_head(head) or is_planned(head) or is_result(head) for head in words]
        are_valued = [self.values[at] for (at,) in whole[0][opening:]]
        are_several = [sum(each.kind == "level" for each in mentions(head)) > 1 for head in words]
        return (
            not any(are_several)  # ``Cấp tỉnh Cấp xã``: heads under one that reaches over them
            and not any(head and not value for head, value in zip(are_known, are_valued, strict=True))
            and len(whole) > (not all(are_known))
            and not any(all(row[at][0] in self.numbers for row in whole) for at in range(opening, len(heads)))
        )
