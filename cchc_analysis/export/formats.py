"""Writes the long table in the formats of others: all files asked for, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from cchc_analysis.checking import check_targets
from cchc_analysis.choices import Format, Lang
from cchc_analysis.codebook import write_parquet
from cchc_analysis.frames import as_polars
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.export.workbook import Told
    from cchc_analysis.writing import Writer

_STEM = "targets"


def export(
    targets: pl.DataFrame | pd.DataFrame,
    documents: pl.DataFrame | pd.DataFrame,
    formats: Sequence[Format],
    out: Path,
    lang: Lang = "en",
    *,
    bom: bool = False,
    told: Told | None = None,
) -> list[Path]:
    """Write the long table in some formats, all whole or none.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    documents : polars or pandas DataFrame
        The register, as `load_documents` gives it.
    formats : sequence of {"csv", "parquet", "xlsx", "datapackage"}
        ``targets.csv``, ``targets.parquet`` and ``targets.xlsx`` stand in the folder itself, the files of the
        data package in ``datapackage``.
    out : path
        Folder to write to.
    lang : {"vi", "en"}
        Language of headers, names and descriptions; columns of CSV and Parquet keep their ids.
    bom : bool
        Begin ``targets.csv`` with a byte-order mark, by which old spreadsheets know UTF-8.
    told : function, optional
        Called with the rows of the workbook written so far and all of them.

    Returns
    -------
    list of path
        The files written.

    Raises
    ------
    DataError
        The table has no row or was made by another version: columns, types, or words of a vocabulary differ.
        Key and rules of rows are checked by `load_targets`.
    OSError
        The folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from cchc_analysis import load_documents, load_targets
    >>> out = Path(tempfile.mkdtemp())
    >>> written = export(load_targets(), load_documents("data/raw"), ["csv", "parquet"], out)
    >>> [path.relative_to(out).as_posix() for path in written]
    ['targets.csv', 'targets.parquet']
    """
    table, register = as_polars(targets), as_polars(documents)
    check_targets(table, "targets", rows=False)
    writers: dict[Path, Writer] = {}
    if "csv" in formats:
        writers[out / f"{_STEM}.csv"] = partial(table.write_csv, include_bom=bom)
    if "parquet" in formats:
        writers[out / f"{_STEM}.parquet"] = partial(write_parquet, table)
    if "xlsx" in formats:
        from cchc_analysis.export.workbook import write_workbook

        writers[out / f"{_STEM}.xlsx"] = lambda path: write_workbook(table, register, path, lang, told)
    if "datapackage" in formats:
        from cchc_analysis.export.datapackage import data_package

        files = data_package(table, register, lang)
        writers |= {out / "datapackage" / name: _writing(content) for name, content in files.items()}
    return write_whole(writers)


def _writing(content: bytes) -> Writer:
    return lambda path: path.write_bytes(content)
