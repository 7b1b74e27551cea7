"""What may stand side by side: metric by metric, pair by pair of provinces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import metrics
from cchc_analysis.charts import stated
from cchc_analysis.charts.field import LABEL, draw_field
from cchc_analysis.charts.sheet import open_sheet
from cchc_analysis.charts.theme import style
from cchc_analysis.choices import Lang
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.wording import say, term

VERDICTS = {"same": "=", "year differs": "≈", "scope differs": "≠", "target against actual": "×"}
"""Readings of a pair, the closest first, with the sign of each."""

MOST = 6
"""Most provinces whose pairs one chart shows."""

_SHADES = ("#5b9bd0", "#a9cde8", "#efe6cf", "#e3d5d5", "#f6f6f6")
_KINDS = {name: (VERDICTS.get(name, ""), shade) for name, shade in zip([*VERDICTS, ""], _SHADES, strict=True)}


def comparability(
    targets: Any,
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw, for every metric that two provinces give a figure for, how each pair may be read.

    Parameters
    ----------
    palette : mapping, optional
        Colours by verdict: ``same``, ``year differs``, ``scope differs``, ``target against actual``.

    Returns
    -------
    matplotlib.figure.Figure
        A line a metric, a column a pair; the sign is the closest reading of the pair over levels and bases.
        At most 6 provinces.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> len(comparability(load_targets(), lang="en").axes[0].get_xticks())
    6
    """
    rows = stated.rows_of(targets, None, provinces, years)
    names = sorted(rows["province"].unique())
    if len(names) > MOST:
        asked = f"the pairs of at most {MOST} provinces, not of {len(names)}"
        raise stated.refused("province", f"the chart shows {asked}")
    pairs = gaps(rows)
    if pairs.is_empty():
        raise stated.refused("metric", "no two of these provinces give a figure for one metric; ask for others")
    reading = pl.col("comparability").replace_strict(list(VERDICTS), range(len(VERDICTS)))
    best = pairs.group_by("metric", "province_a", "province_b").agg(reading=reading.min())
    found = {(row[0], row[1], row[2]): row[3] for row in best.iter_rows()}
    shown = [metric for metric in metrics() if metric in set(best["metric"])]
    columns = list(combinations(names, 2))
    codes = np.array([[found.get((metric, *pair), len(VERDICTS)) for pair in columns] for metric in shown])
    width, height = max(LABEL + 1.1 * len(columns) + 0.4, 8), 0.8 + 0.33 * len(shown)
    with style():
        sheet = open_sheet(ax, figsize, width=width, height=height, least=0.2 * len(shown))
        [axes] = sheet.panels
        heads = ["\n".join(pair) for pair in columns]
        draw_field(
            axes, [("", metric) for metric in shown], heads, codes, _KINDS, lang, palette, rotation=0, size=10
        )
        used = [list(VERDICTS)[code] for code in sorted(set(codes.flat) - {len(VERDICTS)})]
        key = " · ".join(f"{VERDICTS[name]} {term('comparability', name, lang)}" for name in used)
        key += f" · □ {say('no_pair', lang)}" if (codes == len(VERDICTS)).any() else ""
        told = [say("comparability_note", lang), say("n_metrics", lang, n=len(shown), provinces=len(names))]
        drawn = rows.filter(pl.col("metric").is_in(shown)).drop_nulls("value")
        same = sum(min(row) <= 1 for row in codes)
        title = say("comparability_title", lang, n=same, of=len(shown))
        return sheet.finish(title, key, stated.caption_without_figures(drawn, lang, *told))
