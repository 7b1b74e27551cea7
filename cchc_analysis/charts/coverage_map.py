"""A map of what the plans aim at: a figure, a direction, or nothing, metric by metric."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from cchc_analysis.catalog import AREAS, labels
from cchc_analysis.charts.theme import GREY, INK, Lang, framed, margins, metric_names, style, subplots
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select

SIGNS = {"quantified": "●", "directional": "◐", "reported": "○", "silent": ""}
_SHADES = ["#7fb2dc", "#d3e4f2", "#efe6cf", "#f6f6f6"]
_LEFT_AREAS = ("institutions", "procedures")


def coverage_map(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw, for every metric that some plan aims at, what each province's documents say of it.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Two columns of metrics by area; a filled disc is a target with a figure, a half one a direction, an
        empty one a result without a target; an empty field is silence.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(coverage_map(load_targets(), "en").axes)
    2
    """
    table, texts = as_polars(targets), labels(lang)
    select(table, {"nature": "target"})
    said = coverage(table)
    aimed = said.filter(pl.col("targets") > 0)["metric"].unique()
    said = said.filter(pl.col("metric").is_in(aimed.implode()))
    with style():
        fig, panels = subplots(1, 2, figsize=(16, 12.4))
        margins(fig, left=5.0, right=0.2, top=1.75, bottom=0.95, wspace=1.63)
        rest = tuple(area for area in AREAS if area not in _LEFT_AREAS)
        most = max(_rows_of(said, areas) for areas in (_LEFT_AREAS, rest))
        for axes, areas in zip(panels, (_LEFT_AREAS, rest), strict=True):
            _draw_areas(axes, said, areas, most, lang)
        key = "      ".join(f"{sign or '□'} {texts[status]}" for status, sign in SIGNS.items())
        fig.text(0.14 / 16, 1 - 0.98 / 12.4, key, size=11.5)
        count = texts["n_metrics"].format(n=len(aimed), provinces=said["province"].n_unique())
        framed(fig, "coverage_map", table.filter(nature="target"), count, lang)
    return fig


def _rows_of(said: pl.DataFrame, areas: tuple[str, ...]) -> int:
    chosen = said.filter(pl.col("area").is_in(areas))
    return chosen["metric"].n_unique() + chosen["area"].n_unique()


def _draw_areas(axes: Axes, said: pl.DataFrame, areas: tuple[str, ...], most: int, lang: Lang) -> None:
    """Draw one column: a heading line an area, then a line a metric."""
    provinces = sorted(said["province"].unique())
    lines: list[tuple[str, str]] = []
    for area in areas:
        of_area = said.filter(area=area)["metric"].unique(maintain_order=True)
        lines += [(area, ""), *((area, metric) for metric in of_area)] if len(of_area) else []
    status = {(row["metric"], row["province"]): row["status"] for row in said.iter_rows(named=True)}
    codes = [[STATUSES.index(status.get((metric, name), "silent")) for name in provinces] for _, metric in lines]
    signs = [[SIGNS[STATUSES[code]] for code in row] for row in codes]
    headings = np.array([[not metric] * len(provinces) for _, metric in lines])
    look: dict[str, Any] = {
        "cmap": ListedColormap(_SHADES),
        "vmin": -0.5,
        "vmax": 3.5,
        "linewidths": 1.5,
        "linecolor": "white",
    }
    sns.heatmap(
        codes,
        ax=axes,
        mask=headings,
        annot=signs,
        fmt="",
        cbar=False,
        annot_kws={"size": 12, "color": INK},
        **look,
    )
    axes.set_ylim(most, 0)
    heads = [name.replace(" ", "\n") for name in provinces]
    axes.set_xticks([at + 0.5 for at in range(len(provinces))], heads, rotation=0, size=10)
    axes.xaxis.tick_top()
    names = metric_names(lang)
    axes.set_yticks(
        [at + 0.5 for at in range(len(lines))], [names.get(metric, "") for _, metric in lines], rotation=0
    )
    axes.tick_params(length=0)
    axes.tick_params(axis="y", labelsize=9.5)
    for at, (area, metric) in enumerate(lines):
        if not metric:
            place = axes.get_yaxis_transform()
            axes.text(
                -0.03, at + 0.62, labels(lang)[area], transform=place, ha="right", va="center", weight="bold"
            )
            axes.axhline(at + 1, color=GREY, linewidth=0.8)
