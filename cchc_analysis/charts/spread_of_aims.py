"""The spread itself: of the levels of a province over the years, and of the provinces at each level."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    GREY,
    LEVELS,
    PALE,
    Lang,
    beside,
    colour,
    decimal,
    framed,
    margins,
    style,
    subplots,
)
from cchc_analysis.compare import spread
from cchc_analysis.frames import as_polars

PROVINCE, PATH, DOSSIERS = "Kiên Giang", "digitization_rate", "e_dossier_rate"


def level_spread(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw how close the levels of Kiên Giang lie together on their path of digitized results.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Population standard deviation by year, in points, with the range when each level is left out.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> [text.get_text() for text in level_spread(load_targets(), "en").axes[0].texts][-1]
    '2.4'
    """
    table, texts = as_polars(targets), labels(lang)
    found = spread.level_spread(table, PATH, PROVINCE)
    shade = colour(PROVINCE)
    with style():
        fig, axes = subplots(figsize=(10, 5.2))
        margins(fig, left=0.9, right=0.4, top=0.95, bottom=1.5)
        axes.vlines(found["year"], found["sd_low"], found["sd_high"], color=shade, alpha=0.3, linewidth=7)
        axes.plot(found["year"], found["sd"], color=shade, marker="o", markersize=8, linewidth=1.8)
        for row in found.iter_rows(named=True):
            beside(axes, decimal(row["sd"], lang), (row["year"], row["sd"]), (9, 5), weight="bold")
        years: list[int] = found["year"].to_list()
        axes.set_xticks(years)
        axes.set_xlim(years[0] - 0.4, years[-1] + 0.6)
        axes.set_ylim(0, None)
        axes.set_ylabel(texts["spread_axis"])
        axes.set_xlabel(texts["year"])
        axes.grid(axis="y", color=PALE)
        axes.tick_params(length=0)
        rows = table.filter(metric=PATH, province=PROVINCE)
        count = texts["spread_n"].format(n=found["n"].max(), years=f"{years[0]}–{years[-1]}")
        framed(fig, "level_spread", rows, count, lang)
    return fig


def province_spread(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw how close the provinces lie together at each level in their targets for work dossiers.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Population standard deviation by level, in points, with the range when each province is left out.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(province_spread(load_targets(), "en").axes[0].get_yticks())
    3
    """
    table, texts = as_polars(targets), labels(lang)
    found = spread.province_spread(table, DOSSIERS)
    order = [level for level in LEVELS if level in set(found["level"])]
    with style():
        fig, axes = subplots(figsize=(10.5, 4.4))
        margins(fig, left=1.75, right=0.5, top=0.95, bottom=1.5)
        for row in found.iter_rows(named=True):
            at = order.index(row["level"])
            axes.hlines(at, row["sd_low"], row["sd_high"], color=GREY, alpha=0.35, linewidth=7)
            axes.plot(row["sd"], at, "D", color="#333333", markersize=9)
            beside(axes, decimal(row["sd"], lang), (row["sd"], at), (0, 10), ha="center", weight="bold")
        axes.set_yticks(range(len(order)), [texts[f"{level}_level"] for level in order])
        axes.set_ylim(len(order) - 0.5, -0.6)
        top = max(found["sd_high"].fill_null(0).to_list() + found["sd"].to_list())
        axes.set_xticks(range(0, int(top) + 2, 5))
        axes.set_xlim(-0.02 * top, 1.06 * top)
        axes.set_xlabel(texts["spread_axis"])
        axes.grid(axis="x", color=PALE)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.spines["left"].set_visible(False)
        count = texts["spread_provinces"].format(n=found["n"].max(), years=found["years"][0])
        framed(fig, "province_spread", table.filter(metric=DOSSIERS), count, lang)
    return fig
