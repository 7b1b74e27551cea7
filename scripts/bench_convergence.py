"""Times the convergence measures beside the same formulas and checks written by hand in polars and in pandas."""

from __future__ import annotations

import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from polars.testing import assert_frame_equal
from scipy.special import stdtr

from cchc_analysis.convergence import beta, delta, gamma, sigma

ROOT = Path(__file__).parent.parent
MEASURES = ("sigma", "beta", "gamma", "delta")
BY, UNITS, YEARS, START = ["metric", "level"], 1000, 17, 2005
END = START + YEARS - 1
MOMENT = [*BY, "time"]
LEAST = {"sigma": 2, "beta": 3, "gamma": 2, "delta": 2}
CONVERGEU_MS = {"sigma": 19, "beta": 31, "gamma": 18, "delta": 30}
"""Milliseconds a call of the R package convergEU 0.7.3.2 on 28 units and 17 years, loaded and warm."""
POLARS_LIMIT, CONVERGEU_LIMIT, PANDAS_LIMIT, EXPONENT_LIMIT = 1.5, 50, 3, 1.1


def simulated(units: int, metrics: int = 20, levels: int = 3) -> pl.DataFrame:
    """Simulate a long panel: text columns, every cell there, rows in no order."""
    panel = pl.DataFrame({"metric": [f"metric_{number:02d}" for number in range(metrics)]})
    for name, values in (
        ("level", ["province", "district", "commune"][:levels]),
        ("unit", [f"unit {number:05d}" for number in range(units)]),
        ("time", list(range(START, END + 1))),
    ):
        panel = panel.join(pl.DataFrame({name: values}), how="cross")
    value = np.random.default_rng(17).uniform(1, 100, panel.height)
    return panel.with_columns(value=value).sample(fraction=1, shuffle=True, seed=17)


def library(measure: str, panel: Any, by: list[str] | None) -> Any:
    """Call the measure of this library."""
    if measure in ("sigma", "delta"):
        return {"sigma": sigma, "delta": delta}[measure](panel, by=by)
    return {"beta": beta, "gamma": gamma}[measure](panel, START, END, by=by)


# By hand in polars


def _polars_checked(panel: pl.DataFrame, least: int, **figures: pl.Expr) -> pl.DataFrame:
    value, unit, n = panel["value"], pl.col("unit"), pl.col("n")
    found = panel.group_by(MOMENT).agg(n=pl.len(), distinct=unit.n_unique(), **figures)
    whole = panel.group_by(BY).agg(units=unit.n_unique())
    broken = (n != pl.col("distinct")) | (n != pl.col("units")) | (n < least)
    if value.null_count() or not value.is_finite().all() or found.join(whole, on=BY).select(broken.any()).item():
        raise ValueError("missing, double or not finite cells, or too few units")
    return found.drop("distinct")


def _polars_sigma(panel: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    found = _polars_checked(panel, LEAST["sigma"], mean=value.mean(), sd=value.std(ddof=0))
    cv = pl.when(pl.col("mean") != 0).then(pl.col("sd") / pl.col("mean"))
    return found.sort(MOMENT).with_columns(cv=cv)


def _polars_beta(panel: pl.DataFrame) -> pl.DataFrame:
    x, y, span = pl.col("x"), pl.col("y"), END - START
    ends = panel.filter(pl.col("time").is_in([START, END]))
    lowest = _polars_checked(ends, LEAST["beta"], lowest=pl.col("value").min())["lowest"].min()
    start, end = (ends.filter(time=year).select(*BY, "unit", log=pl.col("value").log()) for year in (START, END))
    pairs = start.join(end, on=[*BY, "unit"]).with_columns(x="log", y=(pl.col("log_right") - pl.col("log")) / span)
    fits = pairs.group_by(BY).agg(
        n=pl.len(),
        xx=((x - x.mean()) ** 2).sum(),
        xy=((x - x.mean()) * (y - y.mean())).sum(),
        yy=((y - y.mean()) ** 2).sum(),
        mean_x=x.mean(),
        mean_y=y.mean(),
    )
    if not isinstance(lowest, float) or lowest <= 0 or (fits["xx"] == 0).any():
        raise ValueError("no logarithm, or equal start values")
    return pl.from_pandas(_fitted(fits.sort(BY).to_pandas(), span))


def _polars_gamma(panel: pl.DataFrame) -> pl.DataFrame:
    ranks = _polars_checked(panel, LEAST["gamma"], unit=pl.col("unit"), rank=pl.col("value").rank())
    first = (pl.col("rank") * (pl.col("time") == START)).sum()
    sums = (
        ranks.explode("unit", "rank")
        .group_by([*BY, "unit"])
        .agg(pl.col("rank").sum(), first=first, times=pl.len())
    )
    found = sums.group_by(BY).agg(
        pl.col("times").first(), n=pl.len(), first=pl.col("first").var(), sums=pl.col("rank").var()
    )
    if (found["first"] == 0).any():
        raise ValueError("equal start values")
    concordance = pl.col("sums") / (pl.col("times") ** 2 * pl.col("first"))
    return found.sort(BY).select(*BY, "n", "times", gamma=concordance)


def _polars_delta(panel: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    leader = pl.col("unit").filter(value == value.max()).min()
    found = _polars_checked(panel, LEAST["delta"], leader=leader, total_gap=pl.len() * value.max() - value.sum())
    return found.sort(MOMENT).with_columns(mean_gap=pl.col("total_gap") / pl.col("n"))


# By hand in pandas


def _pandas_checked(panel: pd.DataFrame, least: int) -> pd.DataFrame:
    coded = panel.assign(**{name: panel[name].astype("category") for name in (*BY, "unit")})
    n = coded.groupby(MOMENT, observed=True).size()
    units = coded.groupby(BY, observed=True)["unit"].nunique()
    whole = units.reindex(pd.MultiIndex.from_frame(n.index.to_frame()[BY])).to_numpy()
    finite = np.isfinite(coded["value"].to_numpy()).all()
    if not finite or coded.duplicated([*MOMENT, "unit"]).any() or (n != whole).any() or (n < least).any():
        raise ValueError("missing, double or not finite cells, or too few units")
    return coded


def _pandas_sigma(panel: pd.DataFrame) -> pd.DataFrame:
    values = _pandas_checked(panel, LEAST["sigma"]).groupby(MOMENT, observed=True)["value"]
    found = pd.DataFrame({"n": values.size(), "mean": values.mean(), "sd": values.std(ddof=0)})
    return found.assign(cv=(found["sd"] / found["mean"]).where(found["mean"] != 0)).reset_index()


def _pandas_beta(panel: pd.DataFrame) -> pd.DataFrame:
    span = END - START
    ends = _pandas_checked(panel[panel["time"].isin([START, END])], LEAST["beta"])
    if (ends["value"] <= 0).any():
        raise ValueError("no logarithm")
    start, end = (ends[ends["time"] == year].drop(columns="time") for year in (START, END))
    pairs = start.merge(end, on=[*BY, "unit"], suffixes=("", "_end"))
    x = np.log(pairs["value"])
    pairs = pairs.assign(x=x, y=(np.log(pairs["value_end"]) - x) / span)
    means = pairs.groupby(BY, observed=True)[["x", "y"]].transform("mean")
    x, y = pairs["x"] - means["x"], pairs["y"] - means["y"]
    groups = pairs.assign(xx=x * x, xy=x * y, yy=y * y).groupby(BY, observed=True)
    fits = groups[["xx", "xy", "yy"]].sum()
    fits = fits.assign(n=groups.size(), mean_x=groups["x"].mean(), mean_y=groups["y"].mean())
    if (fits["xx"] == 0).any():
        raise ValueError("equal start values")
    return _fitted(fits.reset_index(), span)


def _fitted(fits: pd.DataFrame, span: int) -> pd.DataFrame:
    """Give the regressions from the sums of squares, one a row."""
    slope, freedom = fits["xy"] / fits["xx"], fits["n"] - 2
    residual = (fits["yy"] - slope * fits["xy"]).clip(lower=0)
    error, explained = np.sqrt(residual / freedom / fits["xx"]), 1 - residual / fits["yy"]
    shrunk = (1 + slope * span).where(lambda one: (one > 0) & (one < 1))
    return fits[BY].assign(
        slope=slope,
        intercept=fits["mean_y"] - slope * fits["mean_x"],
        standard_error=error,
        p_value=2 * stdtr(freedom, -(slope / error).abs()),
        r_squared=explained,
        adjusted_r_squared=1 - (1 - explained) * (fits["n"] - 1) / freedom,
        n=fits["n"],
        half_life=math.log(2) * span / -np.log(shrunk),
    )


def _pandas_gamma(panel: pd.DataFrame) -> pd.DataFrame:
    coded = _pandas_checked(panel, LEAST["gamma"])
    coded["rank"] = coded.groupby(MOMENT, observed=True)["value"].rank()
    first = coded[coded["time"] == START].groupby(BY, observed=True)["rank"].var()
    if (first == 0).any():
        raise ValueError("equal start values")
    sums = coded.groupby([*BY, "unit"], observed=True)["rank"].sum().groupby(BY, observed=True)
    times = coded.groupby(BY, observed=True)["time"].nunique()
    found = pd.DataFrame({"n": sums.size(), "times": times, "gamma": sums.var() / (times**2 * first)})
    return found.reset_index()


def _pandas_delta(panel: pd.DataFrame) -> pd.DataFrame:
    coded = _pandas_checked(panel, LEAST["delta"])
    values = coded.groupby(MOMENT, observed=True)["value"]
    leaders = panel[coded["value"] == values.transform("max")].groupby(MOMENT)["unit"].min()
    found = pd.DataFrame(
        {"n": values.size(), "leader": leaders, "total_gap": values.size() * values.max() - values.sum()}
    )
    return found.assign(mean_gap=found["total_gap"] / found["n"]).reset_index()


POLARS = {"sigma": _polars_sigma, "beta": _polars_beta, "gamma": _polars_gamma, "delta": _polars_delta}
PANDAS = {"sigma": _pandas_sigma, "beta": _pandas_beta, "gamma": _pandas_gamma, "delta": _pandas_delta}


# Measuring


def check_equal(panel: pl.DataFrame) -> None:
    """Stop unless library, polars and pandas give the same figures on a panel."""
    for measure in MEASURES:
        ours = library(measure, panel, BY)
        keys = [name for name in MOMENT if name in ours.columns]
        in_pandas = pl.from_pandas(PANDAS[measure](panel.to_pandas()).astype(dict.fromkeys(BY, "str")))
        for other in (POLARS[measure](panel), in_pandas):
            columns = other.select(ours.columns)
            assert_frame_equal(ours.sort(keys), columns, check_dtypes=False, rel_tol=1e-6)


def medians(runs: int, *calls: Callable[[], object]) -> list[float]:
    """Time calls in turn, once to warm up and then `runs` times; give the median seconds of each."""
    taken: list[list[float]] = [[] for _ in calls]
    for run in range(runs + 1):
        for call, seconds in zip(calls, taken, strict=True):
            start = time.perf_counter()
            call()
            if run:
                seconds.append(time.perf_counter() - start)
    return [statistics.median(seconds) for seconds in taken]


def peak_mb(way: str, measure: str, file: Path) -> int:
    """Give the peak memory of a fresh process that reads the panel and measures it once."""
    command = [sys.executable, "-m", "scripts.bench_convergence", way, measure, str(file)]
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def _one_process(way: str, measure: str, file: str) -> None:
    """Do in this process what `peak_mb` asks for: write the panel, or read it, measure and print the peak."""
    if way == "write":
        simulated(UNITS).write_parquet(file)
    elif way == "pandas":
        in_pandas = pd.read_parquet(file)
        PANDAS.get(measure, len)(in_pandas)
    else:
        panel = pl.read_parquet(file)
        in_polars: dict[str, Callable[[pl.DataFrame], object]] = {**POLARS, "panel": len}
        if way == "library" and measure in MEASURES:
            library(measure, panel, BY)
        else:
            in_polars[measure](panel)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak // (1024**2 if sys.platform == "darwin" else 1024))


def _line(name: str, value: float, limit: float, *, most: bool, rest: str) -> None:
    """Print a measured value beside its limit, at most or at least, and whether it keeps to it."""
    kept = value <= limit if most else value >= limit
    bound = f"{'<=' if most else '>='} {limit:g}"
    print(f"{name:30}{value:9.2f}{bound:>9}  {'ok' if kept else 'over':6}{rest}".rstrip())


def _print_peaks() -> None:
    """Print peak memory; before this process grows, as a child begins with the peak of its parent."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.parquet"
        peak_mb("write", "panel", file)
        print(f"\n{'peak MB, a fresh process each':30}{'library':>9}{'polars':>9}{'pandas':>9}")
        for measure in ("panel", *MEASURES):
            name = "panel only read" if measure == "panel" else measure
            peaks = [peak_mb(way, measure, file) for way in ("library", "polars", "pandas")]
            print(f"{name:30}" + "".join(f"{peak:9d}" for peak in peaks))


def _print_by_hand(panel: pl.DataFrame) -> None:
    """Print the time of each measure as ratios to polars and pandas by hand."""
    check_equal(panel)
    in_pandas = panel.to_pandas()
    print(f"\n{f'{panel.height:,} rows':30}{'ratio':>9}{'limit':>9}")
    for measure in MEASURES:
        ours, by_polars, by_pandas = medians(
            7,
            lambda measure=measure: library(measure, panel, BY),  # type: ignore[misc]
            lambda measure=measure: POLARS[measure](panel),  # type: ignore[misc]
            lambda measure=measure: PANDAS[measure](in_pandas),  # type: ignore[misc]
        )
        rest = f"{1000 * ours:.0f} ms, by hand {1000 * by_polars:.0f} polars, {1000 * by_pandas:.0f} pandas"
        _line(f"{measure}: time to polars", ours / by_polars, POLARS_LIMIT, most=True, rest=rest)
        _line(f"{measure}: faster than pandas", by_pandas / ours, PANDAS_LIMIT, most=False, rest="")


def _print_small() -> None:
    """Print how much faster each measure is than the R package on a small panel."""
    panel = simulated(28, metrics=1, levels=1)
    print(f"\n{'28 units, 17 years':30}{'ratio':>9}{'limit':>9}")
    for measure in MEASURES:
        (ours,) = medians(500, lambda measure=measure: library(measure, panel, None))  # type: ignore[misc]
        rest = f"{1000 * ours:.2f} ms, convergEU {CONVERGEU_MS[measure]} ms"
        ratio = CONVERGEU_MS[measure] / 1000 / ours
        _line(f"{measure}: faster than convergEU", ratio, CONVERGEU_LIMIT, most=False, rest=rest)


def _print_growth() -> None:
    """Print the slope of log time over log rows from 0.1 to 10 million rows; 1 is linear."""
    panels = [simulated(UNITS * tenth // 10) for tenth in (1, 10, 100)]
    rows = [math.log(panel.height) for panel in panels]
    print(f"\n{'0.1, 1 and 10 million rows':30}{'exponent':>9}{'limit':>9}")
    for measure in MEASURES:
        taken = [medians(3, lambda p=p, m=measure: library(m, p, BY))[0] for p in panels]  # type: ignore[misc]
        exponent = statistics.linear_regression(rows, [math.log(seconds) for seconds in taken]).slope
        rest = ", ".join(f"{1000 * seconds:.0f}" for seconds in taken) + " ms"
        _line(f"{measure}: growth", exponent, EXPONENT_LIMIT, most=True, rest=rest)


def main() -> None:
    """Print time, ratio, peak memory and growth of the measures beside their limits."""
    print("\nconvergence measures on simulated panels, loaded and warm, medians")
    _print_peaks()
    _print_small()
    _print_by_hand(simulated(UNITS))
    _print_growth()


if __name__ == "__main__":
    if sys.argv[1:]:
        _one_process(*sys.argv[1:])
    else:
        main()
