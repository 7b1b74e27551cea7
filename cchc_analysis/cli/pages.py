"""Commands that draw figures and write pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.choices import LANGUAGES
from cchc_analysis.cli.options import choices


def figures(
    lang: Annotated[str | None, typer.Option(help="vi or en [default: both].")] = None,
    form: Annotated[str, typer.Option("--format", help="svg, png, pdf, with commas between.")] = "svg,png",
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: figures].")] = None,
) -> None:
    """Draw the figures from the tables."""
    languages = choices("vi,en" if lang is None else lang, LANGUAGES, "--lang")
    formats = choices(form, ("svg", "png", "pdf"), "--format")
    from cchc_analysis import places
    from cchc_analysis.charts.drawing import draw_all
    from cchc_analysis.outcomes import PARQUET, load_outcomes
    from cchc_analysis.table import load_targets

    outcomes = load_outcomes() if (places.processed_folder() / PARQUET).exists() else None
    for path in draw_all(load_targets(), outcomes, languages, formats, out or places.project() / "figures"):
        print("wrote", places.shown(path))


def brief(
    province: Annotated[str, typer.Argument(help="Name of the province, or all.")],
    lang: Annotated[str | None, typer.Option(help="vi or en [default: vi; of all: both].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder, or file.html, to write to [default: briefs].")] = None,
) -> None:
    """Write one page about a province that prints on a sheet of A4."""
    by_default = "vi,en" if province == "all" else "vi"
    languages = choices(by_default if lang is None else lang, LANGUAGES, "--lang")
    if out is not None and out.suffix not in ("", ".html"):
        raise typer.BadParameter("--out names a file.html or a folder")
    if out is not None and out.suffix == ".html" and (province == "all" or len(languages) > 1):
        raise typer.BadParameter("--out names one file for several pages; name a folder")
    from cchc_analysis import places
    from cchc_analysis.export.files import write_briefs
    from cchc_analysis.table import load_targets

    targets = load_targets()
    chosen = sorted(targets["province"].unique()) if province == "all" else [province]
    for path in write_briefs(targets, chosen, languages, out or places.project() / "briefs"):
        print("wrote", places.shown(path))
