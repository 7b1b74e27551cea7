"""What every chart is asked for besides its table and its metric, said once."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cchc_analysis.charts.theme import Palette
from cchc_analysis.choices import Lang
from cchc_analysis.selection import whole_years

Chart = TypeVar("Chart", bound=Callable[..., Figure])

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
        """Refuse years that are none."""
        if self.years is not None:
            self.years = whole_years(self.years)


def chart(function: Chart) -> Chart:
    """Write the shared keywords into the signature and the docstring of a chart, where its users look for them."""
    own = inspect.signature(function)
    shared = inspect.signature(Asked).parameters.values()
    parts = [part for part in own.parameters.values() if part.kind is not part.VAR_KEYWORD]
    parts += [part.replace(kind=part.KEYWORD_ONLY) for part in shared]
    function.__signature__ = own.replace(parameters=parts)  # type: ignore[attr-defined]
    function.__doc__ = inspect.cleandoc(function.__doc__ or "").replace("\nExamples\n", _SHARED, 1)
    return function
