"""What the charts of targets and results share: which rows, their axis, caption and sources."""

from typing import Any, Literal, NamedTuple

import polars as pl
from matplotlib.axes import Axes

from cchc_analysis import wording
from cchc_analysis.catalog import OF_INDEX
from cchc_analysis.charts.sheet import Asked
from cchc_analysis.charts.theme import scale
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused_targets
from cchc_analysis.selection import check_columns, named_provinces, select, signs, with_pooled
from cchc_analysis.wording import say

_RANK = OF_INDEX[1]
_COLUMNS = (
    *("province", "year", "period", "metric", "level", "nature", "comparator", "value", "unit", "basis", "scope"),
    *("statement", "document"),
)


class Ends(NamedTuple):
    """Where an axis begins and ends; one of ranks begins with the last one."""

    low: float
    high: float

    def is_near_low(self, value: float) -> bool:
        """Tell on which side of a figure there is more room."""
        return abs(value - self.low) <= abs(value - self.high)


def rows_of(
    targets: Any, metric: str | None, asked: Asked, province: str | None = None, scope: str | None = None
) -> pl.DataFrame:
    """Give the rows of the long table that a chart is asked for; refuse what no row has."""
    table = check_columns(targets, *_COLUMNS)
    rows = select(table, {"metric": metric, "scope": scope})
    for wanted in (asked.provinces, province):
        if wanted is not None:
            names = named_provinces(wanted, table["province"].unique(), "targets")
            rows = rows.filter(pl.col("province").is_in(names))
    if asked.years is not None:
        rows = rows.filter(pl.col("year").is_in(list(asked.years)))
    if rows.is_empty():
        what = f"no row of {metric or 'the table'} is of these provinces and years"
        raise refused_targets("metric", f"{what}; ask for others")
    return rows


def one_unit(rows: pl.DataFrame) -> str:
    """Give the unit that all rows are in; refuse two."""
    units = rows["unit"].unique().sort().to_list()
    if len(units) > 1:
        raise refused_targets(
            "unit", f"one axis holds one unit, not {' and '.join(units)}; choose the rows of one"
        )
    return str(units[0])


def is_ranked(rows: pl.DataFrame) -> bool:
    """Tell whether the figures are ranks of an index; refuse ranks and scores for one axis."""
    scopes = rows.drop_nulls("value").filter(unit="index")["scope"].unique().sort().to_list()
    if _RANK in scopes and len(scopes) > 1:
        raise refused_targets("scope", "scores and ranks are never on one axis; choose scope='rank' or 'score'")
    return _RANK in scopes


def caption(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption: what the chart itself says, what holds for such rows, how many they are, their sources."""
    count = say("n_figures", lang, n=rows["value"].count())
    return [*parts, *wording.told_beside(rows, lang), count, wording.source_line(rows, lang)]


def pooled(rows: pl.DataFrame, lang: Lang) -> dict[str, str]:
    """Name the provinces whose figure is one for several levels; nothing where each level has its own."""
    alike = wording.alphabetical(with_pooled(rows).filter("is_pooled")["province"])
    return {"provinces": wording.listed(alike, lang)} if alike else {}


def unit_of(rows: pl.DataFrame, lang: Lang) -> str:
    """Name the one unit of some rows; of an index whether the figures are scores or ranks, where they are one."""
    scopes = rows.drop_nulls("value")["scope"].unique().to_list()
    is_standing = len(scopes) == 1 and scopes[0] in OF_INDEX
    name = wording.term("column", scopes[0], lang) if is_standing else wording.term("unit", one_unit(rows), lang)
    return wording.capital(name)


def of_what(rows: pl.DataFrame, lang: Lang) -> str:
    """Name the unit of rows of one metric, and their base, or how many there are; of an index the unit alone."""
    scopes, unit = rows.drop_nulls("value")["scope"].unique().to_list(), unit_of(rows, lang)
    if one_unit(rows) == "index" and not {*scopes} - {"standard", *OF_INDEX}:
        return unit
    several = say("bases_beside", lang, n=len(scopes))
    of = wording.base(rows["metric"][0], scopes[0], lang) if len(scopes) == 1 else several
    return f"{unit}; {say('base', lang, base=of)}"


def ends_of(rows: pl.DataFrame) -> Ends:
    """Give the ends of an axis from 0 that holds all figures, of shares to 100; of ranks from the last to 1."""
    whole, held = 100.0 if one_unit(rows) == "percent" else 0.0, rows["value"].drop_nulls()
    if is_ranked(rows):
        return Ends(max(2.0, *held), 1.0)
    low, high = min(0.0, *held), max(whole, *held)
    return Ends(low, high if high > low else low + 1)


def value_axis(axes: Axes, which: Literal["x", "y"], rows: pl.DataFrame, ends: Ends, lang: Lang) -> None:
    """Give an axes a scale for rows from end to end; of shares in quarters, of ranks with 1 at the top."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    low, high = ends
    is_ranked, ticks = high < low, MaxNLocator(5, integer=True)
    fixed = [0, 25, 50, 75, 100] if one_unit(rows) == "percent" and ends == (0, 100) else []
    if is_ranked:
        fixed = sorted({max(1, int(tick)) for tick in ticks.tick_values(1, low)})
    getattr(axes, f"{which}axis").set_major_locator(FixedLocator(fixed) if fixed else ticks)
    room = 0.03 * (high - low)
    axes.set(**{f"{which}lim": (low - room * (low < 0 or is_ranked), high + room)})
    getattr(axes, f"set_{which}label")(unit_of(rows, lang), size=10)
    scale(axes, which, lang)


def bounds(rows: pl.DataFrame, lang: Lang) -> str:
    """Word the range of some figures, one a sign: ``≥ 60–100%``, ``rank 20 to rank 30``, ``90% and ≥ 90%``."""
    ordered = rows.with_columns(sign=signs(rows)).sort("value", "comparator")
    if ordered["sign"].n_unique() > 1:
        parts = ordered.partition_by("sign", maintain_order=True)
        return wording.listed(dict.fromkeys(bounds(part, lang) for part in parts), lang)
    first, last = (ordered.row(at, named=True) for at in (0, -1))
    low, high = wording.figure(first, lang), wording.figure(last, lang)
    if low == high:
        return low
    if not {first["scope"], last["scope"]} & set(OF_INDEX):
        return f"{low.removesuffix('%')}–{wording.figure(last | {'comparator': '=', 'note': None}, lang)}"
    return say("from_to", lang, low=low, high=high)


def level_name(level: str, lang: Lang) -> str:
    """Name a level so that it stands by itself in a sentence: ``commune level``."""
    name = wording.term("level", level, lang)
    return name if level == "all" else say("at_one_level", lang, level=name)
