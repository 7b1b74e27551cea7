"""Where chosen provinces stand among all of them, year by year: scores, ranks, and how far from the best."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import no_difference
from cchc_analysis.charts import results
from cchc_analysis.charts.asked import Asked, chart
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, INK
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.frames import DIGITS
from cchc_analysis.wording import capital, index, listed, metric_name, number, say, term, those

_BAND = {"low": 0.1, "high": 0.9}  # quantiles
_COLUMNS = 3


@chart
def position(outcomes: Any, metric: str, dimension: str | Sequence[str] = results.TOTAL, **options: Any) -> Figure:
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
    rows, is_one, across = pl.concat(tables), len(parts) == 1, min(_COLUMNS, len(parts))
    named, absent = results.chosen(outcomes, rows, asked)
    has_median = rows["gap_to_median"].null_count() < rows.height
    if not (named or has_median):
        raise refused("outcomes", "gap_to_median", "no median of all provinces to draw; name provinces")
    down = -(-len(parts) // across)
    height = max(4.4, 0.2 * len(named)) if is_one else max(3.0, 0.19 * len(named)) * down
    size, least = (10 if across < _COLUMNS else 13, height), None if is_one else (2.5, 1.9)
    with open_sheet(asked, size, least, (across, down)) as sheet:
        for axes, table, part in zip(sheet.panels, tables, parts, strict=False):
            _draw_all(axes, table)
            results.draw_lines(sheet, axes, table, "score", named, size=10 if is_one else 8.5)
            if axes in sheet.panels[::across]:
                axes.set_ylabel(results.scale_of(table, lang), size=10)
            if not is_one:
                axes.set_title(results.name_of(metric, part, lang), loc="left", size=11)
        for axes in sheet.panels[len(parts) :]:
            axes.remove()
        whole = index(metric, parts[0], lang) if is_one else metric_name(metric, lang)
        subtitle = say("position_subtitle", lang, name=whole) + "".join(those(lang, position_median=has_median))
        name = results.name_of(metric, parts[0] if is_one else results.TOTAL, lang)
        title = (results.standing if is_one else _standing_above)(rows, "score", named, name, lang)
        no_band = results.is_partial(rows.drop_nulls("gap_to_median"))
        return sheet.finish(
            title, subtitle, results.caption_by_year(outcomes, rows, lang, absent, no_band=no_band)
        )


@chart
def ranks(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Any) -> Figure:
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
    others = rows.filter(~pl.col("province").is_in(named))
    with open_sheet(asked, (10, max(5.0, 0.2 * len(named)))) as sheet:
        [axes] = sheet.panels
        look: dict[str, Any] = {"linewidth": 0.9, "marker": "o", "markersize": 1.5, "zorder": 2}
        for own in others.partition_by("province"):
            for run in results.runs(own, over_breaks=True):
                axes.plot(run["year"], run["rank"], color="#dadada", **look)
        results.draw_lines(sheet, axes, rows, "rank", named, over_breaks=True)
        last = max(*rows["of"].drop_nulls(), *rows["rank"])
        axes.set_ylim(last + 1.5, -0.5)
        axes.set_yticks(sorted({1, *range(10, last - 4, 10), last}))
        axes.set_ylabel(say("rank_axis", lang))
        shown = named or rows.filter(year=rows["year"].max(), rank=1)["province"].to_list()
        title = results.standing(rows, "rank", shown, results.name_of(metric, dimension, lang), lang)
        subtitle = say("ranks_subtitle", lang, name=index(metric, dimension, lang))
        subtitle += "".join(those(lang, ranks_others=others.height))
        among = not results.is_whole(rows) and {"most": rows["of"].max()}
        told: dict[str, Any] = {"at_break": "break_marked", "ranks_note": True, "ranked_among": among}
        caption = results.caption_by_year(outcomes, rows, lang, absent, **told)
        return sheet.finish(title, subtitle, caption)


@chart
def distance(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Any) -> Figure:
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
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years, "gap_to_leader"), asked.lang
    named, absent = results.chosen(outcomes, rows, asked)
    leaders = rows.filter(gap_to_leader=0)
    if leaders.is_empty():
        raise refused("outcomes", "gap_to_leader", "no row is the best of its year; give all provinces")
    best = leaders.unique("year", keep="first", maintain_order=True)
    with open_sheet(asked, (10, max(4.4, 0.2 * len(named)))) as sheet:
        [axes] = sheet.panels
        axes.axhline(0, color=INK, linewidth=1.1, zorder=2)
        for run in results.runs(best):
            axes.plot(run["year"], run["gap_to_median"], color=GREY, linewidth=1.6, marker=".", zorder=3)
        year, gap = best.select("year", "gap_to_median").row(-1)
        who = listed(leaders.filter(year=year)["province"], lang, 2)
        ends = (year, gap, say("leader", lang, province=who), GREY), (year, 0, say("median", lang), INK)
        results.draw_lines(sheet, axes, rows, "gap_to_median", named, *ends)
        axes.set_ylabel(capital(term("column", "gap_to_median", lang)))
        title = results.standing(rows, "gap_to_median", named, results.name_of(metric, dimension, lang), lang)
        subtitle = say("distance_subtitle", lang, name=index(metric, dimension, lang))
        changes = best["province"].n_unique() > 1
        caption = results.caption_by_year(outcomes, rows, lang, absent, leader_changes=changes)
        return sheet.finish(title, subtitle, caption)


def _draw_all(axes: Axes, table: pl.DataFrame) -> None:
    """Draw median and band of all provinces, series by series; no band where the table lacks some of them."""
    score, grey, wide = pl.col("score"), "#8a8a8a", 1.4
    ends = {name: score.quantile(share, "linear") for name, share in _BAND.items()}
    median = (score - pl.col("gap_to_median")).mean()
    for own in table.drop_nulls("gap_to_median").partition_by("series", maintain_order=True):
        years, middle, low, high = own.group_by("year").agg(median, **ends).sort("year").get_columns()
        is_one, is_whole = len(years) == 1, not results.is_partial(own)
        look: dict[str, Any] = {"marker": "_", "markersize": 9, "markeredgewidth": wide} if is_one else {}
        axes.plot(years, middle, color=grey, linewidth=wide, zorder=2, **look)
        if is_whole and is_one:
            axes.vlines(years, low, high, color=grey, alpha=0.28, linewidth=9)
        elif is_whole:
            axes.fill_between(years, low, high, color=grey, alpha=0.28, linewidth=0)


def _standing_above(rows: pl.DataFrame, column: str, named: Sequence[str], name: str, lang: Lang) -> str:
    """Say in how many dimensions of the last year named provinces are clearly above the median."""
    if not named:
        return results.drawn(rows, column, name, lang)
    least, gap = no_difference(rows["metric"][0]), pl.col("gap_to_median").round(DIGITS)
    counted = pl.when(gap.count() > 0).then((gap > least).sum()).over("province", "year")
    parts = rows.filter(pl.col("dimension") != results.TOTAL).with_columns(above=counted)
    what = say("dimensions_above", lang, least=number(least, lang))
    return results.standing(parts, "above", named, name, lang, what)
