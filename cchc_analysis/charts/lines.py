"""Where chosen provinces stand among all of them, year by year: scores, ranks, and how far from the best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, INK
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.wording import index, listed, metric_name, number, say

_BAND = {"low": 0.1, "high": 0.9}  # quantiles
_COLUMNS = 3


@chart
def position(
    outcomes: Any, metric: str, dimension: str | Sequence[str] = results.TOTAL, **options: Unpack[Options]
) -> Figure:
    """Draw the scores of chosen provinces over the band of all provinces, one panel a dimension.

    The band holds the provinces from the 10th to the 90th percentile, the line in it is the median; no line
    crosses a break between series or a missing year; results derived by the press are hollow.

    Parameters
    ----------
    dimension : str or list of str
        The total or a dimension; several give a panel each.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = position(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_ylabel()
    'Points of 10'
    """
    asked = Asked(**options)
    lang, parts = asked.lang, [dimension] if isinstance(dimension, str) else list(dimension)
    if not parts:
        raise refused("outcomes", "dimension", "none is asked for; name one or more")
    tables = [results.results_of(outcomes, metric, part, asked.years) for part in parts]
    rows, is_one = pl.concat(tables), len(parts) == 1
    named, absent = results.chosen(outcomes, rows, asked)
    across = min(_COLUMNS, len(parts))
    down = -(-len(parts) // across)
    height = max(4.4, 0.2 * len(named)) if is_one else 2.9 * down
    with open_sheet(
        asked, width=10 if across < _COLUMNS else 13, height=height, rows=down, columns=across
    ) as sheet:
        for axes, table, part in zip(sheet.panels, tables, parts, strict=False):
            _draw_all(axes, table)
            own = [name for name in named if name in set(table["province"])]
            ends = results.draw_lines(axes, table, "score", own, asked.palette)
            sheet.ends(axes, [*ends], size=10 if is_one else 8.5)
            results.series_axis(axes, table, lang, 14 if is_one else 6)
            if axes in sheet.panels[::across]:
                axes.set_ylabel(results.scale_of(table, lang), size=10)
            if not is_one:
                axes.set_title(results.name_of(metric, part, lang), loc="left", size=11)
        for axes in sheet.panels[len(parts) :]:
            axes.remove()
        whole = index(metric, parts[0], lang) if is_one else metric_name(metric, lang)
        subtitle = say("position_subtitle" if results.is_whole(rows) else "position_press", lang, name=whole)
        told = [say("break_drawn", lang) if any(map(results.breaks, tables)) else ""]
        told += [results.numbers_of(rows, lang), results.gone(rows, lang, absent) if is_one else ""]
        name = results.name_of(metric, parts[0] if is_one else results.TOTAL, lang)
        title = _title_of_position(tables, name, named, lang)
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


@chart
def ranks(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Unpack[Options]) -> Figure:
    """Draw the rank of chosen provinces among all that have a score, year by year, rank 1 on top.

    Unlike scores, ranks may be followed over a break between series: a dashed line marks it. No line bridges a
    missing year.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = ranks(load_outcomes(), "papi_index", provinces=["Kon Tum"], years=range(2021, 2025), lang="en")
    >>> bool(figure.axes[0].yaxis_inverted())
    True
    """
    asked = Asked(**options)
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years, "rank"), asked.lang
    named, absent = results.chosen(outcomes, rows, asked)
    with open_sheet(asked, height=max(5.0, 0.2 * len(named))) as sheet:
        [axes] = sheet.panels
        for own in rows.filter(~pl.col("province").is_in(named)).partition_by("province"):
            for run in results.runs(own, over_breaks=True):
                look: dict[str, Any] = {"linewidth": 0.9, "marker": "o", "markersize": 1.5, "zorder": 2}
                axes.plot(run["year"], run["rank"], color="#dadada", **look)
        ends = results.draw_lines(axes, rows, "rank", named, asked.palette, over_breaks=True)
        sheet.ends(axes, [(x, y, f"{name} {y}", shade) for x, y, name, shade in ends])
        results.series_axis(axes, rows, lang)
        last = int(max(rows["of"].max() or 0, rows["rank"].max()))  # type: ignore[type-var, arg-type]
        axes.set_ylim(last + 1.5, -0.5)
        axes.set_yticks(sorted({1, *range(10, last - 4, 10), last}))
        axes.set_ylabel(say("rank_axis", lang))
        told = [say("break_marked", lang) if results.breaks(rows) else "", say("ranks_note", lang)]
        told += [
            say("derived_hollow", lang) if "derived" in rows["status"] else "",
            results.numbers_of(rows, lang),
        ]
        told += ["" if results.is_whole(rows) else say("ranked_among", lang, most=rows["of"].max())]
        told += [results.gone(rows, lang, absent)]
        title = _title_of_ranks(rows, results.name_of(metric, dimension, lang), named, lang)
        subtitle = say("ranks_subtitle", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


@chart
def distance(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Unpack[Options]) -> Figure:
    """Draw scores less the median of all provinces, below the line of the leader: both distances in one panel.

    Points from the median by year; 0 is the median, the upper line the best score of the year. No line crosses a
    break between series or a missing year.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = distance(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_ylabel()
    'Points from the median'
    """
    asked = Asked(**options)
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years, "gap_to_median"), asked.lang
    named, absent = results.chosen(outcomes, rows, asked)
    leaders = rows.filter(gap_to_leader=0).unique(["year"], keep="first", maintain_order=True)
    if leaders.is_empty():
        raise refused("outcomes", "gap_to_leader", "no row is the best of its year; give all provinces")
    with open_sheet(asked, height=max(4.4, 0.2 * len(named))) as sheet:
        [axes] = sheet.panels
        axes.axhline(0, color=INK, linewidth=1.1, zorder=2)
        for run in results.runs(leaders):
            axes.plot(run["year"], run["gap_to_median"], color=GREY, linewidth=1.6, marker=".", zorder=3)
        ends = list(results.draw_lines(axes, rows, "gap_to_median", named, asked.palette))
        best = leaders.row(-1, named=True)
        ends += [(best["year"], best["gap_to_median"], say("leader", lang, province=best["province"]), GREY)]
        ends += [(best["year"], 0, say("median", lang), INK)]
        sheet.ends(axes, ends)
        results.series_axis(axes, rows, lang)
        axes.set_ylabel(say("distance_axis", lang))
        told = [say("leader_changes", lang) if leaders["province"].n_unique() > 1 else ""]
        told += [say("break_drawn", lang) if results.breaks(rows) else ""]
        told += [results.numbers_of(rows, lang), results.gone(rows, lang, absent)]
        title = _title_of_distance(rows, results.name_of(metric, dimension, lang), named, lang)
        subtitle = say("distance_subtitle", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _draw_all(axes: Axes, table: pl.DataFrame) -> None:
    """Draw median and band of all provinces, series by series, where the table is of all of them."""
    score = pl.col("score")
    ends = {name: score.quantile(share, "linear") for name, share in _BAND.items()}
    line: dict[str, Any] = {"color": "#8a8a8a", "linewidth": 1.4, "zorder": 2}
    for own in table.drop_nulls("gap_to_median").partition_by("series", maintain_order=True):
        band = own.group_by("year").agg(score.median(), **ends).sort("year")
        years, middle, low, high = band.get_columns()
        if band.height > 1:
            axes.plot(years, middle, **line)
            axes.fill_between(years, low, high, color=line["color"], alpha=0.28, linewidth=0)
        else:
            axes.plot(years, middle, "_", markersize=9, markeredgewidth=line["linewidth"], **line)
            axes.vlines(years, low, high, color=line["color"], alpha=0.28, linewidth=9)


def _title_of_position(tables: Sequence[pl.DataFrame], name: str, named: Sequence[str], lang: Lang) -> str:
    """Say where the chosen provinces stood beside the median in the last year, or how the median went."""
    last = pl.concat([table.filter(pl.col("year") == pl.col("year").max()) for table in tables])
    last = last.filter(pl.col("province").is_in(list(named))).drop_nulls("gap_to_median")
    year, above = last["year"].max(), last.filter(pl.col("gap_to_median") > 0)
    if last.is_empty():
        return _title_of_all(tables, name, named, lang)
    if last.height == 1:
        [province], [score], [gap] = last["province"], last["score"], last["gap_to_median"]
        side = "above" if gap > 0 else "below" if gap < 0 else "at"
        told = {
            key: number(value, lang, results.places_of(last))
            for key, value in (("score", score), ("median", score - gap))
        }
        return say(f"position_{side}", lang, name=name, year=year, province=province, **told)
    if len(tables) == 1:
        key = "position_some_above" if above.height else "position_none_above"
        names = listed(sorted(above["province"]), lang)
        return say(key, lang, name=name, above=names, year=year, n=above.height or last.height, of=last.height)
    count = last.group_by("province").agg(above=(pl.col("gap_to_median") > 0).sum(), of=pl.len())
    count = count.sort("above", "province", descending=[True, False])
    each = [say("position_of", lang, **row) for row in count.to_dicts()]
    return say("position_dimensions", lang, name=name, year=year, provinces=listed(each, lang, 4))


def _title_of_all(tables: Sequence[pl.DataFrame], name: str, named: Sequence[str], lang: Lang) -> str:
    """Say how the median of all went where nobody is named; else only whose scores are drawn."""
    whole = pl.concat(tables)
    of_all = whole.drop_nulls("gap_to_median")
    if len(tables) > 1 or named or of_all.is_empty():
        n = len(named) or whole["province"].n_unique()
        return say("position_some", lang, name=name, n=n, years=results.span(whole["year"]))
    own = results.last_series(of_all)
    middle = (pl.col("score") - pl.col("gap_to_median")).mean()
    median = own.group_by("year").agg(median=middle).sort("year")
    places = results.places_of(own)
    return results.course("median_{}", median["year"], median["median"], places, lang, name=name)


def _title_of_ranks(rows: pl.DataFrame, name: str, named: Sequence[str], lang: Lang) -> str:
    """Say from which rank to which the provinces went within one series, each from its first year to its last."""
    own = results.last_series(rows)
    own = own if set(named) & set(own["province"]) else rows
    moved = [own.filter(province=province).sort("year") for province in named]
    moved = [part for part in moved if part.height]
    if not moved:
        top = rows.filter(pl.col("year") == pl.col("year").max()).sort("rank", "province").row(0, named=True)
        if top["rank"] == 1:
            return say("ranks_first", lang, name=name, **top)
        return say("ranks_title", lang, name=name, n=rows["province"].n_unique(), years=results.span(rows["year"]))
    if len(moved) == 1:
        first, last = moved[0].row(0, named=True), moved[0].row(-1, named=True)
        key = "ranks_one" if first["year"] < last["year"] else "ranks_only"
        ends = {"start": first["year"], "end": last["year"], "first": first["rank"], "last": last["rank"]}
        return say(key, lang, name=name, province=last["province"], of=last["of"], of_first=first["of"], **ends)
    several = [part for part in moved if part.height > 1]
    if not several:
        return say("ranks_title", lang, name=name, n=len(moved), years=results.span(own["year"]))
    higher = sum(part["rank"][-1] < part["rank"][0] for part in several)
    starts, ends_of = {part["year"][0] for part in several}, {part["year"][-1] for part in several}
    key = "ranks_higher" if len(starts) == len(ends_of) == 1 else "ranks_higher_each"
    return say(key, lang, name=name, n=higher, of=len(several), start=min(starts), end=max(ends_of))


def _title_of_distance(rows: pl.DataFrame, name: str, named: Sequence[str], lang: Lang) -> str:
    """Say how far the provinces were from the leader in the last year; of several the furthest and the nearest."""
    last, places = rows.filter(pl.col("year") == pl.col("year").max()), results.places_of(rows)
    of = {"name": name, "year": last["year"][0]}
    own = last.filter(pl.col("province").is_in(list(named))).sort("gap_to_leader", "province")
    behind = [number(-gap, lang, places) for gap in own["gap_to_leader"]]
    if own.is_empty():
        middle = -float(last["gap_to_leader"].median() or 0)  # type: ignore[arg-type]
        return say("distance_of_all", lang, gap=number(middle, lang, places), **of)
    if own.height == 1:
        to_median = round(own["gap_to_median"][0], places)  # as it is read
        told = {"leader": behind[0], "median": number(abs(to_median), lang, places)}
        side = "below" if to_median < 0 else "above" if to_median else "at"
        side = side if own["gap_to_leader"][0] < 0 else "first"
        return say(f"distance_{side}", lang, province=own["province"][0], **told, **of)
    key = "distance_several" if own["gap_to_leader"][-1] < 0 else "distance_leads"
    far, near = own["province"][0], own["province"][-1]
    return say(key, lang, far=far, near=near, gap=behind[0], least=behind[-1], **of)
