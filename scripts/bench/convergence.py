"""Times the convergence measures beside the same formulas and checks written by hand in polars and in pandas."""

import math
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from polars.testing import assert_frame_equal

from cchc_analysis.convergence import beta, delta, gamma, sigma
from scripts.bench.convergence_by_hand import BY, END, MOMENT, PANDAS, POLARS, START
from scripts.bench.measuring import Measured, in_time, in_turn, process, seconds

MEASURES = ("sigma", "beta", "gamma", "delta")
UNITS = 1000
CONVERGEU_MS = {"sigma": 19, "beta": 31, "gamma": 18, "delta": 30}
"""Milliseconds a call of the R package convergEU 0.7.3.2 on 28 units and 17 years, loaded and warm."""
POLARS_LIMIT, PANDAS_LIMIT, CONVERGEU_LIMIT, EXPONENT_LIMIT = 1.5, 1 / 3, 1 / 50, 1.1
RUNS, SMALL_RUNS, GROWTH_RUNS = 5, 200, 3


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


def by_hand() -> list[Measured]:
    """Time each measure on a million rows in turn with the same by hand in polars and in pandas."""
    panel = simulated(UNITS)
    check_equal(panel)
    in_pandas = panel.to_pandas()
    limits = {"polars by hand": POLARS_LIMIT, "pandas by hand": PANDAS_LIMIT}
    found = []
    for measure in MEASURES:
        peers: dict[str, Callable[[], object]] = {
            "polars by hand": partial(POLARS[measure], panel),
            "pandas by hand": partial(PANDAS[measure], in_pandas),
        }
        work = f"{measure}, {panel.height:,} rows"
        found += in_turn(work, partial(library, measure, panel, BY), peers, RUNS, limits)
    return found


def small() -> list[Measured]:
    """Time each measure on a panel of the size that the R package was timed on, beside what that took."""
    panel = simulated(28, metrics=1, levels=1)
    found = []
    for measure in MEASURES:
        peer = CONVERGEU_MS[measure] / 1000
        times = [seconds(partial(library, measure, panel, None)) for _ in range(SMALL_RUNS + 1)][1:]
        ratios = [taken / peer for taken in times]
        name = f"convergEU in R, {CONVERGEU_MS[measure]} ms (quoted)"
        work = f"{measure}, 28 units, 17 years"
        found.append(Measured(work, name, statistics.median(times), ratios, CONVERGEU_LIMIT))
    return found


def growth() -> list[list[str]]:
    """Give the slope of log time over log rows of each measure from 0.1 to 3 million rows; 1 is linear."""
    panels = [simulated(UNITS * tenth // 10) for tenth in (1, 10, 30)]
    rows = [math.log(panel.height) for panel in panels]
    found = []
    for measure in MEASURES:
        taken = [
            statistics.median(seconds(partial(library, measure, panel, BY)) for _ in range(GROWTH_RUNS))
            for panel in panels
        ]
        exponent = statistics.linear_regression(rows, [math.log(each) for each in taken]).slope
        verdict = "kept" if exponent <= EXPONENT_LIMIT else "**not kept**"
        found.append([measure, *map(in_time, taken), f"{exponent:.2f}", f"{EXPONENT_LIMIT}", verdict])
    return found


def peaks() -> list[list[str]]:
    """Give the peak memory of fresh processes that read the panel and measure it once."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.parquet"
        simulated(UNITS).write_parquet(file)
        for measure in ("panel", *MEASURES):
            ways = ("library", "polars", "pandas")
            commands = [
                [sys.executable, "-m", "scripts.bench.convergence", way, measure, str(file)] for way in ways
            ]
            name = "the panel only read" if measure == "panel" else measure
            found.append([name, *(f"{process(command).peak:.0f} MB" for command in commands)])
    return found


def _one_process(way: str, measure: str, file: str) -> None:
    """Do in this process what `peaks` asks for: read the panel and measure it."""
    if way == "pandas":
        in_pandas = pd.read_parquet(file)
        PANDAS.get(measure, len)(in_pandas)
        return
    panel = pl.read_parquet(file)
    if measure == "panel":
        len(panel)
    elif way == "library":
        library(measure, panel, BY)
    else:
        POLARS[measure](panel)


if __name__ == "__main__":
    _one_process(*sys.argv[1:])
