"""Whether provinces draw together: their spread year by year, and whether low scores grew faster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, Unpack

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.asked import Asked, Options, chart, refused
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, INK, beside, dots, scale
from cchc_analysis.choices import Lang
from cchc_analysis.compare.converge import SERIES_YEARS, Convergence, converge
from cchc_analysis.convergence import leave_one_out, sigma
from cchc_analysis.errors import DataError
from cchc_analysis.frames import as_polars
from cchc_analysis.wording import index, listed, number, say, term

_UNITS = 3
"""Provinces from which leaving one out leaves a spread."""

_CHANCE = 0.05  # p value from which a slope is called no clear link


@chart
def spread(
    outcomes: Any,
    metric: str,
    dimension: str = results.TOTAL,
    measure: Literal["sd", "cv"] = "sd",
    **options: Unpack[Options],
) -> Figure:
    """Draw the spread of the provinces by year: sigma convergence where it falls.

    One line a series, over the provinces with a score in every year of it, n beside it; bars: the range when each
    province in turn is left out.

    Parameters
    ----------
    measure : {"sd", "cv"}
        Standard deviation of the population in points, or its share of the mean.
    palette : mapping, optional
        Colour of the line under ``spread``.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = spread(load_outcomes(), "papi_index", "e_governance", lang="en")
    >>> figure.texts[0].get_text()
    'E-governance: spread fell from 0.31 to 0.28 points, 2020 to 2024'
    """
    asked = Asked(**options)
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years), asked.lang
    if asked.provinces is not None:
        named, _ = results.chosen(outcomes, rows, asked, rows.height)
        rows = rows.filter(pl.col("province").is_in(named))
    percent, places = (100.0, 1) if measure == "cv" else (1.0, results.places_of(rows))
    figures = [(pl.col(f"{measure}{end}") * percent).alias(f"value{end}") for end in ("", "_low", "_high")]
    of_series = rows.drop_nulls("series").partition_by("series", maintain_order=True)
    parts = [part for own in of_series if (part := _spread_of(own, metric, dimension, figures))]
    if not parts:
        raise refused("outcomes", "series", f"{metric}, {dimension}: no series has two provinces")
    shade = (asked.palette or {}).get("spread", "#333333")
    with open_sheet(asked, height=4.3) as sheet:
        [axes] = sheet.panels
        for found, *_ in parts:
            axes.vlines(
                found["year"], found["value_low"], found["value_high"], color=shade, alpha=0.25, linewidth=8
            )
            axes.plot(found["year"], found["value"], color=shade, marker="o", markersize=7, linewidth=1.9)
            for year, value, place, is_above in _labels(found):
                side: dict[str, Any] = {"va": "bottom" if is_above else "top", "ha": "center", "size": 9.5}
                beside(axes, number(value, lang, places), (year, place), (0, 6 if is_above else -6), **side)
            middle = sum(found["year"]) / found.height
            beside(axes, f"n = {found['n'][0]}", (middle, 0), (0, 7), ha="center", size=9.5, color=INK)
        results.year_axis(axes, rows, lang)
        axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
        axes.set_ylabel(term("spread_axis", measure, lang))
        last = _told(parts)
        told = [say("spread_bars", lang), say("break_drawn", lang) if results.breaks(rows) else ""]
        told += [_left_out(part.measured, lang) for part in parts] + [_hinges(last.measured, lang)]
        name, found = results.name_of(metric, dimension, lang), last.found
        key = f"spread_{{}}_{measure}"
        title = results.course(key, found["year"], found["value"], places, lang, name=name)
        subtitle = say(f"spread_subtitle_{measure}", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


@chart
def catch_up(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Unpack[Options]) -> Figure:
    """Draw the first score of each province against its yearly growth, with the line of beta convergence.

    A dot a province with a score in every year; the line is that of `convergence.beta`, its band the interval of
    95 % by bootstrap.

    Parameters
    ----------
    years : iterable of int, optional
        Its first and last year are the ends, in one series; without, as `converge` chooses them.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = catch_up(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_xlabel()
    'Score in 2020'
    """
    import seaborn as sns

    asked = Asked(**options)
    lang, years = asked.lang, sorted(set(asked.years)) if asked.years is not None else [None]
    found = converge(as_polars(outcomes), metric, dimension, years[0], years[-1])
    if found.beta is None:
        message = f"{metric}, {dimension}: beta needs 3 provinces, {found.n} have every year"
        raise refused("outcomes", "province", message)
    rows = results.results_of(outcomes, metric, dimension, range(found.start, found.end + 1))
    panel = as_polars(found.panel).filter("balanced")
    named, _ = results.chosen(outcomes, panel, asked)
    ends = panel.pivot("year", index="province", values="score").sort("province")
    first, last = ends[str(found.start)].to_numpy(), ends[str(found.end)].to_numpy()
    growth = 100 * np.log(last / first) / (found.end - found.start)
    places = dict(zip(ends["province"], zip(first, growth, strict=True), strict=True))
    with open_sheet(asked, width=9, height=5) as sheet:
        [axes] = sheet.panels
        look: dict[str, Any] = {"color": "#555555", "line_kws": {"linewidth": 1.6, "zorder": 2}}
        look["scatter_kws"] = {"s": 26, "color": "#9a9a9a", "alpha": 0.9, "linewidths": 0, "zorder": 3}
        sns.regplot(x=first, y=growth, logx=True, seed=0, ax=axes, truncate=True, **look)
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        labels = []
        for name in named:
            x, y = places[name]
            labels.append((x, y, name, dots(axes, x, y, name, asked.palette, markersize=9, zorder=5)))
        sheet.names(axes, labels, list(places.values()))
        scale(axes, "both", lang)
        axes.set_xlabel(say("first_score", lang, year=found.start))
        axes.set_ylabel(say("yearly_growth", lang))
        slope, error = (number(value, lang, 3) for value in (found.beta.slope, found.beta.standard_error))
        told = [say("slope", lang, slope=slope, error=error, n=found.n), _left_out(found, lang)]
        told += [_hinges(found, lang), say("regression_to_the_mean", lang)]
        if found.beta.p_value >= _CHANCE:
            key = "catch_up_unclear"
        elif found.beta.slope > 0:
            key = "catch_up_against"
        else:  # never without whether the spread fell
            key = "catch_up_closer" if found.outcome == "together" else "catch_up_not_closer"
        title = say(key, lang, name=results.name_of(metric, dimension, lang), start=found.start, end=found.end)
        of = {"name": index(metric, dimension, lang), "years": results.span([found.start, found.end])}
        return sheet.finish(title, say("catch_up_subtitle", lang, **of), results.caption(rows, lang, *told))


class _Part(NamedTuple):
    """The spread of one series by year, and what `converge` says of it where it has years to compare."""

    found: pl.DataFrame
    measured: Convergence | None


def _spread_of(own: pl.DataFrame, metric: str, dimension: str, figures: Sequence[pl.Expr]) -> _Part | None:
    """Give the spread of one series over the provinces with a score in every year; None below two provinces."""
    panel, measured = own, None
    if own["year"].n_unique() > 1:
        try:
            measured = converge(own, metric, dimension, own["year"][0], own["year"][-1])
        except DataError:
            return None
        panel = as_polars(measured.panel).filter("balanced")
    count = panel["province"].n_unique()
    if count < 2:  # noqa: PLR2004  (one province has no spread)
        return None
    if count < _UNITS:
        found = sigma(panel, value="score")
        none = {f"{name}_{end}": pl.lit(None, pl.Float64) for name in ("sd", "cv") for end in ("low", "high")}
        found = found.with_columns(**none)
    else:
        found = leave_one_out(sigma, panel, value="score")
    return _Part(found.select("year", "n", *figures).sort("year"), measured)


def _labels(found: pl.DataFrame) -> Iterator[tuple[int, float, float, bool]]:
    """Give year, value and place of each label, and whether it stands above: where the line does not go."""
    values = found["value"].to_list()
    for at, (year, low, high) in enumerate(found.select("year", "value_low", "value_high").iter_rows()):
        neighbours = values[max(at - 1, 0) : at] + values[at + 1 : at + 2]
        is_above = not neighbours or values[at] >= sum(neighbours) / len(neighbours)
        end = high if is_above else low
        yield year, values[at], values[at] if end is None else end, is_above


def _told(parts: Sequence[_Part]) -> _Part:
    """Give the part that the title tells of: that of the series that `converge` takes where none is asked for."""
    for years in (SERIES_YEARS, 2):
        if long := [part for part in parts if part.found.height >= years]:
            return long[-1]
    return parts[-1]


def _left_out(found: Convergence | None, lang: Lang) -> str:
    """Name those that a measure over some years leaves out, with the years in which each lacks a score."""
    if found is None:
        return ""
    told = results.with_years(dict(as_polars(found.left_out).select("province", "missing").iter_rows()), lang)
    return say("left_out", lang, provinces=told, years=results.span([found.start, found.end])) if told else ""


def _hinges(found: Convergence | None, lang: Lang) -> str:
    """Name the provinces without any one of which the spread would not have gone the way it did."""
    return say("hinges", lang, provinces=listed(found.hinges_on, lang)) if found and found.hinges_on else ""
