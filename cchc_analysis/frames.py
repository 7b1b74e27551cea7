"""Lets every public function take polars or pandas and give back what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

if TYPE_CHECKING:
    import pandas as pd

    Frame = TypeVar("Frame", pl.DataFrame, pd.DataFrame)
    AnyFrame = pl.DataFrame | pd.DataFrame


def as_polars(frame: pl.DataFrame | pd.DataFrame) -> pl.DataFrame:
    """Give a frame as polars.

    Examples
    --------
    >>> as_polars(pl.DataFrame({"a": [1]})).columns
    ['a']
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    return pl.from_pandas(frame)


def as_given(result: pl.DataFrame, given: Frame) -> Frame:
    """Give a polars result as the kind of frame that was given."""
    if isinstance(given, pl.DataFrame):
        return result
    return result.to_pandas()
