"""The command line ``cchc``: reads options, calls one function, prints what it gave."""

import gc
import os
import sys
from pathlib import Path

import typer

from cchc_analysis.cli import documents, pages, tables
from cchc_analysis.errors import in_words

app = typer.Typer(
    help="Targets and results of administrative reform (CCHC) in Vietnamese provinces.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for _command in (
    *(tables.init, tables.build, tables.show),
    *(documents.verify, documents.extract, documents.add, documents.review, documents.trace),
    *(tables.coverage, tables.gaps, tables.pace, tables.convergence, tables.follow_up),
    *(pages.figures, pages.brief, pages.export, pages.explorer),
):
    app.command()(_command)


def main() -> None:
    """Run the command line; what goes wrong ends in words, one line a fault, and exit code 1."""
    sys.unraisablehook = lambda _: None  # what a library cannot raise while it is cleared away, is told already
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stdout is None:
        print("standard output is closed; give the command one, such as /dev/null", file=sys.stderr)
        raise SystemExit(1)
    gc.set_threshold(100_000, 10, 10)  # of the many objects of a table few are cyclic: look for them less often
    for stream in (sys.stdout, sys.stderr):
        # a file name need not be UTF-8, and is printed all the same
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _run()
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        if os.environ.get("CCHC_TRACEBACK"):
            raise
        if not isinstance(error, BrokenPipeError):  # who reads, such as head, has enough
            print(in_words(error), file=sys.stderr)
        raise SystemExit(1) from None


def _run() -> None:
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in it cannot be written
        raise OSError(error.errno, error.strerror, "standard output") from error
