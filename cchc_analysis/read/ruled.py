"""Finds the cells of a printed table by the ruled lines round them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_analysis.read.grids import Cell, table_lines

_MOST_RULES = 4000
"""On a page; a drawing has more, and is no table."""
_SAME = 2.0
"""How many points apart two borders may lie that are one."""


class Box(NamedTuple):
    """A rectangle on a page, up is positive; a ruled line is a thin one."""

    left: float
    bottom: float
    right: float
    top: float


def cell_round(words: Box, rules: Sequence[Box]) -> Box | None:
    """Give the cell in which words stand: the nearest ruled lines on all four sides; None where one lacks.

    Examples
    --------
    >>> rules = [Box(0, 0, 50, 1), Box(0, 20, 50, 21), Box(0, 0, 1, 21), Box(49, 0, 50, 21)]
    >>> cell_round(Box(5, 5, 30, 15), rules)
    Box(left=1, bottom=1, right=49, top=20)
    """
    if len(rules) > _MOST_RULES:
        return None
    x, y = (words.left + words.right) / 2, (words.bottom + words.top) / 2
    across = [rule for rule in rules if rule.left - _SAME <= x <= rule.right + _SAME]
    upright = [rule for rule in rules if rule.bottom - _SAME <= y <= rule.top + _SAME]
    left = [rule.right for rule in upright if rule.right <= words.left + _SAME]
    right = [rule.left for rule in upright if rule.left >= words.right - _SAME]
    bottom = [rule.top for rule in across if rule.top <= words.bottom + _SAME]
    top = [rule.bottom for rule in across if rule.bottom >= words.top - _SAME]
    if not (left and right and bottom and top):
        return None
    return Box(max(left), max(bottom), min(right), min(top))


def with_tables(texts: Sequence[tuple[str, Box | None]]) -> Iterator[str]:
    r"""Give the texts of a page, those that stand in cells of one table as the lines of that table.

    Examples
    --------
    >>> boxes = [Box(0, 10, 40, 20), Box(41, 10, 80, 20), Box(0, 0, 40, 9), Box(41, 0, 80, 9)]
    >>> list(with_tables([("Chỉ số", None), *zip(["Năm", "2024", "Đạt", "90%"], boxes)]))
    ['Chỉ số', '| Năm | 2024 |\n| Đạt | 90% |']
    """
    table: list[tuple[str, Box]] = []
    for words, box in [*texts, ("", None)]:
        if box is not None:
            table.append((words, box))
            continue
        yield from _written(table)
        table = []
        if words:
            yield words


def _written(table: list[tuple[str, Box]]) -> list[str]:
    lines = _edges([edge for _, box in table for edge in (-box.top, -box.bottom)])
    columns = _edges([edge for _, box in table for edge in (box.left, box.right)])
    cells: dict[tuple[int, int], Cell] = {}
    for words, box in table:
        row, end = _at(lines, -box.top), _at(lines, -box.bottom)
        first, last = _at(columns, box.left), _at(columns, box.right)
        cell = cells.setdefault((row, first), Cell([], max(1, last - first), max(1, end - row)))
        cell.paragraphs = [f"{cell.paragraphs[0]} {words}"] if cell.paragraphs else [words]
    taken = {
        (row + down, column + right)
        for (row, column), cell in cells.items()
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    rows = [
        [
            cells.get((row, column), Cell())
            for column in range(len(columns) - 1)
            if (row, column) in cells or (row, column) not in taken
        ]
        for row in range(len(lines) - 1)
    ]
    written = table_lines(rows)
    return [written] if written else [words for words, _ in table]


def _edges(places: list[float]) -> list[float]:
    """Give the places of borders, those that are one only once, upwards."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return edges


def _at(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))
