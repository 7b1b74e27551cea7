"""Loads the table of published results of the indices."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import polars as pl

from cchc_analysis.checking import check_table, read_written
from cchc_analysis.frames import AnyFrame, as_kind
from cchc_analysis.schema import Outcome

if TYPE_CHECKING:
    import pandas as pd

PARQUET, CSV = "outcomes.parquet", "outcomes.csv"


@overload
def load_outcomes(kind: Literal["polars"] = "polars", folder: str | Path | None = None) -> pl.DataFrame: ...
@overload
def load_outcomes(kind: Literal["pandas"], folder: str | Path | None = None) -> pd.DataFrame: ...
def load_outcomes(kind: Literal["polars", "pandas"] = "polars", folder: str | Path | None = None) -> AnyFrame:
    """Load the table of published results that ``cchc build`` wrote.

    Parameters
    ----------
    kind : {"polars", "pandas"}
        Kind of frame wanted.
    folder : path, optional
        Folder of the table; by default ``data/processed`` of the project.

    Returns
    -------
    polars.DataFrame or pandas.DataFrame
        Columns of `schema.Outcome`, one row a metric, dimension, year and province; scores in points out of
        ``scale``, missing values null (pandas: NaN or None). A score that was not published has no row.

    Raises
    ------
    DataError
        The table is not there, or is none that this version of the library builds.

    Examples
    --------
    >>> outcomes = load_outcomes()
    >>> outcomes.filter(metric="papi_index", dimension="e_governance", year=2024, province="Kon Tum")["of"].item()
    61
    """
    check = partial(check_table, schema=Outcome)
    return as_kind(read_written(folder, PARQUET, pl.read_parquet, check), kind)
