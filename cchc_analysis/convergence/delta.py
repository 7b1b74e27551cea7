"""Delta convergence: whether the distance to the best unit shrinks."""

from typing import Literal

import polars as pl

from cchc_analysis.convergence.panel import By, read_panel
from cchc_analysis.frames import Frame, as_given


def delta(
    panel: Frame,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: By = None,
    better: Literal["higher", "lower"] = "higher",
) -> Frame:
    r"""Give the summed distance of the units to the best one at each time.

    .. math:: \delta_t = \sum_i |y^*_t - y_{it}|, \qquad y^*_t = \max_i y_{it} \text{ (or } \min_i \text{)}

    Parameters
    ----------
    panel, unit, time, value, by
        A long frame and its columns, as every measure of `convergence` takes them.
    better : {"higher", "lower"}
        Which end leads.

    Returns
    -------
    DataFrame
        One row a time: time, n, leader (the first by name where several lead), total_gap, mean_gap
        (total_gap / n), in the unit of the value, 0 or more.

    Raises
    ------
    DataError
        A panel that cannot be used; fewer than 2 units.

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
    figure = pl.col(read.value)
    best = figure.max() if better == "higher" else figure.min()
    total = (pl.len() * best - figure.sum()).abs()
    leader = pl.col(read.unit).filter(figure == best).min()
    found = read.aggregate(leader=leader, total_gap=total)
    return as_given(found.with_columns(mean_gap=pl.col("total_gap") / pl.col("n")), panel)
