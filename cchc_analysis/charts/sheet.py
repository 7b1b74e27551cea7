"""The sheet that a chart is drawn on: panels as large as the texts round them allow, labels kept apart."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.textpath import text_to_path

from cchc_analysis.charts.theme import GREY, STYLE, subplots

_EDGE = 0.14  # inches between the edge of a figure and what stands on it
_TITLE, _SUBTITLE, _CAPTION = 15, 11, 9  # points
_LINE = 1.28  # height of a line of text, in its size
_POINTS = 72  # to an inch
_HINTED = 1.03  # of the width of a text, as it is set on pixels
_LEAST = 0.8  # inches that panels need to be read
_TICKS = 0.7  # inches beside an axes that its ticks may take without asking
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_FAR = (9, 18, 30, 44)  # points from a mark to its name


@dataclass
class Sheet:
    """A figure with its panels, row by row.

    ``is_own`` tells a figure of ours from an axes of the caller; one that ``grows`` gets room for texts on top.
    ``least`` inches a panel needs so that its lines of text keep apart.
    """

    fig: Figure
    panels: list[Axes]
    is_own: bool
    grows: bool = False
    least: float = 0.0
    _later: list[Callable[[], None]] = field(default_factory=list)

    def finish(self, title: str, subtitle: str, caption: Iterable[str]) -> Figure:
        """Write title and subtitle above the panels, the caption below; give the panels the rest; move labels."""
        below = " ".join(part for part in caption if part)
        if self.is_own:
            self._frame(title, subtitle, below)
        else:
            self._frame_axes(title, subtitle, below)
        for axes in self.panels:
            if axes.get_window_extent().height / self.fig.dpi < self.least:
                raise ValueError(f"the lines of the chart need {self.least:.1f} inches; make figsize or ax higher")
        for move in self._later:
            move()
        return self.fig

    def _frame(self, title: str, subtitle: str, below: str) -> None:
        width, height = self.fig.get_size_inches()
        room = width - 2 * _EDGE
        head, sub = even(title, room, _TITLE, bold=True), fitted(subtitle, room, _SUBTITLE)
        foot = fitted(below, room, _CAPTION)
        top = _EDGE + _height(head, _TITLE) + _height(sub, _SUBTITLE) + 0.16
        bottom = _EDGE + _height(foot, _CAPTION) + 0.08
        engine: Any = self.fig.get_layout_engine()
        if self.grows:
            height += top + bottom
            self.fig.set_size_inches(width, height)
        if height - top - bottom < _LEAST:
            raise ValueError(
                f"figsize leaves no room for the chart; make it {top + bottom + _LEAST:.1f} inches high"
            )
        left = _EDGE / width
        look: dict[str, Any] = {"va": "top", "parse_math": False}
        self.fig.text(left, 1 - _EDGE / height, head, size=_TITLE, weight="bold", **look)
        under = 1 - (_EDGE + _height(head, _TITLE) + 0.03) / height
        self.fig.text(left, under, sub, size=_SUBTITLE, color=GREY, **look)
        self.fig.text(
            left, _EDGE / height, foot, size=_CAPTION, color=GREY, va="bottom", parse_math=False, linespacing=1.2
        )
        engine.set(rect=(0, bottom / height, 1, 1 - (top + bottom) / height), w_pad=_EDGE, h_pad=0.03)
        shown, self.fig.dpi = self.fig.dpi, STYLE["savefig.dpi"]
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="constrained_layout not applied")
            try:
                self.fig.draw_without_rendering()
            except UserWarning:
                raise ValueError("figsize is too small for the labels of the chart; make it larger") from None
        self.fig.set_layout_engine("none")
        self.fig.dpi = shown

    def _frame_axes(self, title: str, subtitle: str, below: str) -> None:
        """Write the same round an axes of the caller; without a layout engine the axes makes room by itself."""
        [axes] = self.panels
        texts: list[Annotation] = []
        natural = self._over(axes) if self.fig.get_layout_engine() is None else None
        for _ in range(1 if natural is None else 3):
            for text in texts:
                text.remove()
            texts = self._write(axes, title, subtitle, below)
            if natural is not None:
                self._make_room(axes, natural)

    def _write(self, axes: Axes, title: str, subtitle: str, below: str) -> list[Annotation]:
        self.fig.draw_without_rendering()
        box, tight, dpi = axes.get_window_extent(), axes.get_tightbbox(), self.fig.dpi
        room = max(box.width / dpi, 2.0)
        sub, foot = fitted(subtitle, room, _CAPTION), fitted(below, room, _CAPTION - 1)
        head = even(title, room, _SUBTITLE, bold=True)
        over, under = ((tight.y1 - box.y1), (box.y0 - tight.y0)) if tight else (0, 0)
        over, under = (gap / dpi * _POINTS + 5 for gap in (over, under))
        look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "parse_math": False}
        higher = over + _height(sub, _CAPTION) * _POINTS + 3
        return [
            axes.annotate(sub, (0, 1), xytext=(0, over), va="bottom", size=_CAPTION, color=GREY, **look),
            axes.annotate(head, (0, 1), xytext=(0, higher), va="bottom", size=_SUBTITLE, weight="bold", **look),
            axes.annotate(foot, (0, 0), xytext=(0, -under), va="top", size=_CAPTION - 1, color=GREY, **look),
        ]

    def _over(self, axes: Axes) -> tuple[Any, Any]:
        """Give the place of an axes, and how far what it holds now reaches over it, as shares of the figure."""
        self.fig.draw_without_rendering()
        box, window = axes.get_position(), axes.get_tightbbox() or axes.get_window_extent()
        tight = window.transformed(self.fig.transFigure.inverted())
        return box, (box.x0 - tight.x0, box.y0 - tight.y0, tight.x1 - box.x1, tight.y1 - box.y1)

    def _make_room(self, axes: Axes, natural: tuple[Any, Any]) -> None:
        """Draw the axes smaller, so that its texts stay where the axes with its ticks alone stood."""
        box, (left, bottom, _, top) = natural
        _, over = self._over(axes)
        wide, high = (_TICKS / size for size in self.fig.get_size_inches())
        x0 = box.x0 + max(over[0] - min(left, box.x0, wide), 0)
        y0 = box.y0 + max(over[1] - min(bottom, box.y0, high), 0)
        x1, y1 = box.x1 - max(over[2], 0), box.y1 - max(over[3] - min(top, 1 - box.y1, high), 0)
        if x1 - x0 < 0.3 * box.width or y1 - y0 < 0.2 * box.height:
            raise ValueError("ax is too small for the chart and its texts; make its figure larger")
        axes.set_position((x0, y0, x1 - x0, y1 - y0))

    def ends(self, axes: Axes, labels: Sequence[tuple[float, float, str, str]], size: float = 10) -> None:
        """Name lines at their right ends: place and text of each label, and its colour; none covers another."""
        if not labels:
            return
        written = [
            axes.annotate(
                text,
                (x, y),
                xytext=(1.015, y),
                textcoords=axes.get_yaxis_transform(),
                va="center",
                size=size,
                color=shade,
                annotation_clip=False,
            )
            for x, y, text, shade in labels
        ]
        self._later.append(lambda: _part(axes, written, size))

    def names(
        self, axes: Axes, labels: Sequence[tuple[float, float, str, str]], taken: Sequence[tuple[float, float]]
    ) -> None:
        """Name marks in a cloud of ``taken`` places, each where its name covers least."""
        look: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center", "size": 10}
        written = [
            axes.annotate(text, (x, y), xytext=(0, 0), color=shade, weight="bold", zorder=6, **look)
            for x, y, text, shade in labels
        ]
        for name in written:
            name.set_in_layout(False)
        self._later.append(lambda: _scatter(axes, written, taken))


def open_sheet(
    ax: Axes | None,
    figsize: tuple[float, float] | None,
    *,
    width: float = 10,
    height: float = 4.6,
    rows: int = 1,
    columns: int = 1,
    least: float = 0.0,
    **options: Any,
) -> Sheet:
    """Take an axes of the caller, or make a figure: ``height`` inches for the panels, more for the texts.

    With ``figsize`` the figure keeps that size and the panels take what the texts leave.
    """
    if ax is not None:
        if rows * columns > 1:
            raise ValueError(
                f"this chart has {rows * columns} panels and ax holds one; leave ax out, or ask for one"
            )
        figure = ax.figure.figure if hasattr(ax.figure, "figure") else ax.figure
        return Sheet(figure, [ax], is_own=False, least=least)  # type: ignore[arg-type]
    fig, axes = subplots(
        rows, columns, figsize=figsize or (width, height), layout="constrained", squeeze=False, **options
    )
    return Sheet(fig, list(axes.flat), is_own=True, grows=figsize is None, least=least)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    r"""Break a text into lines that fit into a width in inches.

    Examples
    --------
    >>> fitted("one two three", 0.6, 10)
    'one two\nthree'
    """
    room, lines = width * _POINTS / _HINTED, [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size, bold) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def even(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Break a text into as few lines as fit, none of them much shorter than the others."""
    best = fitted(text, width, size, bold=bold)
    lines = best.count("\n")
    while lines and width > 1:
        width *= 0.95
        closer = fitted(text, width, size, bold=bold)
        if closer.count("\n") > lines:
            break
        best = closer
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
    to_points = _POINTS / axes.figure.dpi
    marks = np.array([axes.transData.transform(name.xy) for name in written]) * to_points
    box = axes.get_window_extent()
    low, high = box.y0 * to_points, box.y1 * to_points
    places = apart([float(np.clip(y, low, high)) for _, y in marks], size * 1.15, low, high)
    for name, place, (x, y) in zip(written, places, marks, strict=True):
        level = axes.transData.inverted().transform((0, place / to_points))[1]
        name.set_position((name.get_position()[0], level))
        if abs(place - y) > size / 2 or box.x1 * to_points - x > 3 * size:
            _lead(axes, name, (x, y), (box.x0 * to_points + 1.01 * box.width * to_points, place))


def _start(pool: list[float]) -> float:
    """Give the place of the first member of a pool: the mean of what its members want, each less its rank."""
    return pool[0] / pool[1]


def apart(wanted: list[float], step: float, low: float, high: float) -> list[float]:
    """Give places at least ``step`` apart, as near to those wanted as pooling neighbours makes them.

    Examples
    --------
    >>> apart([0.0, 1.0, 10.0], 3.0, -5.0, 20.0)
    [-1.0, 2.0, 10.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    pools: list[list[float]] = []  # sum of what members want, less their place in the pool; members
    for at in order:
        pools.append([wanted[at], 1])
        while len(pools) > 1 and _start(pools[-2]) + pools[-2][1] * step > _start(pools[-1]):
            total, count = pools.pop()
            pools[-1][0] += total - count * pools[-1][1] * step
            pools[-1][1] += count
    placed = [_start(pool) + step * within for pool in pools for within in range(int(pool[1]))]
    span = step * (len(placed) - 1)
    for at, place in enumerate(placed):
        placed[at] = max(place, low + step * at)
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], max(high, low + span) - step * (len(placed) - 1 - at))
    result = [0.0] * len(wanted)
    for at, place in zip(order, placed, strict=True):
        result[at] = place
    return result


def _lead(axes: Axes, name: Annotation, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a thin line, between places in points, from a mark to its name."""
    places = axes.transAxes.inverted().transform(np.array([start, end]) * axes.figure.dpi / _POINTS)
    look: dict[str, Any] = {"color": name.get_color(), "linewidth": 0.7, "zorder": 3.5, "clip_on": False}
    axes.add_line(Line2D(places[:, 0], places[:, 1], transform=axes.transAxes, gid="leader", **look))


def _scatter(axes: Axes, written: Sequence[Annotation], taken: Sequence[tuple[float, float]]) -> None:
    """Move each name to the side of its mark where it covers least."""
    to_points = _POINTS / axes.figure.dpi
    marks = axes.transData.transform(np.array(taken, dtype=float).reshape(-1, 2)) * to_points
    frame = axes.get_window_extent()
    placed: list[tuple[float, float, float, float]] = []
    for name in written:
        x, y = axes.transData.transform(name.xy) * to_points
        wide, high = _width(name.get_text(), 10, True) / 2, 7.0
        best = None
        for far in _FAR:
            for side, up in _SIDES:
                middle = (x + side * (far + wide), y + up * (far + high * 0.6))
                box = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
                cost = _covered(box, marks, placed, frame, to_points) + far / 100
                if best is None or cost < best[0]:
                    best = (cost, (middle[0] - x, middle[1] - y), box, far)
        assert best is not None
        name.set_position(best[1])
        placed.append(best[2])
        if best[3] > _FAR[0]:
            near = np.clip((x, y), best[2][:2], best[2][2:])
            _lead(axes, name, (x, y), (float(near[0]), float(near[1])))


def _covered(
    box: tuple[float, float, float, float], marks: Any, placed: Sequence[Any], frame: Any, to_points: float
) -> float:
    """Count what a name in this place would cover: marks one each, other names and what lies outside much more."""
    x0, y0, x1, y1 = box
    inside = (marks[:, 0] > x0 - 3) & (marks[:, 0] < x1 + 3) & (marks[:, 1] > y0 - 3) & (marks[:, 1] < y1 + 3)
    others = sum(x0 < b[2] + 2 and b[0] < x1 + 2 and y0 < b[3] + 1 and b[1] < y1 + 1 for b in placed)
    edges = [edge * to_points for edge in (frame.x0, frame.y0, frame.x1, frame.y1)]
    outside = x0 < edges[0] or y0 < edges[1] or x1 > edges[2] or y1 > edges[3]
    return float(inside.sum() + 20 * others + 40 * outside)
