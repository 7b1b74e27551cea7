"""A square a province, in the place where it lies, coloured by a column of the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import results
from cchc_analysis.charts.sheet import fitted, open_sheet
from cchc_analysis.charts.theme import INK, colour, style
from cchc_analysis.choices import Lang
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.wording import index, listed, number, say, term

_SIDE = 0.62  # inches of a square
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
        raise DataError([Fault("outcomes", 0, column, "not a column of numbers; choose score, rank or a gap")])
    rows = rows.filter(pl.col("year") == pl.col("year").max())
    named, _ = results.chosen(outcomes, rows, provinces, len(known_provinces()))
    tiles = _tiles(rows)
    values = dict(rows.select("province", column).iter_rows())
    least, most = min(values.values()), max(values.values())
    is_two_sided = least < 0 < most
    norm = (
        TwoSlopeNorm(0, min(least, -most), max(most, -least))
        if is_two_sided
        else Normalize(least, most if most > least else least + 1)
    )
    shades = mpl.colormaps["PuOr" if is_two_sided else "YlGnBu_r" if column == "rank" else "YlGnBu"]
    down, across = (max(place[at] for place in tiles.values()) for at in (0, 1))
    with style():
        sheet = open_sheet(ax, figsize, width=_SIDE * across + 2.6, height=_SIDE * down)
        [axes] = sheet.panels
        for name, (row, at) in tiles.items():
            value = values.get(name)
            face: Any = "white" if value is None else shades(0.08 + 0.84 * float(norm(value)))
            edge = colour(name, palette) if name in named else "#bdbdbd" if value is None else "white"
            axes.add_patch(
                Rectangle(
                    (at + 0.03, row + 0.03),
                    0.94,
                    0.94,
                    facecolor=face,
                    edgecolor=edge,
                    linewidth=3 if name in named else 0.8,
                    zorder=3 if name in named else 2,
                )
            )
            bright = (
                1.0
                if value is None
                else sum(part * weight for part, weight in zip(face[:3], (0.3, 0.59, 0.11), strict=True))
            )
            shade = "white" if bright < _DARK else INK
            axes.text(
                at + 0.5,
                row + 0.4,
                fitted(name, _SIDE * 0.86, 6.5),
                ha="center",
                va="center",
                size=6.5,
                color=shade,
                zorder=4,
                linespacing=1.05,
            )
            axes.text(
                at + 0.5,
                row + 0.8,
                "–"
                if value is None
                else number(value, lang, 0 if column in ("rank", "of") else results.places_of(rows)),
                ha="center",
                va="center",
                size=7.5,
                weight="bold",
                color=shade,
                zorder=4,
            )
        axes.set(xlim=(0.9, across + 1.1), ylim=(down + 1.05, 0.95), aspect="equal", xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        told = [results.numbers_of(rows, lang), _missing(rows, tiles, lang), say("tiles_note", lang)]
        name = index(metric, dimension, lang)
        subtitle = say(
            "tiles_subtitle", lang, name=name, year=rows["year"][0], column=term("column", column, lang)
        )
        return sheet.finish(
            _title(rows, column, metric, dimension, lang), subtitle, results.caption(rows, lang, *told)
        )


def _tiles(rows: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Give the square of every province of the catalogue; refuse a province that has none."""
    tiles = {name: province.tile for name, province in known_provinces().items() if province.tile}
    if lost := sorted(set(rows["province"]) - set(tiles)):
        raise DataError([Fault("outcomes", 0, "province", f"no square for {', '.join(lost)}; leave it out")])
    return tiles


def _missing(rows: pl.DataFrame, tiles: Mapping[str, Any], lang: Lang) -> str:
    """Name the provinces without a figure in the year drawn; of press figures only that they are a few."""
    if not results.is_whole(rows):
        return say("tiles_press", lang)
    lacking = sorted(set(tiles) - set(rows["province"]))
    return say("tiles_missing", lang, provinces=listed(lacking, lang), year=rows["year"][0]) if lacking else ""


def _title(rows: pl.DataFrame, column: str, metric: str, dimension: str, lang: Lang) -> str:
    """Name the provinces at both ends, and their figures."""
    name, places = results.name_of(metric, dimension, lang), 0 if column == "rank" else results.places_of(rows)
    if not results.is_whole(rows) or rows.height == 1:
        return say("tiles_some", lang, name=name, year=rows["year"][0], n=rows.height)
    ordered = rows.sort(column, "province")
    low, high = ordered.row(0, named=True), ordered.row(-1, named=True)
    return say(
        "tiles_rank" if column == "rank" else "tiles_title",
        lang,
        name=name,
        year=rows["year"][0],
        low=low["province"],
        high=high["province"],
        least=number(low[column], lang, places),
        most=number(high[column], lang, places),
    )
