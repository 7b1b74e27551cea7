"""Sigma convergence: whether the units lie closer together."""

import polars as pl

from cchc_analysis.convergence.panel import By, read_panel
from cchc_analysis.frames import Frame, as_given

_NO_MEAN = 1e-9  # of the spread: a mean this near to 0 is 0 but for rounding


def sigma(panel: Frame, unit: str = "province", time: str = "year", value: str = "value", by: By = None) -> Frame:
    r"""Give the spread of the units at each time.

    .. math:: sd_t = \sqrt{\frac{1}{n} \sum_i (y_{it} - \bar y_t)^2}, \qquad cv_t = sd_t / \bar y_t

    Parameters
    ----------
    panel, unit, time, value, by
        A long frame and its columns, as every measure of `convergence` takes them.

    Returns
    -------
    DataFrame
        One row a time: time, n, mean, sd (of the population, in the unit of the value, 0 or more), cv (a fraction;
        null where the mean is 0 beside the spread). The spread falls over time where units converge.

    Raises
    ------
    DataError
        A panel that cannot be used; fewer than 2 units.

    Notes
    -----
    Barro and Sala-i-Martin (1992), "Convergence", Journal of Political Economy 100(2). With the few units of a
    handful of provinces one unit can make the spread: show `leave_one_out` beside it.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["A", "B"] * 2, "year": [1, 1, 2, 2], "value": [1.0, 3.0, 2.0, 3.0]})
    >>> sigma(frame)["sd"].to_list()
    [1.0, 0.5]
    """
    read = read_panel(panel, unit, time, value, by)
    figure = pl.col(read.value)
    spread = read.aggregate(mean=figure.mean(), sd=figure.std(ddof=0))
    has_share = pl.col("mean").abs() > _NO_MEAN * pl.col("sd")
    return as_given(spread.with_columns(cv=pl.when(has_share).then(pl.col("sd") / pl.col("mean"))), panel)
