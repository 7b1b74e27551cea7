"""What every chart is asked for, and the sheet it is drawn on: panels as large as the texts round them allow."""

from __future__ import annotations

import inspect
import re
import textwrap
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox
from numpy.typing import ArrayLike, NDArray

from cchc_analysis.charts.theme import GREY, STYLE, Palette, style, subplots
from cchc_analysis.choices import Lang
from cchc_analysis.rewriting import CAPITAL
from cchc_analysis.selection import whole_years

Chart = TypeVar("Chart", bound=Callable[..., Figure])
Size = tuple[float, float]
Label = tuple[float, float, str, str]
"""Place in the data, text and colour of a name."""

_EDGE = 0.14  # inches between the edge of a figure and what stands on it
_TITLE, _SUBTITLE, _CAPTION = 15, 11, 9  # points
_LINE, _LETTER = 1.28, 0.58  # height of a line and width of a letter, in the size of a text
_BOLD = 1.06  # width of a bold letter to that of a plain one
_POINTS = 72  # to an inch
_FEW = 3  # lines of a title
_UNBROKEN = "\u00a0"  # a space at which no line ends
_LEAST = 0.8  # inches that panels need to be read
_YEAR = 0.55  # inches that a year needs on its axis


_SHARED = """
Other Parameters
----------------
provinces : sequence of str, optional
    Names or official codes: those to draw; of published results those to name, at most 20, before all others.
years : iterable of int, optional
    Only these.
lang : {"vi", "en"}
    Language.
ax : matplotlib.axes.Axes, optional
    Where to draw; without it, on a figure of its own.
figsize : tuple of float, optional
    Inches of that figure, else as many as the chart needs.
palette : mapping, optional
    Colours by province, where the chart does not say otherwise.

Returns
-------
matplotlib.figure.Figure

Examples
"""


@dataclass
class Asked:
    """The keywords that every chart takes, with what holds where one is not given."""

    provinces: Sequence[str] | None = None
    years: Iterable[int] | None = None
    lang: Lang = "vi"
    ax: Axes | None = None
    figsize: tuple[float, float] | None = None
    palette: Palette = None

    def __post_init__(self) -> None:
        if self.years is not None:
            self.years = whole_years(self.years)
        if self.ax is not None and not isinstance(self.ax, Axes):
            raise ValueError(f"ax {self.ax!r} is no axes of matplotlib; leave it out, or give one")
        if self.palette is not None and not isinstance(self.palette, Mapping):
            raise ValueError(f"palette {self.palette!r} is no mapping; write colours by province")


def chart(function: Chart) -> Chart:
    """Write the shared keywords into the signature and the docstring of a chart, where its users look for them."""
    own = inspect.signature(function)
    shared = inspect.signature(Asked).parameters.values()
    parts = [part for part in own.parameters.values() if part.kind is not part.VAR_KEYWORD]
    parts += [part.replace(kind=part.KEYWORD_ONLY) for part in shared]
    function.__signature__ = own.replace(parameters=parts)  # type: ignore[attr-defined]
    function.__doc__ = inspect.cleandoc(function.__doc__ or "").replace("\nExamples\n", _SHARED, 1)
    return function


@contextmanager
def open_sheet(
    asked: Asked, size: Size = (10, 4.6), least: Size | None = None, grid: tuple[int, int] = (1, 1)
) -> Iterator[Sheet]:
    """Take an axes of the caller, or make a figure for a ``grid`` of panels, across and down; sizes in inches."""
    least = least or (1.5, 2.5 if asked.ax is None else 0.0)  # what texts of a chart by year need to keep apart
    with style():
        if asked.ax is None:
            look: dict[str, Any] = {"figsize": asked.figsize or size, "layout": "constrained", "squeeze": False}
            fig, axes = subplots(*grid[::-1], **look)
            yield Sheet(asked, fig, list(axes.flat), least)
        elif (panels := grid[0] * grid[1]) > 1:
            raise ValueError(f"this chart has {panels} panels and ax holds one; leave ax out, or ask for one")
        else:
            figure: Any = asked.ax.get_figure(root=True)
            yield Sheet(asked, figure, [asked.ax], least)


@dataclass
class Sheet:
    """A figure, ours or the caller's, with its panels, row by row, and the rest as `open_sheet` takes it."""

    asked: Asked
    fig: Figure
    panels: list[Axes]
    least: Size
    _names: list[tuple[Axes, list[Annotation], float]] = field(default_factory=list)

    def finish(self, title: str, subtitle: str, caption: Iterable[str]) -> Figure:
        """Write title and subtitle above the panels, the caption below; give the panels the rest; move labels."""
        kept = re.sub(rf"(?<=\w) (?=[{CAPITAL}])| (?=[−\d])", _UNBROKEN, title)  # names, ``năm 2024``
        texts = kept, subtitle, " ".join(filter(None, caption))
        (self._frame if self.asked.ax is None else self._frame_axes)(*texts)
        for axes in self.panels:
            axes.apply_aspect()
            if (np.array(axes.get_window_extent().size) < np.array(self.least) * self.fig.dpi).any():
                raise self._too_small()
        for names in self._names:
            _part(*names)
        return self.fig

    def _too_small(self) -> ValueError:
        what = "figsize" if self.asked.ax is None else "ax"
        needs = "{:.1f} by {:.1f} inches".format(*np.maximum(self.least, _LEAST))
        return ValueError(f"{what} is too small: a panel needs {needs} besides the texts round it; give more")

    def _frame(self, title: str, subtitle: str, caption: str) -> None:
        width, height = self.fig.get_size_inches()
        sizes = (_TITLE * _BOLD, _SUBTITLE, _CAPTION)
        head, sub, foot = map(fitted, (title, subtitle, caption), [width - 2 * _EDGE] * 3, sizes)
        under, bottom = _EDGE + _height(head, _TITLE), _EDGE + _height(foot, _CAPTION) + 0.08
        top = under + _height(sub, _SUBTITLE) + 0.16
        if self.asked.figsize is None:
            height += top + bottom
            self.fig.set_size_inches(width, height)
        if height - top - bottom < _LEAST:
            raise self._too_small()
        left = _EDGE / width
        self.fig.text(left, 1 - _EDGE / height, head, size=_TITLE, weight="bold", va="top")
        self.fig.text(left, 1 - (under + 0.03) / height, sub, size=_SUBTITLE, color=GREY, va="top")
        self.fig.text(left, _EDGE / height, foot, size=_CAPTION, color=GREY, va="bottom", linespacing=1.2)
        engine: Any = self.fig.get_layout_engine()
        engine.set(rect=(0, bottom / height, 1, 1 - (top + bottom) / height), w_pad=_EDGE, h_pad=0.03)
        shown, self.fig.dpi = self.fig.dpi, STYLE["savefig.dpi"]
        self._lay_out()
        self.fig.set_layout_engine("none")
        size = self.fig.get_size_inches() * self.fig.dpi
        for axes in self.fig.axes:
            axes.set_position(Bbox(whole_pixels(axes.get_position(original=True).get_points() * size) / size))
            axes.set_in_layout(True)
        self.fig.dpi = shown

    def _frame_axes(self, title: str, subtitle: str, caption: str) -> None:
        """Write the same round an axes of the caller; a figure without a layout gets one that makes room."""
        [axes] = self.panels
        if is_plain := self.fig.get_layout_engine() is None:
            self.fig.set_layout_engine("constrained")
        self._lay_out()
        box, dpi = axes.get_window_extent(), self.fig.dpi
        tight, room = axes.get_tightbbox() or box, max(box.width / dpi, 2.0)
        over, under = (gap / dpi * _POINTS + 5 for gap in (tight.y1 - box.y1, box.y0 - tight.y0))
        sub = fitted(subtitle, room, _CAPTION)
        look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
        axes.annotate(sub, (0, 1), xytext=(0, over), va="bottom", size=_CAPTION, color=GREY, **look)
        look |= {"xytext": (0, over + _height(sub, _CAPTION) * _POINTS + 3), "va": "bottom", "weight": "bold"}
        axes.annotate(fitted(title, room, _SUBTITLE * _BOLD), (0, 1), size=_SUBTITLE, **look)
        look |= {"xytext": (0, -under), "va": "top", "weight": "normal", "color": GREY}
        axes.annotate(fitted(caption, room, _CAPTION - 1), (0, 0), size=_CAPTION - 1, **look)
        if is_plain:
            self._lay_out()

    def _lay_out(self) -> None:
        engine: Any = self.fig.get_layout_engine()
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="constrained_layout not applied")
            try:
                engine.execute(self.fig)
            except UserWarning:
                raise self._too_small() from None

    def years(self, axes: Axes, years: Iterable[int]) -> None:
        """Give an axes as many whole years as fit, the last among them."""
        first, last = min(years), max(years)
        axes.set_xlim(first - 0.5, last + 0.5)
        fit = int(axes.get_window_extent().width / self.fig.dpi / _YEAR)
        axes.set_xticks(range(last, first - 1, -(-(last - first + 1) // max(fit, 1)) * -1)[::-1])

    def ends(self, axes: Axes, labels: Sequence[Label], size: float = 10) -> None:
        """Name lines at the right of the panel, each in the height of its end; none covers another."""
        look: dict[str, Any] = {"textcoords": axes.get_yaxis_transform(), "va": "center", "size": size}
        look["annotation_clip"] = False
        names = [axes.annotate(text, (x, y), (1.015, y), color=shade, **look) for x, y, text, shade in labels]
        self._names.append((axes, names, size))


def whole_pixels(places: ArrayLike) -> NDArray[np.float64]:
    """Round places in pixels up from a hundredth below the half, as a layout gives many halves.

    Their last bits differ between processors, and so would the pixel.
    """
    return np.floor(np.asarray(places, dtype=np.float64) + 0.51)


def fitted(text: str, width: float, size: float) -> str:
    """Break a text into lines that fit into a width in inches, few of them into lines of much the same length."""
    letters = max(int(width * _POINTS / (_LETTER * size)), 1)
    if (lines := -(-len(text) // letters)) <= _FEW:
        letters = min(letters, int(1.15 * len(text) / max(lines, 1)) + 1)
    return textwrap.fill(text, letters, break_long_words=False, break_on_hyphens=False).replace(_UNBROKEN, " ")


def _height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * _LINE / _POINTS


def _part(axes: Axes, written: Sequence[Annotation], size: float) -> None:
    """Move names up or down as little as keeps them apart and within the axes."""
    if not written:
        return
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


def apart(wanted: Any, step: float, low: float, high: float) -> list[float]:
    """Give places at least ``step`` apart, as near to those wanted as possible, by isotonic regression."""
    from scipy.optimize import isotonic_regression

    order, steps = np.argsort(wanted, kind="stable"), step * np.arange(len(wanted))
    level = isotonic_regression(np.asarray(wanted, dtype=float)[order] - steps).x
    places = np.empty(len(wanted))
    places[order] = np.clip(level, low, max(low, high - steps[-1])) + steps
    return list(map(float, places))
