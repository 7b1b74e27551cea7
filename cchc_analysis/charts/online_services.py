"""Online services: every figure with its base and date written beside it."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    Lang,
    beside,
    colour,
    figure_label,
    framed,
    margins,
    mark,
    percent_axis,
    period_label,
    scope_names,
    style,
    subplots,
    wrap,
)
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select


def online_services(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw every figure on services offered online at level 3 or 4, one a row, with its base.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Targets filled, results hollow; no row is read against another, since the bases differ.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(online_services(load_targets(), "en").axes[0].get_yticks())
    4
    """
    texts = labels(lang)
    rows = select(as_polars(targets), {"metric": "online_service_rate"}).filter(pl.col("value").is_not_null())
    rows = rows.sort("nature", "province", "year", descending=[True, False, False])
    bases = scope_names(lang)
    with style():
        fig, axes = subplots(figsize=(11.5, 2.3 + 0.85 * rows.height))
        margins(fig, left=4.6, right=0.35, top=0.9, bottom=1.4)
        percent_axis(axes, lang)
        for at, row in enumerate(rows.iter_rows(named=True)):
            shade = colour(row["province"])
            face = shade if row["nature"] == "target" else "white"
            axes.hlines(at, 0, row["value"], color=shade, linewidth=2, alpha=0.35)
            axes.plot(row["value"], at, mark(row["province"]), color=shade, markersize=11, markerfacecolor=face,
                      markeredgewidth=2)  # fmt: skip
            beside(axes, figure_label(row, lang), (row["value"], at), (0, 11), ha="center", weight="bold")
        names = [
            f"{province}, {texts[nature]} {period_label(period, lang)}\n{wrap(bases[scope], 54)}"
            for province, nature, period, scope in rows.select("province", "nature", "period", "scope").iter_rows()
        ]
        axes.set_yticks(range(rows.height), names, size=10.5)
        axes.set_ylim(rows.height - 0.5, -0.7)
        framed(fig, "online_services", rows, texts["n_figures"].format(n=rows.height), lang)
    return fig
