"""What the charts of published results share: rows, names, breaks between series, captions."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl
from matplotlib.axes import Axes

from cchc_analysis import wording
from cchc_analysis.charts.asked import Asked
from cchc_analysis.charts.sheet import Label, Sheet
from cchc_analysis.charts.theme import GREY, Palette, beside, dots, scale, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.frames import DIGITS, as_polars
from cchc_analysis.selection import checked_results, named_provinces, of_dimension
from cchc_analysis.wording import say, those

TOTAL = "total"
NAMED, FIGURES = 20, 6  # provinces that a chart of lines names, and whose figures a title states

_BESIDE = {
    "score": pl.col("score") - pl.col("gap_to_median"),
    "rank": pl.col("of"),
    "gap_to_median": pl.col("gap_to_median") - pl.col("gap_to_leader"),
}
"""What one figure tells of all provinces of a year: the median, how many are ranked, the best less the median."""


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
        raise refused("outcomes", "year", f"no province has a {what} for these years; ask for others")
    return rows.with_columns(pl.col("rank", "of").cast(pl.Int64)).sort("year", "province")


def chosen(outcomes: Any, rows: pl.DataFrame, asked: Asked, most: int = NAMED) -> tuple[list[str], list[str]]:
    """Give the provinces to be named that have a row among these, and those of the table that have none.

    Refused are a province that the table does not hold, provinces of which none has a row, and more than ``most``.
    """
    wanted = [] if asked.provinces is None else asked.provinces
    names = named_provinces(wanted, as_polars(outcomes)["province"].drop_nulls().unique())
    held = set(rows["province"])
    if len(names) > most:
        raise ValueError(f"this chart names at most {most} provinces, not {len(names)}; choose fewer")
    if names and held.isdisjoint(names):
        told = f"nothing here of {', '.join(names)}; ask for other provinces or years"
        raise refused("outcomes", "province", told)
    return [name for name in names if name in held], [name for name in names if name not in held]


def runs(own: pl.DataFrame, *, over_breaks: bool = False) -> list[pl.DataFrame]:
    """Cut the years of one province where a year is missing, and where one series ends and another begins."""
    series, own = pl.col("series"), own.sort("year")
    same = (series == series.shift()).fill_null(False) | pl.lit(over_breaks)
    new = (pl.col("year").diff() != 1) | ~same
    return own.with_columns(_run=new.fill_null(False).cum_sum()).partition_by("_run", include_key=False)


def breaks(rows: pl.DataFrame) -> list[float]:
    """Give the places on the axis where a later series of a dimension begins, by its name, else by its rows."""
    year, before = pl.col("year"), pl.col("last").shift().over("dimension", order_by="year")
    ends = rows.drop_nulls("series").group_by("dimension", "series").agg(year.min(), last=year.max())
    named = pl.col("series").str.extract(r"^(\d{4})\b").cast(pl.Int64)
    begins = pl.when(named.is_between(before + 1, year)).then(named).otherwise(year)
    later = ends.with_columns(begins=begins).filter(before.is_not_null())
    return [start - 0.5 for start in later["begins"].unique().sort()]


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


def extremes(
    rows: pl.DataFrame, column: str, places: int, lang: Lang, least: float = 0.0
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the least figure as it is read, all who have it or one at most ``least`` apart; so of the greatest."""
    value, word = pl.col(column), partial(wording.number, lang=lang, places=places)

    def end(of: pl.Expr) -> tuple[str, str]:
        apart, same_read = (value - of).abs().round(DIGITS), value.round(places) == of.round(places)
        near = rows.filter((apart <= least) | same_read).sort(column)
        first, last = map(word, near[column][[0, -1]])
        between = say("from_to", lang, low=first, high=last) if first[0] == "−" else f"{first}–{last}"
        return first if first == last else between, wording.listed(wording.alphabetical(near["province"]), lang)

    return end(value.min()), end(value.max())


def drawn(rows: pl.DataFrame, column: str, name: str, lang: Lang) -> str:
    """Say of how many provinces, and of which years, a column is drawn."""
    of = {"n": rows["province"].n_unique(), "years": wording.span(rows["year"])}
    return say("results_drawn", lang, name=name, column=wording.term("column", column, lang), **of)


def standing(rows: pl.DataFrame, column: str, named: Sequence[str], name: str, lang: Lang, what: str = "") -> str:
    """Say where named provinces stood in the last year in which any of them has a figure, the best first.

    Beside them stands what holds for all provinces of that year; where there is neither, what is drawn.
    """
    own = rows.filter(pl.col("province").is_in(named)).drop_nulls(column).unique(["province", "year"])
    word = partial(wording.number, lang=lang, places=places_of(rows, column))
    year, best = (rows if own.is_empty() else own)["year"].max(), [column != "rank", False]
    figures = own.filter(year=year).sort(column, wording.by_name(own), descending=best).select("province", column)
    told = [f"{province} {word(figure)}" for province, figure in figures.iter_rows()]
    if len(told) > FIGURES:
        told = [say("list_more", lang, names="; ".join(told[:FIGURES]), n=len(told) - FIGURES)]
    beside, what = rows.filter(year=year), what or wording.term("column", column, lang)
    if (figure := beside.select(_BESIDE.get(column, pl.lit(None)).mean()).item()) is not None:
        of_all = say(f"beside_{column}", lang, n=word(figure))
        told, what = (told, of_all) if column == "rank" else ([*told, of_all], what)
    if not told:
        return drawn(rows, column, name, lang)
    return say("results_standing", lang, name=name, year=year, what=what, figures="; ".join(told))


def numbers_of(rows: pl.DataFrame, lang: Lang) -> str:
    """Say how many provinces have a score, the fewest and the most of a dimension in a year."""
    count = rows.group_by("dimension", "year").agg(pl.col("province").n_unique())["province"]
    least, most = count.min(), count.max()
    key = "n_provinces_a_year" if least != most else "n_provinces"
    return say(key, lang, n=most, least=least, most=most)


def caption(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption of results: what the chart itself says, what holds for the index, and the sources."""
    told = wording.cautioned({*rows["metric"]}, lang, {*rows["scale"]})
    return [*parts, *told, say("before_reorganisation", lang), wording.publishers_line(rows, lang)]


def caption_of_lines(
    outcomes: Any, rows: pl.DataFrame, lang: Lang, absent: list[str], *parts: str, at_break: str = "break_drawn"
) -> list[str]:
    """Give the caption of lines: breaks, hollow marks, how many provinces, and who of all or those asked lacks."""
    years, parts_of = rows["year"].unique().sort().to_list(), rows.select("dimension", "year").unique()
    others = as_polars(outcomes).filter(metric=rows["metric"][0], figure="province")["province"]
    held = {*rows["province"], *absent, *(others if is_whole(rows) else ())}
    every = pl.DataFrame({"province": [*held]}).join(parts_of, how="cross")
    lacking = every.join(rows, on=["province", "dimension", "year"], how="anti")
    by_year = lacking.group_by("province", "year").len("lost").join(parts_of.group_by("year").len("of"), on="year")
    of_each = by_year.group_by("province").agg(pl.col("year").sort()).sort(wording.by_name(by_year))
    gone = wording.with_years(dict(of_each.iter_rows()), lang)
    is_part = by_year.filter(pl.col("lost") < pl.col("of")).height > 0
    alone = rows.filter(pl.col("series").is_null())["year"].unique().sort()
    told = [*those(lang, **{at_break: breaks(rows)}), *parts]
    if at_break == "break_drawn" and len(alone) and len(years) > 1:
        key = "no_series" if rows["series"].null_count() == rows.height else "no_series_of"
        told.append(say(key, lang, years=wording.listed(map(str, alone), lang, len(alone))))
    told += [*those(lang, derived_hollow="derived" in rows["status"]), numbers_of(rows, lang)]
    key = "not_found" if not is_whole(rows) else "without_score_of_part" if is_part else "without_score"
    return caption(rows, lang, *told, *those(lang, **{key: gone and {"provinces": gone}}))


def series_axis(sheet: Sheet, axes: Axes, rows: pl.DataFrame, lang: Lang, room: float = 0.0) -> None:
    """Give an axes the years of some results, with dashed lines at breaks, and the scale of its figures."""
    sheet.years(axes, rows["year"], room)
    scale(axes, "y", lang)
    for place in breaks(rows):
        axes.axvline(place, color=GREY, linestyle=(0, (4, 3)), linewidth=1, zorder=1)


def scale_heads(axes: Axes, rows: pl.DataFrame, lang: Lang) -> None:
    """Write at the head of each series what its scores are out of, where the series differ in it."""
    if rows["scale"].n_unique() == 1:
        return
    look: dict[str, Any] = {"xycoords": axes.get_xaxis_transform(), "ha": "center", "va": "top"}
    for own in rows.partition_by("scale", maintain_order=True):
        for run in runs(own.unique("year")):
            text = say("of_scale", lang, scale=wording.number(run["scale"][0], lang))
            beside(axes, text, (float(run["year"].mean() or 0), 1), (0, -2), size=9, color=GREY, **look)  # type: ignore[arg-type]
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + 0.08 * (high - low))


def draw_lines(
    axes: Axes,
    rows: pl.DataFrame,
    column: str,
    names: Sequence[str],
    palette: Palette,
    *,
    over_breaks: bool = False,
) -> Iterator[Label]:
    """Draw a column by year, a line a province that has it and run of years; give the label of each at its end."""
    look: dict[str, Any] = {"markersize": 6.5, "markeredgewidth": 1.4, "linestyle": "none", "zorder": 5}
    shades = told_apart(names, palette)
    for name in names:
        if (own := rows.filter(province=name).sort("year")).is_empty():
            continue
        for (status,), part in own.partition_by("status", as_dict=True).items():
            hollow = status == "derived"
            dots(axes, part["year"], part[column], name, shades, is_hollow=hollow, **look)
        for run in runs(own, over_breaks=over_breaks):
            axes.plot(run["year"], run[column], color=shades[name], linewidth=1.9, zorder=4)
        yield own["year"][-1], own[column][-1], name, shades[name]
