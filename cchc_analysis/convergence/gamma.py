"""Gamma convergence: whether the units change places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.convergence.panel import Panel, read_panel, refused
from cchc_analysis.frames import as_given

if TYPE_CHECKING:
    from cchc_analysis.frames import Frame

UNITS = 2


def gamma(
    panel: Frame,
    start: Any,
    end: Any,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: str | Sequence[str] | None = None,
) -> float | Frame:
    r"""Give Kendall's index of rank concordance from start to end.

    .. math:: \gamma = \frac{\operatorname{var}_i \sum_t R_{it}}{T^2 \operatorname{var}_i R_{i,start}}

    with the rank :math:`R_{it}` of unit i at time t (ties share their mean rank) and T the number of times from
    start to end, both counted.

    Parameters
    ----------
    panel : polars or pandas DataFrame
        Long: one row a unit and time.
    start, end : value of the time column
        First and last time; every time of the panel between them counts.
    unit, time, value : str
        Names of its columns.
    by : str or list of str, optional
        Columns that tell several panels apart.

    Returns
    -------
    float or DataFrame
        From 0 to 1: 1 where the order never changes, near 0 where it is turned upside down again and again.
        Where units are tied at the start, the first ranks vary less and gamma can pass 1.
        With ``by`` a frame of the kind given: the ``by`` columns, n, times, gamma.

    Raises
    ------
    DataError
        A missing or double cell, a start or end that is not there, fewer than 2 units, or first values that
        are all equal, so that there is no order to keep.

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
    read: Panel = read_panel(panel, unit, time, value, by).between(start, end)
    rows = _concordances(read, start, end)
    if not read.by:
        return float(rows[0][-1])
    return as_given(pl.DataFrame(rows, schema=[*read.by, "n", "times", "gamma"], orient="row"), panel)


def _concordances(panel: Panel, start: Any, end: Any) -> list[tuple[Any, ...]]:
    """Give (by values, units, times, gamma) for each panel."""
    found = panel.aggregate(UNITS, ranks=pl.col(panel.value).sort_by(panel.unit).rank())
    rows = []
    for group, times, (ranks,) in panel.matrices(found, "ranks"):
        named = f" of {'/'.join(map(str, group))}" if group else ""
        if start not in times or end not in times:
            raise refused(panel.time, f"the panel{named} has not both {start!r} and {end!r}; leave it out")
        first = _squares(ranks[times.index(start)])
        if not first:
            message = f"all units{named} are equal at {start!r}, there is no order to keep; start elsewhere"
            raise refused(panel.value, message)
        concordance = _squares(ranks.sum(axis=0)) / (len(times) ** 2 * first)
        rows.append((*group, ranks.shape[1], len(times), float(concordance)))
    return rows


def _squares(ranks: Any) -> float:
    """Sum the squared deviations from the mean; the number of units cancels out of gamma."""
    deviations = ranks - ranks.mean()
    return float(deviations @ deviations)
