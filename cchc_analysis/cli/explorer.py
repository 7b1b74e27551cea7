"""The command that writes the explorer page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.choices import LANGUAGES
from cchc_analysis.cli.options import choice


def explorer(
    lang: Annotated[str, typer.Option(help="vi or en: the language in which the page opens.")] = "vi",
    out: Annotated[Path | None, typer.Option(help="File to write to [default: explorer.html].")] = None,
) -> None:
    """Write one page with the table, comparisons and coverage that works without a network."""
    chosen = choice(lang, LANGUAGES, "--lang")
    from cchc_analysis import places
    from cchc_analysis.export.explorer import write_explorer
    from cchc_analysis.table import load_targets

    path = write_explorer(load_targets(), out or Path("explorer.html"), chosen)
    print("wrote", places.shown(path))
