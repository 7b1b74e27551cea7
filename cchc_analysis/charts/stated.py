"""What the charts of targets and results share: which rows, their axis, caption and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes

from cchc_analysis import catalog
from cchc_analysis.charts.theme import scale
from cchc_analysis.choices import Lang
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars
from cchc_analysis.selection import check_columns, named_provinces, select
from cchc_analysis.wording import figure, listed, say, source_line, term, told_beside

LEVELS = catalog.LEVELS[:3]
"""The three levels of administration, from the top."""

_COLUMNS = (
    *("province", "year", "period", "metric", "level", "nature", "comparator", "value", "unit", "basis", "scope"),
    *("statement", "document"),
)


def rows_of(
    targets: Any,
    metric: str | None = None,
    provinces: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
) -> pl.DataFrame:
    """Give the rows of the long table that a chart is asked for.

    Raises
    ------
    DataError
        A column is missing; a metric, province or year that no row has.
    """
    table = as_polars(targets)
    check_columns(table, *_COLUMNS)
    rows = select(table, {"metric": metric})
    if provinces is not None:
        asked = [provinces] if isinstance(provinces, str) else list(provinces)
        names = named_provinces(asked, table["province"].unique(), "targets")
        rows = rows.filter(pl.col("province").is_in(names))
    if years is not None:
        rows = rows.filter(pl.col("year").is_in(sorted(set(years))))
    if rows.is_empty():
        raise refused(
            "metric", f"no row of {metric or 'the table'} is of these provinces and years; ask for others"
        )
    return rows


def refused(column: str, message: str) -> DataError:
    """Make the error that refuses to draw a table."""
    return DataError([Fault("targets", 0, column, message)])


def one_unit(rows: pl.DataFrame) -> str:
    """Give the unit that all rows are in; refuse two."""
    units = rows["unit"].unique().sort().to_list()
    if len(units) > 1:
        raise refused("unit", f"one axis holds one unit, not {' and '.join(units)}; choose the rows of one")
    return str(units[0])


def shown(row: dict[str, Any], lang: Lang) -> str:
    """Word a figure of a row that may have been made by hand, without its fraction."""
    return figure({"unit": "percent", "numerator": None} | row, lang)


def caption(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption: what the chart itself says, what holds for such rows, how many they are, their sources."""
    return [*parts, *told_beside(rows, lang), say("n_figures", lang, n=rows.height), source_line(rows, lang)]


def caption_without_figures(rows: pl.DataFrame, lang: Lang, *parts: str) -> list[str]:
    """Give the caption of a chart that shows no figure of these rows, but what they are about."""
    return [*parts, say("before_reorganisation", lang), source_line(rows, lang)]


def silent(targets: Any, rows: pl.DataFrame, lang: Lang) -> str:
    """Name the provinces of the table that have no row among these; nothing where all have."""
    names = sorted(set(as_polars(targets)["province"]) - set(rows["province"]))
    return say("silent_provinces", lang, provinces=listed(names, lang)) if names else ""


def value_axis(axes: Axes, unit: str, most: float, lang: Lang) -> None:
    """Give an axes a scale from 0 with light grid lines under the data; of a share to 100."""
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(0, 103 if unit == "percent" else 1.03 * most or 1)
    if unit == "percent":
        axes.set_xticks([0, 25, 50, 75, 100])
    else:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_xlabel(term("unit", unit, lang), size=10)
    scale(axes, "x", lang)


def bounds(rows: pl.DataFrame, lang: Lang) -> str:
    """Word the range of some figures with their bounds: ``≥ 60–100%``, ``≥ 60% to 100%``."""
    ordered = rows.sort("value", "comparator")
    first, last = (ordered.row(at, named=True) for at in (0, -1))
    low, high = shown(first, lang), shown(last, lang)
    if low == high:
        return low
    if first["comparator"] == last["comparator"]:
        return f"{low.removesuffix('%')}–{shown(last | {'comparator': '='}, lang)}"
    return say("from_to", lang, low=low, high=high)


def level_name(level: str, lang: Lang) -> str:
    """Name a level so that it stands by itself in a sentence: ``commune level``."""
    name = term("level", level, lang)
    return say("at_one_level", lang, level=name) if level in LEVELS else name


def by_level(rows: pl.DataFrame) -> Sequence[str]:
    """Give the levels that the rows are of, from the top; ``all`` where no other is."""
    held = set(rows["level"])
    return [level for level in LEVELS if level in held] or [level for level in catalog.LEVELS if level in held]
