"""The planned path of a province: the levels as lines of one panel."""

from __future__ import annotations

from typing import Any, Unpack

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import LEVELS
from cchc_analysis.charts import stated
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import colour, dots
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.wording import base, capital, figure, measure, metric_name, say, term

_LINES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)))


@chart
def path(targets: Any, metric: str, province: str, **options: Unpack[Options]) -> Figure:
    """Draw the targets of one province for one metric by year, a line a level and base.

    A line joins figures of one province, metric, base and level; filled marks are stated, hollow ones computed
    along the stated step.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> axes = path(load_targets(), "digitization_rate", "Kiên Giang", lang="en").axes[0]
    >>> axes.get_lines()[6].get_ydata().tolist()
    [15.0, 35.0, 55.0, 75.0, 95.0]
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, metric, asked, province), asked.lang
    rows = rows.filter(nature="target").drop_nulls("value")
    if rows.is_empty():
        message = f"{province} states no target with a figure for {metric}; choose another"
        raise refused("targets", "value", message)
    metric, name, scopes = rows["metric"][0], rows["province"][0], rows["scope"].unique()
    unit, shade = stated.one_unit(rows), colour(name, asked.palette)
    lines = [own.sort("year", "period") for own in rows.partition_by("scope", "level", maintain_order=True)]
    lines.sort(key=lambda own: (own["scope"][0], LEVELS.index(own["level"][0])))
    with open_sheet(asked) as sheet:
        [axes] = sheet.panels
        ends = []
        for at, own in enumerate(lines):
            shape: Any = _LINES[at % len(_LINES)]
            axes.plot(own["year"], own["value"], color=shade, linewidth=1.9, linestyle=shape, zorder=3)
            for (basis,), part in own.partition_by("basis", as_dict=True).items():
                look: dict[str, Any] = {"markersize": 8, "markeredgewidth": 1.6, "zorder": 4}
                dots(axes, part["year"], part["value"], name, asked.palette, is_hollow=basis != "stated", **look)
            last = own.row(-1, named=True)
            label = capital(stated.level_name(last["level"], lang))
            label += f": {base(metric, last['scope'], lang)}" if len(scopes) > 1 else ""
            ends.append((last["year"], last["value"], f"{label}, {figure(last, lang)}", shade))
        sheet.ends(axes, ends[::-1])
        sheet.years(axes, rows["year"])
        stated.value_axis(axes, "y", unit, stated.ends_of(unit, rows["value"]), lang)
        every = stated.rows_of(targets, metric, Asked(), name)
        told = [say("path_note", lang)] if set(rows["basis"]) != {"stated"} else []
        told += [] if "actual" in every["nature"] else [say("no_result", lang)]
        of = measure(metric, scopes[0] if len(scopes) == 1 else "standard", lang)
        subtitle = say("path_subtitle", lang, unit=term("unit", unit, lang), measure=of)
        return sheet.finish(_title(rows, metric, name, lang), subtitle, stated.caption(rows, lang, *told))


def _title(rows: pl.DataFrame, metric: str, name: str, lang: Lang) -> str:
    """Say where the path starts and where it ends, over its levels."""
    start, end = rows["year"].min(), rows["year"].max()
    first, last = (stated.bounds(rows.filter(year=year), lang) for year in (start, end))
    told = {"start": start, "end": end, "first": first, "last": last}
    key = "path_title" if start != end else "path_single"
    return say(key, lang, province=name, name=metric_name(metric, lang), **told)
