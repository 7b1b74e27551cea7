"""What every column of the two tables means, as data: what the exports and the Parquet files carry along."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

from cchc_analysis.catalog import AREAS, LEVELS
from cchc_analysis.schema import (
    BASES,
    COMPARATORS,
    FIGURES,
    KEY,
    NATURES,
    OUTCOME_ORDER,
    STATUSES,
    UNITS,
    Outcome,
    Target,
)

if TYPE_CHECKING:
    from pathlib import Path

    import dataframely as dy
    import polars as pl

LICENCE = ("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""Licence of the table: its identifier, its name and where its text is."""

TITLE = "Targets and results of administrative reform (CCHC) in Vietnamese provinces"

ABOUT: dict[type[dy.Schema], tuple[str, tuple[str, ...]]] = {
    Target: (TITLE, KEY),
    Outcome: ("Published results of governance indices in Vietnamese provinces", OUTCOME_ORDER),
}
"""Title and key of each table."""

VALUES = {
    "area": AREAS,
    "level": LEVELS,
    "nature": NATURES,
    "comparator": COMPARATORS,
    "unit": UNITS,
    "basis": BASES,
    "figure": FIGURES,
    "status": STATUSES,
}
"""Closed vocabularies, by column; metric and scope have theirs in the catalogue."""

_KINDS: dict[str, Literal["text", "int", "float"]] = {"String": "text", "Int64": "int", "Float64": "float"}
_UNITS = {
    "year": "calendar year",
    "value": "as in the column unit; percent runs from 0 to 100",
    "numerator": "count",
    "denominator": "count",
    "line": "number of the line",
    "mentions": "count",
    "score": "points out of scale",
    "gap_to_leader": "points",
    "gap_to_median": "points",
}


class Column(NamedTuple):
    """One column: type, whether it may be missing, unit of its numbers, closed vocabulary, meaning."""

    name: str
    kind: Literal["text", "int", "float"]
    may_be_missing: bool
    unit: str
    values: tuple[str, ...]
    meaning: str


@lru_cache(maxsize=2)
def codebook(table: type[dy.Schema] = Target) -> tuple[Column, ...]:
    """Describe every column of a table, the long table where none is named, in its order, from the schema.

    Examples
    --------
    >>> codebook()[9].name, codebook()[9].kind, codebook()[9].unit
    ('value', 'float', 'as in the column unit; percent runs from 0 to 100')
    """
    return tuple(
        Column(
            name,
            _KINDS[str(column.dtype)],
            column.nullable,
            _UNITS.get(name, ""),
            VALUES.get(name, ()),
            (column.description or "").replace("`", ""),
        )
        for name, column in table.columns().items()
    )


def version() -> str:
    """Give the version of the library, which its files carry.

    Examples
    --------
    >>> version().count(".")
    2
    """
    return str(import_module("cchc_analysis").__version__)


def described(table: type[dy.Schema] = Target) -> dict[str, str]:
    """Give what the Parquet file says of itself: title, version, licence, key, and the codebook as JSON.

    Examples
    --------
    >>> json.loads(described()["codebook"])["value"]["may_be_missing"]
    True
    """
    told = {column.name: column._asdict() for column in codebook(table)}
    columns = {
        name: {key: each for key, each in column.items() if key != "name" and each not in ("", ())}
        for name, column in told.items()
    }
    title, key = ABOUT[table]
    return {
        "title": title,
        "version": version(),
        "licence": LICENCE[0],
        "primary_key": json.dumps(key),
        "codebook": json.dumps(columns, ensure_ascii=False),
    }


def write_parquet(frame: pl.DataFrame, path: Path, table: type[dy.Schema] = Target) -> None:
    """Write a table as Parquet with its codebook in its key-value metadata; the same bytes on every run.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import polars as pl
    >>> path = Path(tempfile.mkdtemp()) / "targets.parquet"
    >>> write_parquet(pl.DataFrame({"value": [80.0]}), path)
    >>> pl.read_parquet_metadata(path)["licence"]
    'CC-BY-4.0'
    """
    frame.write_parquet(path, compression="zstd", statistics=False, metadata=described(table))
