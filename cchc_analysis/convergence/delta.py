"""Delta convergence: whether the distance to the best unit shrinks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import polars as pl

from cchc_analysis.convergence.panel import read_panel
from cchc_analysis.frames import as_given

if TYPE_CHECKING:
    from cchc_analysis.frames import Frame

UNITS = 2


def delta(
    panel: Frame,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: str | Sequence[str] | None = None,
    better: Literal["higher", "lower"] = "higher",
) -> Frame:
    r"""Give the summed distance of the units to the best one at each time.

    .. math:: \delta_t = \sum_i |y^*_t - y_{it}|, \qquad y^*_t = \max_i y_{it} \text{ (or } \min_i \text{)}

    Parameters
    ----------
    panel : polars or pandas DataFrame
        Long: one row a unit and time.
    unit, time, value : str
        Names of its columns.
    by : str or list of str, optional
        Columns that tell several panels apart; they come first in the result.
    better : {"higher", "lower"}
        Which end leads.

    Returns
    -------
    DataFrame
        Of the kind given, one row a time: time, n, leader (the first by name where several lead), total_gap,
        mean_gap (total_gap / n), in the unit of the value, 0 or more.

    Raises
    ------
    DataError
        A missing or double cell, a value that is no number, fewer than 2 units; the cells are named.

    Notes
    -----
    Heichel, Pape and Sommerer (2005), "Is there convergence in convergence research?", Journal of European
    Public Policy 12(5). The leader may change from time to time: the gap is to the best of each.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["A", "B"] * 2, "year": [1, 1, 2, 2], "value": [1.0, 3.0, 4.0, 3.5]})
    >>> delta(frame).select("leader", "total_gap").rows()
    [('B', 2.0), ('A', 0.5)]
    """
    if better not in ("higher", "lower"):
        raise ValueError(f"unknown better {better!r}; choose higher or lower")
    read = read_panel(panel, unit, time, value, by)
    figure = pl.col(value)
    best = figure.max() if better == "higher" else figure.min()
    found = read.aggregate(
        UNITS, leader=pl.col(unit).filter(figure == best).min(), total_gap=(pl.len() * best - figure.sum()).abs()
    ).sort(read.moment, multithreaded=False)
    return as_given(found.with_columns((found["total_gap"] / found["n"]).rename("mean_gap")), panel)
