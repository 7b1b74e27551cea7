"""What the tests of charts look at: the texts of a figure, and where they lie."""

from itertools import combinations

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
    crossed = [
        (a, b)
        for (a, box_a), (b, box_b) in combinations(boxes, 2)
        if min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0) > 2
        and min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0) > 3
    ]
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
