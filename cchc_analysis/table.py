"""Builds the long table, the findings and the results from the coded data, writes them, and loads them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

import polars as pl

from cchc_analysis.checking import read_written
from cchc_analysis.choices import Lang
from cchc_analysis.errors import Faults, refused
from cchc_analysis.frames import AnyFrame, as_kind
from cchc_analysis.harmonizer import Harmonized, harmonize_rows
from cchc_analysis.load import statements
from cchc_analysis.load.outcomes import FOLDER, read_outcomes
from cchc_analysis.load.register import known_provinces, read_register
from cchc_analysis.places import processed_folder, raw_folder, shown
from cchc_analysis.schema import Finding, Outcome, Target
from cchc_analysis.writing import Writer, write_whole

if TYPE_CHECKING:
    import pandas as pd

PARQUET, CSV, FINDINGS = "targets.parquet", "targets.csv", "findings.csv"
OUTCOMES_PARQUET, OUTCOMES_CSV = "outcomes.parquet", "outcomes.csv"
_Path = str | Path | None


class Built(NamedTuple):
    """The long table, what the documents get wrong, and the published results, None where there are none."""

    targets: pl.DataFrame
    findings: pl.DataFrame
    outcomes: pl.DataFrame | None


def build(raw: str | Path) -> Built:
    """Build the long table, the findings and the table of results from ``raw``, a folder of coded data.

    ``targets`` have the columns of `schema.Target`, sorted by `schema.KEY`; ``findings`` those of
    `schema.Finding`; ``outcomes`` those of `schema.Outcome`, None of a folder without ``outcomes``. A `DataError`
    names everything in the folder that cannot be read, in one go.

    Examples
    --------
    >>> from cchc_analysis.schema import KEY
    >>> built = build("data/raw")
    >>> built.targets.select(pl.struct(KEY).is_duplicated().any()).item()
    False
    """
    faults = Faults()
    found = harmonized(Path(raw), faults)
    results = read_outcomes(Path(raw), faults)
    faults.raise_if_any()
    findings = Finding.frame(finding._asdict() for finding in found.findings())
    return Built(Target.frame(map(vars, found.rows)), findings, results)


def harmonized(folder: Path, faults: Faults) -> Harmonized:
    """Read a folder of coded data and apply every rule to its statements."""
    documents = read_register(folder, faults)
    rows = statements.read_statements(folder, documents, faults)
    statements.refuse_strangers(folder, faults)
    ratios = statements.read_ratios(folder, rows, faults)
    doubts = statements.read_doubts(folder, rows, faults)
    return harmonize_rows(rows, documents or {}, known_provinces(folder, Faults()), ratios, doubts, faults)


def write(built: Built, out: Path) -> list[Path]:
    """Write the tables as Parquet and CSV, the findings as CSV, all or none, the same bytes on every machine."""
    writers: dict[Path, Writer] = {
        out / PARQUET: partial(write_parquet, built.targets),
        out / CSV: built.targets.write_csv,
        out / FINDINGS: built.findings.write_csv,
    }
    if built.outcomes is not None:
        writers[out / OUTCOMES_PARQUET] = partial(write_parquet, built.outcomes)
        writers[out / OUTCOMES_CSV] = built.outcomes.write_csv
    return write_whole(writers, stale=(out / OUTCOMES_PARQUET, out / OUTCOMES_CSV))


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as Parquet, the same bytes on every run."""
    frame.write_parquet(path, compression="zstd", statistics=False)


@overload
def load_targets(
    frame: Literal["polars"] = ..., folder: _Path = ..., names: Lang | None = ...
) -> pl.DataFrame: ...
@overload
def load_targets(frame: Literal["pandas"], folder: _Path = ..., names: Lang | None = ...) -> pd.DataFrame: ...
def load_targets(
    frame: Literal["polars", "pandas"] = "polars", folder: str | Path | None = None, names: Lang | None = None
) -> AnyFrame:
    """Load the long table that ``cchc build`` wrote.

    Parameters
    ----------
    frame : {"polars", "pandas"}
        Kind of frame wanted.
    folder : path, optional
        Folder of the table; by default ``data/processed`` of the project.
    names : {"vi", "en"}, optional
        Add the names of metric, area, level, nature and scope in this language as columns of their own.

    Returns
    -------
    polars.DataFrame or pandas.DataFrame
        Columns of `schema.Target`; percentages as 0 to 100, missing values null (pandas: NaN or None). With
        ``names`` then metric_name, area_name, level_name, nature_name, scope_name. A table that is not there, or
        none that this version of the library builds, is a `DataError` that names all that differs.

    Examples
    --------
    >>> targets = load_targets()
    >>> targets.filter(metric="e_dossier_rate", province="Hậu Giang").height
    0
    >>> load_targets("pandas").columns[0]
    'province'
    >>> load_targets(names="vi").filter(metric="pci_index")["metric_name"][0]
    'Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)'
    """
    # a folder of someone's own has no register that is known here
    registered = None if folder else read_register(raw_folder(), Faults())
    targets = read_written(folder, PARQUET, Target, registered)
    return as_kind(targets if names is None else _named(targets, names), frame)


def _named(targets: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    from cchc_analysis.wording import metric_name, scope_name, term

    for column in ("metric", "area", "level", "nature", "scope"):
        word = {"metric": metric_name, "scope": scope_name}.get(column, partial(term, column))
        words = {value: word(value, lang) for value in targets[column].unique()}
        targets = targets.with_columns(pl.col(column).replace_strict(words).alias(f"{column}_name"))
    return targets


@overload
def load_outcomes(kind: Literal["polars"] = ..., folder: _Path = ...) -> pl.DataFrame: ...
@overload
def load_outcomes(kind: Literal["pandas"], folder: _Path = ...) -> pd.DataFrame: ...
def load_outcomes(kind: Literal["polars", "pandas"] = "polars", folder: str | Path | None = None) -> AnyFrame:
    """Load the table of published results that ``cchc build`` wrote, by default to ``data/processed``.

    As ``kind`` asks, polars or pandas: columns of `schema.Outcome`, one row a metric, dimension, year and
    province; scores in points out of ``scale``, missing values null (pandas: NaN or None). A score not published
    has no row. A table that is not there, or none that this version builds, is a `DataError`.

    Examples
    --------
    >>> outcomes = load_outcomes()
    >>> outcomes.filter(metric="papi_index", dimension="e_governance", year=2024, province="Kon Tum")["of"].item()
    61
    """
    path = (Path(folder) if folder else processed_folder()) / OUTCOMES_PARQUET
    if not path.exists() and path.with_name(PARQUET).exists():
        why = f"a raw folder without {FOLDER} gives none; add it and run cchc build"
        raise refused(shown(path), "", f"no results beside {PARQUET}: {why}")
    return as_kind(read_written(folder, OUTCOMES_PARQUET, Outcome), kind)


def load_findings(folder: str | Path | None = None) -> pl.DataFrame:
    """Load what the documents get wrong, as ``cchc build`` wrote it, by default to ``data/processed``.

    Columns of `schema.Finding`, one row a finding. A missing file, or one of another version, is a `DataError`.

    Examples
    --------
    >>> load_findings().filter(kind="sum").height
    3
    """
    return read_written(folder, FINDINGS, Finding)
