"""Reads a table that the library wrote and holds it against its schema, so that no other is taken for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from dataframely.exc import ValidationError

from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.codebook import VALUES
from cchc_analysis.errors import DataError, Fault, Faults, nearest
from cchc_analysis.places import shown
from cchc_analysis.schema import KEY, Target

_AGAIN = "run cchc build"
_BROKEN = {"nullability": "empty", "primary_key": f"the key ({', '.join(KEY)}) stands twice"}
"""What breaks a rule of the schema, in words; of other rules the name is said."""


def check_targets(
    table: pl.DataFrame, name: str, documents: Collection[str] | None = None, *, rows: bool = True
) -> None:
    """Refuse a long table that the schema does not allow, naming every reason.

    Parameters
    ----------
    table : polars.DataFrame
        The long table.
    name : str
        How the faults call it: its file, as seen by who reads them.
    documents : collection of str, optional
        Ids of the register where it is at hand; then a document that it lacks is a fault.
    rows : bool
        Hold every row against key and rules too; of a table of millions this takes longer than writing it.

    Raises
    ------
    DataError
        Columns or types of another version, no row, words that no vocabulary has, a key that stands twice, or
        another rule of `schema.Target` that rows break.

    Examples
    --------
    >>> check_targets(pl.DataFrame({"province": ["Kon Tum"]}), "targets.parquet")
    Traceback (most recent call last):
    cchc_analysis.errors.DataError: targets.parquet: columns of another version; run cchc build
    """
    faults, wanted = Faults(), pl.Schema(Target)
    if table.columns != list(wanted):
        faults.add(name, 0, "", f"columns of another version; {_AGAIN}")
    for column, kind in wanted.items():
        if table.schema.get(column, kind) != kind:
            faults.add(name, 0, column, f"type {table.schema[column]} of another version; {_AGAIN}")
    if table.is_empty():
        faults.add(name, 0, "", f"the table has no row; {_AGAIN}")
    faults.raise_if_any()
    known: dict[str, Collection[str]] = {name: VALUES[name] for name in wanted if name in VALUES}
    known |= {"metric": metrics(), "scope": scopes()}
    if documents is not None:
        known["document"] = documents
    for column, message in (*_unknown_words(table, known), *(_broken_rules(table) if rows else ())):
        faults.add(name, 0, column, f"{message}; {_AGAIN}")
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
    """Read a table that ``cchc build`` wrote; whatever the reader raises at a damaged one becomes `DataError`.

    Parameters
    ----------
    path : path
        The file.
    read : function
        Reads it.

    Raises
    ------
    DataError
        The file is missing, or is none that can be read; the message says which.
    """
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
