"""Writes the long table in the formats of others: all files asked for, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from cchc_analysis.checking import check_table
from cchc_analysis.choices import LANGUAGES, Format, Lang
from cchc_analysis.export.datapackage import data_package
from cchc_analysis.frames import AnyFrame, as_polars
from cchc_analysis.table import write_parquet
from cchc_analysis.writing import Writer, write_whole

Told = Callable[[int, int], None]  # how much of long work is done, of how much


def export(
    targets: AnyFrame,
    documents: AnyFrame,
    formats: Sequence[Format],
    out: Path,
    languages: Sequence[Lang] = LANGUAGES,
    outcomes: AnyFrame | None = None,
    *,
    bom: bool = False,
    told: Told | None = None,
) -> list[Path]:
    """Write the tables in some formats into a folder, all whole or none.

    Without ``outcomes`` no results are written, and those of an earlier export go. Workbooks speak ``languages``,
    columns of other formats keep their ids. With ``bom`` CSV is for spreadsheets: a byte-order mark tells UTF-8,
    an apostrophe stands before text that they would run as a formula. ``told`` is called with the rows of a
    workbook written so far and with all of them. A table without a row or of another version is a `DataError`.
    """
    table, register = as_polars(targets), as_polars(documents)
    check_table(table, "targets", rows=False)
    results = None if outcomes is None else as_polars(outcomes)
    writers: dict[Path, Writer] = {}
    for name, frame in (("targets", table), ("outcomes", results)):
        if frame is not None and "csv" in formats:
            shown = safe_to_open(frame) if bom else frame
            writers[out / f"{name}.csv"] = partial(shown.write_csv, include_bom=bom)
        if frame is not None and "parquet" in formats:
            writers[out / f"{name}.parquet"] = partial(write_parquet, frame)
    if "xlsx" in formats:
        from cchc_analysis.export.workbook import write_workbook

        for lang in languages:
            book = partial(write_workbook, table, register, lang=lang, outcomes=results, told=told)
            writers[out / f"cchc_{lang}.xlsx"] = book
    if "datapackage" in formats:
        for name, content in data_package(table, register, results).items():
            writers[out / "datapackage" / name] = partial(Path.write_bytes, data=content)
    stale = {"csv": "outcomes.csv", "parquet": "outcomes.parquet", "datapackage": "datapackage/outcomes.csv"}
    return write_whole(writers, stale=[out / stale[form] for form in stale.keys() & set(formats)])


def safe_to_open(table: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before text that a spreadsheet takes for a formula; a sign alone is none."""
    return table.with_columns(pl.col(pl.String).str.replace(r"(?s)^([=+\-@\t\r].)", "'${1}"))
