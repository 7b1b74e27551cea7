"""What the charts of published results share: rows, names, breaks between series, captions."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import polars as pl
from matplotlib.axes import Axes

from cchc_analysis import wording
from cchc_analysis.charts.sheet import UNBROKEN, Asked, Label, Sheet
from cchc_analysis.charts.theme import GREY, dots, scale, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.frames import as_polars
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


def chosen(outcomes: Any, rows: pl.DataFrame, asked: Asked, most: int = NAMED) -> list[str]:
    """Give the provinces to be named that have a row among these: those asked for, else all where they are few.

    Refused are a province that the table does not hold, provinces of which none has a row, and more than ``most``.
    """
    held = wording.alphabetical(rows["province"])
    if asked.provinces is None:
        return held if len(held) <= FIGURES else []
    names = named_provinces(asked.provinces, as_polars(outcomes)["province"].drop_nulls().unique())
    if len(names) > most:
        raise ValueError(f"this chart names at most {most} provinces, not {len(names)}; choose fewer")
    if names and {*held}.isdisjoint(names):
        told = f"nothing here of {', '.join(names)}; ask for other provinces or years"
        raise refused("outcomes", "province", told)
    return [name for name in names if name in held]


def runs(own: pl.DataFrame, *, over_breaks: bool = False) -> list[pl.DataFrame]:
    """Cut the years of one province where a year is missing, and where one series ends and another begins."""
    series, own = pl.col("series"), own.sort("year")
    same = (series == series.shift()).fill_null(False) | pl.lit(over_breaks)
    new = (pl.col("year").diff() != 1) | ~same
    return own.with_columns(_run=new.fill_null(False).cum_sum()).partition_by("_run", include_key=False)


def breaks(rows: pl.DataFrame) -> list[float]:
    """Give the places on the axis where a series begins, as its name has it, after the first year drawn."""
    begins = rows["series"].drop_nulls().str.head(4).cast(pl.Int64, strict=False).unique().sort()
    return [begin - 0.5 for begin in begins if begin > min(rows["year"])]


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
    """Say where named provinces stood in the last year in which any of them has a figure, the best first.

    Beside them stands what holds for all provinces of that year; where there is neither, what is drawn.
    """
    own = rows.filter(pl.col("province").is_in(named)).drop_nulls(column).unique(["province", "year"])
    word = partial(wording.number, lang=lang, places=places_of(rows, column))
    year, best = (rows if own.is_empty() else own)["year"].max(), [column != "rank", False]
    figures = own.filter(year=year).sort(column, wording.by_name(own), descending=best).select("province", column)
    told = [f"{province} {word(figure)}".replace(" ", UNBROKEN) for province, figure in figures.iter_rows()]
    if len(told) > FIGURES:
        told = [say("list_more", lang, names="; ".join(told[:FIGURES]), n=len(told) - FIGURES)]
    beside, what = rows.filter(year=year), wording.term("column", column, lang)
    if (figure := beside.select(_BESIDE.get(column, pl.lit(None)).mean()).item()) is not None:
        of_all = say(f"beside_{column}", lang, n=word(figure))
        told, what = (told, of_all) if column == "rank" else ([*told, of_all], what)
    if not told:
        return drawn(rows, column, name, lang)
    return say("results_standing", lang, name=name, year=year, what=what, figures="; ".join(told))


def numbers_of(rows: pl.DataFrame, lang: Lang) -> str:
    """Say how many provinces have a score, the fewest and the most of a dimension in a year."""
    return say("n_provinces", lang, n=wording.span(rows.group_by("dimension", "year").len()["len"]))


def caption(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption of results: what the chart itself says, what holds for the index, and the sources."""
    told = wording.cautioned({*rows["metric"]}, lang)
    return [*parts, *told, say("before_reorganisation", lang), wording.publishers_line(rows, lang)]


def caption_by_year(
    outcomes: Any, rows: pl.DataFrame, asked: Asked, *parts: str, at_break: str = "break_drawn", **held: object
) -> list[str]:
    """Give the caption of results by year: what holds of the chart, its breaks and marks, n, who lacks a score."""
    of_all, is_all, lang = rows.select("dimension", "year").unique(), is_whole(rows), asked.lang
    table = as_polars(outcomes).filter(figure="province")
    wanted = () if asked.provinces is None else asked.provinces
    names = {*rows["province"], *named_provinces(wanted, table["province"].unique())}
    names |= {*table.filter(metric=rows["metric"][0])["province"]} if is_all else set()
    every = pl.DataFrame({"province": [*names]}).join(of_all, how="cross")
    lacking = every.join(rows, on=["province", "dimension", "year"], how="anti")
    by_province = lacking.group_by("province").agg(pl.col("year").unique().sort()).sort(wording.by_name(lacking))
    gone = wording.with_years(dict(by_province.iter_rows()), lang)
    alone = rows.filter(pl.col("series").is_null())["year"].unique().sort()
    is_compared = at_break == "break_drawn" and rows["year"].n_unique() > 1
    years = wording.listed(map(str, alone), lang, len(alone))
    told = those(
        lang,
        **{at_break: breaks(rows)},
        **held,
        no_series=is_compared and years and {"years": years},
        derived_hollow="derived" in rows["status"],
    )
    lack = those(lang, **{"without_score" if is_all else "not_found": gone and {"provinces": gone}})
    return caption(rows, lang, *told, *parts, numbers_of(rows, lang), *lack)


def draw_lines(
    sheet: Sheet,
    axes: Axes,
    rows: pl.DataFrame,
    column: str,
    names: Sequence[str],
    *also: Label,
    size: float = 10,
    over_breaks: bool = False,
) -> None:
    """Draw a column by year, a line a province and run of years, named at its end; dashed lines mark breaks."""
    look: dict[str, Any] = {"markersize": 6.5, "markeredgewidth": 1.4, "linestyle": "none", "zorder": 5}
    shades, ends = told_apart(names, sheet.asked.palette), list(also)
    for name in names:
        if (own := rows.filter(province=name).sort("year")).is_empty():
            continue
        for (status,), part in own.partition_by("status", as_dict=True).items():
            dots(axes, part["year"], part[column], name, shades, is_hollow=status == "derived", **look)
        for run in runs(own, over_breaks=over_breaks):
            axes.plot(run["year"], run[column], color=shades[name], linewidth=1.9, zorder=4)
        ends.append((own["year"][-1], own[column][-1], name, shades[name]))
    sheet.ends(axes, ends, size)
    series_axis(sheet, axes, rows)


def series_axis(sheet: Sheet, axes: Axes, rows: pl.DataFrame) -> None:
    """Give an axes the years of some results, with dashed lines at breaks, and the scale of its figures."""
    sheet.years(axes, rows["year"])
    scale(axes, "y", sheet.asked.lang)
    for place in breaks(rows):
        axes.axvline(place, color=GREY, linestyle=(0, (4, 3)), linewidth=1, zorder=1)
