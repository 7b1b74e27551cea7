"""Draws every chart in the languages and formats asked for, and writes the files whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib as mpl
import polars as pl
from matplotlib.figure import Figure

from cchc_analysis import charts
from cchc_analysis.charts.theme import Lang, style
from cchc_analysis.writing import write_whole

CHARTS: tuple[Callable[..., Figure], ...] = (
    charts.level_gap,
    charts.digitization_path,
    charts.coverage_map,
    charts.two_provinces,
    charts.online_services,
    charts.comparability_map,
    charts.level_spread,
    charts.province_spread,
    charts.results_beside_targets,
)
"""Charts of the long table."""

_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "cchc_analysis"},
    "png": {"Software": "cchc_analysis"},
    "pdf": {"CreationDate": None, "Creator": "cchc_analysis", "Producer": None},
}
"""What a file says of itself: nothing that differs from run to run."""


def draw_all(
    targets: pl.DataFrame, languages: Sequence[Lang], formats: Sequence[str], out: Path
) -> Iterator[Path]:
    """Draw every chart; give each file as soon as it is written, ``<chart>_<lang>.<format>``.

    The same table gives the same bytes on every run.
    """
    mpl.use("agg")
    for chart in CHARTS:
        for lang in languages:
            figure = chart(targets, lang=lang)
            files = {out / f"{chart.__name__}_{lang}.{form}": partial(_save, figure, form) for form in formats}
            yield from write_whole(files)
            figure.clear()


def _save(figure: Figure, form: str, path: Path) -> None:
    with style():
        figure.savefig(path, format=form, metadata=_METADATA[form])
