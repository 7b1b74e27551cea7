"""The rank of provinces by year, 1 on top."""

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
from cchc_analysis.wording import index, say


def ranks(
    outcomes: Any,
    metric: str,
    dimension: str = results.TOTAL,
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the rank of chosen provinces among all that have a score, year by year.

    Returns
    -------
    matplotlib.figure.Figure
        Rank 1 on top. Unlike scores, ranks may be followed over a break between series: a dashed line marks it.
        No line bridges a missing year.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = ranks(load_outcomes(), "papi_index", provinces=["Kon Tum"], years=range(2021, 2025), lang="en")
    >>> bool(figure.axes[0].yaxis_inverted())
    True
    """
    rows = results.results_of(outcomes, metric, dimension, years, "rank")
    named, absent = results.chosen(outcomes, rows, provinces)
    with style():
        sheet = open_sheet(ax, figsize, height=max(5.0, 0.2 * len(named)))
        [axes] = sheet.panels
        for own in rows.filter(~pl.col("province").is_in(named)).partition_by("province"):
            for run in results.runs(own, over_breaks=True):
                look: dict[str, Any] = {"linewidth": 0.9, "marker": "o", "markersize": 1.5, "zorder": 2}
                axes.plot(run["year"], run["rank"], color="#dadada", **look)
        ends = results.draw_lines(axes, rows, "rank", named, palette, over_breaks=True)
        sheet.ends(axes, [(x, y, f"{name} {y}", shade) for x, y, name, shade in ends])
        results.year_axis(axes, rows, lang)
        last = int(max(rows["of"].max() or 0, rows["rank"].max()))  # type: ignore[type-var, arg-type]
        axes.set_ylim(last + 1.5, -0.5)
        axes.set_yticks(sorted({1, *range(10, last - 4, 10), last}))
        axes.set_ylabel(say("rank_axis", lang))
        told = [say("break_marked", lang) if results.breaks(rows) else "", say("ranks_note", lang)]
        told += [say("derived_hollow", lang) if "derived" in rows["status"] else ""]
        told += [_numbers(rows, lang), results.gone(rows, lang, absent)]
        title = _title(rows, metric, dimension, named, lang)
        subtitle = say("ranks_subtitle", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _numbers(rows: pl.DataFrame, lang: Lang) -> str:
    """Say how many provinces have a rank here, and among how many where the press gives only some of them."""
    told = results.numbers_of(rows, lang)
    return told if results.is_whole(rows) else f"{told} {say('ranked_among', lang, most=rows['of'].max())}"


def _title(rows: pl.DataFrame, metric: str, dimension: str, named: Sequence[str], lang: Lang) -> str:
    """Say from which rank to which the provinces went within one series, each from its first year to its last."""
    name = results.name_of(metric, dimension, lang)
    own = results.last_series(rows)
    own = own if named and set(named) & set(own["province"]) else rows
    moved = [part for part in (own.filter(province=province).sort("year") for province in named) if part.height]
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
