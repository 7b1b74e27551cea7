"""Prints tables in the terminal, aligned or as CSV."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import polars as pl


def figure(row: dict[str, Any]) -> str:
    """Word a figure as a brief would: ``≥ 80 %``, ``95.45 % (21/22)``, a direction as its word."""
    if row["value"] is None:
        return str(row["comparator"])
    sign = {"=": "", ">=": "≥ ", "<=": "≤ "}.get(row["comparator"], f"{row['comparator']} ")
    unit = {"percent": " %", "percentage_point": " points"}.get(row["unit"], "")
    parts = f" ({row['numerator']:.0f}/{row['denominator']:.0f})" if row["numerator"] is not None else ""
    return f"{sign}{round(row['value'], 2):.10g}{unit}{parts}"


def print_frame(frame: pl.DataFrame, form: str) -> None:
    """Print a frame as a table or as CSV."""
    if form not in ("table", "csv"):
        raise typer.BadParameter(f"--format {form!r} is none of table, csv")
    if form == "csv":
        sys.stdout.write(frame.write_csv())
    else:
        print_table(
            frame.columns, [["" if cell is None else str(cell) for cell in row] for row in frame.iter_rows()]
        )


def print_table(header: list[str], rows: list[list[str]]) -> None:
    """Print rows under a bold header."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)
