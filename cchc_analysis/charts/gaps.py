"""Where provinces that measure the same aim at different figures: pairs as dumbbells."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis import wording
from cchc_analysis.catalog import LEVELS, metrics
from cchc_analysis.charts import stated
from cchc_analysis.charts.sheet import Asked, chart, fitted, open_sheet
from cchc_analysis.charts.stated import Ends
from cchc_analysis.charts.theme import GREY, INK, PALE, Palette, beside, dots, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.compare import gaps as compared
from cchc_analysis.errors import refused_targets
from cchc_analysis.frames import DIGITS, place
from cchc_analysis.wording import listed, measure, say, side, small, term, those

MOST = 30  # pairs that one chart shows
_NAMED = 3  # measures of one widest gap that the title names
_MEASURE = ("metric", "scope_a", "nature_a", "level")
_LABEL, _SIZE = 3.4, 10  # inches of a label, points of a text
_ROW, _LINE = 0.66, 0.19  # inches of a pair, and of a line of its label


@chart
def gaps(targets: Any, metric: str | None = None, scope: str | None = None, **options: Any) -> Figure:
    """Draw pairs of figures of the same measure as dumbbells, the widest exact difference of one year on top.

    Hollow and without a bar where the figures bound no difference. Of two provinces figures of one year are
    paired, else their last ones; of more than 30 pairs the widest of each measure and level is drawn; without
    ``metric`` those of all shares. Scores and ranks of an index are never on one axis.

    Parameters
    ----------
    scope : str, optional
        Only figures on this base, of an index ``score`` or ``rank``.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> chart = gaps(load_targets(), "e_dossier_rate", lang="en")
    >>> len(chart.axes[0].get_yticks())
    9
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, metric, asked, scope=scope), asked.lang
    found = compared.closest(compared.side_by_side(rows))
    pairs = found if metric else found.filter(unit="percent")
    if pairs.is_empty():
        what = "figure for the same measure; ask for others" if found.is_empty() else "share; name a metric"
        raise refused_targets("metric", f"no two of these provinces give a {what}")
    every = ordered(pairs)
    pairs = every if every.height <= MOST else every.unique(_MEASURE, keep="first", maintain_order=True).head(MOST)
    drawn = compared.paired(rows, pairs)
    ends = stated.ends_of(drawn)
    heads = [fitted(head(pair, lang), _LABEL, _SIZE) for pair in pairs.iter_rows(named=True)]
    high = pairs.height * max(_ROW, _LINE * (1 + max(text.count("\n") for text in heads)))
    with open_sheet(asked, (11.5, 0.5 + high), (3.0, 0.85 * high)) as sheet:
        [axes] = sheet.panels
        shades = told_apart(drawn["province"], asked.palette)
        stated.value_axis(axes, "x", drawn, ends, lang)
        for at, pair in enumerate(pairs.iter_rows(named=True)):
            _draw(axes, pair, at, ends, shades, lang)
            if at:
                axes.axhline(at - 0.5, color=PALE, linewidth=1)
        axes.set_yticks(range(pairs.height), heads, size=_SIZE)
        axes.set_ylim(pairs.height - 0.45, -0.55)
        has_results = "actual" in pairs["nature_a"]
        told = those(lang, gaps_note=True, gaps_open=pairs["is_open"].any(), gaps_results=has_results)
        caption = stated.caption(drawn, lang, *told, *wording.signs_at(drawn, lang))
        key = "gaps_widest_of_each" if every.height > MOST else "gaps_subtitle"
        subtitle = say(key, lang, n=pairs.height, all=every.height, unit=stated.unit_of(drawn, lang))
        return sheet.finish(title(every, lang), subtitle, caption)


def _draw(axes: Axes, pair: Mapping[str, Any], at: int, ends: Ends, palette: Palette, lang: Lang) -> None:
    low, high = sorted((pair["value_a"], pair["value_b"]))
    apart = 0.1 if high - low < abs(ends.high - ends.low) / 80 else 0.0
    if not pair["is_open"]:
        axes.plot([low, high], [at, at], color="#c9c9c9", linewidth=6, solid_capstyle="butt", zorder=2)
    for of, up in (("a", 1), ("b", -1)):
        value, name, told = pair[f"value_{of}"], pair[f"province_{of}"], side(pair, of, lang, is_headed=True)
        look: dict[str, Any] = {"markersize": 9, "markeredgewidth": 1.8, "clip_on": False, "zorder": 3}
        shade = dots(axes, value, at - apart * up, name, palette, is_hollow=pair["is_open"], **look)
        across, shift = ("left", -4) if ends.is_near_low(value) else ("right", 4)
        look = {"size": 9.5, "color": shade, "ha": across, "va": "bottom" if up > 0 else "top"}
        beside(axes, ": ".join(told), (value, at), (shift, (12 if apart else 8) * up), **look)
    if pair["is_open"]:
        text, look = say("not_bounded", lang), {"weight": "normal", "color": GREY}
    else:
        rounded = compared.rounded_difference(pair) or 0
        text = wording.difference(rounded, pair["unit"], lang, compared.bound(pair), pair["scope_a"])
        look = {"weight": "bold", "color": INK}
    look |= {"xycoords": axes.get_yaxis_transform(), "va": "center", "size": _SIZE}
    axes.annotate(text, (1.02, at), annotation_clip=False, **look)


def ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """Put exact differences first, then bounded and open ones, each of one year before others, and by width."""
    reading = pl.col("reading")
    pairs = pairs.with_columns(is_exact=reading == compared.EXACT, is_open=reading == compared.BOUNDS_NOTHING)
    size, of_metric, of_level = pl.col("difference").abs(), place("metric", metrics()), place("level", LEVELS)
    by = ["is_exact", "is_open", pl.col("comparability") == "same", size, of_metric, of_level]
    return pairs.sort(by, descending=[True, False, True, True, False, False], maintain_order=True)


def head(pair: Mapping[str, Any], lang: Lang) -> str:
    """Name the measure and the level of a pair, and that its figures are results."""
    name = measure(pair["metric"], pair["scope_a"], lang)
    name += f", {stated.level_name(pair['level'], lang)}" if pair["level"] != "all" else ""
    return name if pair["nature_a"] == "target" else f"{name} ({term('nature', pair['nature_a'], lang)})"


def title(pairs: pl.DataFrame, lang: Lang) -> str:
    """Name the widest difference of two plain figures in ordered pairs, of one year where there are such."""
    first = pairs.row(0, named=True)
    if not first["is_exact"]:
        return say("gaps_none", lang, n=pairs.height)
    is_of_one_year, apart = first["comparability"] == "same", compared.rounded_difference(first)
    if not apart:
        return say("gaps_equal_in_year" if is_of_one_year else "gaps_equal", lang)
    widest = wording.difference(abs(apart), first["unit"], lang, scope=first["scope_a"])
    is_as_wide = (pl.col("difference").abs() - abs(first["difference"])).round(DIGITS) == 0
    tied = pairs.filter("is_exact", is_as_wide, comparability=first["comparability"]).rows(named=True)
    kind = say("plain_targets" if {each["nature_a"] for each in tied} == {"target"} else "plain_figures", lang)
    lead = say("gaps_of_a_year" if is_of_one_year else "gaps_of_years", lang, of=kind)
    against: dict[tuple[str, float, float], tuple[list[str], list[str]]] = {}  # who has the same two figures
    for pair in tied:
        low, high = sorted("ab", key=lambda of: pair[f"value_{of}"])
        key = small(head(pair, lang)), pair[f"value_{low}"], pair[f"value_{high}"]
        for whose, of in zip(against.setdefault(key, ([], [])), (low, high), strict=True):
            whose.append(side(pair, of, lang)[0])
    named = []
    for (name, *_), both in against.items():
        who_low, who_high = (listed(dict.fromkeys(each), lang) for each in both)
        named.append(say("gaps_against", lang, name=name, high=who_high, low=who_low))
    names = "; ".join(named[:_NAMED] + ["…"] * (len(named) > _NAMED))
    return say("gaps_widest", lang, lead=lead, difference=widest, names=names)
