"""The figures of one metric: all of them by province and level, and the planned path of one province."""

from collections.abc import Mapping, Sequence
from itertools import cycle, product
from typing import Any, NamedTuple, Unpack

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis import wording
from cchc_analysis.catalog import LEVELS
from cchc_analysis.charts import stated
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import even, fitted, open_sheet
from cchc_analysis.charts.stated import Ends
from cchc_analysis.charts.theme import GREY, PALE, Palette, beside, colour, dots, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.compare.pace import measure_spans
from cchc_analysis.errors import refused
from cchc_analysis.frames import as_polars, place
from cchc_analysis.schema import NATURES
from cchc_analysis.selection import named_provinces, with_pooled
from cchc_analysis.wording import say, those

MOST = 70  # figures that one chart shows
_LABEL, _FIGURES, _LEAST = 3.2, 5.6, 3.0  # inches: label of a line, room of its figures, the least of it
_SIZE = 10
_ROW, _LINE = 0.14, 0.17  # inches between lines, and of a line of text
_LINES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)))


class Line(NamedTuple):
    """What stands on a line of the chart: a heading, or a figure with its row of the table."""

    label: str
    text: str
    row: dict[str, Any] | None


@chart
def measure(targets: Any, metric: str, scope: str | None = None, **options: Unpack[Options]) -> Figure:
    """Draw every figure of a metric, a line a figure, in blocks of one level and one nature.

    Targets are filled, results hollow; province and year stand before each mark, and its base where the rows have
    several; bound and figure beside it. Marks are not joined. Directions without a figure stand as words. At most
    70 figures of one unit. Scores and ranks of an index are never on one axis, nor counts of several things; rank
    1 is at the far end.

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
        message = f"the documents name a direction for {metric} and no figure; choose another"
        raise refused("targets", "value", message)
    if rows.height > MOST:
        message = f"at most {MOST} figures, not {rows.height}; choose provinces, years or one level"
        raise refused("targets", "metric", f"the chart shows {message}")
    metric, lines, ends = rows["metric"][0], lines_of(rows, lang), stated.ends_of(rows)
    parts_of_total = stated.is_split(rows)
    room = _FIGURES if asked.ax is None and asked.figsize is None else _LEAST
    labels, texts, places = _placed(lines, ends, room)
    size = _LABEL + _FIGURES + 0.6, places[-1] + 0.9
    with open_sheet(asked, size, (_LEAST, 0.75 * places[-1])) as sheet:
        [axes] = sheet.panels
        shades = told_apart(rows["province"], asked.palette)
        stated.value_axis(axes, "x", rows, ends, lang)
        for line, text, at in zip(lines, texts, places, strict=True):
            if line.row is None and at > places[0]:
                axes.axhline(at - 0.2, color=PALE, linewidth=1.5)
            elif line.row is not None:
                _draw(axes, line.row, text, at, ends, shades)
        axes.set_yticks(places, labels, size=_SIZE)
        axes.tick_params(axis="y", pad=8)
        for label, line in zip(axes.get_yticklabels(), lines, strict=True):
            label.set_fontweight("normal" if line.row else "bold")
        axes.set_ylim(places[-1] + 0.22, places[0] - 0.2)
        names = table["province"].unique()
        wanted = names if asked.provinces is None else named_provinces(asked.provinces, names, "targets")
        heard = table.filter(metric=metric)["province"]  # in any year
        silent = wording.alphabetical(set(wanted) - set(heard))
        valued = rows.drop_nulls("value")
        told = [*wording.marks_at(valued, lang), *wording.signs_at(rows, lang)]
        told += those(lang, **{"parts_note" if parts_of_total else "bases_differ": valued["scope"].n_unique() > 1})
        told += those(lang, silent_provinces=silent and {"provinces": wording.listed(silent, lang)})
        caption = stated.caption(rows, lang, *told)
        return sheet.finish(title(rows, metric, lang), stated.of_what(rows, lang), caption)


def lines_of(rows: pl.DataFrame, lang: Lang) -> list[Line]:
    """Give the lines of a chart from the top: blocks of one level and nature, each with a heading."""
    bases = {*rows.drop_nulls("value")["scope"]}  # which a title names where it is one
    a_total_first, by = pl.col("scope") != "standard", ("year", "period", "comparator", "basis", "document")
    ordered = with_pooled(rows).sort(a_total_first, "scope", wording.by_name(rows), *by)
    lines: list[Line] = []
    for level, nature in product(LEVELS, NATURES):
        block = ordered.filter(level=level, nature=nature)
        if block.height:
            heading = say(f"{nature}s_at", lang, level=stated.level_name(level, lang))
            lines.append(Line(wording.capital(heading), "", None))
        for row in block.iter_rows(named=True):
            label = f"{row['province']}, {wording.when(row, lang)}"
            label += f": {wording.base(row['metric'], row['scope'], lang)}" if bases != {row["scope"]} else ""
            lines.append(Line(label, wording.marked_figure(row, lang), row))
    return lines


def _placed(lines: Sequence[Line], ends: Ends, room: float) -> tuple[list[str], list[str], list[float]]:
    """Break labels and texts to fit, and give the middle of each line in inches from the top."""
    labels, texts, places, at = [], [], [], 0.0
    for line in lines:
        value = (line.row or {}).get("value") or 0
        share = max(abs(value - ends.low), abs(ends.high - value)) / abs(ends.high - ends.low)
        labels.append(even(line.label, _LABEL, _SIZE, bold=line.row is None))
        texts.append(fitted(line.text, room * share - 0.35, _SIZE))
        height = _ROW + _LINE * (1 + max(labels[-1].count("\n"), texts[-1].count("\n")))
        gap = 0.1 if line.row is None and at else 0.0
        places.append(at + (height + gap) / 2 + gap / 2)
        at += height + gap
    return labels, texts, places


def _draw(axes: Axes, row: Mapping[str, Any], text: str, at: float, ends: Ends, palette: Palette) -> None:
    """Draw the mark of a figure with its text on the side that has more room; of a direction the words alone."""
    look: dict[str, Any] = {"va": "center", "size": _SIZE}
    if (value := row["value"]) is None:
        beside(axes, text, (max(0.0, ends.low), at), (11, 0), color=GREY, style="italic", **look)
        return
    marked: dict[str, Any] = {"markersize": 9, "markeredgewidth": 2, "clip_on": False, "zorder": 3}
    shade = dots(axes, value, at, row["province"], palette, is_hollow=row["nature"] != "target", **marked)
    offset, side = (11, "left") if ends.is_near_low(value) else (-11, "right")
    beside(axes, text, (value, at), (offset, 0), color=shade, ha=side, **look)


def title(rows: pl.DataFrame, metric: str, lang: Lang) -> str:
    """Say from where to where the targets of one base go, of one year at the highest and the lowest level."""
    name, figures = wording.metric_name(metric, lang), rows.drop_nulls("value")
    aims, bases = figures.filter(nature="target"), figures["scope"].n_unique()
    if bases > 1:
        return say("measure_parts" if stated.is_split(rows) else "measure_bases", lang, name=name, n=bases)
    if aims.is_empty():
        key = "measure_results" if figures.height > 1 else "measure_result"
        return say(key, lang, name=name, range=stated.dated(figures, lang))
    held = [level for level in stated.LEVELS if level in set(aims["level"])]
    if len(held) < 2 or aims.select("period", "comparator").n_unique() > 1:  # noqa: PLR2004  (one level)
        key = "measure_aims" if aims.height > 1 else "measure_aim"
        return say(key, lang, name=name, range=stated.dated(aims, lang))
    ends = {level: stated.bounds(aims.filter(level=level), lang) for level in held}
    if len({*ends.values()}) == 1:
        return say("measure_aims", lang, name=name, range=say("at_each_level", lang, range=ends[held[0]]))
    first, last = (
        say("at_level", lang, range=ends[level], level=stated.level_name(level, lang))
        for level in (held[0], held[-1])
    )
    return say("measure_levels", lang, name=name, first=first, last=last)


@chart
def path(targets: Any, metric: str, province: str, scope: str | None = None, **options: Unpack[Options]) -> Figure:
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
        message = f"{province} states no target with a figure for {metric}; choose another"
        raise refused("targets", "value", message)
    metric, name = rows["metric"][0], rows["province"][0]
    ends, shade = stated.ends_of(rows), colour(name, asked.palette)
    if len(scopes := rows["scope"].unique().sort().to_list()) > 1:
        raise refused("targets", "scope", f"{len(scopes)} bases share no line; {stated.choice(scopes)}")
    if len(set(measure_spans(rows))) > 1:
        spans = wording.listed(dict.fromkeys(wording.when(row, "en") for row in rows.iter_rows(named=True)), "en")
        message = f"a line joins counts over times of one length, not {spans}; choose years of one"
        raise refused("targets", "period", message)
    lines = rows.sort(place("level", LEVELS), "year", "period").partition_by("level", maintain_order=True)
    for own in lines:
        if (twice := own.filter(pl.col("year").is_duplicated())).height:
            both = ", ".join(wording.figure(row, lang) for row in twice.iter_rows(named=True))
            message = f"a line has one figure a year, not {both} of {twice['year'][0]}; keep one of them"
            raise refused("targets", "year", message)
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
        sheet.ends(axes, names[::-1], last=rows["year"].max())
        sheet.years(axes, rows["year"])
        stated.value_axis(axes, "y", rows, ends, lang)
        every = stated.rows_of(targets, metric, Asked(), name)
        told = [*those(lang, path_note=set(rows["basis"]) != {"stated"}), *wording.signs_at(rows, lang)]
        told += those(lang, path_bounds=any(own["comparator"].n_unique() > 1 for own in lines))
        told += those(
            lang, path_documents=rows["document"].n_unique() > 1, no_result="actual" not in every["nature"]
        )
        subtitle = say("path_subtitle", lang, of=stated.of_what(rows, lang))
        ends_told = [rows.filter(year=year) for year in (rows["year"].min(), rows["year"].max())]
        first, last = (stated.bounds(own, lang) for own in ends_told)
        start, end = (wording.when(own.row(0, named=True), lang) for own in ends_told)
        of = {"province": name, "name": wording.metric_name(metric, lang), "first": first, "last": last}
        is_of_year = start == str(rows["year"].min())
        key = "path_title" if start != end else "path_single" if is_of_year else "path_over"
        heading = say(key, lang, **of, start=start, end=end)
        return sheet.finish(heading, subtitle, stated.caption(rows, lang, *told))
