"""A square a province, in the place where it lies, coloured by a column of the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import fitted, open_sheet
from cchc_analysis.charts.theme import INK, colour, style
from cchc_analysis.choices import Lang
from cchc_analysis.wording import index, listed, number, say, term

_SIDE = 0.62  # inches of a square
_BRIGHT = (0.3, 0.59, 0.11)  # what red, green and blue give to the brightness of a colour
_DARK = 0.5  # of a colour's brightness: below it text is white


def tile_map(
    outcomes: Any,
    metric: str,
    dimension: str = results.TOTAL,
    column: str = "score",
    *,
    provinces: Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    lang: Lang = "vi",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    palette: Mapping[str, str] | None = None,
) -> Figure:
    """Draw a column of the results of one year on a map in which every province is a square of one size.

    Parameters
    ----------
    column : str
        A column of numbers: ``score``, ``rank``, ``gap_to_leader``, ``gap_to_median``, or one of your own.
    years : iterable of int, optional
        The last of them that has results is drawn; without, the last year of all.

    Returns
    -------
    matplotlib.figure.Figure
        Rows and columns of the squares are data of the catalogue (`catalog.provinces`). A province without a
        score that year is white and says so with a dash.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> len(tile_map(load_outcomes(), "papi_index", years=[2023], lang="en").axes[0].patches)
    63
    """
    import matplotlib as mpl
    from matplotlib.colors import Normalize, TwoSlopeNorm
    from matplotlib.patches import Rectangle

    rows = results.results_of(outcomes, metric, dimension, years, column)
    if not rows[column].dtype.is_numeric():
        raise results.refused(column, "not a column of numbers; choose score, rank or a gap")
    rows = rows.filter(pl.col("year") == pl.col("year").max())
    named, _ = results.chosen(outcomes, rows, provinces, len(known_provinces()))
    tiles, places = _tiles(rows), 0 if column in ("rank", "of") else results.places_of(rows)
    values = dict(rows.select("province", column).iter_rows())
    least, most = min(values.values()), max(values.values())
    is_two_sided = least < 0 < most
    norm = Normalize(least, most if most > least else least + 1)
    if is_two_sided:
        norm = TwoSlopeNorm(0, min(least, -most), max(most, -least))
    shades = mpl.colormaps["PuOr" if is_two_sided else "YlGnBu_r" if column == "rank" else "YlGnBu"]
    down, across = (max(place[at] for place in tiles.values()) for at in (0, 1))
    with style():
        sheet = open_sheet(ax, figsize, width=_SIDE * across + 2.6, height=_SIDE * down)
        [axes] = sheet.panels
        for name, (row, at) in tiles.items():
            value = values.get(name)
            face: Any = "white" if value is None else shades(0.08 + 0.84 * float(norm(value)))
            edge = colour(name, palette) if name in named else "#bdbdbd" if value is None else "white"
            is_named = name in named
            frame: dict[str, Any] = {"linewidth": 3, "zorder": 3} if is_named else {"linewidth": 0.8, "zorder": 2}
            axes.add_patch(Rectangle((at + 0.03, row + 0.03), 0.94, 0.94, facecolor=face, edgecolor=edge, **frame))
            bright = 1.0 if value is None else float(np.dot(face[:3], _BRIGHT))
            look: dict[str, Any] = {"ha": "center", "va": "center", "color": "white" if bright < _DARK else INK}
            short = fitted(name, _SIDE * 0.86, 6.5)
            axes.text(at + 0.5, row + 0.4, short, size=6.5, zorder=4, linespacing=1.05, **look)
            written = "–" if value is None else number(value, lang, places)
            axes.text(at + 0.5, row + 0.8, written, size=7.5, weight="bold", zorder=4, **look)
        axes.set(xlim=(0.9, across + 1.1), ylim=(down + 1.05, 0.95), aspect="equal", xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        told = [results.numbers_of(rows, lang), _missing(rows, tiles, lang), say("tiles_note", lang)]
        of = {
            "name": index(metric, dimension, lang),
            "year": rows["year"][0],
            "column": term("column", column, lang),
        }
        title = _title(rows, column, results.name_of(metric, dimension, lang), places, lang)
        return sheet.finish(title, say("tiles_subtitle", lang, **of), results.caption(rows, lang, *told))


def _tiles(rows: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Give the square of every province of the catalogue; refuse a province that has none."""
    tiles = {name: province.tile for name, province in known_provinces().items() if province.tile}
    if lost := sorted(set(rows["province"]) - set(tiles)):
        raise results.refused("province", f"no square for {', '.join(lost)}; leave it out")
    return tiles


def _missing(rows: pl.DataFrame, tiles: Mapping[str, Any], lang: Lang) -> str:
    """Name the provinces without a figure in the year drawn; of press figures only that they are a few."""
    if not results.is_whole(rows):
        return say("tiles_press", lang)
    lacking = sorted(set(tiles) - set(rows["province"]))
    return say("tiles_missing", lang, provinces=listed(lacking, lang), year=rows["year"][0]) if lacking else ""


def _title(rows: pl.DataFrame, column: str, name: str, places: int, lang: Lang) -> str:
    """Name the provinces at both ends, and their figures."""
    year = rows["year"][0]
    if not results.is_whole(rows) or rows.height == 1:
        return say("tiles_some", lang, name=name, year=year, n=rows.height)
    ordered = rows.sort(column, "province").select("province", column)
    (low, least), (high, most) = ordered.row(0), ordered.row(-1)
    ends = {"low": low, "high": high, "least": number(least, lang, places), "most": number(most, lang, places)}
    return say("tiles_rank" if column == "rank" else "tiles_title", lang, name=name, year=year, **ends)
