"""Writes a table as lines with ``|`` between its cells, spans filled in, as `text.text_of` and people read it."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

Place = tuple[int, int]
"""Row and column of a table, both from 0."""
SPANNED = "\x1f"
"""What stands in a place over which the cell to the left of it reaches; no document has it."""
CELL_BREAK = "\v"
"""Between the paragraphs of one cell."""
_MOST_COLUMNS = 40
_MOST_PLACES = 200_000
_LONGEST_CELL = 600  # letters; what holds longer ones only lays out a page
_SPAN_DIGITS = 3


class Cell(NamedTuple):
    """A cell of a table: its paragraphs, and over how many columns and rows it reaches."""

    paragraphs: list[str]
    columns: int = 1
    rows: int = 1


def table_texts(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Give a table as one text, a line a row; of one that only lays out a page its paragraphs, and tables in them.

    A cell that reaches over several stands in the first of them, the others are empty or `SPANNED`.
    """
    lines = table_lines(*_placed(rows))
    return [lines] if lines else [text for row in rows for cell in row for text in cell.paragraphs]


def _placed(rows: Sequence[Sequence[Cell]]) -> tuple[dict[Place, list[str]], set[Place]]:
    """Give each place of a table its paragraphs, and the places over which the cell to their left reaches."""
    grid: dict[Place, list[str]] = {}
    covered: set[Place] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in grid:
                column += 1
            if column > _MOST_COLUMNS or len(grid) > _MOST_PLACES:
                return {}, set()
            across = range(column, column + min(cell.columns, _MOST_COLUMNS + 1))
            down = range(at, min(at + cell.rows, len(rows)))
            grid |= {(line, place): [] for line in down for place in across} | {(at, column): cell.paragraphs}
            covered |= {(at, place) for place in across[1:]}
    return grid, covered


def table_lines(grid: dict[Place, list[str]], covered: Collection[Place] = (), least: int = 2) -> str | None:
    """Write what stands at the places of a table, a line a row; None for a table that only lays out a page."""
    rows, columns = (1 + max((place[axis] for place in grid), default=0) for axis in (0, 1))
    cells = {place: CELL_BREAK.join(chain(*map(_plain, texts))) for place, texts in grid.items()}
    longest = max(map(len, cells.values()), default=0)
    if rows < least or not 1 < columns <= _MOST_COLUMNS or longest > _LONGEST_CELL:
        return None
    shown = {place: f" {cell} ".replace("\n", CELL_BREAK).replace("|", "/") for place, cell in cells.items()}
    shown |= dict.fromkeys(covered, SPANNED)
    filled = sorted({row for (row, _), cell in cells.items() if cell})
    written = ([shown.get((row, column), "  ") for column in range(columns)] for row in filled)
    return "\n".join(f"|{'|'.join(line)}|" for line in written)


def _plain(paragraph: str) -> list[str]:
    """Give a paragraph of a cell; of a table within it the rows, as words."""
    rows = paragraph.split("\n")
    if not all(row.startswith("| ") and row.endswith("|") for row in rows):
        return [paragraph]
    return [" ".join(filter(None, cells_of(row))) for row in rows]


def cells_of(line: str) -> list[str]:
    """Give the words of the cells of a written row."""
    return [cell.strip() for cell in line[1:-1].split("|")]


def span(value: str | None) -> int:
    """Read over how many columns or rows a cell reaches."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) <= _SPAN_DIGITS else 1
