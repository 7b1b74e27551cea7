"""How far the provinces lie apart, year by year, one line a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import INK, beside, style
from cchc_analysis.choices import Lang
from cchc_analysis.compare.converge import SERIES_YEARS, converge
from cchc_analysis.convergence import leave_one_out, sigma
from cchc_analysis.errors import DataError
from cchc_analysis.frames import as_polars
from cchc_analysis.wording import index, number, say, term

_UNITS = 3
"""Provinces from which leaving one out leaves a spread."""


class _Part(NamedTuple):
    """The spread of one series, who is left out of it, and on which provinces its way hinges."""

    found: pl.DataFrame
    left_out: Mapping[str, Sequence[int]]
    hinges_on: tuple[str, ...]


def spread(
    outcomes: Any,
    metric: str,
    dimension: str = results.TOTAL,
    measure: Literal["sd", "cv"] = "sd",
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the spread of the provinces by year: sigma convergence where it falls.

    Parameters
    ----------
    measure : {"sd", "cv"}
        Standard deviation of the population in points, or its share of the mean.
    palette : mapping, optional
        Colour of the line under ``spread``.

    Returns
    -------
    matplotlib.figure.Figure
        One line a series, over the provinces with a score in every year of it, n beside it; bars: the range when
        each province in turn is left out.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = spread(load_outcomes(), "papi_index", "e_governance", lang="en")
    >>> figure.texts[0].get_text()
    'E-governance: spread fell from 0.31 to 0.28 points, 2020 to 2024'
    """
    rows = results.results_of(outcomes, metric, dimension, years)
    if provinces is not None:
        rows = rows.filter(pl.col("province").is_in(results.chosen(outcomes, rows, provinces, rows.height)[0]))
    of_series = rows.drop_nulls("series").partition_by("series", maintain_order=True)
    parts = [part for own in of_series if (part := _spread_of(own, metric, dimension))]
    if not parts:
        raise results.refused("series", f"{metric}, {dimension}: no series has two provinces")
    shade = (palette or {}).get("spread", "#333333")
    percent = 100.0 if measure == "cv" else 1.0
    with style():
        sheet = open_sheet(ax, figsize, height=4.3)
        [axes] = sheet.panels
        places = 1 if measure == "cv" else results.places_of(rows)
        for part in parts:
            found = part.found.with_columns(pl.col(f"{measure}{end}") * percent for end in ("", "_low", "_high"))
            ends = (found[f"{measure}_low"], found[f"{measure}_high"])
            axes.vlines(found["year"], *ends, color=shade, alpha=0.25, linewidth=8)
            axes.plot(found["year"], found[measure], color=shade, marker="o", markersize=7, linewidth=1.9)
            for year, value, place, is_above in _labels(found, measure):
                side: dict[str, Any] = {
                    "offset": (0, 6 if is_above else -6),
                    "va": "bottom" if is_above else "top",
                }
                beside(axes, number(value, lang, places), (year, place), ha="center", size=9.5, **side)
            middle = sum(found["year"]) / found.height
            beside(axes, f"n = {found['n'][0]}", (middle, 0), (0, 7), ha="center", size=9.5, color=INK)
        results.year_axis(axes, rows, lang)
        axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
        axes.set_ylabel(term("spread_axis", measure, lang))
        told = [say("spread_bars", lang), say("break_drawn", lang) if results.breaks(rows) else ""]
        told += [results.left_out(part.left_out, results.span(part.found["year"]), lang) for part in parts]
        told += [results.hinges(_told(parts).hinges_on, lang)]
        subtitle = say(f"spread_subtitle_{measure}", lang, name=index(metric, dimension, lang))
        title = _title(_told(parts), measure, percent, places, results.name_of(metric, dimension, lang), lang)
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _spread_of(own: pl.DataFrame, metric: str, dimension: str) -> _Part | None:
    """Give the spread of one series over the provinces with a score in every year; None below two provinces."""
    first, last = int(own["year"].min()), int(own["year"].max())  # type: ignore[arg-type]
    panel, left = own.select("province", "year", "score"), {}
    hinges: tuple[str, ...] = ()
    if first < last:
        try:
            found = converge(own, metric, dimension, first, last)
        except DataError:
            return None
        panel, left = as_polars(found.panel).filter("balanced"), results.missing_of(found.left_out)
        hinges = found.hinges_on
    names = {"unit": "province", "time": "year", "value": "score"}
    count = panel["province"].n_unique()
    if count < 2:  # noqa: PLR2004  (one province has no spread)
        return None
    if count < _UNITS:
        ends = {f"{name}_{end}": pl.lit(None, pl.Float64) for name in ("sd", "cv") for end in ("low", "high")}
        return _Part(sigma(panel, **names).with_columns(**ends), left, hinges)
    return _Part(leave_one_out(sigma, panel, **names), left, hinges)


def _labels(found: pl.DataFrame, measure: str) -> Iterator[tuple[int, float, float, bool]]:
    """Give year, value and place of each label, and whether it stands above: where the line does not go."""
    values = found[measure].to_list()
    for at, (year, low, high) in enumerate(found.select("year", f"{measure}_low", f"{measure}_high").iter_rows()):
        beside = values[max(at - 1, 0) : at] + values[at + 1 : at + 2]
        is_above = not beside or values[at] >= sum(beside) / len(beside)
        end = high if is_above else low
        yield year, values[at], values[at] if end is None else end, is_above


def _told(parts: Sequence[_Part]) -> _Part:
    """Give the part that the title tells of: that of the series that `converge` takes where none is asked for."""
    for years in (SERIES_YEARS, 2):
        if long := [part for part in parts if part.found.height >= years]:
            return long[-1]
    return parts[-1]


def _title(part: _Part, measure: str, percent: float, places: int, name: str, lang: Lang) -> str:
    """Say how the spread went from the first year of the series to its last; of one year what it was."""
    found = part.found.sort("year")
    values = [value * percent for value in found[measure]]
    ends = {"first": number(values[0], lang, places), "last": number(values[-1], lang, places)}
    key = f"spread_{results.way(values, places)}_{measure}"
    return say(key, lang, name=name, start=found["year"][0], end=found["year"][-1], **ends)
