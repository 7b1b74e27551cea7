"""Times the exports of a million rows beside polars' own writers, and the other formats by themselves."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from cchc_analysis import load_documents, load_targets
from cchc_analysis.choices import FORMATS
from cchc_analysis.export.formats import export

MILLION, RUNS, LIMIT = 1_000_000, 5, 3.0
SIZES = {"xlsx": 5_000, "datapackage": 20_000}
RAW = Path(__file__).parent.parent / "data" / "raw"


def table(rows: int) -> pl.DataFrame:
    """Give the real table over and over, each time of documents of its own, with so many rows."""
    real = load_targets()
    times = rows // real.height + 1
    again = pl.concat([real] * times).head(rows).with_row_index("row")
    turn = (pl.col("row") // real.height).cast(pl.String)
    varied = (pl.col("value") - pl.col("row") % 97 / 1000).clip(0)
    return again.with_columns(
        document=pl.col("document") + "-" + turn,
        section=pl.col("section") + "." + pl.col("row").cast(pl.String),
        value=pl.when(pl.col("numerator").is_null()).then(varied).otherwise("value"),
    ).select(real.columns)


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print medians, ratios to polars' own writers in turn and their limit; then the other formats."""
    documents, million = load_documents(RAW), table(MILLION)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        own = {
            "csv": lambda: million.write_csv(out / "own.csv"),
            "parquet": lambda: million.write_parquet(out / "own.parquet"),
        }
        print(f"{f'export of {MILLION:,} rows':36}{'seconds':>9}{'ratio':>8}{'limit':>8}  ratio to polars in turn")
        for form, write in own.items():
            chosen = [each for each in FORMATS if each == form]
            pairs = [
                (seconds(lambda chosen=chosen: export(million, documents, chosen, out)), seconds(write))  # type: ignore[misc]
                for _ in range(RUNS)
            ]
            ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{form:36}{ours:9.3f}{ours / theirs:8.2f}{LIMIT:8.1f}")
        print(f"{'other formats':36}{'seconds':>9}{'MB':>8}")
        for form in FORMATS[2:]:
            some = table(SIZES[form])
            taken = seconds(lambda some=some, form=form: export(some, documents, [form], out / form))  # type: ignore[misc]
            size = sum(path.stat().st_size for path in (out / form).rglob("*") if path.is_file()) / 1e6
            print(f"{f'{form}, {some.height:,} rows':36}{taken:9.2f}{size:8.1f}")


if __name__ == "__main__":
    main()
