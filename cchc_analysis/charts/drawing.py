"""Draws the gallery in the languages and formats asked for, and writes the files whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import polars as pl

from cchc_analysis.charts.gallery import GALLERY
from cchc_analysis.charts.theme import style
from cchc_analysis.errors import DataError
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cchc_analysis.choices import Lang

_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "cchc_analysis"},
    "png": {"Software": "cchc_analysis"},
    "pdf": {"CreationDate": None, "Creator": "cchc_analysis", "Producer": None},
}
"""What a file says of itself: nothing that differs from run to run."""


def draw_all(
    targets: pl.DataFrame,
    outcomes: pl.DataFrame | None,
    languages: Sequence[Lang],
    formats: Sequence[str],
    out: Path,
    tell: Callable[[str], object] = print,
) -> Iterator[Path]:
    """Draw every chart of the gallery; give each file as soon as it is written, ``<name>_<lang>.<format>``.

    A chart that these tables cannot fill, since they are of other provinces or metrics, is left out, and ``tell``
    is told why. The same tables give the same bytes on every run.
    """
    mpl.use("agg")
    for call in GALLERY:
        table = targets if call.table == "targets" else outcomes
        if table is None:
            tell(f"left out {call.name}: no table of results; run cchc build")
            continue
        for lang in languages:
            try:
                figure = call.chart(table, **call.asked, lang=lang)
            except DataError as refused:
                tell(f"left out {call.name}: {refused}")
                break
            yield from write_whole(
                {out / f"{call.name}_{lang}.{form}": partial(_save, figure, form) for form in formats}
            )
            figure.clear()


def _save(figure: Figure, form: str, path: Path) -> None:
    told = {"Title": flat(figure.texts[0].get_text())}
    if form == "svg":
        told["Description"] = flat(figure.texts[-1].get_text())
    with style():
        figure.savefig(path, format=form, metadata=_METADATA[form] | told)


def flat(text: str) -> str:
    """Give a text in one line."""
    return " ".join(text.split())
