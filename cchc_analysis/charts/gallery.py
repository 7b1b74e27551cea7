"""Draws ``figures/``: the calls of ``gallery.toml``, which alone knows the metrics and provinces of today."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl

from cchc_analysis import charts
from cchc_analysis.charts.theme import style
from cchc_analysis.errors import DataError
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

    from cchc_analysis.choices import Lang


class Call(NamedTuple):
    """A figure: the name of its file, the chart, and what is asked of the chart."""

    name: str
    chart: Callable[..., Figure]
    asked: dict[str, Any]

    @property
    def table(self) -> str:
        """The table that the chart takes, as it names it: ``targets`` or ``outcomes``."""
        return next(iter(inspect.signature(self.chart).parameters))


def _calls() -> Iterator[Call]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    for name, asked in tomllib.loads(text).items():
        yield Call(name, getattr(charts, asked.pop("chart")), asked)


GALLERY = tuple(_calls())
"""Every figure, in the order of the documentation."""

_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "cchc_analysis"},
    "png": {"Software": "cchc_analysis"},
    "pdf": {"CreationDate": None, "Creator": "cchc_analysis", "Producer": None},
}
"""What a file says of itself: nothing that differs from run to run."""


def draw_all(
    targets: pl.DataFrame,
    outcomes: pl.DataFrame | None,
    languages: Sequence[Lang],
    formats: Sequence[str],
    out: Path,
    tell: Callable[[str], object] = print,
) -> Iterator[Path]:
    """Draw every chart of the gallery; give each file as soon as it is written, ``<name>_<lang>.<format>``.

    A chart that these tables cannot fill, since they are of other provinces or metrics, is left out, and ``tell``
    is told why. The same tables give the same bytes on every run.
    """
    mpl.use("agg")
    for call in GALLERY:
        table = targets if call.table == "targets" else outcomes
        if table is None:
            tell(f"left out {call.name}: no table of results; run cchc build")
            continue
        for lang in languages:
            try:
                figure = call.chart(table, **call.asked, lang=lang)
            except DataError as refused:
                tell(f"left out {call.name}: {refused}")
                break
            files = {out / f"{call.name}_{lang}.{form}": partial(save, figure, form) for form in formats}
            yield from write_whole(files)
            figure.clear()


def save(figure: Figure, form: str, path: Path) -> None:
    """Write a figure to a file that tells its title and, where it can, its caption, and nothing of this run."""
    title, description = (" ".join(figure.texts[at].get_text().split()) for at in (0, -1))
    told = {"Title": title} | ({"Description": description} if form == "svg" else {})
    with style():
        figure.savefig(path, format=form, metadata=_METADATA[form] | told)
