"""Writes a table as lines with ``|`` between its cells, spans filled in, as `text.text_of` and people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

CELL_BREAK = "\v"
"""Between the paragraphs of one cell."""
_MOST_COLUMNS = 40
_LONGEST_CELL = 600  # letters; what holds longer ones only lays out a page
_MOST_PARAGRAPHS = 8
_WIDEST_SPAN = 100
_SPAN_DIGITS = 3


@dataclass
class Cell:
    """A cell of a table: its paragraphs, and over how many columns and rows it reaches."""

    paragraphs: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


def table_texts(rows: Sequence[Sequence[Cell]], within: bool = False) -> list[str]:
    r"""Give a table as one text, a line a row; ``within`` a cell a text a row.

    A table that only lays out a page gives its paragraphs.

    Examples
    --------
    >>> rows = [[Cell(["Năm"]), Cell(["2024"])], [Cell(["Hồ sơ"]), Cell(["60"])]]
    >>> table_texts(rows), table_texts(rows, within=True), table_texts(rows[:1])
    (['| Năm | 2024 |\n| Hồ sơ | 60 |'], ['Năm 2024', 'Hồ sơ 60'], ['Năm', '2024'])
    """
    if within:
        return [" ".join(texts) for row in rows if (texts := [text for cell in row for text in cell.paragraphs])]
    lines = table_lines(rows)
    return [lines] if lines else [text for row in rows for cell in row for text in cell.paragraphs]


def span(value: str | None) -> int:
    """Read over how many columns or rows a cell reaches.

    Examples
    --------
    >>> span("2"), span("0"), span(None), span("100000")
    (2, 1, 1, 1)
    """
    return max(1, int(value)) if value and value.isdecimal() and len(value) <= _SPAN_DIGITS else 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> str | None:
    r"""Write the rows of a table, a line each; None for a table that only lays out a page.

    A cell that reaches over several stands in the first of them, the others are empty.

    Examples
    --------
    >>> head = [Cell(["Chỉ tiêu"], rows=2), Cell(["Năm"], columns=2)]
    >>> print(table_lines([head, [Cell(["2024"]), Cell(["2025"])], [Cell(["Hồ sơ"]), Cell(["60"]), Cell(["70"])]]))
    | Chỉ tiêu | Năm |  |
    |  | 2024 | 2025 |
    | Hồ sơ | 60 | 70 |
    """
    grid: dict[tuple[int, int], str] = {}
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in grid:
                column += 1
            words = CELL_BREAK.join(cell.paragraphs)
            if len(words) > _LONGEST_CELL or len(cell.paragraphs) > _MOST_PARAGRAPHS:
                return None
            for down in range(min(cell.rows, len(rows) - at)):
                for right in range(min(cell.columns, _WIDEST_SPAN)):
                    grid[at + down, column + right] = "" if down or right else words
            column += min(cell.columns, _WIDEST_SPAN)
        width = max(width, column)
    if len(rows) < 2 or not 2 <= width <= _MOST_COLUMNS:  # noqa: PLR2004
        return None
    lines = ([_plain(grid.get((at, column), "")) for column in range(width)] for at in range(len(rows)))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines if any(line))


def _plain(words: str) -> str:
    return words.replace("\n", CELL_BREAK).replace("|", "/")
