"""Which way the units go while they draw together or apart."""

from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from cchc_analysis.convergence.panel import By, read_panel
from cchc_analysis.frames import Frame, as_given

_NOISE = 1e-12  # of the largest value: what binary fractions make of no change


@dataclass(frozen=True)
class Direction:
    """The way of a panel from start to end, with the changes that it is read from."""

    strength: str
    way: str
    outcome: str
    mean_change: float
    sd_change: float
    n: int

    def __str__(self) -> str:
        """Word it: ``strict upward convergence``, ``weak downward divergence``."""
        return f"{self.strength} {self.way} {self.outcome}"


def direction(
    panel: Frame,
    start: Any,
    end: Any,
    unit: str = "province",
    time: str = "year",
    value: str = "value",
    by: By = None,
    better: Literal["higher", "lower"] = "higher",
) -> Direction | Frame:
    """Say whether the units converge from start to end, upward or downward, strictly or weakly.

    ``upward``: the mean gets better, ``downward``: it gets worse, ``level``: it stays. ``convergence``: the
    population standard deviation falls, ``divergence``: it rises, ``unchanged spread``: neither. ``strict``:
    every unit goes the way of the mean; ``weak``: at least one does not.

    Parameters
    ----------
    panel, unit, time, value, by
        A long frame and its columns, as every measure of `convergence` takes them.
    start, end : value of the time column
        First and last time.
    better : {"higher", "lower"}
        Which way is up.

    Returns
    -------
    Direction or DataFrame
        strength, way, outcome, mean_change and sd_change (in the unit of the value), n. With ``by`` a frame, the
        ``by`` columns first.

    Raises
    ------
    DataError
        A panel that cannot be used; a start or end that is not there; fewer than 2 units.

    Notes
    -----
    Eurofound (2018), "Upward convergence in the EU: concepts, measurements and indicators": strict where all
    improve, weak where the mean does.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["A", "B"] * 2, "year": [1, 1, 2, 2], "value": [1.0, 3.0, 2.0, 3.5]})
    >>> str(direction(frame, 1, 2))
    'strict upward convergence'
    """
    if better not in ("higher", "lower"):
        raise ValueError(f"unknown better {better!r}; choose higher or lower")
    read = read_panel(panel, unit, time, value, by).between(start, end, only_ends=True)
    found = read.measured(pl.col(read.value), lambda cells, _: _read_off(cells[0], cells[1], better))
    return as_given(found, panel) if read.by else found


def change(start: Any, end: Any, measure: Literal["mean", "std"]) -> float:
    """Give the change of the mean or of the population standard deviation; 0 where it is but rounding."""
    found = float(getattr(end, measure)() - getattr(start, measure)())
    return found if abs(found) > _NOISE * max(abs(start).max(), abs(end).max()) else 0.0


def _read_off(start: Any, end: Any, better: str) -> Direction:
    mean, sd = change(start, end, "mean"), change(start, end, "std")
    gain = mean if better == "higher" else -mean
    way = "upward" if gain > 0 else "downward" if gain < 0 else "level"
    outcome = "convergence" if sd < 0 else "divergence" if sd > 0 else "unchanged spread"
    strict = ((end - start) * mean > 0).all()
    return Direction("strict" if strict else "weak", way, outcome, mean, sd, len(start))
