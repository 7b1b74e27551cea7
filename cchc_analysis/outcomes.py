"""Builds the table of published results of the indices from the coded data, and loads it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import polars as pl

from cchc_analysis.checking import check_table, read_written
from cchc_analysis.errors import Faults
from cchc_analysis.frames import AnyFrame, as_kind
from cchc_analysis.load.outcomes import CELL, PUBLISHED, read_outcomes
from cchc_analysis.schema import OUTCOME_ORDER, Outcome

if TYPE_CHECKING:
    import pandas as pd

PARQUET, CSV = "outcomes.parquet", "outcomes.csv"

_DIGITS = 6
"""Decimals of a difference of scores: more than any index prints, fewer than binary fractions blur."""


def build_outcomes(raw: Path, faults: Faults) -> pl.DataFrame | None:
    """Build the table of results, columns of `schema.Outcome`, sorted by `schema.OUTCOME_ORDER`.

    A score that was not published has no row. None where the raw folder has no results, or none that can be read.
    """
    before = len(faults)
    rows = read_outcomes(raw, faults)
    if rows is None or len(faults) > before:
        return None
    score, cell = pl.col("score"), [*CELL, "status"]
    best, is_published = score.filter(pl.col("rank") == 1).first().over(cell), pl.col("status") == PUBLISHED
    table = rows.with_columns(
        gap_to_leader=pl.when(is_published).then((score - best).round(_DIGITS)),
        gap_to_median=pl.when(is_published).then((score - score.median().over(cell)).round(_DIGITS)),
    )
    return Outcome.validate(table.sort(OUTCOME_ORDER, nulls_last=True))


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
