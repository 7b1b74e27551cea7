"""Fields of coloured squares with signs, a line a metric: who says what, and what may stand side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import Any, Unpack

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import AREAS, metrics
from cchc_analysis.charts import stated
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import Size, even, open_sheet
from cchc_analysis.charts.theme import GREY, INK
from cchc_analysis.choices import Lang
from cchc_analysis.compare.coverage import coverage as covered
from cchc_analysis.compare.gaps import SAME_MEASURE, gaps
from cchc_analysis.errors import refused
from cchc_analysis.wording import alphabetical, listed, metric_name, say, source_line, term, those

MOST = 6  # provinces whose pairs one chart shows

Kinds = Mapping[str, tuple[str, str]]
Lines = list[tuple[str, str]]
Heads = Mapping[Any, str]
Said = Mapping[tuple[str, Any], str]
"""Sign and colour by what a square says; area and metric by line; names by key; what is said by metric and key."""

_KINDS: Mapping[str, Kinds] = {
    "status": {
        "quantified": ("●", "#7fb2dc"), "directional": ("◐", "#d3e4f2"), "reported": ("○", "#efe6cf"),
        "silent": ("", "#f6f6f6"),
    },
    "comparability": {
        "same": ("=", "#5b9bd0"), "year differs": ("≈", "#a9cde8"), "scope differs": ("≠", "#efe6cf"),
        "target against actual": ("×", "#e3d5d5"), "no pair": ("", "#f6f6f6"),
    },
}  # fmt: skip
"""Sign and colour of a square, by what it says; the last one where nothing is said."""

SIGNS = {status: sign for status, (sign, _) in _KINDS["status"].items()}
_LABEL, _SIZE, _HEAD = 5.0, 9.5, 10  # inches and points of a name, points of a head
_LONG = 36  # lines beyond which two panels stand side by side
_NARROW = 0.5  # inches of a square below which its head stands upright
_WIDE = 8  # provinces from which names stand upright, and one panel is enough


@chart
def coverage(targets: Any, **options: Unpack[Options]) -> Figure:
    """Draw, for every metric that some document aims at, what the documents of each province say of it.

    Metrics stand by area; a filled disc is a target with a figure, a half one a direction, an empty one a result
    without a target; an empty field is silence. ``palette`` has colours by status.

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
    names = alphabetical(stated.rows_of(targets, None, replace(asked, years=None))["province"])
    found = dict.fromkeys(product(said["metric"], names), "silent")
    found |= {(metric, name): status for metric, name, status in said["metric", "province", "status"].iter_rows()}
    is_wide = len(names) > _WIDE
    columns = _columns(said, is_one=asked.ax is not None or is_wide)
    cell, room = ((0.36, 0.27), 1.6) if is_wide else ((0.8, 0.27), 0.75)
    heads = {name: even(name, room, _HEAD - is_wide) for name in names}
    caption = _caption(rows, said["metric"], "coverage_note", names, asked)
    return _field(asked, columns, heads, found, "status", _title(said, names, asked.years, lang), caption, cell)


@chart
def comparability(targets: Any, **options: Unpack[Options]) -> Figure:
    """Draw, for every metric that two provinces give a figure for, how each pair may be read.

    A line a metric, a column a pair; the sign is the closest reading of the pair over levels and bases. At most 6
    provinces. ``palette`` has colours by the verdict of `gaps`.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(comparability(load_targets(), lang="en").axes[0].get_xticks())
    6
    """
    asked = Asked(**options)
    rows, lang = stated.rows_of(targets, None, asked), asked.lang
    names = alphabetical(rows["province"])
    if len(names) > MOST:
        message = f"the chart shows the pairs of at most {MOST} provinces, not of {len(names)}"
        raise refused("targets", "province", message)
    pairs = gaps(rows)
    if pairs.is_empty():
        message = "no two of these provinces give a figure for one metric; ask for others"
        raise refused("targets", "metric", message)
    pairs = pairs.sort(pl.col("comparability").cast(pl.Enum([*_KINDS["comparability"]])), maintain_order=True)
    best = pairs.unique(["metric", "province_a", "province_b"], keep="first", maintain_order=True)
    shown = [metric for metric in metrics() if metric in set(best["metric"])]
    # sets, since names stand in another order in the pairs than to a reader
    head = {name: even(name, 1.05, _HEAD) for name in names}
    heads = {frozenset((a, b)): f"{head[a]}\n{head[b]}" for a, b in combinations(names, 2)}
    found = dict.fromkeys(product(shown, heads), "no pair")
    for metric, a, b, verdict in best["metric", "province_a", "province_b", "comparability"].iter_rows():
        found[metric, frozenset((a, b))] = verdict
    same = best.filter(pl.col("comparability").is_in(SAME_MEASURE))["metric"].n_unique()
    title = say("comparability_title", lang, n=same, of=len(shown))
    caption = _caption(rows.drop_nulls("value"), best["metric"], "comparability_note", names, asked)
    lines = [[("", metric) for metric in shown]]
    return _field(asked, lines, heads, found, "comparability", title, caption, (1.1, 0.33))


def _field(
    asked: Asked, columns: list[Lines], heads: Heads, said: Said, of: str, title: str, told: list[str], cell: Size
) -> Figure:
    """Draw squares of so many inches: a line an area and a metric, an area alone a heading; a column a head."""
    (wide, high), most, kinds, lang = cell, max(map(len, columns)), _KINDS[of], asked.lang
    is_upright, broken = wide < _NARROW, 1 + max(head.count("\n") for head in heads.values())
    width = len(columns) * (_LABEL + max(wide * len(heads), 1.6)) + 0.5
    height = high * most + (1.9 if is_upright else 0.4 + 0.17 * broken)
    least = 0.95 * wide * len(heads), 0.63 * high * most
    with open_sheet(asked, (width, height), least, (len(columns), 1)) as sheet:
        for axes, lines in zip(sheet.panels, columns, strict=True):
            _draw(axes, lines, heads, said, kinds, asked)
            axes.tick_params(axis="x", rotation=90 * is_upright, labelsize=_HEAD - is_upright)
            axes.set_ylim(most, 0)
        drawn = [(name, sign or "□") for name, (sign, _) in kinds.items() if name in said.values()]
        words = {} if asked.years is None else {"silent": "silent_then"}  # other years may not be silent
        legend = [f"{sign} {term(of, words.get(name, name), lang)}" for name, sign in drawn]
        return sheet.finish(title, " · ".join(legend), told)


def _draw(axes: Axes, lines: Lines, heads: Heads, said: Said, kinds: Kinds, asked: Asked) -> None:
    import seaborn as sns

    names, lang = list(kinds), asked.lang
    codes = np.array([[names.index(said[metric, key]) if metric else 0 for key in heads] for _, metric in lines])
    look: dict[str, Any] = {
        "annot": np.array([sign for sign, _ in kinds.values()])[codes],
        "annot_kws": {"size": 12, "color": INK},
        "cmap": [(asked.palette or {}).get(name, shade) for name, (_, shade) in kinds.items()],
        "mask": np.array([[not metric] * len(heads) for _, metric in lines]),
        "xticklabels": list(heads.values()),
    }
    sns.heatmap(codes, vmin=-0.5, vmax=len(kinds) - 0.5, linewidths=1.5, fmt="", cbar=False, ax=axes, **look)
    labels = (metric_name(metric, lang) if metric else term("area", area, lang) for area, metric in lines)
    broken = [even(label, _LABEL, _SIZE) for label in labels]
    axes.set_yticks(np.arange(len(lines)) + 0.5, broken, va="center", size=_SIZE, rotation=0)
    for at, (label, (_, metric)) in enumerate(zip(axes.get_yticklabels(), lines, strict=True)):
        if not metric:
            label.set_fontweight("bold")
            axes.axhline(at + 1, color=GREY, linewidth=0.8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _caption(rows: pl.DataFrame, shown: pl.Series, note: str, names: Sequence[str], asked: Asked) -> list[str]:
    """Give the caption of a chart that shows no figure of these rows, but what they are about."""
    drawn, lang = rows.filter(pl.col("metric").is_in(shown.unique().implode())), asked.lang
    years = {"years": listed(map(str, asked.years), lang, 99)} if asked.years else None
    counts = {"n": drawn["metric"].n_unique(), "provinces": len(names)}
    held: dict[str, object] = {"only_years": years, note: True, "n_metrics": counts, "before_reorganisation": True}
    return [*those(lang, **held), source_line(drawn, lang)]


def _columns(said: pl.DataFrame, *, is_one: bool) -> list[Lines]:
    """Give the lines of each panel as (area, metric), a heading line an area, in one panel or two alike."""
    of_area = {area: said.filter(area=area)["metric"].unique(maintain_order=True) for area in AREAS}
    blocks = [[(area, ""), *((area, metric) for metric in own)] for area, own in of_area.items() if len(own)]
    whole = [line for block in blocks for line in block]
    if is_one or len(whole) <= _LONG or len(blocks) < 2:  # noqa: PLR2004  (one block has no second panel)
        return [whole]
    ends = np.cumsum([len(block) for block in blocks])[:-1]
    cut = ends[np.argmin(np.abs(ends - len(whole) / 2))]
    return [whole[:cut], whole[cut:]]


def _title(said: pl.DataFrame, names: Sequence[str], years: Iterable[int] | None, lang: Lang) -> str:
    """Say how many of the metrics every province aims at with a figure, and how many one province alone."""
    count = said.filter(status="quantified").group_by("metric").len()["len"]
    everyone, alone = int((count == len(names)).sum()), int((count == 1).sum())
    key = "coverage_one" if len(names) == 1 else "coverage_title" if everyone else "coverage_none"
    counts = {"n": said["metric"].n_unique(), "all": everyone, "alone": alone, "figures": count.len()}
    when = say("for_years", lang, years=listed(map(str, years), lang, 99)) if years else ""
    return say(key, lang, provinces=len(names), province=names[0], when=when, **counts)
