"""The look that all charts share: type, colours, marks, numbers and the source line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import polars as pl

from cchc_analysis.catalog import LEVELS as ALL_LEVELS
from cchc_analysis.catalog import labels, metrics, scopes
from cchc_analysis.choices import Lang as Lang  # noqa: PLC0414  (charts and pages take it from here)
from cchc_analysis.wording import figure, metric_name, number, period, scope_name, source_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEVELS = ALL_LEVELS[:3]
"""The three levels of administration, from the top."""

INK, GREY, PALE = "#222222", "#6b6b6b", "#e6e6e6"

PROVINCES = {
    "Kiên Giang": ("#0072b2", "o"),
    "Kon Tum": ("#d55e00", "s"),
    "Hậu Giang": ("#009e73", "D"),
    "Gia Lai": ("#7b3294", "^"),
}
"""Colour, safe for colour-blind readers, and mark, safe for grey print, of each province."""

_EDGE = 0.14  # inches between the edge of a figure and its texts
_CAPTION_LETTERS = 13.3  # letters of a caption to an inch

_OTHERS = ("#56606b", "P")

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


def colour(province: str) -> str:
    """Give the colour of a province, the same in every chart."""
    return PROVINCES.get(province, _OTHERS)[0]


def mark(province: str) -> str:
    """Give the mark of a province, the same in every chart."""
    return PROVINCES.get(province, _OTHERS)[1]


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
