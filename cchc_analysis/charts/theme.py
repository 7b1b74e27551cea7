"""The look that all charts share: type, colours and marks."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any, Literal
from zlib import crc32

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.style import context

from cchc_analysis.catalog import provinces
from cchc_analysis.choices import Lang
from cchc_analysis.frames import DIGITS
from cchc_analysis.wording import alphabetical, number

Palette = Mapping[str, str] | None

INK, GREY, PALE = "#222222", "#6b6b6b", "#e6e6e6"

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "cchc_analysis",
    "pdf.fonttype": 42,
    "savefig.dpi": 150,
}


def style() -> AbstractContextManager[None]:
    """Draw in the house style, whatever the caller's own settings are."""
    return context(STYLE, after_reset=True)


@lru_cache
def look(province: str) -> tuple[str, ...]:
    """Give colour and mark of a province; one beyond the catalogue always gets the same, by its name."""
    known = {name: each.look for name, each in provinces().items()}
    return known.get(province) or sorted(known.values())[crc32(province.encode()) % len(known)]


def colour(province: str, palette: Palette = None) -> str:
    """Give the colour of a province, which others share, or that of ``palette``; its `mark` tells it apart."""
    return (palette or {}).get(province) or look(province)[0]


def told_apart(names: Iterable[str], palette: Palette = None) -> dict[str, str]:
    """Give the provinces of one chart their colours, the later of two that share one a colour that none has."""
    own, found = {name: colour(name, palette) for name in alphabetical(names)}, dict[str, str]()
    free = sorted({each.look[0] for each in provinces().values()} - {*own.values()})
    for name, shade in own.items():
        is_taken = shade in found.values() and name not in (palette or {})
        found[name] = free.pop(0) if is_taken and free else shade
    return found


def mark(province: str) -> str:
    """Give the mark of a province, the same in every chart."""
    return look(province)[1]


def dots(
    axes: Axes, x: Any, y: Any, province: str, palette: Palette = None, *, is_hollow: bool = False, **look: Any
) -> str:
    """Draw the mark of a province at one place or several, filled or hollow; give its colour."""
    shade = colour(province, palette)
    axes.plot(x, y, mark(province), color=shade, markerfacecolor="white" if is_hollow else shade, **look)
    return shade


def beside(axes: Axes, text: str, at: tuple[float, float], offset: tuple[float, float], **look: Any) -> None:
    """Write a text so many points beside a place in the data."""
    axes.annotate(text, at, xytext=offset, textcoords="offset points", **look)


def scale(axes: Axes, which: Literal["x", "y", "both"], lang: Lang) -> None:
    """Give the axis of the figures light grid lines under the data, and numbers as the language writes them."""
    for axis in [getattr(axes, f"{name}axis") for name in ("xy" if which == "both" else which)]:
        axis.set_major_formatter(lambda value, _: number(round(value, DIGITS), lang))
    axes.grid(axis=which, color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=6)
    axes.spines["left"].set_visible(which != "x")


def subplots(rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """Make a figure and its axes, as pyplot does, but let pyplot forget it: a notebook then shows it once."""
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(rows, columns, **options)
    plt.close(fig)
    return fig, axes
