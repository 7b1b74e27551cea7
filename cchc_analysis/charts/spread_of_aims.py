"""How close aims lie together: the levels of a province over the years, or the provinces at each level."""

from __future__ import annotations

from typing import Any, Unpack

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import LEVELS
from cchc_analysis.charts import stated
from cchc_analysis.charts.asked import Asked, Options, chart, refused
from cchc_analysis.charts.results import course, span
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, beside, colour, scale
from cchc_analysis.choices import Lang
from cchc_analysis.compare import spread
from cchc_analysis.wording import base, capital, metric_name, number, say, term

_FIGURE: dict[str, Any] = {"ha": "center", "weight": "bold", "size": 10}


@chart
def spread_of_aims(targets: Any, metric: str, province: str | None = None, **options: Unpack[Options]) -> Figure:
    """Draw the spread of the targets for a metric: over the provinces by level, or over the levels of one by year.

    Population standard deviation, in the unit of the metric (shares: points), with the range when each unit in
    turn is left out. Floors and plain figures are not averaged: where they meet, words stand instead.

    Parameters
    ----------
    province : str, optional
        With it, the levels of this province over the years; without, the provinces at each level.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> chart = spread_of_aims(load_targets(), "digitization_rate", "Kiên Giang", lang="en")
    >>> [text.get_text() for text in chart.axes[0].texts][-1]
    '2.4'
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, metric, asked, province), asked.lang
    stated.one_unit(rows)
    found = spread.province_spread(rows, metric) if province is None else spread.level_spread(rows, metric)
    scopes = found["scope"].unique().sort().to_list()
    whole = found.drop_nulls("sd")
    if whole.is_empty():
        message = f"floors and plain figures of {metric} meet and are not averaged; there is no spread to draw"
        raise refused("targets", "comparator", message)
    scope, whose = whole["scope"][0], "province" if province is None else "level"
    own, drawn = found.filter(scope=scope), rows.filter(scope=scope, nature="target").drop_nulls("value")
    with open_sheet(asked, height=4.2 if province else 0.9 + 0.75 * own.height) as sheet:
        [axes] = sheet.panels
        if province is None:
            _by_level(axes, own, (asked.palette or {}).get("spread", "#333333"), lang)
        else:
            _by_year(axes, own, colour(own["province"][0], asked.palette), lang)
        others = "; ".join(base(metric, other, lang) for other in scopes if other != scope)
        told = [say(f"spread_of_{whose}s_note", lang), say("other_bases", lang, bases=others) if others else ""]
        of = {"name": metric_name(metric, lang), "base": base(metric, scope, lang), "years": span(drawn["year"])}
        subtitle = say(f"spread_of_{whose}s", lang, **of)
        whole, name = own.drop_nulls("sd"), metric_name(metric, lang)
        if province is None:
            title = _title(whole, name, lang)
        else:
            name = f"{own['province'][0]}, {name}"
            title = course("aims_{}", whole["year"], whole["sd"], 1, lang, name=name)
        return sheet.finish(title, subtitle, stated.caption(drawn, lang, *told))


def _by_year(axes: Axes, found: pl.DataFrame, shade: str, lang: Lang) -> None:
    whole, years = found.drop_nulls("sd"), found["year"].to_list()
    ranged = whole.drop_nulls("sd_low")
    axes.vlines(ranged["year"], ranged["sd_low"], ranged["sd_high"], color=shade, alpha=0.3, linewidth=7)
    axes.plot(whole["year"], whole["sd"], color=shade, marker="o", markersize=8, linewidth=1.8)
    for year, sd, high in whole.select("year", "sd", pl.coalesce("sd_high", "sd")).iter_rows():
        beside(axes, number(sd, lang, 1), (year, max(sd, high)), (0, 7), **_FIGURE)
    axes.set_xticks(range(years[0], years[-1] + 1))
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.set_ylim(0, 1.15 * max(axes.get_ylim()[1], 0.1))
    axes.set_ylabel(term("spread_axis", "sd", lang))
    scale(axes, "y", lang)


def _by_level(axes: Axes, found: pl.DataFrame, shade: str, lang: Lang) -> None:
    order = [level for level in LEVELS if level in set(found["level"])]
    heads = [""] * len(order)
    for row in found.iter_rows(named=True):
        at, level = order.index(row["level"]), capital(stated.level_name(row["level"], lang))
        heads[at] = f"{level}\nn = {row['n']}, {row['years']}"
        if row["sd"] is None:
            look: dict[str, Any] = {"va": "center", "color": GREY, "style": "italic", "size": 9.5}
            beside(axes, say("not_averaged", lang), (0, at), (6, 0), **look)
            continue
        if row["sd_low"] is not None:
            axes.hlines(at, row["sd_low"], row["sd_high"], color=GREY, alpha=0.35, linewidth=7)
        axes.plot(row["sd"], at, "D", color=shade, markersize=9, clip_on=False)
        beside(axes, number(row["sd"], lang, 1), (row["sd"], at), (0, 9), **_FIGURE)
    axes.set_yticks(range(len(heads)), heads, size=10)
    axes.set_ylim(len(heads) - 0.6, -0.75)
    top = max(float(found[name].max() or 0) for name in ("sd", "sd_high"))  # type: ignore[arg-type]
    axes.set_xlim(-0.02 * (top or 1), 1.06 * (top or 1))
    axes.set_xlabel(term("spread_axis", "sd", lang))
    scale(axes, "x", lang)


def _title(found: pl.DataFrame, name: str, lang: Lang) -> str:
    """Say at which level the aims of the provinces lie closest, and at which furthest apart."""
    ordered = found.sort("sd", "level")
    near, far = (
        say("spread_at", lang, level=stated.level_name(level, lang), sd=number(sd, lang, 1))
        for level, sd in (ordered.select("level", "sd").row(at) for at in (0, -1))
    )
    key = "aims_apart" if found.height > 1 else "aims_apart_at"
    return say(key, lang, name=name, near=near, far=far)
