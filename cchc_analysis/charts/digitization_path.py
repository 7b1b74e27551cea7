"""The planned path of digitized results in Kiên Giang, by level and year."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    LEVELS,
    PALE,
    Lang,
    beside,
    colour,
    figure_label,
    framed,
    margins,
    mark,
    style,
    subplots,
)
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select

PROVINCE = "Kiên Giang"


def digitization_path(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw the floor of the digitization rate, one panel a level, from the stated start along the stated step.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        A line joins figures of one province, metric, scope and level; filled marks are stated, hollow ones
        computed.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> commune = digitization_path(load_targets(), "en").axes[2]
    >>> commune.get_lines()[-1].get_ydata().tolist()
    [15.0, 35.0, 55.0, 75.0, 95.0]
    """
    texts = labels(lang)
    rows = select(as_polars(targets), {"province": PROVINCE, "metric": "digitization_rate", "nature": "target"})
    rows = rows.filter(pl.col("value").is_not_null()).sort("year")
    years: list[int] = sorted(rows["year"].unique().to_list())
    with style():
        fig, panels = subplots(1, len(LEVELS), figsize=(12, 5.4), sharey=True)
        margins(fig, left=0.85, right=0.35, top=1.2, bottom=1.5, wspace=0.08)
        for axes, level in zip(panels, LEVELS, strict=True):
            axes.set_title(texts[f"{level}_level"], loc="left", size=12, pad=8)
            _draw_path(axes, rows.filter(level=level), lang)
            axes.set_xticks(years)
            axes.set_xlim(years[0] - 0.4, years[-1] + 1)
            axes.set_ylim(0, 112)
            axes.set_yticks([0, 25, 50, 75, 100])
            axes.grid(axis="y", color=PALE, linewidth=0.8)
            axes.set_xlabel(texts["year"], size=10)
            axes.tick_params(length=0)
        panels[0].set_ylabel(texts["percent_axis"])
        framed(fig, "digitization_path", rows, texts["n_figures"].format(n=rows.height), lang)
    return fig


def _draw_path(axes: Axes, path: pl.DataFrame, lang: Lang) -> None:
    shade, marker = colour(PROVINCE), mark(PROVINCE)
    stated = path.filter(basis="stated")
    axes.scatter(stated["year"], stated["value"], s=70, marker=marker, color=shade, zorder=3)
    axes.plot(path["year"], path["value"], color=shade, linewidth=2, marker=marker, markersize=8,
              markerfacecolor="white", markeredgewidth=1.6)  # fmt: skip
    for row in path.iter_rows(named=True):
        beside(axes, figure_label(row, lang), (row["year"], row["value"]), (4, -17), size=9.5)
