"""Beta convergence: whether units that start low grow faster."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from cchc_analysis.convergence.panel import By, read_panel, refused
from cchc_analysis.frames import Frame, as_given

UNITS = 3
_NOISE = 1e-12  # of logarithms: what binary fractions make of no growth, or of a gap that closed


@dataclass(frozen=True)
class Beta:
    """The regression of yearly log growth on the log start value; fields as `beta` describes them."""

    slope: float
    intercept: float
    standard_error: float
    p_value: float
    r_squared: float
    adjusted_r_squared: float
    n: int
    half_life: float | None


def beta(
    panel: Frame,
    start: float,
    end: float,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: By = None,
) -> Beta | Frame:
    r"""Regress the yearly log growth from start to end on the log start value.

    .. math:: \frac{\ln y_{i,end} - \ln y_{i,start}}{T} = \alpha + \beta \ln y_{i,start} + \varepsilon_i,
        \qquad T = end - start

    Parameters
    ----------
    panel, unit, time, value, by
        A long frame and its columns, as every measure of `convergence` takes them; values above zero.
    start, end : number
        First and last year; years between them, and units that have only those, do not enter.

    Returns
    -------
    Beta or DataFrame
        slope (negative where units converge; per year), intercept, standard_error of the slope, p_value
        (two-sided, t with n - 2 degrees of freedom), r_squared, adjusted_r_squared, n, half_life in years:
        ln 2 / speed, with speed = -ln(1 + slope T) / T; None where the slope is not between -1/T and 0. Where all
        grow alike, slope and r_squared are 0 and p_value is 1. With ``by`` a frame, the ``by`` columns first.

    Raises
    ------
    DataError
        A panel that cannot be used; zero or less under the logarithm; a start or end that is not there; fewer
        than 3 units; equal start values.

    Notes
    -----
    Barro and Sala-i-Martin (1992), "Convergence", Journal of Political Economy 100(2). With 3 units one degree
    of freedom is left: the standard error says little, and a small p value is no finding.

    Examples
    --------
    >>> values = [1.0, 2, 4, 2, 3, 4.4]
    >>> frame = pl.DataFrame({"province": list("ABC") * 2, "year": [0] * 3 + [1] * 3, "value": values})
    >>> round(beta(frame, 0, 1).slope, 4)
    -0.4312
    """
    read = read_panel(panel, unit, time, value, by).between(start, end, only_ends=True)
    if not read.frame[read.time].dtype.is_numeric():
        raise refused(read.time, "years are to be numbers, since growth is per year; cast the column")
    if (low := read.frame.filter(pl.col(read.value) <= 0)).height:
        raise refused(read.value, f"no logarithm of zero or less in {read.named(low)}; leave the unit out")

    def fit(cells: Any, named: str) -> Beta:
        start_value, end_value = np.log(cells[[0, -1]])
        if np.ptp(start_value) == 0:
            raise refused(read.value, f"all start values{named} are equal; there is no slope to fit")
        return _fit(start_value, end_value - start_value, float(end - start))

    found = read.measured(pl.col(read.value), fit, UNITS)
    return as_given(found, panel) if read.by else found


def _fit(x: Any, growth: Any, span: float) -> Beta:
    """Ordinary least squares of logarithms; `scipy.stats.linregress` takes several times as long."""
    from scipy.special import stdtr

    y = growth / span if np.ptp(growth) > _NOISE * max(1, abs(x).max()) else np.full_like(x, growth[0] / span)
    n, from_mean_x, from_mean_y = len(x), x - x.mean(), y - y.mean()
    xx, xy, yy = from_mean_x @ from_mean_x, from_mean_x @ from_mean_y, from_mean_y @ from_mean_y
    slope = float(xy / xx)
    residual = max(float(yy - slope * xy), 0.0)
    error, explained = math.sqrt(residual / (n - 2) / xx), float(1 - residual / yy) if yy else 0.0
    p_value = 2 * float(stdtr(n - 2, -abs(slope / error))) if error else float(not slope)
    shrunk, adjusted = 1 + slope * span, 1 - (1 - explained) * (n - 1) / (n - 2)
    half_life = math.log(2) * span / -math.log(shrunk) if _NOISE < shrunk < 1 - _NOISE else None
    return Beta(slope, float(y.mean() - slope * x.mean()), error, p_value, explained, adjusted, n, half_life)
