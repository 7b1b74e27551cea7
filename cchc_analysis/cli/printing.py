"""Prints tables in the terminal, aligned or as CSV, and how far long work is."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from cchc_analysis.places import shown

_WIDEST, _FOLDED = 100_000, 1.2
"""Width in which any table fits; how much wider than the terminal one may be that folds its cells."""


def print_written(*paths: Path) -> None:
    """Print which files a command wrote."""
    for path in paths:
        print("wrote", shown(path))


def print_notes(lines: Iterable[str]) -> None:
    """Print what a reader of the output should know beside it."""
    for line in lines:
        print("note:", line, file=sys.stderr)


@contextmanager
def progress(work: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how much of long work is done, of how much, where someone watches."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(work, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_table(header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows under a bold header, or one below the other where a terminal is much too narrow for them.

    What is no terminal gets every row in one line, since a program or ``grep`` reads it.
    """
    from rich.console import Console
    from rich.table import Column, Table

    columns = (Column(name, overflow="fold") for name in header)
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    cells = [[*map(_cell, row)] for row in rows]
    for row in cells:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else _WIDEST
    console = Console(width=width, highlight=False, markup=False)
    needed = console.measure(table, options=console.options.update(max_width=_WIDEST)).maximum
    if needed <= _FOLDED * console.width:
        console.print(table)
    else:
        for row in cells:
            print_record(dict(zip(header, row, strict=True)))


def print_record(cells: Mapping[str, str | None]) -> None:
    """Print what one thing is, a line a cell that holds something."""
    filled = {name: cell for name, cell in cells.items() if cell}
    for name, cell in filled.items():
        print(f"{name:<{max(map(len, filled))}}  {cell}")
    print()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{round(value, 4):.10g}"
    return "" if value is None else str(value)
