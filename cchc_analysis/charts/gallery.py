"""Draws ``figures/``: the calls, which alone know the metrics and provinces of today, and the files."""

from __future__ import annotations

import inspect
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


_FOUR = ["Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai"]
_PARTS = (
    *("participation", "transparency", "accountability", "corruption_control"),
    *("procedures", "service_delivery", "environment", "e_governance"),
)
_PATH = {"metric": "digitization_rate", "province": "Kiên Giang"}
_PAPI = {"metric": "papi_index", "provinces": _FOUR}
_E_GOVERNANCE = _PAPI | {"dimension": "e_governance"}

GALLERY = (
    Call("work_dossiers", charts.measure, {"metric": "e_dossier_rate"}),
    Call("online_services", charts.measure, {"metric": "online_service_rate"}),
    Call("digitization_path", charts.path, _PATH),
    Call("gaps", charts.gaps, {}),
    Call("coverage", charts.coverage, {}),
    Call("comparability", charts.comparability, {}),
    Call("spread_of_levels", charts.spread_of_aims, _PATH),
    Call("spread_of_provinces", charts.spread_of_aims, {"metric": "e_dossier_rate"}),
    Call("papi_position", charts.position, _PAPI | {"dimension": _PARTS}),
    Call("papi_ranks", charts.ranks, _PAPI),
    Call("e_governance_position", charts.position, _E_GOVERNANCE),
    Call("e_governance_spread", charts.spread, _E_GOVERNANCE | {"provinces": None}),
    Call("e_governance_catch_up", charts.catch_up, _E_GOVERNANCE),
    Call("procedures_distance", charts.distance, _PAPI | {"dimension": "procedures"}),
    Call("e_governance_tiles", charts.tile_map, _E_GOVERNANCE),
)
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
