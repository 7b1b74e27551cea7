"""The measures that two plans share: their targets as dots, with year and sign."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels, metrics
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
    style,
    subplots,
    wrap,
)
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select

_MIDDLE = 55


def two_provinces(targets: pl.DataFrame, a: str = "Kiên Giang", b: str = "Kon Tum", lang: Lang = "vi") -> Figure:
    """Draw the targets of two provinces for every metric that both state on the same base, for no single level.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    a, b : str
        The provinces.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        A pair of dots a metric; province, year and ``≥`` stand beside each; the dots are not joined.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(two_provinces(load_targets(), lang="en").axes[0].get_yticks())
    5
    """
    texts = labels(lang)
    both = pl.concat([select(as_polars(targets), {"province": name, "nature": "target"}) for name in (a, b)])
    table = select(both, {"level": "all"})
    same = gaps(table).filter(pl.col("comparability").is_in(["same", "year differs"]))
    shared = same.select("metric", scope="scope_a").unique()
    if shared.is_empty():
        raise DataError([Fault("targets", 0, "metric", f"{a} and {b} share no metric on one base; choose others")])
    catalogue = [metric for metric in metrics() if metric in shared["metric"]]
    rows = table.join(shared, on=["metric", "scope"], how="semi").filter(pl.col("value").is_not_null())
    names = metric_names(lang)
    more = texts["two_provinces_payment_note"] if "online_payment_transaction_rate" in catalogue else ""
    with style():
        fig, axes = subplots(figsize=(11.5, 2.3 + 0.78 * len(catalogue)))
        margins(fig, left=3.75, right=0.35, top=0.9, bottom=1.4)
        percent_axis(axes, lang)
        for row in rows.iter_rows(named=True):
            at = catalogue.index(row["metric"]) + (-0.2 if row["province"] == a else 0.2)
            axes.plot(row["value"], at, mark(row["province"]), color=colour(row["province"]), markersize=9)
            right = row["value"] < _MIDDLE
            text = f"{row['province']} {row['year']}: {figure_label(row, lang)}"
            look = {
                "va": "center",
                "ha": "left" if right else "right",
                "size": 10,
                "color": colour(row["province"]),
            }
            beside(axes, text, (row["value"], at), (10 if right else -10, 0), **look)
        for at in range(1, len(catalogue)):
            axes.axhline(at - 0.5, color=PALE, linewidth=1)
        axes.set_yticks(range(len(catalogue)), [wrap(names[metric], 40) for metric in catalogue], size=10.5)
        axes.set_ylim(len(catalogue) - 0.5, -0.5)
        framed(fig, "two_provinces", rows, texts["n_pairs"].format(n=len(catalogue)), lang, more)
    return fig
