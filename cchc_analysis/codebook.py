"""What the files of a table say of it: the version and licence they carry, and what every column means."""

import json
from importlib import import_module
from pathlib import Path

import polars as pl

from cchc_analysis.schema import Outcome, Table, Target

LICENCE = ("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""Licence of the table: its identifier, its name and where its text is."""

TITLE = "Targets and results of administrative reform (CCHC) in Vietnamese provinces"

_TITLES = {Target: TITLE, Outcome: "Published results of governance indices in Vietnamese provinces"}


def version() -> str:
    """Give the version of the library, which its files carry.

    >>> version().count(".")
    2
    """
    return str(import_module("cchc_analysis").__version__)


def described(table: Table = Target) -> dict[str, str]:
    """Give what the Parquet file says of itself: title, version, licence, key, and the codebook as JSON.

    >>> json.loads(described()["codebook"])["value"]["may_be_missing"]
    True
    """
    columns = {
        column.name: {
            key: told
            for key, told in column._asdict().items()
            if key not in ("name", "least", "form", "cell", "write") and told not in ("", ())
        }
        for column in table.columns.values()
    }
    return {
        "title": _TITLES[table],
        "version": version(),
        "licence": LICENCE[0],
        "primary_key": json.dumps(table.key),
        "codebook": json.dumps(columns, ensure_ascii=False).replace("`", ""),
    }


def write_parquet(frame: pl.DataFrame, path: Path, table: Table = Target) -> None:
    """Write a table as Parquet with its codebook in its key-value metadata; the same bytes on every run.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "targets.parquet"
    >>> write_parquet(pl.DataFrame({"value": [80.0]}), path)
    >>> pl.read_parquet_metadata(path)["licence"]
    'CC-BY-4.0'
    """
    frame.write_parquet(path, compression="zstd", statistics=False, metadata=described(table))
