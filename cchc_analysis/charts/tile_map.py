"""A square a province, in the place where it lies, coloured by a column of the results."""

from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import results
from cchc_analysis.charts.asked import Asked, chart
from cchc_analysis.charts.sheet import fitted, open_sheet
from cchc_analysis.charts.theme import INK, told_apart
from cchc_analysis.errors import refused
from cchc_analysis.wording import index, listed, number, say, term

_SIDE, _LEAST = 0.62, 0.5  # inches of a square, and the least that its texts need
_SHARED = ("of", "scale", "year")  # columns of numbers that are one for all provinces of a year
_BRIGHT, _DARK = (0.299, 0.587, 0.114), 0.55  # what red, green and blue give to the brightness; dark below it


@chart
def tile_map(
    outcomes: Any, metric: str, dimension: str = results.TOTAL, column: str = "score", **options: Any
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
    named, absent = results.chosen(outcomes, rows, asked, len(tiles))
    values, places = dict(rows.select("province", column).iter_rows()), results.places_of(rows, column)
    key, shades = _coloured(rows, column)
    frames = told_apart(named, asked.palette)
    down, across = (max(place[at] for place in tiles.values()) for at in (0, 1))
    size, least = (_SIDE * across + 2.6, _SIDE * down), (_LEAST * across, _LEAST * down)
    with open_sheet(asked, size, least) as sheet:
        [axes] = sheet.panels
        for name, (row, at) in tiles.items():
            face = shades.get(name, (1.0, 1.0, 1.0))
            look: dict[str, Any] = {"facecolor": face, "edgecolor": frames.get(name, "#bdbdbd")}
            look |= {"linewidth": 3, "zorder": 3} if name in named else {"linewidth": 0.8, "zorder": 2}
            axes.add_patch(Rectangle((at + 0.03, row + 0.03), 0.94, 0.94, **look))
            ink = "white" if np.dot(face[:3], _BRIGHT) < _DARK else INK
            look = {"ha": "center", "va": "center", "zorder": 4, "color": ink}
            axes.text(at + 0.5, row + 0.4, fitted(name, 0.86 * _SIDE, 7), size=6.5, linespacing=1.05, **look)
            written = number(values[name], lang, places) if name in values else "–"
            axes.text(at + 0.5, row + 0.8, written, size=7.5, weight="bold", **look)
        axes.set(xlim=(0.9, across + 1.1), ylim=(down + 1.05, 0.95), aspect="equal", xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        held: dict[str, Any] = {"tiles_named": named and {"provinces": listed(named, lang)}, key: True}
        held |= {"tiles_note": True, "ranks_note": column == "rank"}
        title = results.standing(rows, column, named, results.name_of(metric, dimension, lang), lang)
        of = {"name": index(metric, dimension, lang), "year": rows["year"][0]}
        subtitle = say("tiles_subtitle", lang, column=term("column", column, lang), **of)
        return sheet.finish(title, subtitle, results.caption_by_year(outcomes, rows, lang, absent, **held))


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
