"""Outcomes beside aims: published ranks and scores of the indices that the plans want to raise."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import labels
from cchc_analysis.charts.theme import (
    GREY,
    PALE,
    Lang,
    beside,
    colour,
    framed_text,
    margins,
    mark,
    metric_names,
    shown_number,
    style,
    subplots,
)
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars

_ORDER = ("par_index", "papi_index", "sipas_index", "dti_index", "pci_index")


def index_ranks(results: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw the rank of each province by year, one panel an index.

    Parameters
    ----------
    results : polars or pandas DataFrame
        As `load_index_results` gives them.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Rank 1 on top. A line joins only consecutive years of one province and one series; derived ranks are
        hollow; where the scope of an index changed a dashed line stands.

    Examples
    --------
    >>> from cchc_analysis.load.index_results import load_index_results
    >>> len(index_ranks(load_index_results("data/raw"), "en").axes)
    4
    """
    rows = as_polars(results).filter(figure="province").drop_nulls("rank")
    return _draw(rows, "rank", "index_ranks", lang)


def index_scores(results: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw the score of each province by year beside the mean of all, one panel an index.

    Parameters
    ----------
    results : polars or pandas DataFrame
        As `load_index_results` gives them.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Each index on its own scale; means and national figures are grey squares; lines and marks as in
        `index_ranks`.

    Examples
    --------
    >>> from cchc_analysis.load.index_results import load_index_results
    >>> len(index_scores(load_index_results("data/raw"), "en").axes)
    4
    """
    return _draw(as_polars(results).drop_nulls("value"), "value", "index_scores", lang)


def _draw(rows: pl.DataFrame, column: str, chart: str, lang: Lang) -> Figure:
    texts, names = labels(lang), metric_names(lang)
    shown = [metric for metric in _ORDER if metric in set(rows["metric"])]
    if not shown:
        raise DataError([Fault("index_results.csv", 0, column, "no index has such a figure; add one")])
    with style():
        fig, grid = subplots(2, 2, figsize=(12.5, 9))
        margins(fig, left=0.8, right=1.25, top=1.35, bottom=1.45, wspace=0.42)
        fig.subplots_adjust(hspace=0.42)
        for axes, metric in zip(grid.flat, shown, strict=False):
            own = rows.filter(metric=metric)
            _draw_index(axes, own, column, lang)
            scale = texts[own["unit"][0]] if column == "value" else texts["rank_axis"]
            axes.set_title(names[metric], loc="left", size=11, pad=9)
            axes.set_ylabel(scale, size=10)
        for axes in grid.flat[len(shown) :]:
            axes.remove()
        count = texts["n_figures"].format(n=rows.height)
        ranked = str(max(rows["rank_of"].drop_nulls().to_list(), default=""))
        framed_text(fig, chart, [texts[f"{chart}_note"], f"{count}.", texts["index_source"]], lang, ranked=ranked)
    return fig


def _draw_index(axes: Axes, rows: pl.DataFrame, column: str, lang: Lang) -> None:
    _scale(axes, rows, column, lang)
    taken = _taken(axes, rows, column)
    for (figure, province), own in rows.sort("year").partition_by("figure", "province", as_dict=True).items():
        name = province or labels(lang)[figure]
        shade, shape = (colour(province), mark(province)) if province else (GREY, "s")
        for row in own.iter_rows(named=True):
            face = shade if row["status"] == "stated" else "white"
            axes.plot(
                row["year"],
                row[column],
                shape,
                color=shade,
                markerfacecolor=face,
                markersize=8,
                markeredgewidth=1.6,
            )
        for run in _runs(own):
            axes.plot(run["year"], run[column], color=shade, linewidth=1.6, zorder=1)
            last = run.row(-1, named=True)
            text, at = f"{name} {shown_number(last[column], lang)}", (last["year"], last[column])
            offset, align = _free_side(axes, at, text, taken)
            beside(axes, text, at, offset, ha=align, va="center", size=9.5, color=shade)
    _mark_breaks(axes, rows, lang)


def _scale(axes: Axes, rows: pl.DataFrame, column: str, lang: Lang) -> None:
    years = sorted(set(rows["year"].to_list()))
    axes.set_xticks(range(years[0], years[-1] + 1))
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.85 + 0.12 * len(years))
    axes.grid(axis="y", color=PALE)
    axes.tick_params(length=0)
    if column == "rank":
        last = max(rows["rank_of"].to_list())
        axes.set_ylim(last + 4, -3)
        axes.set_yticks([1, 20, 40, last])
    else:
        values = rows[column].to_list()
        room = 0.25 * (max(values) - min(values)) or 0.05 * max(values)
        axes.set_ylim(min(values) - room, max(values) + room)
        axes.yaxis.set_major_formatter(lambda value, _: shown_number(value, lang))


def _taken(axes: Axes, rows: pl.DataFrame, column: str) -> list[Any]:
    """Give the places, in pixels, that marks, lines and the line of a break take up."""
    places = []
    for own in rows.sort("year").partition_by("figure", "province"):
        for run in _runs(own):
            years, values = run["year"].to_list(), run[column].to_list()
            along = np.linspace(years[0], years[-1], 8 * len(years)) if len(years) > 1 else years
            places += [*zip(years, values, strict=True), *zip(along, np.interp(along, years, values), strict=True)]
    low, high = axes.get_ylim()
    places += [(year, value) for year in _breaks(rows) for value in np.linspace(low, high, 40)]
    return list(axes.transData.transform(places))


def _free_side(
    axes: Axes, at: tuple[float, float], text: str, taken: list[Any]
) -> tuple[tuple[float, float], Literal["left", "center", "right"]]:
    """Find the side of a mark where its label covers nothing: right, above, above to the left, else below."""
    points = 72 / axes.figure.dpi
    own = axes.transData.transform(at)
    length, height = 5.9 * len(text), 11  # of a text of this size, in points
    sides: tuple[tuple[tuple[float, float], Literal["left", "center", "right"], float], ...] = (
        ((9, 0), "left", 9),
        ((0, 12), "center", -length / 2),
        ((4, 13), "right", 4 - length),
        ((0, -13), "center", -length / 2),
    )
    near = [points * (other - own) for other in taken]
    for offset, align, start in sides[:-1]:
        if not any(start - 5 < x < start + length + 5 and abs(y - offset[1]) < height for x, y in near if x or y):
            return offset, align
    return sides[-1][0], sides[-1][1]


def _runs(own: pl.DataFrame) -> list[pl.DataFrame]:
    """Cut the years of one province into runs without a gap, and where the series changes."""
    new = (pl.col("year").diff() != 1) | (pl.col("series").fill_null("") != pl.col("series").fill_null("").shift())
    return own.with_columns(_run=new.fill_null(False).cum_sum()).partition_by("_run")


def _breaks(rows: pl.DataFrame) -> list[float]:
    """Give the places on the time axis where the scope of an index changed."""
    series = rows.drop_nulls("series").group_by("series").agg(first=pl.col("year").min()).sort("first")
    return [year - 0.5 for year in series["first"].to_list()[1:]]


def _mark_breaks(axes: Axes, rows: pl.DataFrame, lang: Lang) -> None:
    for year in _breaks(rows):
        axes.axvline(year, color=GREY, linestyle="--", linewidth=1)
        place = axes.get_xaxis_transform()
        axes.text(year + 0.04, 0.985, labels(lang)["year_break"], transform=place, size=8.5, color=GREY, va="top")
