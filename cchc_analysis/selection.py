"""Picks rows of the long table by filters, and says which filter left nothing."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from cchc_analysis.catalog import fold, metrics
from cchc_analysis.codebook import VALUES
from cchc_analysis.errors import DataError, Fault, Faults, nearest


def select(targets: pl.DataFrame, filters: Mapping[str, str | int | None]) -> pl.DataFrame:
    """Keep the rows that all filters allow.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    filters : mapping of column to value
        None lets every row pass. Text is compared without regard to case and to the form of letters.

    Raises
    ------
    DataError
        A value that its column does not hold, with the nearest that it does; or filters that are met one by
        one and by no row together, naming the filter that emptied the selection.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["Kon Tum", "Gia Lai"], "year": [2023, 2024]})
    >>> select(frame, {"province": "kon tum", "year": None}).height
    1
    """
    kept = targets
    for column, wanted in filters.items():
        if wanted is None:
            continue
        known = {fold(str(value)): value for value in targets[column].unique().sort()}
        value = known.get(fold(str(wanted)))
        if value is None:
            message = f"no row has {wanted!r}; {_choice(column, str(wanted), [*map(str, known.values())])}"
            raise DataError([Fault("targets", 0, column, message)])
        before, kept = kept, kept.filter(pl.col(column) == value)
        if kept.is_empty():
            left = ", ".join(str(other) for other in before[column].unique().sort())
            message = f"{wanted!r} leaves no row beside the other filters; they leave {left}"
            raise DataError([Fault("targets", 0, column, message)])
    return kept


def _choice(column: str, wanted: str, held: list[str]) -> str:
    """Say what may be chosen instead: of a closed vocabulary every word that a row has, else the nearest."""
    if column in VALUES:
        return f"choose {', '.join(word for word in VALUES[column] if word in held)}"
    return nearest(wanted, held, 5)


def check_columns(table: pl.DataFrame, *names: str) -> None:
    """Refuse a table that lacks columns of the long table, or names metrics that the catalogue does not know."""
    faults = Faults()
    for name in names:
        if name not in table.columns:
            faults.add("targets", 0, name, f"the column is missing; {nearest(name, table.columns)}")
    faults.raise_if_any()
    for metric in sorted(set(table["metric"]) - set(metrics())):
        faults.add("targets", 0, "metric", f"unknown {metric!r}; {nearest(metric, metrics())}")
    faults.raise_if_any()
