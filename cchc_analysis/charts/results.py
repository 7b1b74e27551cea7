"""Where provinces stand in published results, by year or on a map, and what all charts of results share."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis import wording
from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts.sheet import Asked, Label, Sheet, chart, fitted, open_sheet
from cchc_analysis.charts.theme import GREY, INK, dots, scale, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused_outcomes
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import checked_results, named_provinces, of_dimension
from cchc_analysis.wording import capital, index, listed, metric_name, number, say, term, those

TOTAL = "total"
NAMED, FIGURES = 20, 6  # provinces that a chart of lines names, and whose figures a title states

_BESIDE = {
    "score": pl.col("score") - pl.col("gap_to_median"),
    "rank": pl.col("of"),
    "gap_to_median": pl.col("gap_to_median") - pl.col("gap_to_leader"),
}
"""What one figure tells of all provinces of a year: the median, how many are ranked, the best less the median."""
_BAND = {"low": 0.1, "high": 0.9}  # quantiles
_COLUMNS = 3
_SIDE, _LEAST = 0.62, 0.5  # inches of a square, and the least that its texts need
_BRIGHT, _DARK = (0.299, 0.587, 0.114), 0.55  # what red, green and blue give to the brightness; dark below it


def results_of(
    outcomes: Any, metric: str, dimension: str, years: Iterable[int] | None = None, column: str = "score"
) -> pl.DataFrame:
    """Give the results of the provinces in one dimension of an index, in order of years, that have some column."""
    table = checked_results(outcomes, "figure", "scale", "series", "rank", "of", "gap_to_median", "status", column)
    rows = of_dimension(table.filter(figure="province"), metric, dimension).drop_nulls(column)
    if years is not None:
        rows = rows.filter(pl.col("year").is_in(list(years)))
    if rows.is_empty():
        what = f"{column} in {metric}, {dimension}"
        raise refused_outcomes("year", f"no province has a {what} for these years; ask for others")
    return rows.with_columns(pl.col("rank", "of").cast(pl.Int64)).sort("year", "province")


def chosen(outcomes: Any, rows: pl.DataFrame, asked: Asked, most: int = NAMED) -> list[str]:
    """Give the provinces to be named that have a row among these: those asked for, else all where they are few."""
    held = wording.alphabetical(rows["province"])
    if asked.provinces is None:
        return held if len(held) <= FIGURES else []
    names = named_provinces(asked.provinces, as_polars(outcomes)["province"].drop_nulls().unique())
    if len(names) > most:
        raise ValueError(f"this chart names at most {most} provinces, not {len(names)}; choose fewer")
    if names and {*held}.isdisjoint(names):
        raise refused_outcomes("province", f"nothing here of {', '.join(names)}; ask for other provinces or years")
    return [name for name in names if name in held]


def runs(own: pl.DataFrame, *, over_breaks: bool = False) -> list[pl.DataFrame]:
    """Cut the years of one province where a year is missing, and where one series ends and another begins."""
    series, own = pl.col("series"), own.sort("year")
    same = (series == series.shift()).fill_null(False) | pl.lit(over_breaks)
    new = (pl.col("year").diff() != 1) | ~same
    return own.with_columns(_run=new.fill_null(False).cum_sum()).partition_by("_run", include_key=False)


def breaks(rows: pl.DataFrame) -> list[float]:
    """Give the places on the axis where a series begins, as its name has it, after the first year drawn."""
    begins = rows["series"].drop_nulls().str.head(4).cast(pl.Int64, strict=False)
    return [begin - 0.5 for begin in begins.drop_nulls().unique().sort() if begin > min(rows["year"])]


def is_whole(rows: pl.DataFrame) -> bool:
    """Tell whether rows are of all provinces with a result, as published; single figures of the press are not."""
    return bool((rows["status"] == "published").all())


def is_partial(rows: pl.DataFrame) -> bool:
    """Tell whether provinces that have a score in some year are not among these rows."""
    counted = rows.group_by("dimension", "year").agg(pl.len(), pl.col("of").max())
    return bool((counted["len"] < counted["of"]).any())


def name_of(metric: str, dimension: str, lang: Lang) -> str:
    """Name a dimension of an index, or the index by its short name."""
    if dimension == TOTAL:
        return wording.metric_name(metric, "en")
    return wording.dimension_name(metric, dimension, lang)


def scale_of(rows: pl.DataFrame, lang: Lang) -> str:
    """Say what the scores are out of."""
    scales = [wording.number(scale, lang) for scale in rows["scale"].unique().sort()]
    return say("out_of", lang, scale=wording.listed(scales, lang))


def places_of(rows: pl.DataFrame, column: str = "score") -> int:
    """Give the decimals that scores of this scale, or another column of the results, are read with."""
    scale = float(rows["scale"].max() or 100)  # type: ignore[arg-type]
    return 0 if rows[column].dtype.is_integer() else 3 if scale <= 1 else 2 if scale <= 10 else 1  # noqa: PLR2004


def drawn(rows: pl.DataFrame, column: str, name: str, lang: Lang) -> str:
    """Say of how many provinces, and of which years, a column is drawn."""
    of = {"n": rows["province"].n_unique(), "years": wording.span(rows["year"])}
    return say("results_drawn", lang, name=name, column=wording.term("column", column, lang), **of)


def standing(rows: pl.DataFrame, column: str, named: Sequence[str], name: str, lang: Lang) -> str:
    """Say where named provinces stood in the last year that any has a figure of, and all; else what is drawn."""
    own = rows.filter(pl.col("province").is_in(named)).drop_nulls(column).unique(["province", "year"])
    word = partial(wording.number, lang=lang, places=places_of(rows, column))
    year, best = (rows if own.is_empty() else own)["year"].max(), [column != "rank", False]
    figures = own.filter(year=year).sort(column, wording.by_name(own), descending=best).select("province", column)
    told = [f"{province} {word(figure)}" for province, figure in figures.iter_rows()]
    if len(told) > FIGURES:
        told = [say("list_more", lang, names="; ".join(told[:FIGURES]), n=len(told) - FIGURES)]
    beside, what = rows.filter(year=year), wording.term("column", column, lang)
    if (figure := beside.select(_BESIDE.get(column, pl.lit(None)).mean()).item()) is not None:
        of_all = say(f"beside_{column}", lang, n=word(figure))
        told, what = (told, of_all) if column == "rank" else ([*told, of_all], what)
    if not told:
        return drawn(rows, column, name, lang)
    return say("results_standing", lang, name=name, year=year, what=what, figures="; ".join(told))


def caption(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption of results: what the chart itself says, what holds for the index, and the sources."""
    told = wording.cautioned({*rows["metric"]}, lang, {*rows["scale"]})
    return [*parts, *told, say("before_reorganisation", lang), wording.publishers_line(rows, lang)]


def caption_by_year(
    outcomes: Any, rows: pl.DataFrame, asked: Asked, *parts: str, at_break: str = "break_drawn", **held: object
) -> list[str]:
    """Give the caption of results by year: what holds of the chart, its breaks and marks, n, who lacks a score."""
    of_all, is_all, lang = rows.select("dimension", "year").unique(), is_whole(rows), asked.lang
    table = as_polars(outcomes).filter(figure="province")
    wanted = () if asked.provinces is None else asked.provinces
    known = table.filter(metric=rows["metric"][0]) if is_all else rows
    names = {*known["province"], *named_provinces(wanted, table["province"].unique())}
    every = pl.DataFrame({"province": [*names]}).join(of_all, how="cross")
    lacking = every.join(rows, on=["province", "dimension", "year"], how="anti")
    by_province = lacking.group_by("province").agg(pl.col("year").unique().sort()).sort(wording.by_name(lacking))
    gone = wording.with_years(dict(by_province.iter_rows()), lang)
    alone = rows.filter(pl.col("series").is_null())["year"].unique().sort()
    is_compared = at_break == "break_drawn" and rows["year"].n_unique() > 1
    years = wording.listed(map(str, alone), lang, len(alone))
    counts = {"n": wording.span(rows.group_by("dimension", "year").len()["len"])}
    told: dict[str, object] = {at_break: breaks(rows), "n_provinces": counts} | held
    told["no_series"] = is_compared and years and {"years": years}
    told["derived_hollow"] = "derived" in rows["status"]
    told["without_score" if is_all else "not_found"] = gone and {"provinces": gone}
    return caption(rows, lang, *parts, *those(lang, **told))


def draw_lines(
    sheet: Sheet, axes: Axes, rows: pl.DataFrame, column: str, names: Sequence[str], *also: Label
) -> None:
    """Draw a column by year, a line a province, named at its end; dashed lines mark breaks, which ranks cross."""
    look: dict[str, Any] = {"markersize": 6.5, "markeredgewidth": 1.4, "linestyle": "none", "zorder": 5}
    shades, ends = told_apart(names, sheet.asked.palette), list(also)
    for name in names:
        if (own := rows.filter(province=name).sort("year")).is_empty():
            continue
        for (status,), part in own.partition_by("status", as_dict=True).items():
            dots(axes, part["year"], part[column], name, shades, is_hollow=status == "derived", **look)
        for run in runs(own, over_breaks=column == "rank"):
            axes.plot(run["year"], run[column], color=shades[name], linewidth=1.9, zorder=4)
        ends.append((own["year"][-1], own[column][-1], name, shades[name]))
    sheet.ends(axes, ends, 10 if len(sheet.panels) == 1 else 8.5)
    series_axis(sheet, axes, rows)


def series_axis(sheet: Sheet, axes: Axes, rows: pl.DataFrame) -> None:
    """Give an axes the years of some results, with dashed lines at breaks, and the scale of its figures."""
    sheet.years(axes, rows["year"])
    scale(axes, "y", sheet.asked.lang)
    for place in breaks(rows):
        axes.axvline(place, color=GREY, linestyle=(0, (4, 3)), linewidth=1, zorder=1)


@chart
def position(outcomes: Any, metric: str, dimension: str | Sequence[str] = TOTAL, **options: Any) -> Figure:
    """Draw the scores of chosen provinces over the band of all provinces, one panel a dimension.

    The band is from the 10th to the 90th percentile, the line in it the median; no line crosses a break between
    series or a missing year; results derived by the press are hollow.

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
        raise refused_outcomes("dimension", "none is asked for; name one or more")
    tables = [results_of(outcomes, metric, part, asked.years) for part in parts]
    rows, is_one, across = pl.concat(tables), len(parts) == 1, min(_COLUMNS, len(parts))
    named = chosen(outcomes, rows, asked)
    has_median = rows["gap_to_median"].null_count() < rows.height
    if not (named or has_median):
        raise refused_outcomes("gap_to_median", "no median of all provinces to draw; name provinces")
    down = -(-len(parts) // across)
    height = max(4.4, 0.2 * len(named)) if is_one else max(3.0, 0.19 * len(named)) * down
    size, least = (10 if across < _COLUMNS else 13, height), None if is_one else (2.5, 1.9)
    with open_sheet(asked, size, least, (across, down)) as sheet:
        for axes, table, part in zip(sheet.panels, tables, parts, strict=False):
            _draw_all(axes, table)
            draw_lines(sheet, axes, table, "score", named)
            if axes in sheet.panels[::across]:
                axes.set_ylabel(scale_of(table, lang), size=10)
            if not is_one:
                axes.set_title(name_of(metric, part, lang), loc="left", size=11)
        for axes in sheet.panels[len(parts) :]:
            axes.remove()
        whole = index(metric, parts[0], lang) if is_one else metric_name(metric, lang)
        subtitle = say("position_subtitle", lang, name=whole) + "".join(those(lang, position_median=has_median))
        name = name_of(metric, parts[0] if is_one else TOTAL, lang)
        title = standing(rows, "score", named, name, lang) if is_one else drawn(rows, "score", name, lang)
        caption = caption_by_year(outcomes, rows, asked, no_band=is_partial(rows.drop_nulls("gap_to_median")))
        return sheet.finish(title, subtitle, caption)


@chart
def ranks(outcomes: Any, metric: str, dimension: str = TOTAL, **options: Any) -> Figure:
    """Draw the rank of chosen provinces among all that have a score, year by year, rank 1 on top.

    Unlike scores, ranks may be followed over a break between series: a dashed line marks it.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = ranks(load_outcomes(), "papi_index", provinces=["Kon Tum"], years=range(2021, 2025), lang="en")
    >>> bool(figure.axes[0].yaxis_inverted())
    True
    """
    asked = Asked(**options)
    rows, lang = results_of(outcomes, metric, dimension, asked.years, "rank"), asked.lang
    named = chosen(outcomes, rows, asked)
    others = rows.filter(~pl.col("province").is_in(named))
    with open_sheet(asked, (10, max(5.0, 0.2 * len(named)))) as sheet:
        [axes] = sheet.panels
        look: dict[str, Any] = {"linewidth": 0.9, "marker": "o", "markersize": 1.5, "zorder": 2}
        for own in others.partition_by("province"):
            for run in runs(own, over_breaks=True):
                axes.plot(run["year"], run["rank"], color="#dadada", **look)
        draw_lines(sheet, axes, rows, "rank", named)
        last = max(*rows["of"].drop_nulls(), *rows["rank"])
        axes.set_ylim(last + 1.5, -0.5)
        axes.set_yticks(sorted({1, *range(10, last - 4, 10), last}))
        axes.set_ylabel(say("rank_axis", lang))
        title = standing(rows, "rank", named, name_of(metric, dimension, lang), lang)
        subtitle = say("ranks_subtitle", lang, name=index(metric, dimension, lang))
        subtitle += "".join(those(lang, ranks_others=others.height))
        caption = caption_by_year(outcomes, rows, asked, at_break="break_marked", ranks_note=True)
        return sheet.finish(title, subtitle, caption)


@chart
def distance(outcomes: Any, metric: str, dimension: str = TOTAL, **options: Any) -> Figure:
    """Draw scores less the median of all provinces, below the line of the leader: both distances in one panel.

    Points from the median by year; 0 is the median, the upper line the best score of the year.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = distance(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_ylabel()
    'Points from the median'
    """
    asked = Asked(**options)
    rows, lang = results_of(outcomes, metric, dimension, asked.years, "gap_to_leader"), asked.lang
    named = chosen(outcomes, rows, asked)
    leaders = rows.filter(gap_to_leader=0)
    if leaders.is_empty():
        raise refused_outcomes("gap_to_leader", "no row is the best of its year; give all provinces")
    best = leaders.unique("year", keep="first", maintain_order=True)
    with open_sheet(asked, (10, max(4.4, 0.2 * len(named)))) as sheet:
        [axes] = sheet.panels
        axes.axhline(0, color=INK, linewidth=1.1, zorder=2)
        for run in runs(best):
            axes.plot(run["year"], run["gap_to_median"], color=GREY, linewidth=1.6, marker=".", zorder=3)
        year, gap = best.select("year", "gap_to_median").row(-1)
        who = listed(leaders.filter(year=year)["province"], lang, 2)
        ends = (year, gap, say("leader", lang, province=who), GREY), (year, 0, say("median", lang), INK)
        draw_lines(sheet, axes, rows, "gap_to_median", named, *ends)
        axes.set_ylabel(capital(term("column", "gap_to_median", lang)))
        title = standing(rows, "gap_to_median", named, name_of(metric, dimension, lang), lang)
        subtitle = say("distance_subtitle", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, caption_by_year(outcomes, rows, asked))


@chart
def tile_map(outcomes: Any, metric: str, dimension: str = TOTAL, column: str = "score", **options: Any) -> Figure:
    """Draw a column of the results of one year on a map in which every province is a square of one size.

    A province without a score that year is white and says so with a dash.

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
    import matplotlib as mpl
    from matplotlib.colors import Normalize
    from matplotlib.patches import Rectangle

    asked = Asked(**options)
    rows, lang = results_of(outcomes, metric, dimension, asked.years, column), asked.lang
    if not rows[column].dtype.is_numeric():
        raise refused_outcomes(column, "not a column of numbers; choose score, rank or a gap")
    rows = rows.filter(year=rows["year"].max())
    tiles = {name: province.tile for name, province in known_provinces().items() if province.tile}
    if lost := sorted(set(rows["province"]) - set(tiles)):
        raise refused_outcomes("province", f"no square for {', '.join(lost)}; leave it out")
    named = chosen(outcomes, rows, asked, len(tiles))
    values, places = dict(rows.select("province", column).iter_rows()), places_of(rows, column)
    key, scheme = ("tiles_darker_first", "YlGnBu_r") if column == "rank" else ("tiles_darker", "YlGnBu")
    painted = mpl.colormaps[scheme](0.08 + 0.84 * Normalize()(rows[column].to_numpy()))
    shades = dict(zip(rows["province"], map(tuple, painted), strict=True))
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
        title = standing(rows, column, named, name_of(metric, dimension, lang), lang)
        of = {"name": index(metric, dimension, lang), "year": rows["year"][0]}
        subtitle = say("tiles_subtitle", lang, column=term("column", column, lang), **of)
        return sheet.finish(title, subtitle, caption_by_year(outcomes, rows, asked, **held))


def _draw_all(axes: Axes, table: pl.DataFrame) -> None:
    """Draw median and band of all provinces, series by series; no band where the table lacks some of them."""
    score, grey = pl.col("score"), "#8a8a8a"
    ends = {name: score.quantile(share, "linear") for name, share in _BAND.items()}
    median = (score - pl.col("gap_to_median")).mean()
    for own in table.drop_nulls("gap_to_median").partition_by("series", maintain_order=True):
        band = own.group_by("year").agg(median, **ends).sort("year")
        if band.height == 1:  # a year alone is as wide as a mark
            band = pl.concat([band.with_columns(pl.col("year") + shift) for shift in (-0.1, 0.1)])
        years, middle, low, high = band.get_columns()
        axes.plot(years, middle, color=grey, linewidth=1.4, zorder=2)
        if not is_partial(own):
            axes.fill_between(years, low, high, color=grey, alpha=0.28, linewidth=0)
