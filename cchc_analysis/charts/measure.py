"""The figures of one metric: all of them by province and level, and the planned path of one province."""

from collections.abc import Mapping
from itertools import cycle, product
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis import wording
from cchc_analysis.catalog import LEVELS
from cchc_analysis.charts import stated
from cchc_analysis.charts.sheet import Asked, chart, fitted, open_sheet
from cchc_analysis.charts.stated import Ends
from cchc_analysis.charts.theme import GREY, PALE, Palette, beside, colour, dots, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.compare.pace import measure_spans
from cchc_analysis.errors import refused_targets
from cchc_analysis.frames import as_polars, place
from cchc_analysis.schema import NATURES
from cchc_analysis.selection import with_pooled
from cchc_analysis.wording import say, those

MOST = 70  # figures that one chart shows
_LABEL, _FIGURES, _LEAST = 3.2, 5.6, 3.0  # inches: label of a line, room of its figures, the least of it
_SIZE = 10
_ROW, _LINE = 0.14, 0.17  # inches between lines, and of a line of text
_DATED = 3  # ranges that a title names
_LINES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)))


Line = tuple[str, str, dict[str, Any] | None]
"""What stands on a line of the chart: its label, the figure in words, and its row; a heading has a label alone."""


@chart
def measure(targets: Any, metric: str, scope: str | None = None, **options: Any) -> Figure:
    """Draw every figure of a metric, a line a figure, in blocks of one level and one nature.

    Targets are filled, results hollow; directions without a figure stand as words. At most 70 figures of one unit;
    scores and ranks of an index are never on one axis, of which rank 1 is at the far end.

    Parameters
    ----------
    scope : str, optional
        Only figures on this base, of an index ``score`` or ``rank``.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> figure = measure(load_targets(), "e_dossier_rate", lang="en")
    >>> [text.get_text() for text in figure.axes[0].get_yticklabels()][:3]
    ['Targets, province level', 'Gia Lai, 2024', 'Kiên Giang, 2025']
    """
    asked, table = Asked(**options), as_polars(targets)
    rows, lang = stated.rows_of(table, metric, asked, scope=scope), asked.lang
    if rows["value"].null_count() == rows.height:
        raise refused_targets(
            "value", f"the documents name a direction for {metric} and no figure; choose another"
        )
    if rows.height > MOST:
        message = f"at most {MOST} figures, not {rows.height}; choose provinces, years or one level"
        raise refused_targets("metric", f"the chart shows {message}")
    metric, lines, ends = rows["metric"][0], lines_of(rows, lang), stated.ends_of(rows)
    labels = [fitted(label, _LABEL, _SIZE) for label, *_ in lines]
    height = len(lines) * (_ROW + _LINE * (1 + max(label.count("\n") for label in labels)))
    with open_sheet(asked, (_LABEL + _FIGURES + 0.6, height + 0.9), (_LEAST, 0.75 * height)) as sheet:
        [axes] = sheet.panels
        shades = told_apart(rows["province"], asked.palette)
        stated.value_axis(axes, "x", rows, ends, lang)
        axes.set_yticks(range(len(lines)), labels, size=_SIZE)
        axes.tick_params(axis="y", pad=8)
        for at, (label, (_, text, row)) in enumerate(zip(axes.get_yticklabels(), lines, strict=True)):
            if row is not None:
                _draw(axes, row, text, at, ends, shades)
                continue
            label.set_fontweight("bold")
            axes.axhline(at - 0.5, color=PALE, linewidth=1.5)
        axes.set_ylim(len(lines) - 0.5, -0.5)
        wanted = stated.rows_of(table, None, Asked(asked.provinces))["province"]
        heard, valued = table.filter(metric=metric)["province"], rows.drop_nulls("value")  # in any year
        silent = wording.listed(wording.alphabetical({*wanted} - {*heard}), lang)
        told = [*wording.marks_at(valued, lang), *wording.signs_at(rows, lang)]
        told += those(lang, bases_differ=valued["scope"].n_unique() > 1)
        told += those(lang, silent_provinces=silent and {"provinces": silent})
        caption = stated.caption(rows, lang, *told)
        return sheet.finish(title(rows, metric, lang), stated.of_what(rows, lang), caption)


def lines_of(rows: pl.DataFrame, lang: Lang) -> list[Line]:
    """Give the lines of a chart from the top: blocks of one level and nature, each with a heading."""
    bases = {*rows.drop_nulls("value")["scope"]}  # which a title names where it is one
    by = pl.col("scope") != "standard", "scope", wording.by_name(rows), "year", "period", "comparator", "basis"
    ordered, lines = with_pooled(rows).sort(*by, "document"), list[Line]()
    for level, nature in product(LEVELS, NATURES):
        block = ordered.filter(level=level, nature=nature)
        if block.height:
            heading = say(f"{nature}s_at", lang, level=stated.level_name(level, lang))
            lines.append((wording.capital(heading), "", None))
        for row in block.iter_rows(named=True):
            label = f"{row['province']}, {wording.when(row, lang)}"
            label += f": {wording.base(row['metric'], row['scope'], lang)}" if bases != {row["scope"]} else ""
            lines.append((label, wording.marked_figure(row, lang), row))
    return lines


def _draw(axes: Axes, row: Mapping[str, Any], text: str, at: float, ends: Ends, palette: Palette) -> None:
    look: dict[str, Any] = {"va": "center", "size": _SIZE}
    if (value := row["value"]) is None:
        beside(axes, text, (max(0.0, ends.low), at), (11, 0), color=GREY, style="italic", **look)
        return
    marked: dict[str, Any] = {"markersize": 9, "markeredgewidth": 2, "clip_on": False, "zorder": 3}
    shade = dots(axes, value, at, row["province"], palette, is_hollow=row["nature"] != "target", **marked)
    offset, side = (11, "left") if ends.is_near_low(value) else (-11, "right")
    beside(axes, text, (value, at), (offset, 0), color=shade, ha=side, **look)


def title(rows: pl.DataFrame, metric: str, lang: Lang) -> str:
    """Say what the targets are, else the results, a range a period and bound; of many only how many they are."""
    name, figures = wording.metric_name(metric, lang), rows.drop_nulls("value").sort("year", "period")
    if (bases := figures["scope"].n_unique()) > 1:
        return say("measure_bases", lang, name=name, n=bases)
    nature = "target" if "target" in figures["nature"] else "actual"
    told = figures.filter(nature=nature)
    parts, ranges = told.partition_by("period", "comparator", maintain_order=True), []
    if len(parts) > _DATED:
        return say("measure_many", lang, name=name, n=figures.height, years=wording.span(figures["year"]))
    for part in parts:
        who = wording.listed(wording.alphabetical(part["province"]), lang, 2)
        whose = f" ({who}, {wording.when(part.row(0, named=True), lang)})" if len(parts) > 1 else ""
        ranges.append(stated.bounds(part, lang) + whose)
    return say(f"measure_{nature}{'s' * (told.height > 1)}", lang, name=name, range=wording.listed(ranges, lang))


@chart
def path(targets: Any, metric: str, province: str, scope: str | None = None, **options: Any) -> Figure:
    """Draw the targets of one province for one metric on one base by year, a line a level and bound.

    Filled marks are stated, hollow ones computed along the stated step; of an index rank 1 is at the top. Refused
    are two figures of one level and year.

    Parameters
    ----------
    scope : str, optional
        Only figures on this base, of an index ``score`` or ``rank``; needed where there are several.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> axes = path(load_targets(), "digitization_rate", "Kiên Giang", lang="en").axes[0]
    >>> axes.get_lines()[6].get_ydata().tolist()
    [15.0, 35.0, 55.0, 75.0, 95.0]
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, metric, asked, province, scope), asked.lang
    rows = rows.filter(nature="target").drop_nulls("value")
    if rows.is_empty():
        raise refused_targets("value", f"{province} states no target with a figure for {metric}; choose another")
    metric, name = rows["metric"][0], rows["province"][0]
    ends, shade = stated.ends_of(rows), colour(name, asked.palette)
    if len(scopes := rows["scope"].unique().sort().to_list()) > 1:
        raise refused_targets("scope", f"{len(scopes)} bases share no line; choose scope={' or '.join(scopes)}")
    if len(set(measure_spans(rows))) > 1:
        raise refused_targets("period", "a line joins counts over times of one length; choose years of one")
    by_year = rows.sort("year", "period")
    lines = by_year.sort(place("level", LEVELS), maintain_order=True).partition_by("level", maintain_order=True)
    if (twice := rows.filter(pl.struct("level", "year").is_duplicated())).height:
        raise refused_targets(
            "year", f"a line has one figure a year, not two of {twice['year'][0]}; keep one of them"
        )
    with open_sheet(asked, least=(0.8, 1.2)) as sheet:
        [axes] = sheet.panels
        names, look = [], {"markersize": 8, "markeredgewidth": 1.6, "zorder": 4}
        for own, shape in zip(lines, cycle(_LINES)):
            for _, run in own.group_by(pl.col("comparator").rle_id(), maintain_order=True):
                axes.plot(run["year"], run["value"], color=shade, linewidth=1.9, linestyle=shape, zorder=3)
                aim = run.row(-1, named=True)
                figure, level = wording.figure(aim, lang), wording.capital(stated.level_name(aim["level"], lang))
                label = f"{level}, {figure}" if len(lines) > 1 or aim["level"] != "all" else figure
                names.append((aim["year"], aim["value"], label, shade))
            for (basis,), part in own.partition_by("basis", as_dict=True).items():
                dots(axes, part["year"], part["value"], name, asked.palette, is_hollow=basis != "stated", **look)
        sheet.ends(axes, names[::-1])
        sheet.years(axes, rows["year"])
        stated.value_axis(axes, "y", rows, ends, lang)
        told = [*those(lang, path_note=set(rows["basis"]) != {"stated"}), *wording.signs_at(rows, lang)]
        told += those(lang, path_documents=rows["document"].n_unique() > 1)
        subtitle = say("path_subtitle", lang, of=stated.of_what(rows, lang))
        both = (by_year.filter(year=year) for year in sorted({by_year["year"][0], by_year["year"][-1]}))
        ranges = (f"{stated.bounds(own, lang)} ({wording.when(own.row(0, named=True), lang)})" for own in both)
        heading = f"{wording.metric_name(metric, lang)}, {name}: {', '.join(ranges)}"
        return sheet.finish(heading, subtitle, stated.caption(rows, lang, *told))
