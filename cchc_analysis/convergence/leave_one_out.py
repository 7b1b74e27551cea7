"""How much a measure hangs on a single unit."""

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any

import polars as pl

from cchc_analysis.frames import Frame, as_given, as_polars


def leave_one_out(measure: Callable[..., Any], panel: Frame, *, unit: str = "province", **options: Any) -> Frame:
    """Give a measure with its range when each unit in turn is left out.

    Parameters
    ----------
    measure : function
        `sigma`, `delta` or `gamma`.
    panel, unit
        A long frame and its column of units, at least one unit more than the measure needs.
    **options
        What else the measure takes: time, value, by, better, start, end.

    Returns
    -------
    DataFrame
        What the measure gives, and for each of its figures ``<figure>_low`` and
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
    frame, by = as_polars(panel), options.get("by") or []
    groups: list[str] = [by] if isinstance(by, str) else list(by)

    def measured(part: pl.DataFrame) -> pl.DataFrame:
        found = measure(part, unit=unit, **options)
        if is_dataclass(found):
            raise ValueError(f"leave_one_out takes sigma, delta or gamma, not {type(found).__name__.lower()}")
        return pl.DataFrame({"gamma": [found]}) if isinstance(found, float) else as_polars(found)

    whole, parts = measured(frame), frame.partition_by(groups) if groups else [frame]
    rest = pl.concat(measured(part.filter(pl.col(unit) != name)) for part in parts for name in part[unit].unique())
    keys = [name for name in whole.columns if name in (*groups, options.get("time", "year"))]
    figures = pl.selectors.float() - pl.selectors.by_name(keys)
    ends = [figures.min().name.suffix("_low"), figures.max().name.suffix("_high")]
    if not keys:
        return as_given(whole.hstack(rest.select(ends)), panel)
    return as_given(whole.join(rest.group_by(keys).agg(ends), on=keys).sort(keys), panel)
