"""A field of coloured squares with signs, a line a metric: what the charts of who says what are drawn as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from cchc_analysis.charts.sheet import even
from cchc_analysis.charts.theme import INK
from cchc_analysis.choices import Lang
from cchc_analysis.wording import metric_name, term

LABEL = 5.0  # inches of a name
_SIZE = 9.5  # points of a name


def draw_field(
    axes: Axes,
    lines: Sequence[tuple[str, str]],
    heads: Sequence[str],
    codes: Any,
    kinds: Mapping[str, tuple[str, str]],
    lang: Lang,
    palette: Mapping[str, str] | None,
    **head_look: Any,
) -> None:
    """Draw a square for each line, an area and a metric of it, and each head; an area alone is a heading.

    ``codes`` are places in ``kinds``, which gives the sign and the colour of each by name.
    """
    import seaborn as sns
    from matplotlib.colors import ListedColormap

    shades = ListedColormap([(palette or {}).get(name, shade) for name, (_, shade) in kinds.items()])
    signs = np.array([sign for sign, _ in kinds.values()])[np.array(codes)]
    headings = np.array([[not metric] * len(heads) for _, metric in lines])
    look: dict[str, Any] = {"vmin": -0.5, "vmax": len(kinds) - 0.5, "linewidths": 1.5, "linecolor": "white"}
    text = {"size": 12, "color": INK}
    sns.heatmap(
        codes, ax=axes, cmap=shades, mask=headings, annot=signs, fmt="", annot_kws=text, cbar=False, **look
    )
    axes.set_xticks(np.arange(len(heads)) + 0.5, heads, **head_look)
    axes.xaxis.tick_top()
    names = [
        even(metric_name(metric, lang), LABEL, _SIZE) if metric else term("area", area, lang)
        for area, metric in lines
    ]
    axes.set_yticks(np.arange(len(lines)) + 0.5, names, rotation=0, size=_SIZE)
    axes.tick_params(length=0)
