"""Draws ``figures/``: the calls below, which alone know the metrics and provinces of today."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import polars as pl
from matplotlib.figure import Figure

from cchc_analysis import charts
from cchc_analysis.catalog import dimensions
from cchc_analysis.charts.results import TOTAL
from cchc_analysis.charts.theme import style
from cchc_analysis.choices import Lang
from cchc_analysis.errors import DataError, refused_outcomes
from cchc_analysis.writing import write_whole


class Call(NamedTuple):
    """A figure: the name of its file, the table that the chart takes, the chart, and what is asked of it."""

    name: str
    table: str
    chart: Callable[..., Figure]
    asked: dict[str, Any]


_PLANNED: dict[str, Any] = {"metric": "digitization_rate", "province": "Kiên Giang"}
_NAMED: dict[str, Any] = {"metric": "papi_index", "provinces": ["Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai"]}
_DIMENSIONS = [each.dimension for each in dimensions() if each.metric == "papi_index" and each.dimension != TOTAL]

GALLERY = (
    Call("work_dossiers", "targets", charts.measure, {"metric": "e_dossier_rate"}),
    Call("online_services", "targets", charts.measure, {"metric": "online_service_rate"}),
    Call("digitization_path", "targets", charts.path, _PLANNED),
    Call("gaps", "targets", charts.gaps, {}),
    Call("coverage", "targets", charts.coverage, {}),
    Call("comparability", "targets", charts.comparability, {}),
    Call("spread_of_levels", "targets", charts.spread_of_aims, _PLANNED),
    Call("spread_of_provinces", "targets", charts.spread_of_aims, {"metric": "e_dossier_rate"}),
    Call("papi_position", "outcomes", charts.position, _NAMED | {"dimension": _DIMENSIONS}),
    Call("papi_ranks", "outcomes", charts.ranks, _NAMED),
    Call("e_governance_position", "outcomes", charts.position, _NAMED | {"dimension": "e_governance"}),
    Call("e_governance_spread", "outcomes", charts.spread, {"metric": "papi_index", "dimension": "e_governance"}),
    Call("e_governance_catch_up", "outcomes", charts.catch_up, _NAMED | {"dimension": "e_governance"}),
    Call("procedures_distance", "outcomes", charts.distance, _NAMED | {"dimension": "procedures"}),
    Call("e_governance_tiles", "outcomes", charts.tile_map, _NAMED | {"dimension": "e_governance"}),
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
    """Draw every chart, and give each file once written; ``tell`` why a chart cannot be filled, whose files go."""
    mpl.use("agg")
    for call in GALLERY:
        table = targets if call.table == "targets" else outcomes
        for lang in languages:
            files = {form: out / f"{call.name}_{lang}.{form}" for form in formats}
            try:
                if table is None:
                    raise refused_outcomes("", "no table of results; run cchc build")
                figure = call.chart(table, **call.asked, lang=lang)
            except DataError as error:
                if lang == languages[0]:
                    tell(f"left out {call.name}: {error}")
                for path in files.values():
                    path.unlink(missing_ok=True)
                continue
            yield from write_whole({path: partial(save, figure, form) for form, path in files.items()})
            figure.clear()


def save(figure: Figure, form: str, path: Path) -> None:
    """Write a figure to a file that tells its title and, where it can, its caption, and nothing of this run."""
    title, description = (" ".join(figure.texts[at].get_text().split()) for at in (0, -1))
    told = {"Title": title} | ({"Description": description} if form == "svg" else {})
    with style():
        figure.savefig(path, format=form, metadata=_METADATA[form] | told)
