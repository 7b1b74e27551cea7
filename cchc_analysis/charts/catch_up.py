"""Whether provinces that scored low at first grew faster: the first score against the yearly growth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, dots, scale, style
from cchc_analysis.choices import Lang
from cchc_analysis.compare.converge import converge
from cchc_analysis.frames import as_polars
from cchc_analysis.wording import index, number, say

_CHANCE = 0.05  # p value from which a slope is called no clear link


def catch_up(
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
    """Draw the first score of each province against its yearly growth, with the line of beta convergence.

    Parameters
    ----------
    years : iterable of int, optional
        Its first and last year are the ends, in one series; without, as `converge` chooses them.

    Returns
    -------
    matplotlib.figure.Figure
        A dot a province with a score in every year; the line is that of `convergence.beta`, its band the
        interval of 95 % by bootstrap.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = catch_up(load_outcomes(), "papi_index", "e_governance", provinces=["Kon Tum"], lang="en")
    >>> figure.axes[0].get_xlabel()
    'Score in 2020'
    """
    import seaborn as sns

    chosen_years = sorted(set(years)) if years is not None else [None]
    found = converge(as_polars(outcomes), metric, dimension, chosen_years[0], chosen_years[-1])
    if found.beta is None:
        message = f"{metric}, {dimension}: beta needs 3 provinces, {found.n} have every year"
        raise results.refused("province", message)
    panel = as_polars(found.panel).filter("balanced")
    rows = results.results_of(outcomes, metric, dimension, range(found.start, found.end + 1))
    named, _ = results.chosen(outcomes, panel, provinces)
    ends = panel.pivot("year", index="province", values="score").sort("province")
    first, last = ends[str(found.start)].to_numpy(), ends[str(found.end)].to_numpy()
    growth = 100 * np.log(last / first) / (found.end - found.start)
    place = {name: (x, y) for name, x, y in zip(ends["province"], first, growth, strict=True)}
    with style():
        sheet = open_sheet(ax, figsize, width=9, height=5)
        [axes] = sheet.panels
        look: dict[str, Any] = {"color": "#555555", "line_kws": {"linewidth": 1.6, "zorder": 2}}
        look["scatter_kws"] = {"s": 26, "color": "#9a9a9a", "alpha": 0.9, "linewidths": 0, "zorder": 3}
        sns.regplot(x=first, y=growth, logx=True, seed=0, ax=axes, truncate=True, **look)
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        labels = []
        for name in named:
            shade = dots(axes, *place[name], name, palette, markersize=9, zorder=5)
            labels.append((*place[name], name, shade))
        sheet.names(axes, labels, list(place.values()))
        scale(axes, "both", lang)
        axes.set_xlabel(say("first_score", lang, year=found.start))
        axes.set_ylabel(say("yearly_growth", lang))
        slope, error = (number(value, lang, 3) for value in (found.beta.slope, found.beta.standard_error))
        span = results.span([found.start, found.end])
        told = [say("slope", lang, slope=slope, error=error, n=found.n)]
        told += [results.left_out(results.missing_of(found.left_out), span, lang)]
        told += [results.hinges(found.hinges_on, lang), say("regression_to_the_mean", lang)]
        title = _title(found, results.name_of(metric, dimension, lang), lang)
        subtitle = say("catch_up_subtitle", lang, name=index(metric, dimension, lang), years=span)
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _title(found: Any, name: str, lang: Lang) -> str:
    """Say whether low scores grew faster, and never without whether the spread fell."""
    if found.beta.p_value >= _CHANCE:
        key = "catch_up_unclear"
    elif found.beta.slope > 0:
        key = "catch_up_against"
    else:
        key = "catch_up_closer" if found.outcome == "together" else "catch_up_not_closer"
    return say(key, lang, name=name, start=found.start, end=found.end)
