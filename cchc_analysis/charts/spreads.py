"""How far provinces or levels lie apart, whether they draw together, and whether low scores grew faster."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis import wording
from cchc_analysis.catalog import LEVELS, OF_INDEX
from cchc_analysis.charts import results, stated
from cchc_analysis.charts.sheet import Asked, chart, fitted, open_sheet
from cchc_analysis.charts.theme import GREY, INK, beside, colour, dots, scale, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.compare.converge import SERIES_YEARS, converge
from cchc_analysis.compare.spread import level_spread, of_levels, of_provinces, province_spread, spread_of
from cchc_analysis.errors import refused_outcomes, refused_targets
from cchc_analysis.frames import as_polars, place
from cchc_analysis.selection import named_provinces, signs
from cchc_analysis.wording import alphabetical, index, listed, number, say, span, term, those

_SHADE = "#333333"  # of a spread, which is of no single province
_WHOLE = 100  # percent, above which no share goes
_CHANCE = 0.05  # p value from which a slope is called no clear link
_PLACES = 3  # decimals of a slope
_WIDE = 0.24  # inches that a figure needs from one year to the next
_CLEAR = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.5}  # of lines behind a text
_FIGURE: dict[str, Any] = {"ha": "center", "size": 9.5, "bbox": _CLEAR}
_HEIGHT = 2.4  # inches of the panel that is least high


@chart
def spread(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Any) -> Figure:
    """Draw the spread of the provinces by year: sigma convergence where it falls.

    The standard deviation of the population in points. One line a series, over the provinces, all or those asked
    for, with a score in every year of it, from the first of the years asked for to the last; n above it; bars: the
    range when each province in turn is left out. ``palette`` has the colour of the line under ``spread``.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> figure = spread(load_outcomes(), "papi_index", "e_governance", lang="en")
    >>> " ".join(figure.texts[0].get_text().split())
    'E-governance: no clear change in the spread, 0.31 points in 2020, 0.28 in 2024'
    """
    asked, table = Asked(**options), as_polars(outcomes)
    if asked.provinces is not None:
        wanted = named_provinces(asked.provinces, table["province"].drop_nulls().unique())
        table = table.filter(pl.col("province").is_in(wanted))
    years = range(min(asked.years), max(asked.years) + 1) if asked.years else None
    rows, lang = results.results_of(table, metric, dimension, years), asked.lang
    published = rows.drop_nulls("series").filter(status="published")
    has_every_year = pl.len().over("series", "province") == pl.col("year").n_unique().over("series")
    whole = published.filter(has_every_year).filter(pl.col("province").n_unique().over("series") > 1)
    if whole.is_empty():
        of = f"{metric}, {dimension} has two provinces or more with a score in every year"
        raise refused_outcomes("series", f"no series of {of}; ask for others")
    scores = whole.select("series", "province", "year", value="score", comparator=pl.lit("="))
    every = spread_of(scores, ["series"], "province", "year")
    lines = every.partition_by("series", maintain_order=True)
    # the last one with years enough, as `converge` takes it
    title_line = max(lines, key=lambda line: (min(line.height, SERIES_YEARS), line["year"][0]))
    places, top = results.places_of(rows), _top(every)
    start, end = title_line["year"][0], title_line["year"][-1]
    found = converge(rows, metric, dimension, start, end) if start < end else None
    least = max(1.5, _WIDE * (max(rows["year"]) - min(rows["year"]) + 1)), 2.5 * (asked.ax is None)
    with open_sheet(asked, (10, 4.3), least) as sheet:
        [axes] = sheet.panels
        for line in lines:
            _draw_spread(axes, line, (asked.palette or {}).get("spread", _SHADE), places, lang)
            look: dict[str, Any] = {"xycoords": axes.get_xaxis_transform(), "va": "top", "color": INK}
            beside(axes, f"n = {line['n'][0]}", (sum(line["year"]) / line.height, 1), (0, -2), **_FIGURE, **look)
        results.series_axis(sheet, axes, rows)
        axes.set_ylim(0, 1.35 * (top or 1))  # room for n above
        axes.set_ylabel(say("spread_axis", lang))
        word = partial(number, lang=lang, places=found.places(places) if found else places)
        course = _course("spread_{}", title_line, word, lang, is_open=found is not None and not found.is_clear)
        who = listed(alphabetical(rows["province"]), lang)
        key = "spread_subtitle" if asked.provinces is None else "spread_subtitle_of"
        subtitle = say(key, lang, name=index(metric, dimension, lang), provinces=who)
        told: dict[str, Any] = {"spread_bars": (every["sd_low"] < every["sd_high"]).any(), "n_provinces": None}
        caption = results.caption_by_year(table, rows, asked, *(found.doubts(lang) if found else []), **told)
        return sheet.finish(f"{results.name_of(metric, dimension, lang)}: {course}", subtitle, caption)


@chart
def catch_up(outcomes: Any, metric: str, dimension: str = results.TOTAL, **options: Any) -> Figure:
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
    lang, years = asked.lang, (min(asked.years), max(asked.years)) if asked.years else (None, None)
    found = converge(as_polars(outcomes), metric, dimension, *years)
    if found.beta is None:
        raise refused_outcomes("province", f"{metric}, {dimension}: {found.told_of_beta('en')}")
    rows = results.results_of(outcomes, metric, dimension, range(found.start, found.end + 1))
    panel = as_polars(found.panel).filter("balanced")
    named = results.chosen(outcomes, panel, asked)
    scores = panel.pivot("year", index="province", values="score").sort("province")
    first, last = (scores[str(year)].to_numpy() for year in (found.start, found.end))
    growth = 100 * np.log(last / first) / (found.end - found.start)
    places = dict(zip(scores["province"], zip(first, growth, strict=True), strict=True))
    with open_sheet(asked, (9, 5)) as sheet:
        [axes] = sheet.panels
        look: dict[str, Any] = {"color": "#555555", "line_kws": {"linewidth": 1.6, "zorder": 2}}
        look["scatter_kws"] = {"s": 26, "color": "#9a9a9a", "alpha": 0.9, "linewidths": 0, "zorder": 3}
        sns.regplot(x=first, y=growth, logx=True, seed=0, ax=axes, truncate=True, **look)
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        labels, shades = [], told_apart(named, asked.palette)
        for name in named:
            x, y = places[name]
            labels.append((x, y, name, dots(axes, x, y, name, shades, markersize=9, zorder=5)))
        sheet.ends(axes, labels)
        scale(axes, "both", lang)
        axes.set_xlabel(say("first_score", lang, year=found.start))
        axes.set_ylabel(fitted(say("yearly_growth", lang), _HEIGHT, 11))
        told = [say("n_provinces", lang, n=found.n), found.told_of_beta(lang)]
        told += found.missing(lang) + found.doubts(lang)
        is_unclear = found.beta.p_value >= _CHANCE or not round(found.beta.slope, _PLACES)
        key = "unclear" if is_unclear else "against" if found.beta.slope > 0 else "closer"
        link = say(f"catch_up_{key}", lang, start=found.start, end=found.end)
        word = partial(number, lang=lang, places=found.places(results.places_of(rows)))
        course = _course("spread_{}", as_polars(found.sigma), word, lang, is_open=not found.is_clear)
        of = {"name": index(metric, dimension, lang), "years": span([found.start, found.end])}
        subtitle, caption = say("catch_up_subtitle", lang, **of), results.caption(rows, lang, *told)
        return sheet.finish(f"{results.name_of(metric, dimension, lang)}: {link}; {course}", subtitle, caption)


@chart
def spread_of_aims(targets: Any, metric: str, province: str | None = None, **options: Any) -> Figure:
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
    unit = stated.one_unit(rows)
    is_whole, name = province is None, wording.metric_name(metric, lang)
    every = province_spread(rows, metric) if is_whole else level_spread(rows, metric)
    measured = every.drop_nulls("sd")
    if measured.is_empty():
        message = f"figures of {metric} with unlike bounds are not averaged; there is no spread to draw"
        raise refused_targets("comparator", message)
    scope, whose = measured["scope"][0], "province" if is_whole else "level"
    found, measured = every.filter(scope=scope), measured.filter(scope=scope)
    drawn = (of_provinces(rows) if is_whole else of_levels(rows)).filter(scope=scope)
    which: Literal["x", "y"] = "x" if is_whole else "y"
    height, least = (0.9 + 0.75 * found.height, (3.5, 0.7 * found.height)) if is_whole else (4.2, (3.0, 2.5))

    def word(sd: float) -> str:
        return wording.difference(round(sd, 1), unit, lang, scope=scope)

    with open_sheet(asked, (10, height), least) as sheet:
        [axes] = sheet.panels
        if is_whole:
            _by_level(axes, found, (asked.palette or {}).get("spread", _SHADE), lang)
            title = _title(measured, name, word, lang)
        else:
            of, top = found["province"][0], _top(measured)
            _draw_spread(axes, measured, colour(of, asked.palette), 1, lang)
            sheet.years(axes, found["year"])
            axes.set_ylim(0, 1.15 * max(top, 0.1))
            title = f"{name}, {of}: {_course('aims_{}', measured, word, lang)}"
        of_unit = term("unit", "percentage_point", lang) if unit == "percent" else stated.unit_of(drawn, lang)
        getattr(axes, f"set_{which}label")(say("spread_axis_aims", lang, unit=of_unit))
        scale(axes, which, lang)
        others = (wording.base(metric, other, lang) for other in every["scope"].unique().sort() if other != scope)
        bases, value = "; ".join(others), pl.col("value")
        told_as = listed((term("comparator", sign, lang) for sign in sorted({*signs(drawn)} - {"="})), lang)
        apart = set.intersection(*map(set, found["left_out"].str.split(";"))) if is_whole else set()
        silent = listed(alphabetical(apart - {""}), lang)
        at_ceiling = drawn.filter(value == _WHOLE, value.min().over("year") < _WHOLE, pl.lit(unit == "percent"))
        told: dict[str, Any] = {
            f"spread_of_{whose}s_note": True,
            "spread_bars": (found["sd_low"] < found["sd_high"]).any(),
            "spread_of_bounds": told_as and {"figures": told_as},
            "spread_at_ceiling": not is_whole and at_ceiling.height,
            "levels_pooled": is_whole and stated.pooled(drawn, lang),
            "other_bases": bases and {"bases": bases},
            "aims_left_out": silent and {"provinces": silent},
        }
        name += f" ({say('base', lang, base=wording.base(metric, scope, lang))})" if scope not in OF_INDEX else ""
        subtitle = say(f"spread_of_{whose}s", lang, name=name, years=span(drawn["year"]))
        return sheet.finish(title, subtitle, stated.caption(drawn, lang, *those(lang, **told)))


def _course(
    key: str, found: pl.DataFrame, word: Callable[[float], str], lang: Lang, *, is_open: bool = False
) -> str:
    """Say how a spread went from its first year to its last, as it is read; the key has a place for the way."""
    years, values = found["year"], found["sd"]
    first, last = word(values[0]), word(values[-1])
    way = "open" if is_open else "rose" if values[-1] > values[0] else "fell"
    if first == last:
        way = "was" if len(values) == 1 else "stayed"
    return say(key.format(way), lang, first=first, last=last, start=years[0], end=years[-1])


def _draw_spread(axes: Axes, found: pl.DataFrame, shade: str, places: int, lang: Lang) -> None:
    years, values = found["year"], found["sd"]
    lows, highs = (found[f"sd_{end}"].fill_null(values) for end in ("low", "high"))
    axes.vlines(years, lows, highs, color=shade, alpha=0.25, linewidth=8)
    axes.plot(years, values, color=shade, marker="o", markersize=7, linewidth=1.9)
    for year, value, high in zip(years, values, highs, strict=True):
        beside(axes, number(value, lang, places), (year, max(value, high)), (0, 6), va="bottom", **_FIGURE)


def _by_level(axes: Axes, found: pl.DataFrame, shade: str, lang: Lang) -> None:
    order = [level for level in LEVELS if level in set(found["level"])]
    heads = [""] * len(order)
    for row in found.iter_rows(named=True):
        at, level = order.index(row["level"]), wording.capital(stated.level_name(row["level"], lang))
        heads[at] = f"{level}\n" * (order != ["all"]) + f"n = {row['n']}, {row['years']}"
        if row["sd"] is None:
            look: dict[str, Any] = {"va": "center", "color": GREY, "style": "italic", "size": 9.5}
            beside(axes, say("not_averaged", lang), (0, at), (6, 0), **look)
            continue
        if row["sd_low"] is not None:
            axes.hlines(at, row["sd_low"], row["sd_high"], color=GREY, alpha=0.35, linewidth=7)
        axes.plot(row["sd"], at, "D", color=shade, markersize=9, clip_on=False)
        beside(axes, number(row["sd"], lang, 1), (row["sd"], at), (0, 9), ha="center", weight="bold", size=10)
    axes.set_yticks(range(len(heads)), heads, size=10)
    axes.set_ylim(len(heads) - 0.6, -0.75)
    top = _top(found) or 1
    axes.set_xlim(-0.02 * top, 1.06 * top)


def _title(found: pl.DataFrame, name: str, word: Callable[[float], str], lang: Lang) -> str:
    """Say at which level the aims of the provinces lie closest, and at which furthest apart."""
    told = []
    for level, sd in found.sort("sd", place("level", LEVELS)).select("level", "sd").iter_rows():
        key, is_one = "at_level" if level != "all" else "at_no_level", found.height == 1 and level == "all"
        told.append(word(sd) if is_one else say(key, lang, level=stated.level_name(level, lang), range=word(sd)))
    return say("aims_apart", lang, name=name, spreads=", ".join(dict.fromkeys([told[0], told[-1]])))


def _top(found: pl.DataFrame) -> Any:
    return found.select(pl.max_horizontal("sd", "sd_high").max()).item()
