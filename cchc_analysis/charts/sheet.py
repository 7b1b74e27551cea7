"""The sheet that a chart is drawn on: panels as large as the texts round them allow, labels kept apart."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

from cchc_analysis.charts.asked import Asked
from cchc_analysis.charts.theme import GREY, STYLE, style, subplots

Size = tuple[float, float]
Label = tuple[float, float, str, str]
"""Place in the data, text and colour of a name."""

_EDGE = 0.14  # inches between the edge of a figure and what stands on it
_TITLE, _SUBTITLE, _CAPTION = 15, 11, 9  # points
_LINE = 1.28  # height of a line of text, in its size
_POINTS = 72  # to an inch
_HINTED = 1.08  # of the width of a text, as it is set on few pixels
_LEAST = 0.8  # inches that panels need to be read
_UNBROKEN = "\u00a0"  # a space at which no line ends
_YEAR = 0.55  # inches that a year needs on its axis


@contextmanager
def open_sheet(
    asked: Asked, size: Size = (10, 4.6), least: Size | None = None, grid: tuple[int, int] = (1, 1)
) -> Iterator[Sheet]:
    """Take an axes of the caller, or make a figure of a ``size`` in inches for the panels, more for the texts.

    With ``figsize`` the figure keeps that size and the panels take what the texts leave; each panel needs the
    ``least`` width and height in inches, so that its texts keep apart; without it, what a chart by year needs.
    ``grid`` has how many panels stand side by side, and how many one below the other.
    """
    least = least or (1.5, 2.5 if asked.ax is None else 0.0)
    with style():
        if asked.ax is None:
            look: dict[str, Any] = {"figsize": asked.figsize or size, "layout": "constrained", "squeeze": False}
            fig, axes = subplots(*grid[::-1], **look)
            yield Sheet(asked, fig, list(axes.flat), grid, least, size)
        elif (panels := grid[0] * grid[1]) > 1:
            raise ValueError(f"this chart has {panels} panels and ax holds one; leave ax out, or ask for one")
        else:
            figure: Any = asked.ax.get_figure(root=True)
            yield Sheet(asked, figure, [asked.ax], grid, least, size)


@dataclass
class Sheet:
    """A figure, ours or the caller's, with its panels, row by row, and the rest as `open_sheet` takes it."""

    asked: Asked
    fig: Figure
    panels: list[Axes]
    grid: tuple[int, int]
    least: Size
    size: Size
    _later: list[Callable[[], None]] = field(default_factory=list)
    _texts: tuple[str, str, str] = ("", "", "")

    def finish(self, title: str, subtitle: str, caption: Iterable[str]) -> Figure:
        """Write title and subtitle above the panels, the caption below; give the panels the rest; move labels."""
        is_own = self.asked.ax is None
        self._texts = _held_together(title), subtitle, " ".join(filter(None, caption))
        (self._frame if is_own else self._frame_axes)()
        for axes in self.panels:
            axes.apply_aspect()
            least = np.array(self.least)
            lacks = least - np.array(axes.get_window_extent().size) / self.fig.dpi
            if any(lacks > 0):
                held: Any = self.fig.bbox if is_own else axes.get_tightbbox()
                beyond, what = (0.0, "figsize") if is_own else (2 * _EDGE, "ax with its texts")
                needed = held.size / self.fig.dpi + np.maximum(lacks, 0) * self.grid + beyond
                raise self._too_small("too small for the chart", what, needed)
        for move in self._later:
            move()
        return self.fig

    def _broken(self, width: float) -> Any:
        """Break the texts at a width; give how far title and both reach down, and how far the caption up."""
        (title, subtitle, below), room = self._texts, width - 2 * _EDGE
        head, sub = even(title, room, _TITLE, bold=True), fitted(subtitle, room, _SUBTITLE)
        foot, under = fitted(below, room, _CAPTION), _EDGE + _height(head, _TITLE)
        down, up = under + _height(sub, _SUBTITLE) + 0.16, _EDGE + _height(foot, _CAPTION) + 0.08
        return head, sub, foot, under, down, up

    def _too_small(self, told: str, what: str = "it", needed: Any = None) -> ValueError:
        """Name a size that is drawn, else that of the chart itself; in half inches, so that none comes twice."""
        if needed is None:
            (width, height), (*_, down, up) = self.size, self._broken(self.size[0])
            needed = np.maximum((width, height + down + up), self.asked.figsize or 0)
        return ValueError(
            f"{told}; make {what} {' by '.join(f'{np.ceil(2 * side) / 2:.1f}' for side in needed)} inches"
        )

    def _frame(self) -> None:
        width, height = self.fig.get_size_inches()
        head, sub, foot, under, top, bottom = self._broken(width)
        if self.asked.figsize is None:
            height += top + bottom
            self.fig.set_size_inches(width, height)
        if height - top - bottom < _LEAST:
            raise self._too_small("figsize leaves no room for the chart")
        look: dict[str, Any] = {"va": "top", "parse_math": False}
        self.fig.text(_EDGE / width, 1 - _EDGE / height, head, size=_TITLE, weight="bold", **look)
        self.fig.text(_EDGE / width, 1 - (under + 0.03) / height, sub, size=_SUBTITLE, color=GREY, **look)
        look |= {"va": "bottom", "linespacing": 1.2}
        self.fig.text(_EDGE / width, _EDGE / height, foot, size=_CAPTION, color=GREY, **look)
        engine: Any = self.fig.get_layout_engine()
        engine.set(rect=(0, bottom / height, 1, 1 - (top + bottom) / height), w_pad=_EDGE, h_pad=0.03)
        shown, self.fig.dpi = self.fig.dpi, STYLE["savefig.dpi"]
        self._lay_out()
        self.fig.set_layout_engine("none")
        size = self.fig.get_size_inches() * self.fig.dpi
        for axes in self.fig.axes:  # to whole pixels: at a half a bit, another on each processor, moved a line
            axes.set_position(Bbox(np.round(axes.get_position(original=True).get_points() * size) / size))
            axes.set_in_layout(True)
        self.fig.dpi = shown

    def _frame_axes(self) -> None:
        """Write the same round an axes of the caller; a figure without a layout gets one that makes room."""
        (title, subtitle, below), [axes] = self._texts, self.panels
        if is_plain := self.fig.get_layout_engine() is None:
            self.fig.set_layout_engine("constrained")
        self._lay_out()
        box, dpi = axes.get_window_extent(), self.fig.dpi
        tight, room = axes.get_tightbbox() or box, max(box.width / dpi, 2.0)
        head, sub = even(title, room, _SUBTITLE, bold=True), fitted(subtitle, room, _CAPTION)
        foot = fitted(below, room, _CAPTION - 1)
        over, under = (gap / dpi * _POINTS + 5 for gap in (tight.y1 - box.y1, box.y0 - tight.y0))
        higher = over + _height(sub, _CAPTION) * _POINTS + 3
        look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "parse_math": False}
        axes.annotate(sub, (0, 1), xytext=(0, over), va="bottom", size=_CAPTION, color=GREY, **look)
        axes.annotate(head, (0, 1), xytext=(0, higher), va="bottom", size=_SUBTITLE, weight="bold", **look)
        axes.annotate(foot, (0, 0), xytext=(0, -under), va="top", size=_CAPTION - 1, color=GREY, **look)
        if is_plain:
            self._lay_out()

    def _lay_out(self) -> None:
        engine: Any = self.fig.get_layout_engine()
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="constrained_layout not applied")
            try:
                engine.execute(self.fig)
            except UserWarning:
                raise self._too_small("figsize or ax is too small for the chart and its texts") from None

    def years(self, axes: Axes, years: Iterable[int], room: float = 0.0) -> None:
        """Give an axes as many whole years as fit, the last among them, and inches beside both ends."""
        every = range(min(years), max(years) + 1)
        axes.set_xlim(every[0] - 0.4, every[-1] + 0.4)
        axes.set_xticks(every)

        def thin() -> None:
            width = axes.get_window_extent().width / self.fig.dpi
            step = -(-len(every) // max(int(width / _YEAR), 1))
            axes.set_xticks(sorted(every[::-step]))
            beyond = max(0.4, room * (len(every) - 1) / (width - 2 * room))
            axes.set_xlim(every[0] - beyond, every[-1] + beyond)

        self._later.append(thin)

    def ends(self, axes: Axes, labels: Sequence[Label], size: float = 10, last: Any = None) -> None:
        """Name lines at their right ends, one that ends before ``last`` beside its mark; none covers another."""
        look: dict[str, Any] = {"textcoords": axes.get_yaxis_transform(), "va": "center", "size": size}
        early = {x: [each for each in labels if each[0] == x] for x, *_ in labels if last is not None and x < last}
        written = [
            axes.annotate(text, (x, y), xytext=(1.015, y), color=shade, annotation_clip=False, **look)
            for x, y, text, shade in labels
            if x not in early
        ]
        if written:
            self._later.append(lambda: _part(axes, written, size))
        for own in early.values():
            self._later.append(partial(_beside, axes, own, size))


def _held_together(text: str) -> str:
    """Let no line end within a name or before a number: between words that both begin with no small letter."""
    words = text.split(" ")
    held = words[0]
    for before, word in pairwise(words):
        is_one = before[-1:] not in ",.;:" and not before[:1].islower() and not word[:1].islower()
        held += (_UNBROKEN if is_one else " ") + word
    return held


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Break a text into lines that fit into a width in inches."""
    room, lines, taken = width * _POINTS / _HINTED, [""], 0.0
    space = _width("a b", size, bold) - _width("ab", size, bold)
    for word in filter(None, text.split(" ")):
        needed = _width(word, size, bold)
        if lines[-1] and taken + space + needed > room:
            lines.append(word)
            taken = needed
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
            taken += needed + space * (taken > 0)
    return "\n".join(lines).replace(_UNBROKEN, " ")


def even(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Break a text into as few lines as fit, none of them much shorter than the others."""
    best = closer = fitted(text, width, size, bold=bold)
    while "\n" in best and closer.count("\n") == best.count("\n") and width > 1:
        best, width = closer, 0.95 * width
        closer = fitted(text, width, size, bold=bold)
    return best


@lru_cache(maxsize=8192)
def _width(text: str, size: float, bold: bool) -> float:
    """Give the width of a text in points."""
    face = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, face, ismath=False)[0])


def _height(text: str, size: float) -> float:
    """Give the height of some lines in inches."""
    return (text.count("\n") + 1) * size * _LINE / _POINTS


def _part(axes: Axes, written: Sequence[Annotation], size: float) -> None:
    """Move names up or down as little as keeps them apart and within the axes."""
    box, high = axes.get_window_extent(), size * axes.figure.dpi / _POINTS  # pixels
    marks = axes.transData.transform([name.xy for name in written])
    places = apart(np.clip(marks[:, 1], box.y0, box.y1), 1.15 * high, box.y0, box.y1)
    for name, place, (x, y) in zip(written, places, marks, strict=True):
        level = axes.transData.inverted().transform((0, place))[1]
        name.set_position((name.get_position()[0], level))
        if abs(place - y) > high / 2 or box.x1 - x > 3 * high:  # a thin line leads from the mark to its name
            ends = axes.transAxes.inverted().transform([(x, y), (box.x0 + 1.01 * box.width, place)])
            look: dict[str, Any] = {"linewidth": 0.7, "zorder": 3.5, "clip_on": False, "gid": "leader"}
            axes.add_line(Line2D(*ends.T, color=name.get_color(), transform=axes.transAxes, **look))


def _beside(axes: Axes, labels: Sequence[Label], size: float) -> None:
    """Name marks of one year to their right, or where there is no room to their left; no name covers another."""
    to_points, box = _POINTS / axes.figure.dpi, axes.get_window_extent()
    marks = axes.transData.transform([label[:2] for label in labels]) * to_points
    places = apart(marks[:, 1], size * 1.15, box.y0 * to_points, box.y1 * to_points)
    room = box.x1 * to_points - marks[0, 0] - size
    is_right = room > _HINTED * max(_width(label[2], size, False) for label in labels)
    look: dict[str, Any] = {"textcoords": "offset points", "va": "center", "ha": "left" if is_right else "right"}
    look["bbox"] = {"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.5}
    for (x, y, text, shade), place, mark in zip(labels, places, marks[:, 1], strict=True):
        offset = (0.8 * size if is_right else -0.8 * size, place - mark)
        axes.annotate(text, (x, y), xytext=offset, color=shade, size=size, zorder=6, **look)


def apart(wanted: Any, step: float, low: float, high: float) -> list[float]:
    """Give places at least ``step`` apart, as near to those wanted as possible.

    Isotonic regression: Robertson, Wright and Dykstra (1988), "Order Restricted Statistical Inference", chapter 1.
    """
    from scipy.optimize import isotonic_regression

    order, steps = np.argsort(wanted, kind="stable"), step * np.arange(len(wanted))
    level = isotonic_regression(np.asarray(wanted, dtype=float)[order] - steps).x
    places = np.empty(len(wanted))
    places[order] = np.clip(level, low, max(low, high - steps[-1])) + steps
    return list(map(float, places))
