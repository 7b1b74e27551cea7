"""Work dossiers processed online: the target of each province at each level."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    GREY,
    LEVELS,
    Lang,
    beside,
    colour,
    figure_label,
    framed,
    margins,
    mark,
    percent_axis,
    style,
    subplots,
)
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import select


def level_gap(targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw the targets for work dossiers by level, one panel a level, one row a province.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Percent on the horizontal axis; the target year beside each province; provinces are not joined. A
        province whose documents give no figure has a row that says so.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> figure = level_gap(load_targets(), "en")
    >>> [axes.get_title(loc="left") for axes in figure.axes]
    ['Provincial level', 'District level', 'Commune level']
    """
    table, texts = as_polars(targets), labels(lang)
    rows = select(table, {"metric": "e_dossier_rate", "nature": "target"}).filter(pl.col("value").is_not_null())
    order: list[tuple[str, int | None]] = sorted(set(rows.select("province", "year").iter_rows()))
    order += [(name, None) for name in sorted(set(table["province"]) - set(rows["province"]))]
    with style():
        fig, panels = subplots(1, len(LEVELS), figsize=(12, 4.8), sharey=True)
        margins(fig, left=2.75, right=0.3, top=1.2, bottom=1.35, wspace=0.12)
        for axes, level in zip(panels, LEVELS, strict=True):
            axes.set_title(texts[f"{level}_level"], loc="left", size=12, pad=8)
            percent_axis(axes, lang)
            for row in rows.filter(level=level).iter_rows(named=True):
                at = order.index((row["province"], row["year"]))
                axes.hlines(at, 0, row["value"], color=colour(row["province"]), linewidth=2, alpha=0.35)
                axes.plot(row["value"], at, mark(row["province"]), color=colour(row["province"]), markersize=10)
                beside(axes, figure_label(row, lang), (row["value"], at), (0, 11), ha="center", weight="bold")
            for at, (_, year) in enumerate(order):
                if year is None:
                    axes.text(2, at, texts["silent"], color=GREY, style="italic", size=9.5, va="center")
        panels[0].set_yticks(range(len(order)), [_row_label(rows, name, year, lang) for name, year in order])
        panels[0].set_ylim(len(order) - 0.5, -0.7)
        shown = table.filter(nature="target").filter(
            pl.col("document").is_in(rows["document"].implode())
            | ~pl.col("province").is_in(rows["province"].implode())
        )
        stated = rows.select("document", "statement").n_unique()
        framed(fig, "level_gap", shown, texts["n_stated"].format(n=stated), lang)
    return fig


def _row_label(rows: pl.DataFrame, province: str, year: int | None, lang: Lang) -> str:
    """Name a row, and say where its levels share one stated figure."""
    own = rows.filter(pl.col("province") == province, pl.col("year") == year) if year else rows.clear()
    pooled = own.height > own["statement"].n_unique()
    return f"{province} {year or ''}".strip() + (f"\n({labels(lang)['pooled_mark']})" if pooled else "")
