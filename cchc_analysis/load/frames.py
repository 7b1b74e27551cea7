"""Turns loaded rows into frames of a schema's columns and types, and frames into rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

import polars as pl

from cchc_analysis.catalog import compose
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import Row
from cchc_analysis.schema import Table


def frame_of(schema: Table, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Make a frame of a schema's columns from rows that hold at least them, and validate it."""
    cells = [{name: row[name] for name in schema.types} for row in rows]
    return schema.validate(pl.DataFrame(cells, schema=schema.types))


def as_rows(frame: pl.DataFrame, schema: Table, name: str, faults: Faults) -> list[Row]:
    """Take a frame that a person made as the rows of a sheet, row 2 first; note what of it is no sheet.

    A cell is text as in a sheet; whole numbers and dates are taken as they are written.
    """
    for column in schema.columns:
        if column not in frame.columns:
            faults.add(name, 0, column, f"the column is missing; {nearest(column, frame.columns)}")
        elif frame[column].dtype.is_nested() or frame[column].dtype in (pl.Object, pl.Binary):
            faults.add(name, 0, column, f"{frame[column].dtype}, not text; cast the column")
    if faults:
        return []
    rows = []
    for number, cells in enumerate(frame.select(list(schema.columns)).iter_rows(named=True), start=2):
        for column, cell in cells.items():
            if isinstance(cell, float) and not isfinite(cell):
                faults.add(name, number, column, f"{cell} is no figure; write it as text, or leave it null")
        rows.append(Row(name, number, {column: _as_text(cell) for column, cell in cells.items()}))
    return rows


def _as_text(cell: Any) -> str | None:
    if cell is None:
        return None
    whole = isinstance(cell, float) and cell.is_integer()
    return compose(str(int(cell) if whole else cell)) or None
