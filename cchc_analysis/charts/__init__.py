"""Charts, each a function of a table that gives a matplotlib figure, in Vietnamese or English.

Of targets and results that documents state (`load_targets`): `measure`, `path`, `gaps`, `coverage`,
`comparability`, `spread_of_aims`. Of published results of all provinces (`load_outcomes`): `position`, `spread`,
`catch_up`, `ranks`, `distance`, `tile_map`.

What all of them take: ``targets`` or ``outcomes``, the table, of polars or pandas; ``metric``, of the catalogue;
``dimension`` of an index, or its ``total``; ``provinces`` by name or official code, those to draw, or of results
those to name (at most 20), all others standing behind them; ``years``, only these; ``lang``, ``vi`` or ``en``;
``ax``, an axes to draw on, else ``figsize`` in inches; ``palette``, colours by province.

What all refuse, by a `DataError` of one line: a table without a column they need; a metric, dimension, province or
year that no row has; rows that hold nothing of what the chart shows, or more than it can show.
"""

from cchc_analysis.charts.catch_up import catch_up
from cchc_analysis.charts.comparability import comparability
from cchc_analysis.charts.coverage import coverage
from cchc_analysis.charts.distance import distance
from cchc_analysis.charts.gaps import gaps
from cchc_analysis.charts.measure import measure
from cchc_analysis.charts.path import path
from cchc_analysis.charts.position import position
from cchc_analysis.charts.ranks import ranks
from cchc_analysis.charts.spread import spread
from cchc_analysis.charts.spread_of_aims import spread_of_aims
from cchc_analysis.charts.tile_map import tile_map

__all__ = [
    "catch_up",
    "comparability",
    "coverage",
    "distance",
    "gaps",
    "measure",
    "path",
    "position",
    "ranks",
    "spread",
    "spread_of_aims",
    "tile_map",
]
