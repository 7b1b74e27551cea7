"""Who says what: a figure, a direction, a result or nothing, metric by metric and province by province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import AREAS
from cchc_analysis.charts import stated
from cchc_analysis.charts.field import LABEL, draw_field
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import GREY, style
from cchc_analysis.choices import Lang
from cchc_analysis.compare.coverage import STATUSES
from cchc_analysis.compare.coverage import coverage as covered
from cchc_analysis.wording import say, term

SIGNS = {"quantified": "●", "directional": "◐", "reported": "○", "silent": ""}
"""The sign of each status."""

_SHADES = ("#7fb2dc", "#d3e4f2", "#efe6cf", "#f6f6f6")
_KINDS = {name: (SIGNS[name], shade) for name, shade in zip(STATUSES, _SHADES, strict=True)}
_ROW = 0.27  # inches of a line
_LONG = 36  # lines beyond which two panels stand side by side
_WIDE = 8  # provinces from which names stand upright, and one panel is enough


def coverage(
    targets: Any,
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw, for every metric that some document aims at, what the documents of each province say of it.

    Parameters
    ----------
    palette : mapping, optional
        Colours by status: ``quantified``, ``directional``, ``reported``, ``silent``.

    Returns
    -------
    matplotlib.figure.Figure
        Metrics by area; a filled disc is a target with a figure, a half one a direction, an empty one a result
        without a target; an empty field is silence.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(coverage(load_targets(), lang="en").axes)
    2
    """
    rows = stated.rows_of(targets, None, provinces, years)
    said = covered(rows)
    aimed = said.filter(pl.col("targets") > 0)["metric"].unique()
    if aimed.is_empty():
        raise stated.refused("nature", "no document of these provinces and years aims at anything; ask for others")
    said = said.filter(pl.col("metric").is_in(aimed.implode()))
    names = sorted(said["province"].unique())
    columns = _columns(said, one=ax is not None or len(names) > _WIDE)
    most = max(len(lines) for lines in columns)
    found = {(row["metric"], row["province"]): STATUSES.index(row["status"]) for row in said.iter_rows(named=True)}
    is_wide = len(names) > _WIDE
    heads = names if is_wide else [name.replace(" ", "\n") for name in names]
    look = {"rotation": 90, "size": 9} if is_wide else {"rotation": 0, "size": 10}
    with style():
        width = len(columns) * (LABEL + max((0.36 if is_wide else 0.8) * len(names), 1.6)) + 0.5
        height = _ROW * most + (1.9 if is_wide else 0.7)
        sheet = open_sheet(ax, figsize, width=width, height=height, columns=len(columns), least=0.17 * most)
        for axes, lines in zip(sheet.panels, columns, strict=True):
            codes = [
                [found.get((metric, name), STATUSES.index("silent")) for name in names] for _, metric in lines
            ]
            draw_field(axes, lines, heads, codes, _KINDS, lang, palette, **look)
            axes.set_ylim(most, 0)
            for at, (label, (_, metric)) in enumerate(zip(axes.get_yticklabels(), lines, strict=True)):
                if not metric:
                    label.set_fontweight("bold")
                    axes.axhline(at + 1, color=GREY, linewidth=0.8)
        key = " · ".join(f"{sign or '□'} {term('status', status, lang)}" for status, sign in SIGNS.items())
        told = [say("coverage_note", lang), say("n_metrics", lang, n=len(aimed), provinces=len(names))]
        drawn = rows.filter(pl.col("metric").is_in(aimed.implode()))
        return sheet.finish(_title(said, names, lang), key, stated.caption_without_figures(drawn, lang, *told))


def _columns(said: pl.DataFrame, *, one: bool) -> list[list[tuple[str, str]]]:
    """Give the lines of each panel as (area, metric), a heading line an area, in one panel or two alike."""
    blocks = []
    for area in AREAS:
        of_area = said.filter(area=area)["metric"].unique(maintain_order=True)
        if len(of_area):
            blocks.append([(area, ""), *((area, metric) for metric in of_area)])
    whole = [line for block in blocks for line in block]
    if one or len(whole) <= _LONG or len(blocks) < 2:  # noqa: PLR2004  (one block has no second panel)
        return [whole]
    lengths = np.cumsum([len(block) for block in blocks])
    cut = 1 + int(np.argmin(np.abs(lengths[:-1] - lengths[-1] / 2)))
    return [[line for block in half for line in block] for half in (blocks[:cut], blocks[cut:])]


def _title(said: pl.DataFrame, names: Sequence[str], lang: Lang) -> str:
    """Say how many of the metrics every province aims at with a figure, and how many one province alone."""
    count = said.filter(status="quantified").group_by("metric").len()["len"]
    everyone, alone = int((count == len(names)).sum()), int((count == 1).sum())
    key = "coverage_one" if len(names) == 1 else "coverage_title" if everyone else "coverage_none"
    counts = {"n": said["metric"].n_unique(), "all": everyone, "alone": alone, "figures": count.len()}
    return say(key, lang, provinces=len(names), province=names[0], **counts)
