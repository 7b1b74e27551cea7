"""Lets every public function take polars or pandas and give back what it was given."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import polars as pl

from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.errors import refused

if TYPE_CHECKING:
    import pandas as pd

Frame = TypeVar("Frame", pl.DataFrame, "pd.DataFrame")
"""A frame of polars or of pandas, which what is given back is too."""

AnyFrame: TypeAlias = "pl.DataFrame | pd.DataFrame"

DIGITS = 6
"""Decimals of a difference of figures, so that binary fractions make none."""


def as_polars(frame: AnyFrame) -> pl.DataFrame:
    """Give a frame as polars, named levels of a pandas index as columns; refuse any other, or mixed cells."""
    if isinstance(frame, pl.DataFrame):
        return frame
    if not (hasattr(frame, "iloc") and hasattr(frame, "columns")):
        what = type(frame).__name__
        raise refused("frame", "", f"a {what}, no DataFrame of polars or pandas; make one of it")
    frame = frame.reset_index([name for name in frame.index.names if name is not None and name not in frame])
    names = frame.columns.map(str)  # of 0 and "0" one would go unsaid
    if not names.is_unique:
        message = "two columns have this name; rename one or leave it out"
        raise refused("frame", names[names.duplicated()][0], message)
    columns = {}
    for name in frame.columns:
        try:
            columns[str(name)] = pl.from_pandas(frame[name])
        except Exception as error:  # pyarrow, polars and pandas each have their own
            message = "cells of several types, such as text among numbers; cast the column to one"
            raise refused("frame", str(name), message) from error
    return pl.DataFrame(columns)


def as_kind(table: pl.DataFrame, kind: str) -> AnyFrame:
    """Give a frame as the kind that is asked for by name, polars or pandas."""
    if kind not in ("polars", "pandas"):
        raise ValueError(f"unknown frame {kind!r}; choose polars or pandas")
    return table if kind == "polars" else table.to_pandas()


def as_given(result: pl.DataFrame, given: Frame) -> Frame:
    """Give a polars result as the kind of frame that was given."""
    return result if isinstance(given, pl.DataFrame) else result.to_pandas()


def place(column: str, order: Iterable[str]) -> pl.Expr:
    """Give the place of each value of a column in an order, which is none of letters, to sort by."""
    known = list(order)
    return pl.col(column).replace_strict(known, range(len(known)), return_dtype=pl.Int64)


def first_true(words: Mapping[str, pl.Expr], otherwise: str) -> pl.Expr:
    """Give the first of some words whose condition holds, else another."""
    return pl.coalesce(*(pl.when(holds).then(pl.lit(word)) for word, holds in words.items()), pl.lit(otherwise))


def counted_over() -> pl.Expr:
    """Give the time that a figure counts over: of what is of each year a year; null of shares and stocks."""
    counted = [name for name, metric in metrics().items() if metric.is_of_a_span]
    yearly = [name for name, scope in scopes().items() if scope.each_year]
    one_year = pl.col("period").str.extract(r"(\d{4})[^/]*$")
    over = pl.when(pl.col("scope").is_in(yearly)).then(one_year).otherwise("period")
    return pl.when(pl.col("metric").is_in(counted)).then(over)
