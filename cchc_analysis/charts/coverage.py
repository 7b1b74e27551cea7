"""Fields of coloured squares with signs, a line a metric: who says what, and what may stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Unpack

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import AREAS, metrics
from cchc_analysis.charts import stated
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import even, open_sheet
from cchc_analysis.charts.theme import GREY, INK
from cchc_analysis.choices import Lang
from cchc_analysis.compare.coverage import coverage as covered
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.errors import refused
from cchc_analysis.wording import metric_name, say, source_line, term

MOST = 6
"""Most provinces whose pairs one chart shows."""

Kinds = Mapping[str, tuple[str, str]]
"""Sign and colour of a square, by what it says; the last one where nothing is said."""

_STATUSES: Kinds = {
    "quantified": ("●", "#7fb2dc"),
    "directional": ("◐", "#d3e4f2"),
    "reported": ("○", "#efe6cf"),
    "silent": ("", "#f6f6f6"),
}
SIGNS = {status: sign for status, (sign, _) in _STATUSES.items()}
"""The sign of each status."""

_VERDICTS: Kinds = {
    "same": ("=", "#5b9bd0"),
    "year differs": ("≈", "#a9cde8"),
    "scope differs": ("≠", "#efe6cf"),
    "target against actual": ("×", "#e3d5d5"),
    "no pair": ("", "#f6f6f6"),
}

_LABEL, _SIZE = 5.0, 9.5  # inches and points of a name
_ROW = 0.27  # inches of a line
_LONG = 36  # lines beyond which two panels stand side by side
_WIDE = 8  # provinces from which names stand upright, and one panel is enough


@chart
def coverage(targets: Any, **options: Unpack[Options]) -> Figure:
    """Draw, for every metric that some document aims at, what the documents of each province say of it.

    Metrics stand by area; a filled disc is a target with a figure, a half one a direction, an empty one a result
    without a target; an empty field is silence.

    Parameters
    ----------
    palette : mapping, optional
        Colours by status: ``quantified``, ``directional``, ``reported``, ``silent``.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(coverage(load_targets(), lang="en").axes)
    2
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, None, asked), asked.lang
    said = covered(rows).filter((pl.col("targets") > 0).any().over("metric"))
    if said.is_empty():
        message = "no document of these provinces and years aims at anything; ask for others"
        raise refused("targets", "nature", message)
    aimed, names = said["metric"].unique(), said["province"].unique().sort().to_list()
    is_wide = len(names) > _WIDE
    columns = _columns(said, is_one=asked.ax is not None or is_wide)
    most = max(len(lines) for lines in columns)
    found = {(metric, name): status for metric, name, status in said["metric", "province", "status"].iter_rows()}
    heads = {name: even(name, *((1.6, 9) if is_wide else (0.75, 10))) for name in names}
    look = {"rotation": 90, "size": 9} if is_wide else {"rotation": 0, "size": 10}
    width = len(columns) * (_LABEL + max((0.36 if is_wide else 0.8) * len(names), 1.6)) + 0.5
    size: dict[str, Any] = {
        "width": width,
        "height": _ROW * most + (1.9 if is_wide else 0.36 + _head_height(heads)),
        "least": ((0.3 if is_wide else 0.75) * len(names), 0.17 * most),
    }
    with open_sheet(asked, columns=len(columns), **size) as sheet:
        for axes, lines in zip(sheet.panels, columns, strict=True):
            _draw(axes, lines, heads, found, _STATUSES, asked, **look)
            axes.set_ylim(most, 0)
            for at, (label, (_, metric)) in enumerate(zip(axes.get_yticklabels(), lines, strict=True)):
                if not metric:
                    label.set_fontweight("bold")
                    axes.axhline(at + 1, color=GREY, linewidth=0.8)
        key = " · ".join(f"{sign or '□'} {term('status', name, lang)}" for name, sign in SIGNS.items())
        drawn = rows.filter(pl.col("metric").is_in(aimed.implode()))
        return sheet.finish(_title(said, names, lang), key, _caption(drawn, "coverage_note", names, lang))


@chart
def comparability(targets: Any, **options: Unpack[Options]) -> Figure:
    """Draw, for every metric that two provinces give a figure for, how each pair may be read.

    A line a metric, a column a pair; the sign is the closest reading of the pair over levels and bases. At most 6
    provinces.

    Parameters
    ----------
    palette : mapping, optional
        Colours by verdict: ``same``, ``year differs``, ``scope differs``, ``target against actual``.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(comparability(load_targets(), lang="en").axes[0].get_xticks())
    6
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, None, asked), asked.lang
    names = rows["province"].unique().sort().to_list()
    if len(names) > MOST:
        message = f"the chart shows the pairs of at most {MOST} provinces, not of {len(names)}"
        raise refused("targets", "province", message)
    pairs = gaps(rows)
    if pairs.is_empty():
        message = "no two of these provinces give a figure for one metric; ask for others"
        raise refused("targets", "metric", message)
    pairs = pairs.sort(pl.col("comparability").cast(pl.Enum([*_VERDICTS])), maintain_order=True)
    best = pairs.unique(["metric", "province_a", "province_b"], keep="first", maintain_order=True)
    found = {
        (row["metric"], (row["province_a"], row["province_b"])): row["comparability"] for row in best.to_dicts()
    }
    shown = [metric for metric in metrics() if metric in set(best["metric"])]
    heads = {pair: "\n".join(even(name, 1.05, 10) for name in pair) for pair in combinations(names, 2)}
    size: dict[str, Any] = {
        "width": max(_LABEL + 1.1 * len(heads) + 0.4, 8),
        "height": 0.46 + _head_height(heads) + 0.33 * len(shown),
    }
    with open_sheet(asked, least=(1.05 * len(heads), 0.2 * len(shown)), **size) as sheet:
        [axes] = sheet.panels
        _draw(axes, [("", metric) for metric in shown], heads, found, _VERDICTS, asked, rotation=0, size=10)
        used = {name: sign for name, (sign, _) in _VERDICTS.items() if name in set(best["comparability"])}
        key = [f"{sign} {term('comparability', name, lang)}" for name, sign in used.items()]
        key += [f"□ {say('no_pair', lang)}"] if len(found) < len(shown) * len(heads) else []
        same = best.filter(pl.col("comparability").is_in(["same", "year differs"]))["metric"].n_unique()
        title = say("comparability_title", lang, n=same, of=len(shown))
        drawn = rows.filter(pl.col("metric").is_in(shown)).drop_nulls("value")
        return sheet.finish(title, " · ".join(key), _caption(drawn, "comparability_note", names, lang))


def _head_height(heads: Mapping[Any, str]) -> float:
    return 0.17 * (1 + max(head.count("\n") for head in heads.values()))


def _draw(
    axes: Axes,
    lines: Sequence[tuple[str, str]],
    heads: Mapping[Any, str],
    found: Mapping[tuple[str, Any], str],
    kinds: Kinds,
    asked: Asked,
    **head_look: Any,
) -> None:
    """Draw a square for each line, an area and a metric of it, and each head; an area alone is a heading."""
    from matplotlib.colors import ListedColormap

    names, lang = list(kinds), asked.lang
    codes = np.array([[names.index(found.get((metric, key), names[-1])) for key in heads] for _, metric in lines])
    signs = np.array([sign for sign, _ in kinds.values()])[codes]
    headings = np.array([[not metric] * len(heads) for _, metric in lines])
    shades = ListedColormap([(asked.palette or {}).get(name, shade) for name, (_, shade) in kinds.items()])
    squares: dict[str, Any] = {"vmin": -0.5, "vmax": len(kinds) - 0.5, "linewidths": 1.5, "edgecolor": "white"}
    axes.pcolormesh(np.ma.masked_array(codes, headings), cmap=shades, **squares)
    for y, x in np.argwhere(~headings):
        axes.text(x + 0.5, y + 0.5, signs[y, x], ha="center", va="center", size=12, color=INK)
    axes.set_xticks(np.arange(len(heads)) + 0.5, list(heads.values()), **head_look)
    labels = [
        even(metric_name(metric, lang), _LABEL, _SIZE) if metric else term("area", area, lang)
        for area, metric in lines
    ]
    axes.set_yticks(np.arange(len(lines)) + 0.5, labels, va="center", size=_SIZE)
    axes.set_ylim(len(lines), 0)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _caption(drawn: pl.DataFrame, note: str, names: Sequence[str], lang: Lang) -> list[str]:
    """Give the caption of a chart that shows no figure of these rows, but what they are about."""
    counted = say("n_metrics", lang, n=drawn["metric"].n_unique(), provinces=len(names))
    return [say(note, lang), counted, say("before_reorganisation", lang), source_line(drawn, lang)]


def _columns(said: pl.DataFrame, *, is_one: bool) -> list[list[tuple[str, str]]]:
    """Give the lines of each panel as (area, metric), a heading line an area, in one panel or two alike."""
    of_area = {area: said.filter(area=area)["metric"].unique(maintain_order=True) for area in AREAS}
    blocks = [[(area, ""), *((area, metric) for metric in own)] for area, own in of_area.items() if len(own)]
    whole = [line for block in blocks for line in block]
    if is_one or len(whole) <= _LONG or len(blocks) < 2:  # noqa: PLR2004  (one block has no second panel)
        return [whole]
    ends = np.cumsum([len(block) for block in blocks])[:-1]
    cut = ends[np.argmin(np.abs(ends - len(whole) / 2))]
    return [whole[:cut], whole[cut:]]


def _title(said: pl.DataFrame, names: Sequence[str], lang: Lang) -> str:
    """Say how many of the metrics every province aims at with a figure, and how many one province alone."""
    count = said.filter(status="quantified").group_by("metric").len()["len"]
    everyone, alone = int((count == len(names)).sum()), int((count == 1).sum())
    key = "coverage_one" if len(names) == 1 else "coverage_title" if everyone else "coverage_none"
    counts = {"n": said["metric"].n_unique(), "all": everyone, "alone": alone, "figures": count.len()}
    return say(key, lang, provinces=len(names), province=names[0], **counts)
