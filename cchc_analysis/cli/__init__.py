"""The command line ``cchc``: reads options, calls one function, prints what it gave."""

from __future__ import annotations

import os
import sys

import typer

from cchc_analysis.cli import documents, explorer, export, pages, start, tables
from cchc_analysis.errors import DataError, printable

app = typer.Typer(
    help="Targets and results of administrative reform (CCHC) in Vietnamese provinces.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for _command in (
    start.init,
    tables.build,
    tables.show,
    documents.verify,
    documents.extract,
    documents.add,
    documents.review,
    documents.trace,
    tables.coverage,
    tables.gaps,
    tables.pace,
    tables.convergence,
    tables.follow_up,
    pages.figures,
    pages.brief,
    export.export,
    explorer.explorer,
):
    app.command()(_command)


def main() -> None:
    """Run the command line; bad data ends with its faults, one a line, and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # a file name need not be UTF-8, and is printed all the same
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _run()
    except BrokenPipeError:  # who reads, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except DataError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except OSError as error:
        name = printable(str(error.filename or "file"))
        print(f"{name}: {error.strerror}; check the path and its permissions", file=sys.stderr)
        raise SystemExit(1) from None


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()
