"""Finds the cells of a printed table by the ruled lines round them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cchc_analysis.read.grids import table_lines

_SAME = 2.0
"""How many points apart two borders may lie that are one."""
_GOES_ON = re.compile(r"\n(?=[^\W\d_A-ZĐÀ-Ý])|(?<=[^\W\d]|:)\n(?=\W*\d)")
"""The end of a line that goes on in small letters, or with a figure after words."""


class Box(NamedTuple):
    """A rectangle on a page, up is positive; a ruled line is a thin one."""

    left: float
    bottom: float
    right: float
    top: float


def cell_round(words: Box, rules: Sequence[Box]) -> Box | None:
    """Give the cell in which words stand: the nearest ruled lines on its sides; None outside of a table."""
    x, y = (words.left + words.right) / 2, (words.bottom + words.top) / 2
    across = [rule for rule in rules if rule.left - _SAME <= x <= rule.right + _SAME]
    upright = [rule for rule in rules if rule.bottom - _SAME <= y <= rule.top + _SAME]
    before = (rule for rule in upright if rule.right <= words.left + _SAME)
    left = max(before, key=lambda rule: rule.right, default=None)
    right = min((rule for rule in upright if rule.left >= words.right - _SAME), default=None)
    if left is None or right is None:
        return None
    bottom = [rule.top for rule in across if rule.top <= words.bottom + _SAME]
    top = [rule.bottom for rule in across if rule.bottom >= words.top - _SAME]
    if not bottom and not top:
        return None
    # The end of a page leaves the cells of a row that it breaks open: there the upright lines end.
    low, high = max(left.bottom, right.bottom), min(left.top, right.top)
    return Box(left.right, max(bottom, default=low), right.left, min(top, default=high))


def with_tables(areas: Sequence[tuple[list[str], Box | None]]) -> Iterator[str]:
    """Give the paragraphs of a page's areas, those that stand in cells of one table as the lines of that table."""
    for is_ruled, group in groupby(areas, lambda area: area[1] is not None):
        texts = [*group]
        table = _table([(paragraphs, cell) for paragraphs, cell in texts if cell]) if is_ruled else None
        yield from [table] if table else [text for paragraphs, _ in texts for text in paragraphs]


def _table(areas: list[tuple[list[str], Box]]) -> str | None:
    """Write what stands in cells as a table, if these are cells of one."""
    lines = _edges([edge for _, cell in areas for edge in (-cell.top, -cell.bottom)])
    columns = _edges([edge for _, cell in areas for edge in (cell.left, cell.right)])
    grid: dict[tuple[int, int], list[str]] = {(len(lines) - 2, len(columns) - 2): []}
    covered: set[tuple[int, int]] = set()
    for paragraphs, cell in areas:
        line, column = _at(lines, -cell.top), _at(columns, cell.left)
        texts = grid.setdefault((line, column), [])
        texts[:] = [" ".join([*texts, *paragraphs]).replace("\n", " ")] if texts else _lines(paragraphs)
        covered |= {(line, at) for at in range(column + 1, _at(columns, cell.right))}
    return table_lines(grid, covered, least=1)


def _lines(paragraphs: list[str]) -> list[str]:
    """Give the lines of a cell one by one, if it breaks one before its border: each with what it goes on with."""
    whole = "\n".join(paragraphs)
    return _GOES_ON.sub(" ", whole).split("\n") if len(paragraphs) > 1 else [whole.replace("\n", " ")]


def _edges(places: list[float]) -> list[float]:
    """Give the places of borders, those that are one only once, upwards."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return edges


def _at(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))
