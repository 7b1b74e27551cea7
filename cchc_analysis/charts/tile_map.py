"""A square a province, in the place where it lies, coloured by a column of the results."""

from functools import partial
from typing import Any, Unpack

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import no_difference
from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import results
from cchc_analysis.charts.asked import Asked, Options, chart
from cchc_analysis.charts.sheet import fitted, open_sheet
from cchc_analysis.charts.theme import INK, told_apart
from cchc_analysis.choices import Lang
from cchc_analysis.errors import refused
from cchc_analysis.wording import alphabetical, index, listed, number, say, term, those

_SIDE, _LEAST = 0.62, 0.5  # inches of a square, and the least that its texts need
_SHARED = ("of", "scale", "year")  # columns of numbers that are one for all provinces of a year
_LISTED = 6  # provinces named that the table itself lacks
_BRIGHT = (0.2126, 0.7152, 0.0722)  # what red, green and blue give to the luminance of a colour


@chart
def tile_map(
    outcomes: Any, metric: str, dimension: str = results.TOTAL, column: str = "score", **options: Unpack[Options]
) -> Figure:
    """Draw a column of the results of one year on a map in which every province is a square of one size.

    Rows and columns of the squares are data of the catalogue (`catalog.provinces`). A province without a score
    that year is white and says so with a dash.

    Parameters
    ----------
    column : str
        A column of numbers: ``score``, ``rank``, ``gap_to_leader``, ``gap_to_median``, or one of your own.
    years : iterable of int, optional
        The last of them that has results is drawn; without, the last year of all.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> len(tile_map(load_outcomes(), "papi_index", years=[2023], lang="en").axes[0].patches)
    63
    """
    from matplotlib.patches import Rectangle

    asked = Asked(**options)
    rows, lang = results.results_of(outcomes, metric, dimension, asked.years, column), asked.lang
    if column in _SHARED or not rows[column].dtype.is_numeric():
        what = "the same for all provinces of a year" if column in _SHARED else "not a column of numbers"
        raise refused("outcomes", column, f"{what}; choose score, rank or a gap")
    rows = rows.filter(year=rows["year"].max())
    tiles = {name: province.tile for name, province in known_provinces().items() if province.tile}
    if lost := sorted(set(rows["province"]) - set(tiles)):
        raise refused("outcomes", "province", f"no square for {', '.join(lost)}; leave it out")
    named, _ = results.chosen(outcomes, rows, asked, len(tiles))
    values, places = dict(rows.select("province", column).iter_rows()), results.places_of(rows, column)
    key, shades = _coloured(rows, column)
    frames = told_apart(named, asked.palette)
    down, across = (max(place[at] for place in tiles.values()) for at in (0, 1))
    size, least = (_SIDE * across + 2.6, _SIDE * down), (_LEAST * across, _LEAST * down)
    with open_sheet(asked, size, least) as sheet:
        [axes] = sheet.panels
        for name, (row, at) in tiles.items():
            face, edge, written = "white", "#bdbdbd", "–"
            look: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 4, "color": INK}
            if name in values:
                face, edge, written = shades[name], "white", number(values[name], lang, places)
                look["color"] = max(("white", INK), key=partial(_contrast, face))
            square: dict[str, Any] = {"facecolor": face, "linewidth": 0.8, "edgecolor": edge, "zorder": 2}
            if name in named:  # white keeps the frame from the square, which may be of its colour
                square |= {"linewidth": 6, "edgecolor": "white"}
                left, right, top, end = at + 0.03, at + 0.97, row + 0.03, row + 0.97
                round_it = [left, right, right, left, left], [top, top, end, end, top]
                axes.plot(*round_it, color=frames[name], linewidth=3, solid_joinstyle="miter", zorder=3)
            axes.add_patch(Rectangle((at + 0.03, row + 0.03), 0.94, 0.94, **square))
            short = fitted(name, _SIDE * 0.86, 6.5)
            axes.text(at + 0.5, row + 0.4, short, size=6.5, linespacing=1.05, **look)
            axes.text(at + 0.5, row + 0.8, written, size=7.5, weight="bold", **look)
        axes.set(xlim=(0.9, across + 1.1), ylim=(down + 1.05, 0.95), aspect="equal", xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        told = those(lang, tiles_named=named and {"provinces": listed(named, lang)}, **{key: True})
        told += [results.numbers_of(rows, lang), _missing(rows, list(tiles), lang)]
        told += those(lang, tiles_note=True, ranks_note=column == "rank")
        title = _title(rows, column, places, results.name_of(metric, dimension, lang), lang)
        of = {"name": index(metric, dimension, lang), "year": rows["year"][0]}
        subtitle = say("tiles_subtitle", lang, column=term("column", column, lang), **of)
        return sheet.finish(title, subtitle, results.caption(rows, lang, *told))


def _contrast(ground: Any, ink: str) -> float:
    """Give the contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    from matplotlib.colors import to_rgb

    parts = np.array([to_rgb(ground), to_rgb(ink)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
    low, high = sorted(linear @ _BRIGHT + 0.05)
    return float(high / low)


def _coloured(rows: pl.DataFrame, column: str) -> tuple[str, dict[str, Any]]:
    """Give the key of what colours mean, and those of the provinces, about 0 where figures lie on both sides."""
    import matplotlib as mpl
    from matplotlib.colors import CenteredNorm, Normalize

    values, norm, key, scheme = rows[column].to_numpy(), Normalize(), "tiles_darker", "YlGnBu"
    if values.min() < 0 < values.max():
        norm, key, scheme = CenteredNorm(), "tiles_sides", "PuOr"
    elif column == "rank":
        key, scheme = "tiles_darker_first", "YlGnBu_r"
    shades = mpl.colormaps[scheme](0.08 + 0.84 * norm(values))
    return key, dict(zip(rows["province"], map(tuple, shades), strict=True))


def _missing(rows: pl.DataFrame, names: list[str], lang: Lang) -> str:
    """Name the provinces without a figure in the year drawn; of press figures only that they are a few."""
    if not results.is_whole(rows):
        return say("tiles_press", lang)
    lacking = alphabetical(set(names) - set(rows["province"]))
    if not lacking:
        return ""
    key, most = ("tiles_partial", _LISTED) if results.is_partial(rows) else ("tiles_missing", len(lacking))
    return say(key, lang, provinces=listed(lacking, lang, most), year=rows["year"][0])


def _title(rows: pl.DataFrame, column: str, places: int, name: str, lang: Lang) -> str:
    """Name the provinces at both ends, all that are no different, and their figures as they are read."""
    if not results.is_whole(rows) or results.is_partial(rows):
        return results.drawn(rows, column, name, lang)
    apart = no_difference(rows["metric"][0]) if places else 0.0
    (least, low), (most, high) = results.extremes(rows, column, places, lang, apart)
    ends = {"low": low, "high": high, "least": least, "most": most}
    of = {"name": name, "year": rows["year"][0], "column": term("column", column, lang)}
    key = "tiles_same" if least == most else "tiles_rank" if column == "rank" else "tiles_title"
    return say(key, lang, **ends, **of)
