"""Reads a table that the library wrote and holds it against its schema, so that no other is taken for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import dataframely as dy
import polars as pl
from dataframely.exc import ValidationError

from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.codebook import VALUES
from cchc_analysis.errors import DataError, Fault, Faults, nearest
from cchc_analysis.places import shown
from cchc_analysis.schema import KEY, Target

AGAIN = "run cchc build"
_BROKEN = {"nullability": "empty", "primary_key": f"the key ({', '.join(KEY)}) stands twice"}
"""What breaks a rule of the schema, in words; of other rules the name is said."""


def check_targets(
    table: pl.DataFrame, name: str, documents: Collection[str] | None = None, *, rows: bool = True
) -> None:
    """Refuse a long table, told by ``name``, that the schema does not allow, naming every reason.

    Of ``documents``, the ids of the register, each document must be one. Without ``rows`` the rows are not held
    against key and rules, which takes longer, of millions, than writing them.

    Examples
    --------
    >>> check_targets(pl.DataFrame({"province": ["Kon Tum"]}), "targets.parquet")
    Traceback (most recent call last):
    cchc_analysis.errors.DataError: targets.parquet: columns of another version; run cchc build
    """
    check_shape(table, name, Target)
    faults = Faults()
    known: dict[str, Collection[str]] = {name: VALUES[name] for name in table.columns if name in VALUES}
    known |= {"metric": metrics(), "scope": scopes()}
    if documents is not None:
        known["document"] = documents
    for column, message in (*_unknown_words(table, known), *(_broken_rules(table) if rows else ())):
        faults.add(name, 0, column, f"{message}; {AGAIN}")
    faults.raise_if_any()


def check_shape(table: pl.DataFrame, name: str, schema: type[dy.Schema]) -> None:
    """Refuse a table whose columns or types are not those of its schema, or that has no row."""
    faults, wanted = Faults(), pl.Schema(schema)
    if table.columns != list(wanted):
        faults.add(name, 0, "", f"columns of another version; {AGAIN}")
    for column, kind in wanted.items():
        if table.schema.get(column, kind) != kind:
            faults.add(name, 0, column, f"type {table.schema[column]} of another version; {AGAIN}")
    if table.is_empty():
        faults.add(name, 0, "", f"the table has no row; {AGAIN}")
    faults.raise_if_any()


def _unknown_words(table: pl.DataFrame, known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Give (column, what is wrong) for every word that its vocabulary, the catalogue or the register lacks."""
    for column, words in known.items():
        for word in sorted(set(table[column].unique().drop_nulls()) - set(words)):
            which = f"known are {', '.join(words)}" if column in VALUES else nearest(word, words)
            yield column, f"unknown {word!r}; {which}"


def _broken_rules(table: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Give (column, what is wrong) for every other rule of the schema that rows break."""
    failure = Target.filter(table).failure
    if not failure.counts():
        return
    details = failure.details()
    for rule in failure.counts():
        column, _, kind = rule.rpartition("|")
        if kind != "check":  # words of a vocabulary, told by themselves
            broken = details.filter(pl.col(rule) == "invalid")
            what = _BROKEN.get(kind, f"breaks the rule {kind}")
            first = f"first {broken['statement'][0]} of {broken['document'][0]}"
            yield column, f"{what} in {broken.height} of {table.height} rows, {first}"


def read_written(path: Path, read: Callable[[Path], pl.DataFrame]) -> pl.DataFrame:
    """Read a table that ``cchc build`` wrote; a missing or damaged file is a `DataError` that says which."""
    name = shown(path)
    if not path.is_file():
        what = "table" if path.suffix == ".parquet" else "file"
        raise DataError([Fault(name, 0, "", f"the {what} is missing; run cchc build")])
    try:
        with _no_panic_on_screen():
            return read(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValidationError, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise DataError([Fault(name, 0, "", f"not readable ({said}); run cchc build")]) from error


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
