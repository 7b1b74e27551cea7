"""The look that all charts share: type, colours, marks, numbers and the source line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import matplotlib as mpl
import polars as pl

from cchc_analysis.catalog import LEVELS as ALL_LEVELS
from cchc_analysis.catalog import labels, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.choices import Lang as Lang  # noqa: PLC0414  (charts and pages take it from here)
from cchc_analysis.wording import figure, metric_name, number, period, scope_name, source_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEVELS = ALL_LEVELS[:3]
"""The three levels of administration, from the top."""

INK, GREY, PALE = "#222222", "#6b6b6b", "#e6e6e6"

_EDGE = 0.14  # inches between the edge of a figure and its texts
_CAPTION_LETTERS = 13.3  # letters of a caption to an inch

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
    "figure.dpi": 100,
    "savefig.dpi": 150,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style, whatever the caller's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


@lru_cache(maxsize=1)
def _looks() -> dict[str, tuple[str, str]]:
    """Give colour and mark of every province of the catalogue; no two share both."""
    return {
        row["province"]: (row["colour"], row["mark"]) for row in read_table("palette.csv", Path(__file__).parent)
    }


def _look(province: str) -> tuple[str, str]:
    """Give colour and mark of a province; one beyond the catalogue always gets the same, by its name."""
    looks = _looks()
    return looks.get(province) or sorted(looks.values())[crc32(province.encode()) % len(looks)]


def colour(province: str, palette: Mapping[str, str] | None = None) -> str:
    """Give the colour of a province, the same in every chart unless ``palette`` has another.

    Examples
    --------
    >>> colour("Kon Tum"), colour("Kon Tum", {"Kon Tum": "black"})
    ('#d55e00', 'black')
    """
    return (palette or {}).get(province) or _look(province)[0]


def mark(province: str) -> str:
    """Give the mark of a province, the same in every chart."""
    return _look(province)[1]


period_label, shown_number = period, number


def decimal(value: float, lang: Lang, places: int = 1) -> str:
    """Word a number with so many decimals, in the format of the language."""
    return number(value, lang, places)


def figure_label(row: dict[str, Any], lang: Lang) -> str:
    """Word a percentage with its bound."""
    return figure({"unit": "percent"} | row, lang)


def metric_names(lang: Lang) -> dict[str, str]:
    """Give the name of every metric in one language."""
    return {name: metric_name(name, lang) for name in metrics()}


def scope_names(lang: Lang) -> dict[str, str]:
    """Give the name of every scope in one language."""
    return {name: scope_name(name, lang) for name in scopes()}


def wrap(text: str, width: int) -> str:
    """Break a text into lines of at most so many characters."""
    return textwrap.fill(text, width, break_long_words=False)


def subplots(rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """Make a figure and its axes, as pyplot does, but let pyplot forget it: a notebook then shows it once."""
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(rows, columns, **options)
    plt.close(fig)
    return fig, axes


def margins(fig: Figure, left: float, right: float, top: float, bottom: float, wspace: float = 0.2) -> None:
    """Set the margins round the axes, in inches; ``wspace`` between panels in panel widths."""
    width, height = fig.get_size_inches()
    sides = {"left": left / width, "right": 1 - right / width, "top": 1 - top / height, "bottom": bottom / height}
    fig.subplots_adjust(**sides, wspace=wspace)


def framed(
    fig: Figure, chart: str, rows: pl.DataFrame, count: str, lang: Lang, more: str = "", **named: str
) -> None:
    """Write title and subtitle above the axes of a chart, and below them note, n and sources."""
    texts = labels(lang)
    note = f"{texts[f'{chart}_note']} {more}".strip()
    parts = [note, texts["before_reorganisation"], f"{count}.", source_line(rows, lang)]
    framed_text(fig, chart, parts, lang, **named)


def framed_text(fig: Figure, chart: str, parts: list[str], lang: Lang, **named: str) -> None:
    """Write title and subtitle above the axes of a chart, and some sentences below them."""
    texts = labels(lang)
    width, height = fig.get_size_inches()
    left = _EDGE / width
    fig.text(left, 1 - 0.12 / height, texts[f"{chart}_title"].format(**named), size=15, weight="bold", va="top")
    fig.text(left, 1 - 0.47 / height, texts[f"{chart}_subtitle"].format(**named), color=GREY, va="top")
    caption = wrap(" ".join(parts), int(width * _CAPTION_LETTERS))
    fig.text(left, 0.1 / height, caption, size=9, color=GREY, va="bottom")


def beside(axes: Axes, text: str, at: tuple[float, float], offset: tuple[float, float], **look: Any) -> None:
    """Write a text beside a mark, the offset in points."""
    axes.annotate(text, at, xytext=offset, textcoords="offset points", **look)


def percent_axis(axes: Axes, lang: Lang) -> None:
    """Give an axes a percent scale from 0 to 100 with light grid lines."""
    axes.set_xlim(0, 104)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel(labels(lang)["percent_axis"], size=10)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
