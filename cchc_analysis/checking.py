"""Reads a table that the library wrote and holds it against its schema, so that no other is taken for it."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from cchc_analysis.catalog import indices, metrics, scopes
from cchc_analysis.errors import DataError, Faults, refused
from cchc_analysis.places import processed_folder, shown
from cchc_analysis.schema import Outcome, Table, Target

_AGAIN = "run cchc build"


def check_table(
    table: pl.DataFrame,
    name: str,
    schema: Table = Target,
    documents: Collection[str] | None = None,
    *,
    rows: bool = True,  # held against key and rules, which takes longer, of millions, than writing them
) -> None:
    """Refuse a table, told by ``name``, that schema, catalogue or register do not allow, naming every reason."""
    faults = Faults()
    if table.columns != list(schema.columns):
        faults.add(name, 0, "", f"columns of another version; {_AGAIN}")
    for column, kind in schema.types.items():
        if table.schema.get(column, kind) != kind:
            faults.add(name, 0, column, f"type {table.schema[column]} of another version; {_AGAIN}")
    if table.is_empty():
        faults.add(name, 0, "", f"the table has no row; {_AGAIN}")
    faults.raise_if_any()
    known: dict[str, Collection[str]] = {
        "metric": indices() if schema is Outcome else metrics(),
        "scope": scopes(),
    }
    if documents is not None:
        known["document"] = documents
    schema.fitted(table, name, known=known, advice=_AGAIN, rules=rows)


def read_written(
    folder: str | Path | None, file: str, schema: Table, documents: Collection[str] | None = None
) -> pl.DataFrame:
    """Read a table that ``cchc build`` wrote and check it; without a folder that of the project."""
    path = (Path(folder) if folder else processed_folder()) / file
    name = shown(path)
    if not path.is_file():
        what = "table" if path.suffix == ".parquet" else "file"
        raise refused(name, "", f"the {what} is missing; {_AGAIN}")
    try:
        if path.suffix == ".csv":
            return schema.fitted(pl.read_csv(path, schema=schema.types), schema.name)
        with _no_panic_on_screen():
            table = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, DataError, OSError) as error:
        raise refused(name, "", f"not readable ({' '.join(str(error).split())[:200]}); {_AGAIN}") from error
    check_table(table, name, schema, documents)
    return table


@contextmanager
def _no_panic_on_screen() -> Iterator[None]:
    """Keep what the reader of Parquet prints of its own failure, a page of it, from the terminal."""
    if sys.stderr is not None:
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # there is no terminal
        yield
        return
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(quiet)
