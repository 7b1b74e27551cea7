"""The command that writes the table in the formats of others."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_analysis.choices import FORMATS, LANGUAGES
from cchc_analysis.cli.options import choice, choices
from cchc_analysis.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_analysis.export.workbook import Told


def export(
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}, with commas between.")] = ",".join(
        FORMATS
    ),
    lang: Annotated[str, typer.Option(help="vi or en: headers, names and descriptions.")] = "en",
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: exports].")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin targets.csv with a byte-order mark.")] = False,
) -> None:
    """Write the long table for spreadsheets, data portals and statistical systems."""
    formats, language = choices(form, FORMATS, "--format"), choice(lang, LANGUAGES, "--lang")
    if bom and "csv" not in formats:
        raise typer.BadParameter("--bom marks targets.csv; add csv to --format")
    from cchc_analysis import places
    from cchc_analysis.export.formats import export as write
    from cchc_analysis.load.register import load_documents
    from cchc_analysis.table import load_targets

    targets, documents = load_targets(), load_documents(places.raw_folder())
    with _progress() as told:
        written = write(
            targets, documents, formats, out or places.project() / "exports", language, bom=bom, told=told
        )
    for path in written:
        print("wrote", places.shown(path))
    print(f"{counted(targets.height, 'row')} in {counted(len(formats), 'format')}")


@contextmanager
def _progress() -> Iterator[Told]:
    """Show how many rows of the workbook are written, where someone watches."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("workbook, rows", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
