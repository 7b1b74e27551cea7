"""A map of what may stand side by side: metric by metric, pair by pair of provinces."""

from __future__ import annotations

import numpy as np
import polars as pl
import seaborn as sns
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels, metrics
from cchc_analysis.charts.theme import INK, Lang, framed, margins, metric_names, style, subplots
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars

VERDICTS = {"same": "=", "year differs": "≈", "scope differs": "≠", "target against actual": "×"}
"""Readings of a pair, the closest first, with the sign of each."""

_SHADES = ["#5b9bd0", "#a9cde8", "#efe6cf", "#e3d5d5", "#f6f6f6"]


def comparability_map(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw, for every metric that two provinces give a figure for, how each pair may be read.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        A line a metric, a column a pair; the sign is the closest reading of the pair over levels and bases.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(comparability_map(load_targets(), "en").axes[0].get_xticks())
    6
    """
    table, texts = as_polars(targets), labels(lang)
    pairs = gaps(table)
    if pairs.is_empty():
        raise DataError([Fault("targets", 0, "metric", "no two provinces give a figure for one metric; add some")])
    readings = pl.col("comparability").replace_strict(list(VERDICTS), range(len(VERDICTS)))
    best = pairs.group_by("metric", "province_a", "province_b").agg(reading=readings.min())
    found = {(row[0], row[1], row[2]): row[3] for row in best.iter_rows()}
    names = [metric for metric in metrics() if metric in set(best["metric"])]
    provinces = sorted(table["province"].unique())
    columns = [(a, b) for at, a in enumerate(provinces) for b in provinces[at + 1 :]]
    codes = np.array([[found.get((metric, *pair), len(VERDICTS)) for pair in columns] for metric in names])
    signs = np.array([*VERDICTS.values(), ""])[codes]
    with style():
        fig, axes = subplots(figsize=(12, 3.3 + 0.33 * len(names)))
        margins(fig, left=4.5, right=0.3, top=1.85, bottom=1.15)
        look = {
            "cmap": ListedColormap(_SHADES),
            "vmin": -0.5,
            "vmax": 4.5,
            "linewidths": 1.5,
            "linecolor": "white",
        }
        sns.heatmap(codes, ax=axes, annot=signs, fmt="", cbar=False, annot_kws={"size": 12, "color": INK}, **look)
        heads = [f"{a}\n{b}" for a, b in columns]
        axes.set_xticks([at + 0.5 for at in range(len(columns))], heads, rotation=0, size=10)
        axes.xaxis.tick_top()
        shown = metric_names(lang)
        axes.set_yticks([at + 0.5 for at in range(len(names))], [shown[metric] for metric in names], rotation=0)
        axes.tick_params(length=0)
        axes.tick_params(axis="y", labelsize=9.5)
        used = sorted(set(codes.flat) - {len(VERDICTS)})
        key = "      ".join(
            f"{list(VERDICTS.values())[code]} {texts[f'verdict_{list(VERDICTS)[code]}']}" for code in used
        )
        key += f"      □ {texts['verdict_none']}"
        fig.text(0.14 / 12, 1 - 0.98 / fig.get_figheight(), key, size=11)
        count = texts["n_metrics"].format(n=len(names), provinces=len(provinces))
        rows = table.filter(pl.col("metric").is_in(names)).drop_nulls("value")
        framed(fig, "comparability_map", rows, count, lang)
    return fig
