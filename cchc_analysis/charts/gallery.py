"""The calls that draw ``figures/``: all that knows the metrics and provinces of today's documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cchc_analysis import charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Call(NamedTuple):
    """A figure: the name of its file, the chart, the table it takes, and what is asked of the chart."""

    name: str
    chart: Callable[..., Figure]
    table: Literal["targets", "outcomes"]
    asked: dict[str, Any]


_FOUR = ["Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai"]
_PARTS = (
    *("participation", "transparency", "accountability", "corruption_control"),
    *("procedures", "service_delivery", "environment", "e_governance"),
)
_E_GOVERNANCE = {"metric": "papi_index", "dimension": "e_governance"}
_PROCEDURES = {"metric": "papi_index", "dimension": "procedures"}

GALLERY = (
    Call("work_dossiers", charts.measure, "targets", {"metric": "e_dossier_rate"}),
    Call("online_services", charts.measure, "targets", {"metric": "online_service_rate"}),
    Call("digitization_path", charts.path, "targets", {"metric": "digitization_rate", "province": "Kiên Giang"}),
    Call("gaps", charts.gaps, "targets", {}),
    Call("coverage", charts.coverage, "targets", {}),
    Call("comparability", charts.comparability, "targets", {}),
    Call(
        "spread_of_levels",
        charts.spread_of_aims,
        "targets",
        {"metric": "digitization_rate", "province": "Kiên Giang"},
    ),
    Call("spread_of_provinces", charts.spread_of_aims, "targets", {"metric": "e_dossier_rate"}),
    Call(
        "papi_position",
        charts.position,
        "outcomes",
        {"metric": "papi_index", "dimension": _PARTS, "provinces": _FOUR},
    ),
    Call("papi_ranks", charts.ranks, "outcomes", {"metric": "papi_index", "provinces": _FOUR}),
    Call("e_governance_position", charts.position, "outcomes", _E_GOVERNANCE | {"provinces": _FOUR}),
    Call("e_governance_spread", charts.spread, "outcomes", _E_GOVERNANCE),
    Call("e_governance_catch_up", charts.catch_up, "outcomes", _E_GOVERNANCE | {"provinces": _FOUR}),
    Call("procedures_distance", charts.distance, "outcomes", _PROCEDURES | {"provinces": _FOUR}),
    Call("e_governance_tiles", charts.tile_map, "outcomes", _E_GOVERNANCE | {"provinces": _FOUR}),
)
"""Every figure, in the order of the documentation."""
