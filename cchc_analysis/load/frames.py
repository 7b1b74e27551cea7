"""Turns loaded rows into frames whose columns and types are those of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dataframely as dy
import polars as pl


def frame_of(schema: type[dy.Schema], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Make a frame of a schema's columns from rows that hold at least them, and validate it."""
    types = pl.Schema(schema)
    frame = pl.DataFrame([{name: row[name] for name in types} for row in rows], schema=types)
    return schema.validate(frame)
