"""Results of a province beside its targets, each with its base, where they are not the same measure."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    PALE,
    Lang,
    beside,
    colour,
    figure_label,
    framed,
    margins,
    mark,
    metric_names,
    percent_axis,
    period_label,
    scope_names,
    style,
    subplots,
    wrap,
)
from cchc_analysis.compare.pace import pace
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select


def results_beside_targets(targets: pl.DataFrame, province: str = "Kiên Giang", lang: Lang = "vi") -> Figure:
    """Draw the results of a province beside its targets for the same metric on another base.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    province : str
        The province.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        A row a figure, grouped by metric; targets filled, results hollow; base, level and date in the label.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(results_beside_targets(load_targets(), lang="en").axes[0].get_yticks())
    5
    """
    own = select(as_polars(targets), {"province": province})
    unpaired = pace(own).filter(pl.col("reason").str.starts_with("not the same measure"), unit="percent")
    rows = own.filter(pl.col("metric").is_in(unpaired["metric"].implode())).drop_nulls("value")
    if rows.is_empty():
        message = f"{province} has no result beside a target for one metric; choose another province"
        raise DataError([Fault("targets", 0, "province", message)])
    rows = rows.sort("metric", "nature", "year", descending=[False, True, False])
    texts, shade, names = labels(lang), colour(province), metric_names(lang)
    with style():
        fig, axes = subplots(figsize=(12, 2.6 + 0.82 * rows.height))
        margins(fig, left=5.6, right=0.35, top=0.95, bottom=1.4)
        percent_axis(axes, lang)
        before = ""
        for at, row in enumerate(rows.iter_rows(named=True)):
            face = shade if row["nature"] == "target" else "white"
            axes.plot(
                row["value"],
                at,
                mark(province),
                color=shade,
                markerfacecolor=face,
                markersize=11,
                markeredgewidth=2,
            )
            beside(axes, figure_label(row, lang), (row["value"], at), (0, 11), ha="center", weight="bold")
            if before not in ("", row["metric"]):
                axes.axhline(at - 0.5, color=PALE, linewidth=1.5)
            before = row["metric"]
        bases = scope_names(lang)
        heads = []
        for row in rows.iter_rows(named=True):
            parts = texts[row["nature"]], period_label(row["period"], lang)
            base = f"{' '.join(parts)}; {bases[row['scope']]}; {texts[row['level']].lower()}"
            heads.append(f"{wrap(names[row['metric']], 56)}\n{wrap(base, 62)}")
        axes.set_yticks(range(rows.height), heads, size=9.5)
        axes.set_ylim(rows.height - 0.5, -0.7)
        count = texts["n_figures"].format(n=rows.height)
        framed(fig, "results_beside_targets", rows, count, lang, province=province)
    return fig
