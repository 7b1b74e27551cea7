"""Fields of coloured squares with signs, a line a metric: who says what, and what may stand side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import AREAS, metrics
from cchc_analysis.charts import stated
from cchc_analysis.charts.sheet import Asked, chart, fitted, open_sheet
from cchc_analysis.charts.theme import GREY, INK
from cchc_analysis.compare.coverage import coverage as covered
from cchc_analysis.compare.gaps import OF_ONE_MEASURE, gaps
from cchc_analysis.errors import refused_targets
from cchc_analysis.frames import place
from cchc_analysis.wording import alphabetical, listed, metric_name, say, source_line, term, those

Kinds = Mapping[str, tuple[str, str]]
"""Sign and colour of a square, by what it says; the last one where nothing is said."""

MOST = 6  # provinces whose pairs one chart shows

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

SIGNS = {status: sign for status, (sign, _) in _KINDS["status"].items()}
_LABEL, _SIZE, _HEAD = 5.0, 9.5, 10  # inches and points of a name, points of a head
_HIGH = 0.28  # inches of a square
_LONG = 36  # lines beyond which two panels stand side by side
_WIDE = 8  # heads from which they stand upright, over one panel


@chart
def coverage(targets: Any, **options: Any) -> Figure:
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
        raise refused_targets(
            "nature", "no document of these provinces and years aims at anything; ask for others"
        )
    names = alphabetical(stated.rows_of(targets, None, replace(asked, years=None))["province"])
    count = said.filter(status="quantified").group_by("metric").len()["len"]
    counts = {"n": said["metric"].n_unique(), "figures": count.len(), "alone": (count == 1).sum()}
    everyone, is_one = (count == len(names)).sum(), len(names) == 1
    key = "coverage_one" if is_one else "coverage_title" if everyone else "coverage_none"
    when = say("for_years", lang, years=listed(map(str, asked.years), lang, 99)) if asked.years else ""
    title = say(key, lang, provinces=len(names), province=names[0], when=when, all=everyone, **counts)
    caption = _caption(rows, said["metric"], "coverage_note", names, asked)
    table = said.pivot("province", index=["area", "metric"], values="status")
    return _field(asked, table, names, "status", title, caption, 0.36 if len(names) > _WIDE else 0.8)


@chart
def comparability(targets: Any, **options: Any) -> Figure:
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
    names = sorted(rows["province"].unique())  # by code points, as in the pairs
    if len(names) > MOST:
        message = f"the chart shows the pairs of at most {MOST} provinces, not of {len(names)}"
        raise refused_targets("province", message)
    pairs = gaps(rows)
    if pairs.is_empty():
        raise refused_targets("metric", "no two of these provinces give a figure for one metric; ask for others")
    closest = pl.col("comparability").cast(pl.Enum([*_KINDS["comparability"]])).min()
    pair = pl.format("{}\n{}", "province_a", "province_b").alias("pair")
    best = pairs.group_by("metric", pair).agg(closest).sort(place("metric", metrics()))
    counts = best.group_by("metric").agg(OF_ONE_MEASURE.any())["comparability"]
    title = say("comparability_title", lang, n=counts.sum(), of=counts.len())
    caption = _caption(rows.drop_nulls("value"), best["metric"], "comparability_note", names, asked)
    table = best.with_columns(area=pl.lit(None, pl.String))
    table = table.pivot("pair", index=["area", "metric"], values="comparability", maintain_order=True)
    heads = ["\n".join(both) for both in combinations(names, 2)]
    return _field(asked, table, heads, "comparability", title, caption, 1.1)


def _field(
    asked: Asked, table: pl.DataFrame, heads: Sequence[str], of: str, title: str, told: list[str], wide: float
) -> Figure:
    """Draw a square of so many inches a cell: a line a metric, under a heading for its area, a column a head."""
    kinds, lang, is_upright = _KINDS[of], asked.lang, len(heads) > _WIDE
    nothing = [*kinds][-1]
    table = table.with_columns(pl.lit(nothing).alias(head) for head in heads if head not in table.columns)
    table = table.select("area", "metric", pl.col(heads).cast(pl.String).fill_null(nothing))
    panels = _panels(table, is_one=asked.ax is not None or is_upright)
    room = 1.6 if is_upright else 0.95 * wide
    names = ["\n".join(fitted(name, room, _HEAD) for name in head.split("\n")) for head in heads]
    over = 1.9 if is_upright else 0.57 + 0.17 * max(name.count("\n") for name in names)
    most = max(panel.height for panel in panels)
    size = len(panels) * (_LABEL + max(wide * len(heads), 1.6)) + 0.5, _HIGH * most + over
    with open_sheet(asked, size, (0.95 * wide * len(heads), 0.6 * _HIGH * most), (len(panels), 1)) as sheet:
        for axes, lines in zip(sheet.panels, panels, strict=True):
            _draw(axes, lines, heads, kinds, asked)
            axes.set_xticklabels(names, size=_HEAD, rotation=90 * is_upright)
            axes.set_ylim(most, 0)
        held = {*table.select(pl.concat_list(heads).explode()).to_series()}
        drawn = [(name, sign or "□") for name, (sign, _) in kinds.items() if name in held]
        words = {} if asked.years is None else {"silent": "silent_then"}  # other years may not be silent
        legend = [f"{sign} {term(of, words.get(name, name), lang)}" for name, sign in drawn]
        return sheet.finish(title, " · ".join(legend), told)


def _panels(table: pl.DataFrame, *, is_one: bool) -> list[pl.DataFrame]:
    """Put a heading above each area, a line without a metric, and cut a long table at one of them in two alike."""
    headings = table.select(pl.col("area").unique(maintain_order=True)).drop_nulls()
    lines = pl.concat([headings, table], how="diagonal").sort(place("area", AREAS), maintain_order=True)
    begins = lines["metric"].is_null().arg_true().to_numpy()
    if is_one or lines.height <= _LONG or len(begins) <= 1:
        return [lines]
    cut = int(begins[np.argmin(np.abs(begins - lines.height / 2))])
    return [lines[:cut], lines[cut:]]


def _draw(axes: Axes, lines: pl.DataFrame, heads: Sequence[str], kinds: Kinds, asked: Asked) -> None:
    import seaborn as sns

    is_heading, lang = lines["metric"].is_null().to_list(), asked.lang
    codes = lines.select(place(head, kinds).fill_null(0) for head in heads).to_numpy()
    look: dict[str, Any] = {
        "annot": np.array([sign for sign, _ in kinds.values()])[codes],
        "annot_kws": {"size": 12, "color": INK},
        "cmap": [(asked.palette or {}).get(name, shade) for name, (_, shade) in kinds.items()],
        "mask": np.repeat([is_heading], len(heads), axis=0).T,
    }
    sns.heatmap(codes, vmin=-0.5, vmax=len(kinds) - 0.5, linewidths=1.5, fmt="", cbar=False, ax=axes, **look)
    labels = [
        metric_name(metric, lang) if metric else term("area", area, lang)
        for area, metric in lines[:, :2].iter_rows()
    ]
    broken = [fitted(label, _LABEL, _SIZE) for label in labels]
    axes.set_yticks(np.arange(lines.height) + 0.5, broken, va="center", size=_SIZE, rotation=0)
    for at, label in enumerate(axes.get_yticklabels()):
        if is_heading[at]:
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
