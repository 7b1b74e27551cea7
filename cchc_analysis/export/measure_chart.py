"""The chart of one measure: every figure of one metric on one base, or the reason why rows make no chart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import LEVELS, metrics
from cchc_analysis.charts.theme import (
    GREY,
    PALE,
    Lang,
    beside,
    colour,
    margins,
    mark,
    metric_names,
    percent_axis,
    scope_names,
    shown_number,
    source_line,
    style,
    subplots,
    wrap,
)
from cchc_analysis.export.measure_words import (
    cautions,
    marked_figure,
    period_text,
    pooled,
    statement_of,
    texts,
)
from cchc_analysis.schema import NATURES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 40
"""Most rows that one chart shows."""

_LINE, _TOP, _BOTTOM = 0.33, 0.9, 1.45  # inches: a row, above the axes, below them
_CAPTION_LETTERS, _TITLE_LETTERS = 158, 84
_ROOM = 1.25  # of the largest value, so that labels fit
_MIDDLE = 0.52
_YEARS = re.compile(r"\d{4}(/\d{4})?")


def refusal(rows: pl.DataFrame, lang: Lang = "vi") -> str:
    """Say why some rows of the long table may not stand in one chart; nothing where they may.

    Parameters
    ----------
    rows : polars.DataFrame
        Rows of the long table.
    lang : {"vi", "en"}
        Language of the reason.

    Returns
    -------
    str
        The first that applies: no row, several metrics, several bases, no figure, too many rows; empty where
        the rows are of one measure.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> refusal(load_targets().filter(metric="pci_index", scope="standard"), "en")
    'the documents name a direction for this metric and no figure.'
    """
    words = texts(lang)
    if rows.is_empty():
        return words["no_rows"]
    if (count := rows["metric"].n_unique()) > 1:
        return words["several_metrics"].format(n=count)
    scopes = rows["scope"].unique().sort().to_list()
    if len(scopes) > 1:
        names = scope_names(lang)
        return words["several_scopes"].format(n=len(scopes), bases="; ".join(names[name] for name in scopes))
    if rows["value"].null_count() == rows.height:
        return words["no_figure"]
    return words["too_many"].format(n=rows.height, most=MOST) if rows.height > MOST else ""


def measure_chart(rows: pl.DataFrame, targets: pl.DataFrame, lang: Lang = "vi") -> Figure:
    """Draw every figure of one metric on one base, a line a figure, in blocks of one level and one nature.

    Parameters
    ----------
    rows : polars.DataFrame
        Rows of the long table that `refusal` lets pass.
    targets : polars.DataFrame
        The table that they come from: it tells which provinces are silent.
    lang : {"vi", "en"}
        Language of all labels.

    Returns
    -------
    matplotlib.figure.Figure
        Targets filled, results hollow; province and year before each mark, sign and figure beside it; marks are
        not joined. Directions without a figure stand as words.

    Raises
    ------
    ValueError
        The rows are not of one measure; the message is the reason.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> table = load_targets()
    >>> figure = measure_chart(table.filter(metric="e_dossier_rate"), table, "en")
    >>> [text.get_text() for text in figure.axes[0].get_yticklabels()][:3]
    ['Targets, provincial level', 'Gia Lai, 2024', 'Kiên Giang, 2025']
    """
    if reason := refusal(rows, lang):
        raise ValueError(reason)
    lines = _lines(rows)
    most, is_share = float(rows["value"].max() or 0), rows["unit"][0] == "percent"  # type: ignore[arg-type]
    with style():
        fig, axes = subplots(figsize=(11, _TOP + _BOTTOM + _LINE * len(lines)))
        margins(fig, left=3.3, right=0.3, top=_TOP, bottom=_BOTTOM)
        percent_axis(axes, lang)
        if not is_share:
            axes.set_xlim(0, most * _ROOM or 1)
            axes.xaxis.set_major_locator(_whole_steps())
            axes.xaxis.set_major_formatter(lambda value, _: shown_number(value, lang))
            axes.set_xlabel(texts(lang)[f"unit_{rows['unit'][0]}"], size=10)
        said_together = pooled(targets)
        for at, line in enumerate(lines):
            if isinstance(line, dict):
                more = [texts(lang)["pooled_mark"]] if statement_of(line) in said_together else []
                _draw(axes, line, at, (100.0 if is_share else most) * _MIDDLE, more, lang)
            elif at:
                axes.axhline(at - 0.5, color=PALE, linewidth=1.5)
        axes.set_yticks(range(len(lines)), [_head(line, lang) for line in lines], size=10)
        for label, line in zip(axes.get_yticklabels(), lines, strict=True):
            label.set_fontweight("normal" if isinstance(line, dict) else "bold")
        axes.set_ylim(len(lines) - 0.4, -0.7)
        _frame(fig, rows, targets, lang)
    return fig


def alternative(rows: pl.DataFrame, lang: Lang) -> str:
    """Word the chart of some rows for those who cannot see it."""
    told = [f"{_head(row, lang)}: {marked_figure(row, [], lang)}" for row in _lines(rows) if isinstance(row, dict)]
    return f"{metric_names(lang)[rows['metric'][0]]}. {'; '.join(told)}."


def _lines(rows: pl.DataFrame) -> list[dict[str, Any] | tuple[str, str]]:
    """Give what stands on each line from the top: a block as (nature, level), then its rows."""
    ordered = rows.sort("province", "year", "period", "comparator", "basis", "document")
    lines: list[dict[str, Any] | tuple[str, str]] = []
    for level in LEVELS:
        for nature in NATURES:
            block = ordered.filter(level=level, nature=nature)
            lines += [(nature, level), *block.iter_rows(named=True)] if block.height else []
    return lines


def _head(line: dict[str, Any] | tuple[str, str], lang: Lang) -> str:
    words = texts(lang)
    if isinstance(line, dict):
        return f"{line['province']}, {_when(line, lang)}"
    return words["block"].format(nature=words[f"{line[0]}s_of"], level=words[f"level_{line[1]}"])


def _when(row: dict[str, Any], lang: Lang) -> str:
    """Give the year that a figure holds for, or the period where that is less than a year."""
    return str(row["year"]) if _YEARS.fullmatch(row["period"]) else period_text(row["period"], lang)


def _draw(axes: Axes, row: dict[str, Any], at: int, middle: float, more: list[str], lang: Lang) -> None:
    words, shade = texts(lang), colour(row["province"])
    if row["value"] is None:
        beside(axes, words[row["comparator"]], (0, at), (6, 0), va="center", color=GREY, style="italic", size=10)
        return
    is_target = row["nature"] == "target"
    look: dict[str, Any] = {"markersize": 9, "markeredgewidth": 2, "clip_on": False}
    look["markerfacecolor"] = shade if is_target else "white"
    axes.plot(row["value"], at, mark(row["province"]), color=shade, **look)
    is_right = row["value"] < middle
    side = {"ha": "left" if is_right else "right", "va": "center", "size": 10}
    beside(
        axes, marked_figure(row, more, lang), (row["value"], at), (11 if is_right else -11, 0), color=shade, **side
    )


def _frame(fig: Figure, rows: pl.DataFrame, targets: pl.DataFrame, lang: Lang) -> None:
    """Write the metric and its base above the axes; below them what to mind, who is silent, and the sources."""
    words, metric, scope = texts(lang), rows["metric"][0], rows["scope"][0]
    base = scope_names(lang)[scope]
    if scope == "standard":
        base = words["own_base"].format(measures=metrics()[metric].measures)
    told = targets.filter(metric=metric, scope=scope)["province"].unique()
    silent = sorted(set(targets["province"]) - set(told))
    parts = [words["marks"], *cautions(rows, lang)]
    parts += [words["silent"].format(provinces=", ".join(silent))] if silent else []
    parts += [source_line(rows, lang)]
    width, height = fig.get_size_inches()
    left, top = 0.14 / width, 1 - 0.12 / height
    title = wrap(metric_names(lang)[metric], _TITLE_LETTERS)
    subtitle = words["subtitle"].format(unit=words[f"unit_{rows['unit'][0]}"], base=base)
    fig.text(left, top, title, size=14, weight="bold", va="top")
    below = 0.12 + 0.3 * (1 + title.count("\n"))
    fig.text(left, 1 - below / height, wrap(subtitle, _TITLE_LETTERS + 40), color=GREY, va="top", size=10.5)
    fig.text(left, 0.1 / height, wrap(" ".join(parts), _CAPTION_LETTERS), size=9, color=GREY, va="bottom")


def _whole_steps() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=5, integer=True)
