"""Where provinces stand among all: scores, ranks and how far from the best by year, and a map of one year."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import Asked, chart, fitted, open_sheet
from cchc_analysis.charts.theme import GREY, INK, told_apart
from cchc_analysis.errors import refused
from cchc_analysis.wording import capital, index, listed, metric_name, number, say, term, those

_BAND = {"low": 0.1, "high": 0.9}  # quantiles
_COLUMNS = 3
_SIDE, _LEAST = 0.62, 0.5  # inches of a square, and the least that its texts need
_SHARED = ("of", "scale", "year")  # columns of numbers that are one for all provinces of a year
_BRIGHT, _DARK = (0.299, 0.587, 0.114), 0.55  # what red, green and blue give to the brightness; dark below it


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
    named = results.chosen(outcomes, rows, asked)
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
        title = results.drawn(rows, "score", name, lang)
        if is_one:
            title = results.standing(rows, "score", named, name, lang)
        no_band = results.is_partial(rows.drop_nulls("gap_to_median"))
        caption = results.caption_by_year(outcomes, rows, asked, no_band=no_band)
        return sheet.finish(title, subtitle, caption)


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
    named = results.chosen(outcomes, rows, asked)
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
        title = results.standing(rows, "rank", named, results.name_of(metric, dimension, lang), lang)
        subtitle = say("ranks_subtitle", lang, name=index(metric, dimension, lang))
        subtitle += "".join(those(lang, ranks_others=others.height))
        caption = results.caption_by_year(outcomes, rows, asked, at_break="break_marked", ranks_note=True)
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
    named = results.chosen(outcomes, rows, asked)
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
        return sheet.finish(title, subtitle, results.caption_by_year(outcomes, rows, asked))


@chart
def tile_map(
    outcomes: Any, metric: str, dimension: str = results.TOTAL, column: str = "score", **options: Any
) -> Figure:
    """Draw a column of the results of one year on a map in which every province is a square of one size.

    Rows and columns of the squares are data of the catalogue (`catalog.provinces`). A province without a score
    that year is white and says so with a dash.

    Parameters
    ----------
    column : str
        A column of numbers: ``score``, ``rank``, ``gap_to_leader``, ``gap_to_median``, or one of your own.
    years : iterable of int, optional
        The last of them that has results is drawn; without, the last year of all.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> len(tile_map(load_outcomes(), "papi_index", years=[2023], lang="en").axes[0].patches)
    63
    """
    from matplotlib.patches import Rectangle

    asked = Asked(**options)
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years, column), asked.lang
    if column in _SHARED or not rows[column].dtype.is_numeric():
        what = "the same for all provinces of a year" if column in _SHARED else "not a column of numbers"
        raise refused("outcomes", column, f"{what}; choose score, rank or a gap")
    rows = rows.filter(year=rows["year"].max())
    tiles = {name: province.tile for name, province in known_provinces().items() if province.tile}
    if lost := sorted(set(rows["province"]) - set(tiles)):
        raise refused("outcomes", "province", f"no square for {', '.join(lost)}; leave it out")
    named = results.chosen(outcomes, rows, asked, len(tiles))
    values, places = dict(rows.select("province", column).iter_rows()), results.places_of(rows, column)
    key, shades = _coloured(rows, column)
    frames = told_apart(named, asked.palette)
    down, across = (max(place[at] for place in tiles.values()) for at in (0, 1))
    size, least = (_SIDE * across + 2.6, _SIDE * down), (_LEAST * across, _LEAST * down)
    with open_sheet(asked, size, least) as sheet:
        [axes] = sheet.panels
        for name, (row, at) in tiles.items():
            face = shades.get(name, (1.0, 1.0, 1.0))
            look: dict[str, Any] = {"facecolor": face, "edgecolor": frames.get(name, "#bdbdbd")}
            look |= {"linewidth": 3, "zorder": 3} if name in named else {"linewidth": 0.8, "zorder": 2}
            axes.add_patch(Rectangle((at + 0.03, row + 0.03), 0.94, 0.94, **look))
            ink = "white" if np.dot(face[:3], _BRIGHT) < _DARK else INK
            look = {"ha": "center", "va": "center", "zorder": 4, "color": ink}
            axes.text(at + 0.5, row + 0.4, fitted(name, 0.86 * _SIDE, 7), size=6.5, linespacing=1.05, **look)
            written = number(values[name], lang, places) if name in values else "–"
            axes.text(at + 0.5, row + 0.8, written, size=7.5, weight="bold", **look)
        axes.set(xlim=(0.9, across + 1.1), ylim=(down + 1.05, 0.95), aspect="equal", xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        held: dict[str, Any] = {"tiles_named": named and {"provinces": listed(named, lang)}, key: True}
        held |= {"tiles_note": True, "ranks_note": column == "rank"}
        title = results.standing(rows, column, named, results.name_of(metric, dimension, lang), lang)
        of = {"name": index(metric, dimension, lang), "year": rows["year"][0]}
        subtitle = say("tiles_subtitle", lang, column=term("column", column, lang), **of)
        return sheet.finish(title, subtitle, results.caption_by_year(outcomes, rows, asked, **held))


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


def _coloured(rows: pl.DataFrame, column: str) -> tuple[str, dict[str, Any]]:
    """Give the key of what colours mean, and those of the provinces, about 0 where figures lie on both sides."""
    import matplotlib as mpl
    from matplotlib.colors import CenteredNorm, Normalize

    values, norm, key, scheme = rows[column].to_numpy(), Normalize(), "tiles_darker", "YlGnBu"
    if values.min() < 0 < values.max():
        norm, key, scheme = CenteredNorm(), "tiles_sides", "PuOr"
    elif column == "rank":
        key, scheme = "tiles_darker_first", "YlGnBu_r"
    shades = mpl.colormaps[scheme](0.08 + 0.84 * norm(values))
    return key, dict(zip(rows["province"], map(tuple, shades), strict=True))
