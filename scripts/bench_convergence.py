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

from cchc_analysis.convergence import beta, delta, gamma, sigma
from scripts.convergence_by_hand import BY, END, MOMENT, PANDAS, POLARS, START

ROOT = Path(__file__).parent.parent
MEASURES = ("sigma", "beta", "gamma", "delta")
UNITS = 1000
CONVERGEU_MS = {"sigma": 19, "beta": 31, "gamma": 18, "delta": 30}
"""Milliseconds a call of the R package convergEU 0.7.3.2 on 28 units and 17 years, loaded and warm."""
POLARS_LIMIT, CONVERGEU_LIMIT, PANDAS_LIMIT, EXPONENT_LIMIT = 1.5, 50, 3, 1.1


def simulated(units: int, metrics: int = 20, levels: int = 3) -> pl.DataFrame:
    """Simulate a long panel: text columns, every cell there, rows in no order."""
    panel = pl.DataFrame({"metric": [f"metric_{number:02d}" for number in range(metrics)]})
    for name, values in (
        ("level", ["province", "district", "commune"][:levels]),
        ("province", [f"unit {number:05d}" for number in range(units)]),
        ("year", list(range(START, END + 1))),
    ):
        panel = panel.join(pl.DataFrame({name: values}), how="cross")
    value = np.random.default_rng(17).uniform(1, 100, panel.height)
    return panel.with_columns(value=value).sample(fraction=1, shuffle=True, seed=17)


def library(measure: str, panel: Any, by: list[str] | None) -> Any:
    """Call the measure of this library."""
    if measure in ("sigma", "delta"):
        return {"sigma": sigma, "delta": delta}[measure](panel, by=by)
    return {"beta": beta, "gamma": gamma}[measure](panel, START, END, by=by)


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
