"""How close aims lie together: the levels of a province over the years, or the provinces at each level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts import stated
from cchc_analysis.charts.results import span, way
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, Palette, beside, colour, scale, style
from cchc_analysis.choices import Lang
from cchc_analysis.compare import spread
from cchc_analysis.wording import base, capital, metric_name, number, say, term

_DARK = "#333333"
_FIGURE: dict[str, Any] = {"ha": "center", "weight": "bold", "size": 10}


def spread_of_aims(
    targets: Any,
    metric: str,
    province: str | None = None,
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the spread of the targets for a metric: over the provinces by level, or over the levels of one by year.

    Parameters
    ----------
    province : str, optional
        With it, the levels of this province over the years; without, the provinces at each level.

    Returns
    -------
    matplotlib.figure.Figure
        Population standard deviation, in the unit of the metric (shares: points), with the range when each unit
        in turn is left out. Floors and plain figures are not averaged: where they meet, words stand instead.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> chart = spread_of_aims(load_targets(), "digitization_rate", "Kiên Giang", lang="en")
    >>> [text.get_text() for text in chart.axes[0].texts][-1]
    '2.4'
    """
    rows = stated.rows_of(targets, metric, provinces if province is None else [province], years)
    stated.one_unit(rows)
    if province is None:
        found = spread.province_spread(rows, metric)
        draw: Any = _by_level
    else:
        found = spread.level_spread(rows, metric)
        draw = _by_year
    if found["sd"].null_count() == found.height:
        message = f"floors and plain figures of {metric} meet and are not averaged; there is no spread to draw"
        raise stated.refused("comparator", message)
    scope = str(found.drop_nulls("sd")["scope"][0])
    own = found.filter(scope=scope)
    with style():
        sheet = open_sheet(ax, figsize, width=10, height=4.2 if province else 0.9 + 0.75 * own.height)
        [axes] = sheet.panels
        draw(axes, own, palette, lang)
        drawn = rows.filter(scope=scope, nature="target").drop_nulls("value")
        whose = "province" if province is None else "level"
        told = [say(f"spread_of_{whose}s_note", lang), _others(found, scope, metric, lang)]
        of = {"name": metric_name(metric, lang), "base": base(metric, scope, lang), "years": span(drawn["year"])}
        subtitle = say(f"spread_of_{whose}s", lang, **of)
        return sheet.finish(_title(own, metric, whose, lang), subtitle, stated.caption(drawn, lang, *told))


def _others(found: pl.DataFrame, scope: str, metric: str, lang: Lang) -> str:
    """Name the bases of the metric that have a spread of their own and are not drawn."""
    names = [base(metric, other, lang) for other in found["scope"].unique().sort() if other != scope]
    return say("other_bases", lang, bases="; ".join(names)) if names else ""


def _by_year(axes: Axes, found: pl.DataFrame, palette: Palette, lang: Lang) -> None:
    shade = colour(found["province"][0], palette)
    whole = found.drop_nulls("sd")
    ranged = whole.drop_nulls("sd_low")
    axes.vlines(ranged["year"], ranged["sd_low"], ranged["sd_high"], color=shade, alpha=0.3, linewidth=7)
    axes.plot(whole["year"], whole["sd"], color=shade, marker="o", markersize=8, linewidth=1.8)
    for year, sd, high in whole.select("year", "sd", pl.coalesce("sd_high", "sd")).iter_rows():
        beside(axes, number(sd, lang, 1), (year, max(sd, high)), (0, 7), **_FIGURE)
    years: list[int] = found["year"].to_list()
    axes.set_xticks(range(years[0], years[-1] + 1))
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.set_ylim(0, 1.15 * max(axes.get_ylim()[1], 0.1))
    axes.set_ylabel(term("spread_axis", "sd", lang))
    scale(axes, "y", lang)


def _by_level(axes: Axes, found: pl.DataFrame, palette: Palette, lang: Lang) -> None:
    shade, levels = (palette or {}).get("spread", _DARK), [*stated.LEVELS, "all"]
    order = [level for level in levels if level in set(found["level"])]
    for row in found.iter_rows(named=True):
        at = order.index(row["level"])
        if row["sd"] is None:
            look: dict[str, Any] = {"va": "center", "color": GREY, "style": "italic", "size": 9.5}
            beside(axes, say("not_averaged", lang), (0, at), (6, 0), **look)
            continue
        if row["sd_low"] is not None:
            axes.hlines(at, row["sd_low"], row["sd_high"], color=GREY, alpha=0.35, linewidth=7)
        axes.plot(row["sd"], at, "D", color=shade, markersize=9, clip_on=False)
        beside(axes, number(row["sd"], lang, 1), (row["sd"], at), (0, 9), **_FIGURE)
    heads = [
        f"{capital(stated.level_name(level, lang))}\nn = {n}, {years}"
        for level in order
        for n, years in found.filter(level=level).select("n", "years").iter_rows()
    ]
    axes.set_yticks(range(len(order)), heads, size=10)
    axes.set_ylim(len(order) - 0.6, -0.75)
    top = max(float(found[name].max() or 0) for name in ("sd", "sd_high"))  # type: ignore[arg-type]
    axes.set_xlim(-0.02 * (top or 1), 1.06 * (top or 1))
    axes.set_xlabel(term("spread_axis", "sd", lang))
    scale(axes, "x", lang)


def _title(found: pl.DataFrame, metric: str, whose: str, lang: Lang) -> str:
    """Say where the aims lie closest and furthest apart, or how the spread goes over the years."""
    name, whole = metric_name(metric, lang), found.drop_nulls("sd")
    if whose == "level":
        where, key = f"{found['province'][0]}, {name}", f"aims_{way(whole['sd'].to_list(), 1)}"
        first, last = (number(whole["sd"][at], lang, 1) for at in (0, -1))
        ends = {"start": whole["year"][0], "end": whole["year"][-1]}
        return say(key, lang, name=where, first=first, last=last, **ends)
    ordered = whole.sort("sd", "level")
    near, far = ordered.row(0, named=True), ordered.row(-1, named=True)
    words = {
        key: say("spread_at", lang, level=stated.level_name(row["level"], lang), sd=number(row["sd"], lang, 1))
        for key, row in (("near", near), ("far", far))
    }
    return say("aims_apart" if whole.height > 1 else "aims_apart_at", lang, name=name, **words)
