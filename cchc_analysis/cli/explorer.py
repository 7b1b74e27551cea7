"""The command that writes the explorer page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_analysis.cli.options import choices

if TYPE_CHECKING:
    from cchc_analysis.charts.theme import Lang


def explorer(
    lang: Annotated[str, typer.Option(help="vi or en: the language in which the page opens.")] = "vi",
    out: Annotated[Path | None, typer.Option(help="File to write to [default: explorer.html].")] = None,
) -> None:
    """Write one page with the table, comparisons and coverage that works without a network."""
    known: tuple[Lang, ...] = ("vi", "en")
    chosen = choices(lang, known, "--lang")
    if len(chosen) > 1:
        raise typer.BadParameter("--lang takes one of vi, en: the page switches to the other")
    from cchc_analysis import places
    from cchc_analysis.export.explorer import write_explorer
    from cchc_analysis.table import load_targets

    path = write_explorer(load_targets(), out or Path("explorer.html"), chosen[0])
    print("wrote", places.shown(path))
