"""Turns loaded rows into frames of a schema's columns and types, and frames into rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dataframely as dy
import polars as pl

from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import Row


def frame_of(schema: type[dy.Schema], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Make a frame of a schema's columns from rows that hold at least them, and validate it."""
    types = pl.Schema(schema)
    frame = pl.DataFrame([{name: row[name] for name in types} for row in rows], schema=types)
    return schema.validate(frame)


def as_rows(frame: pl.DataFrame, schema: type[dy.Schema], name: str, faults: Faults) -> list[Row]:
    """Take a frame that a person made as the rows of a sheet, row 2 first; note each column that it lacks."""
    for column in schema.columns():
        if column not in frame.columns:
            faults.add(name, 0, column, f"the column is missing; {nearest(column, frame.columns)}")
    return [
        Row(name, number, {column: None if cell is None else str(cell) for column, cell in row.items()})
        for number, row in enumerate(frame.iter_rows(named=True), start=2)
    ]
