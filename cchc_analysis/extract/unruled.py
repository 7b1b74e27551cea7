"""Finds the tables of which a text has only the cells, one after the other, by the regularity of their rows."""

from collections.abc import Container, Iterator, Sequence

from cchc_analysis.catalog import fold, lists
from cchc_analysis.extract.cells import is_head, is_value, label_of

LONGEST_CELL = 400  # letters
_MOST_LABELS = 3  # cells of a row before its first value

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
            None if at in taken or len(cell) > LONGEST_CELL else is_value(cell) for at, cell in enumerate(cells)
        ]

    def tables(self) -> Iterator[Grid]:
        """Give each table."""
        done = 0
        for at, is_valued in enumerate(self.values):
            if is_valued and at >= done and (found := next(self._tables_at(at, done), None)):
                yield found
                done = found[-1][-1][0] + 1

    def _tables_at(self, at: int, done: int) -> Iterator[Grid]:
        """Give the tables whose first row may have its first value at a place, after its labels."""
        for labels in range(1, min(at, _MOST_LABELS) + 1):
            heads = self._heads(at - labels, done)
            rows = self._rows(at - labels, len(heads), labels)
            are_known = all(is_head(fold(self.cells[at])) for (at,) in heads[labels:])  # levels, years
            if len(rows) > (not are_known) and self._is_whole(rows, labels):
                yield [heads, *rows]

    def _is_whole(self, rows: Grid, labels: int) -> bool:
        """Tell whether no value is left behind rows, and none numbers them, as where they begin elsewhere."""
        after = rows[-1][-1][0] + 1
        columns = [*zip(*rows, strict=True)][labels:]
        numbered = any(all(place in self.numbers for (place,) in column) for column in columns)
        is_cut = self.values[after : after + 1] == [True] and after not in self.numbers
        return not (is_cut or numbered)

    def _heads(self, first: int, done: int) -> Row:
        """Give the heads that stand before rows: from that of the labels on, if one is known."""
        start = first
        while start > done and self._may_head(start - 1):
            start -= 1
        known = (at for at in range(start, first) if fold(self.cells[at]) in lists()["label_head"])
        return [[at] for at in range(next(known, start), first)]

    def _may_head(self, at: int) -> bool:
        """Tell whether a cell may be the head of a column: no value, sentence, lead or item."""
        cell = self.cells[at]
        return self.values[at] is False and cell[-1] not in ".;:," and label_of(fold(cell)) == fold(cell)

    def _rows(self, first: int, width: int, labels: int) -> Grid:
        """Give the rows that are like the first one: labels, then values where it has some."""
        rows: Grid = []
        shape = like = self.values[first : first + width]
        while labels < len(like) == width and None not in like and like[:labels] == shape[:labels]:
            if any(valued and not own for own, valued in zip(like, shape, strict=True)):
                break
            rows.append([[place] for place in range(first, first + width)])
            first += width
            like = self.values[first : first + width]
        return rows
