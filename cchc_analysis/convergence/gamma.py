"""Gamma convergence: whether the units change places."""

from types import SimpleNamespace
from typing import Any

import polars as pl

from cchc_analysis.convergence.panel import By, read_panel, refused
from cchc_analysis.frames import Frame, as_given


def gamma(
    panel: Frame,
    start: Any,
    end: Any,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: By = None,
) -> float | Frame:
    r"""Give Kendall's index of rank concordance from start to end.

    .. math:: \gamma = \frac{\operatorname{var}_i \sum_t R_{it}}{T^2 \operatorname{var}_i R_{i,start}}

    with the rank :math:`R_{it}` of unit i at time t (ties share their mean rank) and T the number of times from
    start to end, both counted.

    Parameters
    ----------
    panel, unit, time, value, by
        A long frame and its columns, as every measure of `convergence` takes them.
    start, end : value of the time column
        First and last time; every time of the panel between them counts.

    Returns
    -------
    float or DataFrame
        From 0 to 1: 1 where the order never changes, near 0 where it is turned upside down again and again.
        Where units are tied at the start, the first ranks vary less and gamma can pass 1.
        With ``by`` a frame: the ``by`` columns, n, times, gamma.

    Raises
    ------
    DataError
        A panel that cannot be used; a start or end that is not there; fewer than 2 units; first values that are
        all equal, so that there is no order to keep.

    Notes
    -----
    Boyle and McCarthy (1997), "A simple measure of beta-convergence", Oxford Bulletin of Economics and
    Statistics 59(2). The R package convergEU divides by one time too many: stable ranks over six years give
    36/49 there and 1 here, as the published formula says.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["A", "B"] * 2, "year": [1, 1, 2, 2], "value": [1.0, 3.0, 4.0, 3.5]})
    >>> gamma(frame, 1, 2)
    0.0
    """
    read = read_panel(panel, unit, time, value, by).between(start, end)

    def concordance(ranks: Any, named: str) -> SimpleNamespace:
        times, units = ranks.shape
        most = times**2 * ranks[0].var()  # the number of units cancels out
        if not most:
            message = f"all units{named} are equal at {start!r}, there is no order to keep; start elsewhere"
            raise refused(read.value, message)
        return SimpleNamespace(n=units, times=times, gamma=float(ranks.sum(axis=0).var() / most))

    found = read.measured(pl.col(read.value).rank(), concordance)
    return as_given(found, panel) if read.by else found.gamma
