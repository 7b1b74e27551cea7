"""Times loading, comparing and exporting a long table beside pandas, duckdb and polars' own writers."""

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from cchc_analysis import coverage, gaps, load_documents, load_targets
from cchc_analysis.choices import FORMATS
from cchc_analysis.export.formats import export
from scripts.bench.country import ROWS, long_table
from scripts.bench.measuring import ROOT, Measured, in_time, in_turn, seconds

RUNS, EXPORT_LIMIT = 5, 3.0
PAIRED = 20_000
SIZES = {"xlsx": 5_000, "datapackage": 20_000}

_COVERAGE = """
    select province, metric, count(*) filter (nature = 'target') as targets,
        count(*) filter (nature = 'actual') as actuals from said group by all order by all
"""
_GAPS = """
    select a.province as province_a, b.province as province_b, a.value - b.value as difference from paired a
        join paired b on a.metric = b.metric and a.unit = b.unit and a.level = b.level and a.province < b.province
        where a.value is not null and b.value is not null
"""


def measure() -> tuple[list[Measured], list[list[str]]]:
    """Give the comparisons and exports beside their peers; then the formats that have none."""
    targets = long_table(ROWS)
    found = [*_loading(targets), *_covering(targets), *_pairing(targets.head(PAIRED))]
    documents = load_documents(ROOT / "data" / "raw")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        own: dict[str, Any] = {
            "csv": lambda: targets.write_csv(out / "own.csv"),
            "parquet": lambda: targets.write_parquet(out / "own.parquet"),
        }
        for form, write in own.items():
            chosen = [each for each in FORMATS if each == form]
            work, peer = f"export of {ROWS:,} rows as {form}", "polars' own writer"
            ours = partial(export, targets, documents, chosen, out)
            found += in_turn(work, ours, {peer: write}, 3, {peer: EXPORT_LIMIT})
        rest = []
        for form in [each for each in FORMATS if each in SIZES]:
            some = targets.head(SIZES[form])
            taken = seconds(partial(export, some, documents, [form], out / form))
            size = sum(path.stat().st_size for path in (out / form).rglob("*") if path.is_file()) / 1e6
            rest.append([form, f"{some.height:,}", in_time(taken), f"{size:.1f} MB"])
    return found, rest


def _loading(targets: pl.DataFrame) -> list[Measured]:
    """Load a table, which is held against its schema, beside readers that hold it against nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "targets.parquet"
        targets.write_parquet(file)
        peers = {
            "pandas, unchecked": lambda: pd.read_parquet(file),
            "duckdb, unchecked": lambda: duckdb.read_parquet(str(file)).fetchnumpy(),
        }
        return in_turn(
            f"load {targets.height:,} rows, each checked", lambda: load_targets(folder=folder), peers, RUNS
        )


def _covering(targets: pl.DataFrame) -> list[Measured]:
    frame = targets.to_pandas()

    def by_pandas() -> pd.DataFrame:
        marked = frame[["province", "metric"]].assign(
            targets=frame["nature"] == "target", actuals=frame["nature"] == "actual"
        )
        return marked.groupby(["province", "metric"], observed=True)[["targets", "actuals"]].sum()

    with duckdb.connect() as base:
        base.register("said", targets.to_arrow())
        peers = {"pandas": by_pandas, "duckdb": lambda: base.sql(_COVERAGE).fetchall()}
        ours = (
            coverage(targets)
            .filter(pl.col("status") != "silent")
            .select("province", "metric", "targets", "actuals")
        )
        _same(sorted(ours.rows()), sorted(base.sql(_COVERAGE).fetchall()))
        _same(
            sorted(ours.select("targets", "actuals").rows()), sorted(map(tuple, by_pandas().to_numpy().tolist()))
        )
        return in_turn(f"coverage, {targets.height:,} rows", lambda: coverage(targets), peers, RUNS)


def _pairing(targets: pl.DataFrame) -> list[Measured]:
    metric = targets.drop_nulls("value")["metric"].value_counts(sort=True)["metric"][0]
    some = targets.filter(metric=metric)
    frame = some.to_pandas()

    def by_pandas() -> pd.DataFrame:
        rows = frame.dropna(subset=["value"])[["metric", "unit", "level", "province", "year", "value"]]
        pairs = rows.merge(rows, on=["metric", "unit", "level"], suffixes=("_a", "_b"))
        pairs = pairs[pairs["province_a"] < pairs["province_b"]]
        return pairs.assign(difference=pairs["value_a"] - pairs["value_b"])

    with duckdb.connect() as base:
        base.register("paired", some.to_arrow())
        peers = {"pandas": by_pandas, "duckdb": lambda: base.sql(_GAPS).fetchnumpy()}
        ours = gaps(some)
        _same(ours.height, len(by_pandas()))
        _same(ours.height, len(base.sql(_GAPS).fetchall()))
        return in_turn(f"gaps, {ours.height:,} pairs, each with its verdict", lambda: gaps(some), peers, RUNS)


def _same(ours: object, theirs: object) -> None:
    """Stop unless both did the same work."""
    if ours != theirs:
        raise SystemExit(
            f"not the same work: {json.dumps(ours, default=str)[:200]} {json.dumps(theirs, default=str)[:200]}"
        )
