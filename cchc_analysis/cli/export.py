"""The command that writes the table in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.choices import FORMATS, LANGUAGES
from cchc_analysis.cli.options import choices
from cchc_analysis.cli.printing import progress
from cchc_analysis.errors import counted


def export(
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}, with commas between.")] = ",".join(
        FORMATS
    ),
    lang: Annotated[str | None, typer.Option(help="vi or en: the workbook [default: one of each].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: exports].")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV for spreadsheets: no cell runs as a formula.")] = False,
) -> None:
    """Write the tables for spreadsheets and data portals."""
    formats = choices(form, FORMATS, "--format")
    languages = choices(",".join(LANGUAGES) if lang is None else lang, LANGUAGES, "--lang")
    if bom and "csv" not in formats:
        raise typer.BadParameter("--bom marks CSV files; add csv to --format")
    from cchc_analysis import places
    from cchc_analysis.export.formats import export as write
    from cchc_analysis.export.overview import results_at_hand
    from cchc_analysis.load.register import load_documents
    from cchc_analysis.table import load_targets

    targets, documents = load_targets(), load_documents()
    results = results_at_hand()
    folder = out or places.project() / "exports"
    with progress("workbook, rows") as told:
        written = write(targets, documents, formats, folder, languages, results, bom=bom, told=told)
    for path in written:
        print("wrote", places.shown(path))
    print(f"{counted(targets.height, 'row')} in {counted(len(formats), 'format')}")
