"""How much a measure hangs on a single unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.convergence.panel import read_panel
from cchc_analysis.frames import as_given, as_polars

if TYPE_CHECKING:
    from cchc_analysis.frames import Frame


def leave_one_out(measure: Callable[..., Any], panel: Frame, *, unit: str = "province", **options: Any) -> Frame:
    """Give a measure with its range when each unit in turn is left out.

    Parameters
    ----------
    measure : function
        `sigma`, `delta` or `gamma`.
    panel : polars or pandas DataFrame
        Long: one row a unit and time, at least one unit more than the measure needs.
    unit : str
        Name of the unit column.
    **options
        What the measure takes: time, value, better, start, end.

    Returns
    -------
    DataFrame
        Of the kind given: what the measure gives, and for each of its figures ``<figure>_low`` and
        ``<figure>_high``, the range over the panels without one unit. Of `gamma` one row.

    Raises
    ------
    DataError
        As the measure does, also where leaving one unit out leaves too few.

    Notes
    -----
    Quenouille (1956), "Notes on bias in estimation", Biometrika 43. A range, not an interval of confidence:
    with three units it says which unit makes the result.

    Examples
    --------
    >>> from cchc_analysis.convergence.sigma import sigma
    >>> frame = pl.DataFrame({"province": list("ABC"), "year": [1, 1, 1], "value": [1.0, 3.0, 9.0]})
    >>> leave_one_out(sigma, frame).select("sd_low", "sd_high").row(0)
    (1.0, 4.0)
    """
    time, value = options.get("time", "year"), options.get("value", "value")
    read = read_panel(panel, unit, time, value, by=None)
    whole = _as_frame(measure(read.frame, unit=unit, **options))
    parts = [
        _as_frame(measure(read.without(name).frame, unit=unit, **options))
        for name in read.frame[unit].unique().sort()
    ]
    return as_given(_with_range(whole, parts, read.time), panel)


def _with_range(whole: pl.DataFrame, parts: list[pl.DataFrame], time: str) -> pl.DataFrame:
    figures = [name for name, kind in whole.schema.items() if kind.is_float() and name != time]
    keys = [name for name in whole.columns if name == time]
    ranges = pl.concat(part.select([*keys, *figures]) for part in parts)
    low = [pl.col(name).min().alias(f"{name}_low") for name in figures]
    high = [pl.col(name).max().alias(f"{name}_high") for name in figures]
    if not keys:
        return whole.hstack(ranges.select(*low, *high))
    return whole.join(ranges.group_by(keys).agg(*low, *high), on=keys).sort(keys)


def _as_frame(result: Any) -> pl.DataFrame:
    if is_dataclass(result):
        raise ValueError("leave_one_out takes sigma, delta or gamma; beta has its standard error")
    return pl.DataFrame({"gamma": [result]}) if isinstance(result, float) else as_polars(result)
