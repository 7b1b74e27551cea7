"""Makes tables and folders of coded data as large as all provinces and years would need, from the real ones."""

import csv
import shutil
from functools import partial
from itertools import cycle
from pathlib import Path

import numpy as np
import polars as pl

from cchc_analysis import load_documents, load_targets
from cchc_analysis.catalog import provinces
from cchc_analysis.load.register import REGISTER
from cchc_analysis.load.statements import FOLDER
from scripts.bench.measuring import ROOT

ROWS = 1_000_000
YEARS = 10
RAW = ROOT / "data" / "raw"


def long_table(rows: int) -> pl.DataFrame:
    """Give the real table over and over, each time of documents of its own, of a unit and a span of years.

    The first 63 units are the provinces, the others places in them, each with the documents of `YEARS` years.
    Figures are moved a little, so that no two rows are alike; numerators and denominators are left out.
    """
    real = load_targets().with_columns(
        pl.lit(None, pl.Float64).alias(name) for name in ("numerator", "denominator")
    )
    copies = pl.DataFrame({"copy": range(-(-rows // real.height))}).with_columns(
        place=pl.col("copy") // YEARS, back=(pl.col("copy") % YEARS).cast(pl.Int64)
    )
    units = pl.DataFrame(
        [
            (number, name if number < len(provinces()) else f"{name} {number:05}", province.province_code)
            for number, (name, province) in zip(copies["place"].unique().sort(), cycle(provinces().items()))
        ],
        schema={"place": pl.Int64, "province": pl.String, "province_code": pl.String},
        orient="row",
    )
    moved = pl.concat(
        real.drop("province", "province_code").with_columns(
            year=pl.col("year") - back,
            period=pl.col("period").map_elements(partial(_earlier, years=back), pl.String),
            back=pl.lit(back, pl.Int64),
        )
        for back in range(YEARS)
    )
    noise = pl.Series(np.random.default_rng(17).uniform(0, 1, copies.height * real.height))
    return (
        copies.join(units, on="place", maintain_order="left")
        .join(moved, on="back", maintain_order="left")
        .with_columns(
            document=pl.col("document") + "-" + pl.col("copy").cast(pl.String),
            value=(pl.col("value") - noise).clip(0),
        )
        .select(real.columns)
        .head(rows)
    )


def _earlier(text: str, years: int) -> str:
    """Move every year of a period back."""
    return "/".join(f"{int(part[:4]) - years}{part[4:]}" for part in text.split("/"))


def write_project(folder: Path, rows: int) -> None:
    """Write a built table of so many rows, with a register that names its documents, as a project."""
    targets = long_table(rows)
    built = folder / "data" / "processed"
    built.mkdir(parents=True)
    targets.write_parquet(built / "targets.parquet")
    shutil.copytree(RAW, folder / "data" / "raw", ignore=shutil.ignore_patterns("documents", "drafts", FOLDER))
    shutil.copy(ROOT / "data" / "processed" / "outcomes.parquet", built)
    real = load_documents(RAW).drop("province", "sha256")
    named = targets.select("document", "province").unique()
    named = named.with_columns(of=pl.col("document").str.replace(r"-\d+$", ""))
    register = named.join(real.rename({"document": "of"}), on="of").with_columns(sha256=None)
    register.select(load_documents(RAW).columns).write_csv(folder / "data" / "raw" / REGISTER)


def write_coded(folder: Path, times: int) -> int:
    """Write the real documents so many times as coded data of their own; give the number of documents."""
    register = load_documents(RAW)
    (folder / FOLDER).mkdir(parents=True)
    with (folder / REGISTER).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(register.columns)
        for copy in range(times):
            for row in register.iter_rows(named=True):
                name = f"{row['document']}-{copy}"
                rows.writerow((row | {"document": name, "sha256": None}).values())
                shutil.copyfile(RAW / FOLDER / f"{row['document']}.csv", folder / FOLDER / f"{name}.csv")
    return register.height * times
