"""What the tests of charts look at: the texts of a figure, and where they lie."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from cchc_analysis.charts.theme import STYLE


def words(figure):
    """Every text of a figure, tick labels included, as one string."""
    return "\n".join(text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text")))


def flat(figure):
    """The same in one line."""
    return " ".join(words(figure).split())


def overlaps(figure):
    """Texts outside the figure, and pairs of texts that overlap by more than three pixels each way, as it is saved."""
    figure.set_dpi(STYLE["savefig.dpi"])
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    boxes, beyond = [], set(_labels_of_no_tick(figure))
    for text in figure.findobj(lambda artist: hasattr(artist, "get_text")):
        if text.get_visible() and text.get_text().strip() and text not in beyond:
            boxes.append(
                (text.get_text(), Text.get_window_extent(text, renderer))
            )  # of an annotation without its line
    edges = figure.bbox
    outside = [word for word, box in boxes if min(box.x0, box.y0) < 0 or box.x1 > edges.x1 or box.y1 > edges.y1]
    x0, y0, x1, y1 = np.array([box.extents for _, box in boxes]).T[:, :, None]
    across, up = (np.minimum(end, end.T) - np.maximum(start, start.T) for start, end in ((x0, x1), (y0, y1)))
    crossed = [(boxes[a][0], boxes[b][0]) for a, b in np.argwhere(np.triu((across > 2) & (up > 3), 1))]
    return outside, crossed


def _labels_of_no_tick(figure):
    """Labels of ticks beyond the ends of an axis, which are there and not drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            room = 1e-6 * (high - low)
            for tick in axis.get_major_ticks():
                if not low - room <= tick.get_loc() <= high + room:
                    yield from (tick.label1, tick.label2)
