"""How far provinces are from the leader and from the median, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, INK, style
from cchc_analysis.choices import Lang
from cchc_analysis.wording import index, number, say


def distance(
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
    """Draw scores less the median of all provinces, below the line of the leader: both distances in one panel.

    Returns
    -------
    matplotlib.figure.Figure
        Points from the median by year; 0 is the median, the upper line the best score of the year. No line
        crosses a break between series or a missing year.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = distance(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_ylabel()
    'Points from the median'
    """
    rows = results.results_of(outcomes, metric, dimension, years, "gap_to_median")
    named, absent = results.chosen(outcomes, rows, provinces)
    leaders = rows.filter(pl.col("gap_to_leader") == 0).unique(["year"], keep="first", maintain_order=True)
    with style():
        sheet = open_sheet(ax, figsize, height=max(4.4, 0.2 * len(named)))
        [axes] = sheet.panels
        axes.axhline(0, color=INK, linewidth=1.1, zorder=2)
        for run in results.runs(leaders):
            axes.plot(run["year"], run["gap_to_median"], color=GREY, linewidth=1.6, marker=".", zorder=3)
        ends = list(results.draw_lines(axes, rows, "gap_to_median", named, palette))
        best = leaders.row(-1, named=True)
        ends += [(best["year"], best["gap_to_median"], say("leader", lang, province=best["province"]), GREY)]
        ends += [(best["year"], 0, say("median", lang), INK)]
        sheet.ends(axes, ends)
        results.year_axis(axes, rows, lang)
        axes.set_ylabel(say("distance_axis", lang))
        told = [say("leader_changes", lang) if leaders["province"].n_unique() > 1 else ""]
        told += [say("break_drawn", lang)] if results.breaks(rows) else []
        told += [results.numbers_of(rows, lang), results.gone(rows, lang, absent)]
        title = _title(rows, metric, dimension, named, lang)
        subtitle = say("distance_subtitle", lang, name=index(metric, dimension, lang))
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _title(rows: pl.DataFrame, metric: str, dimension: str, named: Sequence[str], lang: Lang) -> str:
    """Say how far the provinces were from the leader in the last year; of several the furthest and the nearest."""
    name, year = results.name_of(metric, dimension, lang), rows["year"].max()
    places = results.places_of(rows)
    last = rows.filter(year=year)
    own = last.filter(pl.col("province").is_in(list(named))).sort("gap_to_leader", "province")
    if own.is_empty():
        far = number(-float(last["gap_to_leader"].median() or 0), lang, places)  # type: ignore[arg-type]
        return say("distance_of_all", lang, name=name, year=year, gap=far)
    row = own.row(0, named=True)
    to_leader = number(-row["gap_to_leader"], lang, places)
    if own.height == 1:
        side = "below" if row["gap_to_median"] < 0 else "above"
        told = {"leader": to_leader, "median": number(abs(row["gap_to_median"]), lang, places)}
        return say(f"distance_{side}", lang, name=name, year=year, province=row["province"], **told)
    near = own.row(-1, named=True)
    key = "distance_several" if near["gap_to_leader"] < 0 else "distance_leads"
    told = {"gap": to_leader, "least": number(-near["gap_to_leader"], lang, places)}
    return say(key, lang, name=name, year=year, far=row["province"], near=near["province"], **told)
