"""Where chosen provinces stand among all of them, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import style
from cchc_analysis.choices import Lang
from cchc_analysis.wording import index, listed, metric_name, number, say

_BAND = ("pi", 80)  # from the 10th to the 90th percentile
_COLUMNS = 3


def position(
    outcomes: Any,
    metric: str,
    dimension: str | Sequence[str] = results.TOTAL,
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the scores of chosen provinces over the band of all provinces, one panel a dimension.

    Parameters
    ----------
    dimension : str or list of str
        The total or a dimension; several give a panel each.

    Returns
    -------
    matplotlib.figure.Figure
        Score by year. The band holds the provinces from the 10th to the 90th percentile, the line in it is the
        median; no line crosses a break between series or a missing year; results derived by the press are hollow.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = position(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_ylabel()
    'Points of 10'
    """
    parts = [dimension] if isinstance(dimension, str) else list(dimension)
    tables = [results.results_of(outcomes, metric, part, years) for part in parts]
    rows = pl.concat(tables)
    named, absent = results.chosen(outcomes, rows, provinces)
    with style():
        across = min(_COLUMNS, len(parts))
        down = -(-len(parts) // across)
        height = max(4.4, 0.2 * len(named)) if len(parts) == 1 else 2.9 * down
        width = 10 if across < _COLUMNS else 13
        sheet = open_sheet(ax, figsize, width=width, height=height, rows=down, columns=across)
        for axes, table, part in zip(sheet.panels, tables, parts, strict=False):
            _draw_all(axes, table)
            own = [name for name in named if name in set(table["province"])]
            sheet.ends(
                axes,
                [*results.draw_lines(axes, table, "score", own, palette)],
                size=10 if len(parts) == 1 else 8.5,
            )
            results.year_axis(axes, table, lang, 14 if len(parts) == 1 else 6)
            if axes in sheet.panels[::across]:
                axes.set_ylabel(results.scale_of(table, lang), size=10)
            if len(parts) > 1:
                axes.set_title(results.name_of(metric, part, lang), loc="left", size=11)
        for axes in sheet.panels[len(parts) :]:
            axes.remove()
        whole = metric_name(metric, lang) if len(parts) > 1 else index(metric, parts[0], lang)
        subtitle = say("position_subtitle" if results.is_whole(rows) else "position_press", lang, name=whole)
        told = [say("break_drawn", lang) if any(results.breaks(table) for table in tables) else ""]
        told += [results.numbers_of(rows, lang), results.gone(rows, lang, absent) if len(parts) == 1 else ""]
        title = _title(tables, metric, parts, named, lang)
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _draw_all(axes: Axes, table: pl.DataFrame) -> None:
    """Draw median and band of all provinces, series by series, where the table is of all of them."""
    import seaborn as sns

    look: dict[str, Any] = {"estimator": "median", "errorbar": _BAND, "color": "#8a8a8a", "linewidth": 1.4}
    of_all = table.drop_nulls("gap_to_median")
    for own in of_all.partition_by("series", maintain_order=True):
        shape: dict[str, Any] = {"err_kws": {"alpha": 0.28, "linewidth": 0}}
        if own["year"].n_unique() == 1:
            shape = {"err_style": "bars", "marker": "_", "alpha": 0.4, "err_kws": {"elinewidth": 9}}
        sns.lineplot(x=own["year"].to_list(), y=own["score"].to_list(), ax=axes, zorder=2, **look, **shape)


def _title(
    tables: Sequence[pl.DataFrame], metric: str, parts: Sequence[str], named: Sequence[str], lang: Lang
) -> str:
    """Say where the chosen provinces stood beside the median in the last year, or how the median went."""
    name = results.name_of(metric, parts[0] if len(parts) == 1 else results.TOTAL, lang)
    last = pl.concat([table.filter(pl.col("year") == pl.col("year").max()) for table in tables])
    last = last.filter(pl.col("province").is_in(list(named))).drop_nulls("gap_to_median")
    year = last["year"].max()
    if last.is_empty():
        return _title_without_median(tables, name, named, lang)
    if last.height == 1:
        row, places = last.row(0, named=True), results.places_of(last)
        side = "above" if row["gap_to_median"] > 0 else "below" if row["gap_to_median"] < 0 else "at"
        score, median = (
            number(value, lang, places) for value in (row["score"], row["score"] - row["gap_to_median"])
        )
        told = {"province": row["province"], "score": score, "median": median}
        return say(f"position_{side}", lang, name=name, year=year, **told)
    if len(parts) == 1:
        above = sorted(last.filter(pl.col("gap_to_median") > 0)["province"])
        key = "position_some_above" if above else "position_none_above"
        n = {"n": len(above) or last.height, "of": last.height}
        return say(key, lang, name=name, above=listed(above, lang), year=year, **n)
    count = last.group_by("province").agg(above=(pl.col("gap_to_median") > 0).sum(), of=pl.len())
    each = [
        say("position_of", lang, province=row["province"], above=row["above"], of=row["of"])
        for row in count.sort("above", "province", descending=[True, False]).iter_rows(named=True)
    ]
    return say("position_dimensions", lang, name=name, year=year, provinces=listed(each, lang, 4))


def _title_without_median(tables: Sequence[pl.DataFrame], name: str, named: Sequence[str], lang: Lang) -> str:
    """Say how the median of all went where nobody is named; else only whose scores are drawn."""
    whole = pl.concat(tables)
    if len(tables) == 1 and not named and whole["gap_to_median"].null_count() < whole.height:
        return _title_of_all(tables[0], name, lang)
    n = len(named) or whole["province"].n_unique()
    return say("position_some", lang, name=name, n=n, years=results.span(whole["year"]))


def _title_of_all(table: pl.DataFrame, name: str, lang: Lang) -> str:
    own = results.last_series(table.drop_nulls("gap_to_median"))
    middle = (pl.col("score") - pl.col("gap_to_median")).mean()
    median = own.group_by("year").agg(median=middle).sort("year")
    (start, first), (end, last) = median.row(0), median.row(-1)
    places = results.places_of(own)
    ends = {"first": number(first, lang, places), "last": number(last, lang, places), "start": start, "end": end}
    return say(f"median_{results.way([first, last], places)}", lang, name=name, **ends)
